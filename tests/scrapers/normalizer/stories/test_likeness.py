from __future__ import annotations

import json
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from scrapers.normalizer.stories import likeness
from scrapers.normalizer.stories.decision import JOIN
from scrapers.normalizer.stories.likeness import TEMPLATE_CHANCE, is_template, model_from, shipped_model
from tests.scrapers.normalizer.stories.samples import ROWS, features, on, told, written

COLUMNS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))["column"]
PAIRS = [
    pytest.param(a, b, id=f"{a['event']}-{a['language']}-{b['event']}-{b['language']}")
    for a, b in combinations(ROWS, 2)
]
HARD = {frozenset({"zh-Hans", "ar"})}
"""Scripts that both leave out or write together what names are made of: only a third article joins these two."""


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_event_is_told_from_others_in_every_language(one: dict[str, str], other: dict[str, str]) -> None:
    a, b = features(told(one)), features(told(other))
    chance = likeness(a, b)
    assert chance == pytest.approx(likeness(b, a))
    if one["event"] != other["event"]:
        assert chance < 0.2
    elif frozenset({one["language"], other["language"]}) not in HARD:
        assert chance >= JOIN


def issue(column: dict[str, Any], name: str, day: str, outlet: str = "a") -> Any:
    return features(written(*column[name], day=day, outlet=outlet, language=column.get("language", "en")))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column["name"])
@pytest.mark.parametrize("outlet", ["a", "b"])
def test_two_issues_of_a_column_are_not_one_event(column: dict[str, Any], outlet: str) -> None:
    a, b = issue(column, "first", "2026-03-03"), issue(column, "second", "2026-03-04", outlet)
    assert likeness(a, b) < JOIN / 2


def test_an_issue_and_its_correction_on_the_same_day_are_no_two_issues() -> None:
    a, b = issue(COLUMNS[1], "first", "2026-03-03"), issue(COLUMNS[1], "second", "2026-03-03")
    assert not is_template(a, b)
    assert is_template(a, issue(COLUMNS[1], "second", "2026-03-04"))
    assert likeness(a, issue(COLUMNS[1], "second", "2026-03-04")) == TEMPLATE_CHANCE


def test_each_day_between_two_articles_counts_against_one_event() -> None:
    first = features(told(ROWS[0]))
    chances = [likeness(first, features(told(ROWS[1], published=on(f"2026-03-{day:02}")))) for day in (4, 5, 7, 12, 30)]
    assert chances[0] == chances[1] > chances[2] > chances[3] > chances[4]


def test_a_date_that_is_a_guess_counts_for_nothing() -> None:
    guess = on("2026-11-22T00:00:00+00:00", "first_seen")
    assert likeness(features(told(ROWS[0])), features(told(ROWS[1], published=guess))) >= JOIN


def test_an_undetermined_language_may_be_any() -> None:
    unknown = features(
        told(ROWS[0], language={"code": "und", "confidence": 0.0}, outlet={"id": "x", "name": "", "country": ""})
    )
    assert likeness(features(told(ROWS[0])), unknown) > 0.9


def test_one_name_in_common_makes_no_story_across_languages() -> None:
    text = "A man from Skagen has won the lottery, and he says that he is going to buy a house with a garden and a dog."
    assert likeness(features(told(ROWS[1])), features(written("Lottery luck", text))) < 0.1


def test_a_model_says_what_its_weights_say() -> None:
    words = {"bias": 2.0, "weights": {"body": 1.0}}
    document = json.dumps({"same_language": words, "across_languages": {"bias": 0.0, "weights": {}}})
    model = model_from(document)
    assert model.same_language.log_odds({"body": 0.5, "title": 9.0}) == 2.5
    assert likeness(features(told(ROWS[0])), features(told(ROWS[1])), model) == 0.5
    assert shipped_model() is shipped_model()
