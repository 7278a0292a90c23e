from __future__ import annotations

from typing import Any

import pytest

from scrapers.normalizer.stories import features_of
from scrapers.normalizer.stories.features import SALIENT, SALIENT_KEYS, day_of, features_from, piece_of
from tests.scrapers.normalizer.stories.samples import ROWS, features, on, told, written
from tests.scrapers.store.samples import article


def test_a_text_of_few_words_cannot_be_told_from_others() -> None:
    assert features_of(article()) is None
    assert features_of(article(text="")) is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['event']}-{row['language']}")
def test_every_article_has_names_or_sounds_and_is_found_by_few_terms(row: dict[str, str]) -> None:
    one = features(told(row))
    assert len(one.keys)
    assert 8 <= len(one.salient) <= SALIENT + SALIENT_KEYS
    assert len(set(one.salient)) == len(one.salient)


def test_a_standfirst_that_opens_the_text_counts_once() -> None:
    one = told(ROWS[0])
    first = one.blocks[0].text
    assert piece_of(one.model_copy(update={"standfirst": first})) == piece_of(one)
    assert piece_of(one.model_copy(update={"standfirst": "Rain."})).text.startswith("Rain.\n")


def test_an_article_without_a_title_has_its_first_words_instead() -> None:
    assert len(features(told(ROWS[0], title="")).title)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (on("1970-01-02"), 1.5),
        (on("1970-01-02T06:00:00+00:00"), 1.25),
        (on("1970-01-02T06:00:00+06:00"), 1.0),
        (on("1970-01-02T06:00:00+00:00", "first_seen"), None),
        (on("1970-01-02T06:00:00+00:00", "http"), None),
    ],
)
def test_only_a_date_that_was_read_is_a_day(published: dict[str, Any], day: float | None) -> None:
    assert day_of(article(published=published).published) == day


def test_what_comes_late_in_a_long_text_does_not_count() -> None:
    text = ("The ferry sails at noon from the northern pier. " * 200)[:8000]
    assert (
        features_from(piece_of(written("Ferry", text))).size == features_from(piece_of(written("Ferry", text * 2))).size
    )  # type: ignore[union-attr]
