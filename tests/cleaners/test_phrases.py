import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaners.lexicon import FORMS, KINDS, Hit, lexicon_of, phrase_tokens, shipped_lexicon
from cleaners.tokens import tokens_of

PHRASES = Path(__file__).parents[2] / "cleaners" / "phrases"
CASES = Path(__file__).parent / "phrase_cases"
LANGUAGES = sorted(file.stem for file in PHRASES.glob("*.toml"))
CORE = (
    "related read_also most_read consent cookie_button app_prompt newsletter share advert continues paywall login"
    " comments copyright ai_text ai_image watch caption byline updated navigation"
).split()
# Kinds that mean more than that a line goes: a list goes with it, a picture gets it, or it becomes a disclosure.
MEANINGFUL = {"related", "most_read", "caption", "ai_text", "ai_image", "sponsored", "opinion", "correction"}
FURNITURE_PER_LANGUAGE = 10
INNOCENT_PER_LANGUAGE = 5


def document(language: str) -> dict[str, Any]:
    return tomllib.loads((PHRASES / f"{language}.toml").read_text(encoding="utf-8"))


def tables(language: str) -> dict[str, dict[str, list[str]]]:
    return {kind: forms for kind, forms in document(language).items() if kind != "language"}


def phrases(language: str) -> Iterator[tuple[str, str, str]]:
    for kind, forms in tables(language).items():
        for form, written in forms.items():
            yield from ((kind, form, phrase) for phrase in written)


def contradict(kinds: list[str]) -> bool:
    return len(set(kinds)) < len(kinds) or bool(MEANINGFUL & set(kinds))


def cases(language: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{language}.toml").read_text(encoding="utf-8"))


def hits(line: str) -> tuple[Hit, ...]:
    return shipped_lexicon().hits(tokens_of(line), line)


INNOCENT = [(language, line) for language in LANGUAGES for line in cases(language)["innocent"]]
FURNITURE = [
    (language, kind, line)
    for language in LANGUAGES
    for kind, lines in cases(language)["furniture"].items()
    for line in lines
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_named_by_its_language_and_loads_alone(language: str) -> None:
    text = (PHRASES / f"{language}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert document(language)["language"] == language
    assert lexicon_of([(language, text)]).languages == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_core_kinds_are_filled(language: str) -> None:
    found = tables(language)
    assert [kind for kind in CORE if not any(found.get(kind, {}).values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_stand_in_the_order_of_the_english_file(language: str) -> None:
    order = list(tables("en"))
    assert list(tables(language)) == [kind for kind in order if kind in tables(language)]
    assert set(order) == KINDS
    assert {form for forms in tables(language).values() for form in forms} <= FORMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice_or_in_kinds_that_contradict(language: str) -> None:
    """What a line is may have two names only where both mean no more than that the line goes."""
    kinds: dict[tuple[str, tuple[str, ...], bool], list[str]] = {}
    for kind, form, phrase in phrases(language):
        kinds.setdefault((form, phrase_tokens(phrase), phrase.endswith(":")), []).append(kind)
    assert {key: found for key, found in kinds.items() if len(found) > 1 and contradict(found)} == {}


def test_every_language_has_cases_and_no_cases_are_left_over() -> None:
    assert sorted(file.stem for file in CASES.glob("*.toml")) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_cases_enough(language: str) -> None:
    assert sum(one == language for one, _ in INNOCENT) >= INNOCENT_PER_LANGUAGE
    assert sum(one == language for one, _, _ in FURNITURE) >= FURNITURE_PER_LANGUAGE


@pytest.mark.parametrize(("language", "line"), INNOCENT)
def test_innocent_lines_hold_no_phrase(language: str, line: str) -> None:
    """No phrase of any language: a page may be in one language and its chrome in another.

    A sentence of an article may hold a phrase of the consent dialog; what stands around it decides then.
    """
    assert [hit for hit in hits(line) if (hit.kind, hit.form) != ("consent", "part")] == []


@pytest.mark.parametrize(("language", "kind", "line"), FURNITURE)
def test_furniture_lines_hold_a_phrase_of_their_kind(language: str, kind: str, line: str) -> None:
    assert kind in {hit.kind for hit in hits(line) if hit.language == language}
