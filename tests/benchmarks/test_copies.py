from __future__ import annotations

import random

import pytest

from benchmarks.copies import FEWEST, MAKERS, copy_of, size

TEXT = "\n\n".join(
    f"Paragraph {n} tells of the ferry, the storm and the {n} boats that stayed at home." for n in range(20)
)
DONOR = "\n\n".join(f"Elsewhere the museum opened its door number {n} to children on a Sunday." for n in range(20))


@pytest.mark.parametrize("least", [0.5, 0.7, 0.9])
def test_a_copy_shares_what_it_says(least: float) -> None:
    chance = random.Random(1)
    for copy in (copy_of(TEXT, DONOR, least, chance) for _ in range(60)):
        own = [line for line in copy.text.split("\n\n") if line in TEXT]
        assert sum(map(size, own)) >= FEWEST
        assert copy.share == pytest.approx(sum(map(size, own)) / min(size(TEXT), size(copy.text)))
        # A line of chrome has up to ten words.
        assert copy.share >= least - 0.1


def test_copies_are_made_in_every_way() -> None:
    chance = random.Random(2)
    assert {copy_of(TEXT, DONOR, 0.5, chance).made for _ in range(60)} == set(MAKERS)
