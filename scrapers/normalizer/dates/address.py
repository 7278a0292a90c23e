"""The date in a URL."""

from __future__ import annotations

import re

from cleaners.addresses import parts_of

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATED = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)(?:"
    rf"([/_-])(0?[1-9]|1[0-2]|{_MONTHS})\2(0?[1-9]|[12]\d|3[01])(?=\2|[/_.-]|$)"
    rf"|/?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    rf"|/(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=/|$))",
    re.IGNORECASE,
)
# Day first, where it can be nothing else.
_DAY_FIRST = re.compile(r"(?<=/)(1[3-9]|2\d|3[01])([_-])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")


def url_date(url: str) -> str:
    """Return the day that the path of `url` names, as `2026-01-04`; empty if it names none.

    Year, month and day must stand together (`/2026/01/04/`, `/2026-01-04-`, `20260104`, `/2026/jan/04/`,
    `/2026/01-04/`, `24-01-2026`); a run of digits longer than a day is an id.

    >>> url_date("https://example.com/world/2026/jan/04/storm"), url_date("https://example.com/doc/202601041")
    ('2026-01-04', '')
    """
    path = parts_of(url).path
    match = _DATED.search(path)
    if not match:
        found = _DAY_FIRST.search(path)
        return f"{found[4]}-{found[3]}-{found[1]}" if found else ""
    year, _, *pairs = match.groups()
    month, day = next((m, d) for m, d in zip(pairs[::2], pairs[1::2], strict=True) if m)
    number = int(month) if month.isdecimal() else _MONTHS.split("|").index(month.lower()) + 1
    return f"{year}-{number:02}-{int(day):02}"
