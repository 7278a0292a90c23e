from __future__ import annotations

import random

from scrapers.normalizer.duplicates.passages import passages_of
from scrapers.normalizer.duplicates.sketch import LONGEST, MOST, packed, sampled, unpacked
from scrapers.normalizer.duplicates.words import words_of


def text(words: int) -> str:
    chance = random.Random(words)
    return " ".join(f"w{chance.randrange(5000)}x" for _ in range(words))


def test_a_sketch_says_how_long_the_text_is_and_holds_its_passages() -> None:
    passages = passages_of(words_of([text(500)]))
    [sketch] = packed(passages)
    found = unpacked(sketch)
    assert (found.halves, found.level) == (1000, 0)
    assert found.lengths.tolist() == passages.halves.clip(max=LONGEST).tolist()
    assert len(sketch) == 4 + 4 * len(passages.halves)


def test_a_sketch_of_a_long_text_is_a_sample() -> None:
    found = unpacked(packed(passages_of(words_of([text(40_000)])))[0])
    assert found.level > 0
    assert found.halves == 80_000
    assert MOST / 3 < len(found.keys) <= MOST
    assert sampled(found.keys, found.level).all()


def test_a_text_without_words_has_an_empty_sketch() -> None:
    found = unpacked(packed(passages_of(words_of([""])))[0])
    assert (found.halves, found.level, len(found.keys)) == (0, 0, 0)


def test_no_numbers_are_told_from_numbers() -> None:
    sketches = packed(passages_of(words_of(["Rain until noon", "Rain until 12"])))
    assert [unpacked(one).numbers.tolist()[0] == 0 for one in sketches] == [True, False]
