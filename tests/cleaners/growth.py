"""Whether time grows with the size of a task: told by two sizes in one process, so that no machine is too slow."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LIMIT = 2.2  # times longer than in proportion that the larger task may take
SHORTEST = (0.05, 0.3)  # seconds that the smaller and the larger one are taken for at least: below, the clock is coarse


def is_linear(work: Callable[[int], object], few: int, many: int) -> bool:
    """Say whether the CPU time of a task grows with its size; a moment's pause may spoil one measure, not both."""
    work(few)  # what is read once is read by now
    allowed = LIMIT * many / few
    least, longest = SHORTEST
    return any(max(longest, _seconds(work, many)) / max(least, _seconds(work, few)) < allowed for _ in range(2))


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = process_time()
    work(size)
    return process_time() - began
