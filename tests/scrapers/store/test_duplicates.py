from __future__ import annotations

import pytest

from scrapers.store import Store
from scrapers.store.duplicates import duplicate_hash, has_words
from tests.scrapers.store.samples import LONG, NOW, article

SHORT = "The museum is closed on Monday."


@pytest.mark.parametrize(
    ("text", "words", "enough"),
    [
        ("one two three", 3, True),
        ("one two three", 4, False),
        ("", 1, False),
        ("... — !", 1, False),
        ("", 0, True),
        ("港の船", 1, True),
        ("港の船", 2, False),
        ("AI 港の船長は語る", 4, True),
        ("เรือออกจากท่า", 6, True),
        ("корабль в порту", 3, True),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int, enough: bool) -> None:
    assert has_words(text, words) is enough


def test_only_long_texts_have_a_duplicate_hash() -> None:
    assert duplicate_hash(SHORT, 40) is None
    assert duplicate_hash(LONG, 40) == duplicate_hash(LONG.upper() + " …", 40)
    assert duplicate_hash("", 0) is None


def test_the_same_words_elsewhere_are_a_duplicate_of_the_first(store: Store) -> None:
    first, *rest = [store.save(article(f"https://example.org/{n}", LONG), now=NOW).article for n in range(3)]
    assert first.duplicate is None
    for copy in rest:
        assert copy.duplicate is not None
        assert copy.duplicate.model_dump() == {"of": first.id, "kind": "exact", "similarity": 1.0}


def test_other_quotation_marks_are_still_the_same_words(store: Store) -> None:
    store.save(article("https://example.org/a", f"“{LONG}”"), now=NOW)
    copy = store.save(article("https://example.com/b", f'"{LONG}"'), now=NOW).article
    assert copy.duplicate is not None


def test_a_short_text_repeats_by_chance(store: Store) -> None:
    store.save(article("https://example.org/a", SHORT), now=NOW)
    assert store.save(article("https://example.org/b", SHORT), now=NOW).article.duplicate is None


def test_a_copy_of_an_older_version_is_a_duplicate(store: Store) -> None:
    original = store.save(article("https://example.org/a", LONG), now=NOW).article
    store.save(article("https://example.org/a", f"{LONG} The storm is over."), now=NOW)
    copy = store.save(article("https://example.com/b", LONG), now=NOW).article
    assert copy.duplicate is not None
    assert copy.duplicate.of == original.id


def test_an_original_never_becomes_the_duplicate_of_its_copy(store: Store) -> None:
    late = f"{LONG} The storm is over."
    store.save(article("https://example.org/a", LONG), now=NOW)
    store.save(article("https://example.com/b", late), now=NOW)
    revised = store.save(article("https://example.org/a", late), now=NOW)
    assert revised.kind == "revision"
    assert revised.article.duplicate is None


def test_a_revision_that_takes_over_an_earlier_text_is_a_duplicate(store: Store) -> None:
    original = store.save(article("https://example.org/a", LONG), now=NOW).article
    store.save(article("https://example.com/b", SHORT), now=NOW)
    revised = store.save(article("https://example.com/b", LONG), now=NOW).article
    assert revised.duplicate is not None
    assert revised.duplicate.of == original.id
