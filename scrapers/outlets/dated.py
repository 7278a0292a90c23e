"""URLs of lists that an outlet starts anew every day, month or year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from scrapers.outlets.fields import DATE_PARTS


def dated_urls(templates: Iterable[str], *, since: date, until: date) -> tuple[str, ...]:
    """Fill the dates from `since` to `until`, both included, into URL templates: newest first, each URL once.

    A template is absolute and holds {year} (four digits), {month} and {day} (two digits each), as
    `Outlet.dated_sitemaps` does. Empty if `until` is before `since`.

    >>> dated_urls(["https://a.dk/{year}/{month}.xml"], since=date(2025, 12, 30), until=date(2026, 1, 4))
    ('https://a.dk/2026/01.xml', 'https://a.dk/2025/12.xml')
    """
    days = [until - timedelta(days=back) for back in range((until - since).days + 1)]
    return tuple(dict.fromkeys(_on(day, template) for template in templates for day in days))


def _on(day: date, template: str) -> str:
    return template.format(**{name: format(day, code) for name, code in DATE_PARTS.items()})
