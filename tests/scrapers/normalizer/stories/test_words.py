from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.stories.words import (
    BUCKETS,
    counted,
    rarities_from,
    rarity,
    rarity_steps,
    term_id,
    terms_of,
    weighed_terms,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t go, Åse!", ["don't", "go", "åse"]),
        ("港の船", ["港の", "の船"]),
        ("船 12 隻", ["船", "12", "隻"]),
        ("नाव डूबी", ["नाव", "डूबी"]),
        ("العبارة جنحت", ["العبارة", "جنحت"]),
        ("snake_case 3.5", ["snake", "case", "3", "5"]),
        ("… — !", []),
    ],
)
def test_words_of_any_script(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    terms = terms_of(counted(words_of(text)))
    assert list(terms.ids) == sorted(set(terms.ids))
    assert (terms.weights > 0).all()


@pytest.mark.parametrize("word", ["the", "og", "не", "und", "que", "bir"])
def test_words_that_are_everywhere_tell_little(word: str) -> None:
    assert rarity(term_id(word)) < 1.5 < 5.5 < rarity(term_id("solberg"[:6]))


def test_numbers_are_no_stems() -> None:
    assert counted(["ministers", "ministry", "12"]) == {"minist": 2}


def test_a_table_of_rarities_is_read_as_it_was_written(tmp_path) -> None:
    np.savez_compressed(tmp_path / "rarity.npz", rarity=rarity_steps({7: 0.5, 8: 1.0, 9: 0.0}))
    table = rarities_from((tmp_path / "rarity.npz").read_bytes())
    assert len(table) == BUCKETS
    assert table[8] < table[7] < table[9] == table[0]


def test_weights_are_no_finer_than_they_can_be_stored() -> None:
    terms = weighed_terms({1: 1 / 3})
    assert terms.weights.astype(np.float16).astype(np.float64) == terms.weights
