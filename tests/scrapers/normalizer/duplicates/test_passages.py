from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.duplicates.passages import REACH, Passages, passages_of
from scrapers.normalizer.duplicates.words import words_of

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("n", "r", "st", "lm")]


def passages(text: str) -> Passages:
    return passages_of(words_of([text]))


def sentence(seed: int, length: int = 60) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=length)


def test_no_words_no_passages() -> None:
    assert len(passages("").full) == 0
    assert passages_of(words_of(["", "one", ""])).texts.tolist() == [0, 0, 1, 1]


@given(st.integers(0, 500))
def test_passages_make_up_the_text_and_are_neither_short_nor_long(seed: int) -> None:
    found = passages(" ".join(sentence(seed, 8000)))
    assert found.halves.sum() == 16_000
    assert min(found.halves) >= REACH
    assert 14 < np.mean(found.halves) < 22


@given(st.integers(0, 500), st.integers(280, 320))
def test_a_changed_word_changes_the_passages_around_it_only(seed: int, place: int) -> None:
    words = sentence(seed, 600)
    changed = [*words[:place], "otherwise", *words[place + 1 :]]
    before, after = (passages(" ".join(one)).full.tolist() for one in (words, changed))
    assert before[0] == after[0]
    assert before[-1] == after[-1]
    assert before != after


@given(st.integers(0, 500))
def test_a_paragraph_has_the_same_passages_wherever_it_stands(seed: int) -> None:
    one, other = " ".join(sentence(seed)), " ".join(sentence(seed + 1000))
    alone = [*passages(one).full, *passages(other).full]
    assert passages(f"{one}\n\n{other}").full.tolist() == alone


@given(st.integers(0, 500), st.integers(1, 99), st.integers(1, 99))
def test_other_numbers_move_no_border(seed: int, first: int, second: int) -> None:
    words = sentence(seed)
    one, other = (passages(" ".join([*words[:20], str(n), *words[20:]])) for n in (first, second))
    assert one.masked.tolist() == other.masked.tolist()
    assert (one.numbers.tolist() == other.numbers.tolist()) == (first == second)


def test_one_word_over_and_over_is_one_passage() -> None:
    assert passages("rain " * 500).halves.tolist() == [1000]
