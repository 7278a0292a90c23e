"""What a spider can be told on the command line: `-a since=2d -a limit=20`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from inspect import Parameter, signature

from spiders.errors import ArgumentError

_SPAN = re.compile(r"(\d{1,5})([mhdw])")
_BY_NAME = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
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


def arguments_of(classes: Iterable[type]) -> tuple[str, ...]:
    """Return the arguments that the `__init__` methods of some classes take by name, those of the last class first.

    Each class hands what it does not know to the next one; one without `**others` is therefore the last.

    >>> class Tide:
    ...     def __init__(self, name=None, harbour="", **others): ...
    >>> arguments_of([Tide])
    ('harbour',)
    """
    named: list[str] = []
    for one in classes:
        if "__init__" not in vars(one):
            continue
        _, *parameters = signature(one.__init__).parameters.values()  # type: ignore[misc]
        named = [*(each.name for each in parameters if each.kind in _BY_NAME), *named]
        if all(each.kind is not Parameter.VAR_KEYWORD for each in parameters):
            break
    return tuple(dict.fromkeys(name for name in named if name != "name"))


def reject_unknown(names: Iterable[str], known: Sequence[str]) -> None:
    """Raise ArgumentError for names that are not among the known; those with a leading underscore belong to schedulers.

    >>> reject_unknown(["since", "_job"], ["since", "limit"])
    """
    unknown = sorted({name for name in names if not name.startswith("_")} - {*known})
    if unknown:
        listed = ", ".join(f"{name}=" for name in known)
        raise ArgumentError(f"unknown argument {', '.join(unknown)}; known are {listed or 'none'}")
