from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.duplicates import Likeness, likeness, prints_of

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "st", "lm", "k")]
HAN = [chr(code) for code in range(0x4E00, 0x4F00)]


def paragraph(seed: int, words: int = 50) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


def han(seed: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=100))


def compared(one: str, other: str) -> Likeness:
    sketches = [prints.sketch for prints in prints_of([one, other], fewest=0) if prints]
    return likeness(sketches[0], sketches[1])


def joined(*seeds: int, make: object = paragraph) -> str:
    return "\n\n".join(make(seed) for seed in seeds)  # type: ignore[operator]


def test_the_same_text_is_all_alike() -> None:
    found = compared(joined(1, 2, 3), joined(1, 2, 3))
    assert (found.similarity, found.other_numbers, found.changed, found.own) == (1, 0, 0, 0)
    assert (found.head, found.tail) == pytest.approx((1, 1), abs=0.25)


def test_other_texts_share_nothing() -> None:
    found = compared(joined(1, 2, 3), joined(4, 5, 6))
    assert (found.similarity, found.own) == (0, 1)


@pytest.mark.parametrize("make", [paragraph, han])
def test_a_text_within_a_longer_one_is_shared_as_a_whole(make: object) -> None:
    assert compared(joined(1, 2, make=make), joined(3, 1, 2, 4, 5, make=make)).similarity == 1


@pytest.mark.parametrize("make", [paragraph, han])
def test_half_a_text_is_half_shared(make: object) -> None:
    found = compared(joined(1, 2, 3, 4, make=make), joined(1, 5, 6, 3, make=make))
    assert found.similarity == pytest.approx(0.5, abs=0.03)
    assert found.own == pytest.approx(0.5, abs=0.03)


def test_paragraphs_left_out_and_added_change_nothing_of_the_others() -> None:
    assert compared(joined(1, 2, 3, 4, 5), joined(1, 7, 3, 8, 5)).changed == 0


def test_other_words_and_other_numbers_within_every_sentence_are_changes() -> None:
    frame = [paragraph(seed, 25) for seed in range(6)]
    texts = ["\n\n".join(f"{one} {n}{i} {one[::-1]}" for i, one in enumerate(frame)) for n in (1, 2)]
    found = compared(*texts)
    assert found.other_numbers > 0.1
    assert found.changed >= found.other_numbers
    names = [text.replace("20", "harry").replace("21", "sally").replace("22", "peter") for text in texts]
    assert compared(*names).changed > 0


def test_a_notice_below_two_texts_is_in_their_tails_only() -> None:
    found = compared(joined(1, 2, 9, 10), joined(3, 4, 9, 10))
    assert (found.head, found.tail) == (0, pytest.approx(1, abs=0.2))


def test_a_very_long_text_is_compared_by_its_sample() -> None:
    long = joined(*range(400))
    assert compared(long, joined(*range(100, 300))).similarity == 1
    assert compared(long, joined(*range(200), *range(1000, 1200))).similarity == pytest.approx(0.5, abs=0.1)


def test_too_small_a_sample_says_nothing() -> None:
    assert compared("one two three", "one two three") == Likeness()


seeds = st.lists(st.integers(0, 9), min_size=1, max_size=6)


@given(seeds, seeds)
def test_the_order_makes_no_difference(one: list[int], other: list[int]) -> None:
    first, second = joined(*one), joined(*other)
    found = compared(first, second)
    assert found == compared(second, first)
    shares = (found.similarity, found.other_numbers, found.changed, found.head, found.tail, found.own)
    assert all(0 <= share <= 1 + 1e-9 for share in shares)


@given(seeds, seeds)
def test_a_text_is_contained_in_itself_with_more(one: list[int], more: list[int]) -> None:
    assert compared(joined(*one), joined(*one, *more)).similarity == 1
