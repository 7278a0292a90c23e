from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest

from scrapers.engine.cleaning.interruption import Interruption


@pytest.fixture
def interruption() -> Iterator[Interruption]:
    before = signal.getsignal(signal.SIGINT)
    with Interruption() as interruption:
        yield interruption
    assert signal.getsignal(signal.SIGINT) is before


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_comes_at_once(interruption: Interruption) -> None:
    with pytest.raises(KeyboardInterrupt):
        ctrl_c()


def test_it_waits_for_what_must_be_whole(interruption: Interruption) -> None:
    assert written_before(interruption, ctrl_c) == ["half", "whole"]


def test_a_second_one_does_not_wait(interruption: Interruption) -> None:
    assert written_before(interruption, lambda: (ctrl_c(), ctrl_c())) == ["half"]


def written_before(interruption: Interruption, interrupt: Callable[[], object]) -> list[str]:
    done = []
    try:
        with interruption.held():
            done.append("half")
            interrupt()
            done.append("whole")
    except KeyboardInterrupt:
        return done
    raise AssertionError("it never came")


def test_nothing_is_raised_without_it(interruption: Interruption) -> None:
    with interruption.held():
        pass


def test_where_it_is_ignored_it_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruption() as interruption, interruption.held():
            ctrl_c()
    finally:
        signal.signal(signal.SIGINT, before)
