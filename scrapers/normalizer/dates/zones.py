"""What offset the words after a time mean."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

from scrapers.normalizer.tables import Table, read_table


class ZoneTable(Table):
    """`data/zones.toml`."""

    offsets: dict[str, int]
    """Minutes east of UTC by name."""
    zones: dict[str, str]
    """IANA zone by name."""
    generic: tuple[str, ...]
    """Top-level domains of countries that are no sign of one."""
    plain: tuple[str, ...]
    """Second-level domains below which even those are."""
    capitals: dict[str, str]
    """IANA zone of most outlets of a country with several, by its top-level domain."""


TABLE = read_table(ZoneTable, "zones.toml")
OFFSET = (
    r"\(?(?:UTC|GMT)?\s?[+\-−]\d{1,2}(?::?\d{2})?(?!\d)"
    r"|\(?(?:UTC|[A-Z]{1,4}T|Z|MSK|МСК|мск|MES?Z|WI(?:B|TA))(?![A-ZА-Я])"
)
"""Pattern of what can name an offset."""
_NUMERIC = re.compile(r"([+\-−])(\d{1,2}):?(\d{2})?$")


def offset_of(words: str, local: datetime, zone: tzinfo) -> tzinfo | None:
    """Return the offset that `words` name for the naive time `local`; None if they name none that is known.

    A name that the reader's `zone` uses itself at that time is taken from there, before any table.

    >>> offset_of("+0530", datetime(2026, 1, 4), timezone.utc)
    datetime.timezone(datetime.timedelta(seconds=19800))
    >>> offset_of("IST", datetime(2026, 7, 4), ZoneInfo("Europe/Dublin")).utcoffset(None)
    datetime.timedelta(seconds=3600)
    """
    if found := _NUMERIC.search(words):
        return _numeric(*found.groups())
    name = words.strip(" ()")
    if name == local.replace(tzinfo=zone).tzname():
        return timezone(local.replace(tzinfo=zone).utcoffset() or timedelta())
    if name in TABLE.zones:
        return timezone(local.replace(tzinfo=ZoneInfo(TABLE.zones[name])).utcoffset() or timedelta())
    return timezone(timedelta(minutes=TABLE.offsets[name])) if name in TABLE.offsets else None


def zone_of_host(host: str) -> tzinfo:
    """Return the zone of most outlets of the country that a host name ends in; UTC if it names none.

    >>> str(zone_of_host("www.havneposten.dk")), str(zone_of_host("havneposten.example"))
    ('Europe/Copenhagen', 'UTC')
    """
    *_, below, domain = ("", "", *host.lower().split("."))
    zone = TABLE.capitals.get(domain) or _ONLY_ZONES.get(domain, "")
    return ZoneInfo(zone) if zone and (domain not in TABLE.generic or below in TABLE.plain) else UTC


def _only_zones() -> dict[str, str]:
    """Return the zone of each country that has but one, by its code."""
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:3:2] for line in lines if not line.startswith("#")]
    several = Counter(code for code, _ in pairs)
    return {code.lower(): zone for code, zone in pairs if several[code] == 1}


_ONLY_ZONES = _only_zones()


def _numeric(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(size if sign == "+" else -size) if size < timedelta(hours=15) else None
