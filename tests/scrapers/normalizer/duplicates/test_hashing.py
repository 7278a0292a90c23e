from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.duplicates.hashing import mixed, summed, summed_few

sequences = st.lists(st.lists(st.integers(1, 2**64 - 1), min_size=1, max_size=9), min_size=1, max_size=9)


def sums(parts: list[list[int]]) -> list[int]:
    values = np.array([value for part in parts for value in part], np.uint64)
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
    return [int(one) for one in summed(values, starts)]


@given(sequences)
def test_a_sequence_has_the_same_sum_wherever_it_stands(parts: list[list[int]]) -> None:
    alone = [sums([part])[0] for part in parts]
    assert sums(parts) == alone
    assert sums(parts[::-1]) == alone[::-1]


@given(sequences)
def test_zeros_at_the_end_do_not_count(parts: list[list[int]]) -> None:
    assert sums([[*part, 0] for part in parts]) == sums(parts)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.integers(1, 5))
def test_few_values_are_summed_as_many_are(numbers: list[int], step: int) -> None:
    values = np.array(numbers, np.uint64)
    starts = np.arange(0, len(numbers), step)
    assert summed_few(values, np.flatnonzero(values), starts).tolist() == summed(values, starts).tolist()


def test_nothing_has_no_sums() -> None:
    assert summed(np.zeros(0, np.uint64), np.zeros(0, np.int64)).tolist() == []


def test_mixing_keeps_zero_and_tells_neighbours_apart() -> None:
    values = mixed(np.arange(1000, dtype=np.uint64))
    assert values[0] == 0
    assert len(set((values >> np.uint64(40)).tolist())) > 990
