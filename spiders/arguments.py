"""What a spider can be told on the command line: `-a since=2d -a limit=20`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from spiders.errors import ArgumentError

_SPAN = re.compile(r"(\d{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def since_of(written: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the instant that `since=` names; None if it is empty.

    Takes a span back from `now` (`30m`, `6h`, `2d`, `1w`) or an ISO 8601 date or time; without an offset it is in
    `zone`. Raises ArgumentError for anything else.

    >>> from datetime import UTC
    >>> since_of("2d", datetime(2026, 11, 22, tzinfo=UTC), UTC).isoformat()
    '2026-11-20T00:00:00+00:00'
    """
    if not written:
        return None
    if span := _SPAN.fullmatch(written):
        return now - timedelta(**{_UNITS[span[2]]: int(span[1])})
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise ArgumentError(
            f"since={written} is no time: write a span (6h, 2d, 1w) or a date (2026-11-20, 2026-11-20T08:00)"
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def limit_of(written: str) -> int | None:
    """Return the number that `limit=` names; None if it is empty. Raises ArgumentError unless it is 1 or more.

    >>> limit_of("20")
    20
    """
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written)):
        raise ArgumentError(f"limit={written} is no number of articles: write 1 or more")
    return int(written)


def reject_unknown(names: Iterable[str]) -> None:
    """Raise ArgumentError if there are names left over; those with a leading underscore belong to schedulers.

    >>> reject_unknown(["_job"])
    """
    unknown = sorted(name for name in names if not name.startswith("_"))
    if unknown:
        raise ArgumentError(f"unknown argument {', '.join(unknown)}: an outlet takes since= and limit=")
