from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from spiders.arguments import arguments_of, limit_of, reject_unknown, since_of
from spiders.errors import ArgumentError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("30m", "2026-11-22T11:30:00+00:00"),
        ("6h", "2026-11-22T06:00:00+00:00"),
        ("2d", "2026-11-20T12:00:00+00:00"),
        ("1w", "2026-11-15T12:00:00+00:00"),
        ("99999w", "0110-05-18T12:00:00+00:00"),
        ("2026-11-20", "2026-11-20T00:00:00+01:00"),
        ("2026-11-20T08:00", "2026-11-20T08:00:00+01:00"),
        ("2026-11-20T08:00Z", "2026-11-20T08:00:00+00:00"),
    ],
)
def test_since(written: str, instant: str) -> None:
    since = since_of(written, NOW, OSLO)
    assert since is not None
    assert since.isoformat() == instant


def test_no_since_is_no_window() -> None:
    assert since_of("", NOW, OSLO) is None


@pytest.mark.parametrize("written", ["yesterday", "2", "d", "-2d", "2026-13-01", "99999999d"])
def test_since_that_is_no_time(written: str) -> None:
    with pytest.raises(ArgumentError, match=f"since={written} is no time: write a span"):
        since_of(written, NOW, OSLO)


def test_limit() -> None:
    assert limit_of("") is None
    assert limit_of("1") == 1


@pytest.mark.parametrize("written", ["0", "-1", "ten", "1.5", "٣"])
def test_limit_that_is_no_number(written: str) -> None:
    with pytest.raises(ArgumentError, match="write 1 or more"):
        limit_of(written)


def test_unknown_arguments_are_named_with_the_known() -> None:
    with pytest.raises(ArgumentError, match="unknown argument limt, sinse; known are since=, limit="):
        reject_unknown(["sinse", "_job", "limt"], ["since", "limit"])


class Last:
    def __init__(self, name: str | None = None, since: str = "", **others: Any) -> None: ...


class Silent(Last): ...


class Own(Silent):
    def __init__(self, *args: Any, edition: str = "", since: str = "1d", **others: Any) -> None: ...


class Closed(Own):
    def __init__(self, pages: int = 1) -> None: ...


def test_arguments_are_what_init_takes_by_name() -> None:
    assert arguments_of(Silent.__mro__[:2]) == ("since",)
    assert arguments_of(Own.__mro__[:3]) == ("since", "edition")
    assert arguments_of(Closed.__mro__[:4]) == ("pages",)
