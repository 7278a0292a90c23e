"""The kinds of text that an outlet's fields hold, each with its check.

A check gives the text back unchanged or raises ValueError, in words that say what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated
from urllib.parse import urlsplit

from babel import Locale
from pydantic import AfterValidator

from scrapers.outlets.suggestion import did_you_mean

_NOT_ID = re.compile(r"[^a-z0-9]+")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")
_PORT = re.compile(r":[1-9][0-9]{0,4}$")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}|[0-9]{3}))?")
_DOTTED_PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_NEVER_IN_URL = re.compile(r'[\s\x00-\x1f<>"{}|\\^`]')
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

RESERVED_IDS = frozenset({"all"})
"""Ids that `scrapy crawl` understands as something else."""

DATE_PARTS: Mapping[str, str] = MappingProxyType({"year": "%Y", "month": "%m", "day": "%d"})
"""Placeholders of a dated URL and the `strftime` codes they stand for."""


def _country_names() -> dict[str, str]:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code.lower(): name for code, name in rows}


COUNTRIES: Mapping[str, str] = MappingProxyType(_country_names())
"""English name of every country by its ISO 3166-1 alpha-2 code in lower case."""

TIME_ZONES = frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())
"""Every IANA zone name that `zoneinfo.ZoneInfo` takes on any machine."""

LANGUAGES = frozenset(Locale("en").languages)
"""Every language code that Unicode CLDR names."""


def outlet_id(text: str) -> str:
    """Give an outlet id back, or raise ValueError.

    >>> outlet_id("cbsnews")
    'cbsnews'
    """
    if text in RESERVED_IDS:
        raise ValueError(f'"{text}" is not free: it stands for every outlet')
    if not _ID.fullmatch(text):
        better = _NOT_ID.sub("-", text.lower()).strip("-")
        hint = f'; write "{better}"' if better else ""
        raise ValueError(f'"{text}" may only hold lower-case letters a to z, digits and hyphens{hint}')
    return text


def host_name(text: str) -> str:
    """Give a host name without scheme and path, with a port or without, back, or raise ValueError.

    >>> host_name("www.cbsnews.com")
    'www.cbsnews.com'
    """
    if not _HOST.fullmatch(_PORT.sub("", text)) or text != text.lower():
        host = _host_in(text)
        hint = f'; write "{host}"' if host else ""
        raise ValueError(f'"{text}" is not a host name in lower case, without scheme and path{hint}')
    return text


def country_code(text: str) -> str:
    """Give an ISO 3166-1 alpha-2 code in lower case back, or raise ValueError.

    >>> country_code("dk")
    'dk'
    """
    if text not in COUNTRIES:
        codes = {name.lower(): code for code, name in COUNTRIES.items()}
        code = text.lower() if text.lower() in COUNTRIES else codes.get(text.lower(), "")
        hint = f'; write "{code}"' if code else ', such as "dk"'
        raise ValueError(f'"{text}" is not an ISO 3166-1 alpha-2 country code in lower case{hint}')
    return text


def language_code(text: str) -> str:
    """Give a BCP 47 code of a language, with script and region or without, back, or raise ValueError.

    >>> language_code("zh-Hant")
    'zh-Hant'
    """
    parts = _LANGUAGE.fullmatch(text)
    if not parts or parts[1] not in LANGUAGES or not _is_region(parts[2]):
        raise ValueError(f'"{text}" is not a BCP 47 language code, such as "da", "pt-BR" or "zh-Hant"')
    return text


def not_empty(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Give a list back, or raise ValueError if it is empty.

    >>> not_empty(("da",))
    ('da',)
    """
    if not codes:
        raise ValueError("must not be empty")
    return codes


def time_zone_name(text: str) -> str:
    """Give the name of an IANA time zone back, or raise ValueError.

    >>> time_zone_name("Europe/Copenhagen")
    'Europe/Copenhagen'
    """
    if text not in TIME_ZONES:
        hint = did_you_mean(text, TIME_ZONES) or ', such as "Europe/Copenhagen"'
        raise ValueError(f'"{text}" is not an IANA time zone{hint}')
    return text


def absolute_url(text: str) -> str:
    """Give an absolute http or https URL back, or raise ValueError.

    >>> absolute_url("https://www.cbsnews.com/latest/rss/main")
    'https://www.cbsnews.com/latest/rss/main'
    """
    if not _SCHEME.match(text):
        raise ValueError(f'"{text}" is not an absolute URL: it must start with https:// or http://')
    bad = _NEVER_IN_URL.search(text)
    if bad:
        raise ValueError(f'"{text}" holds {bad[0]!r}, which no URL may hold')
    if not _HOST.fullmatch(_host_in(text)):
        raise ValueError(f'"{text}" names no host that could be asked')
    return text


def dated_url(text: str) -> str:
    """Give an absolute URL with {year} in it, and {month} and {day} if wanted, back, or raise ValueError.

    >>> dated_url("https://example.com/sitemap-{year}-{month}.xml")
    'https://example.com/sitemap-{year}-{month}.xml'
    """
    names = _PLACEHOLDER.findall(text)
    unknown = [name for name in names if name not in DATE_PARTS]
    if unknown:
        raise ValueError(f'"{text}" holds {{{unknown[0]}}}; it may hold {{year}}, {{month}} and {{day}}')
    if "year" not in names:
        raise ValueError(f'"{text}" holds no {{year}}: a URL that stays the same belongs in "sitemaps"')
    absolute_url(_PLACEHOLDER.sub("01", text))
    return text


def regular_expression(text: str) -> str:
    """Give a regular expression in Python's syntax back, or raise ValueError.

    >>> regular_expression(r"/news/[^/]+")
    '/news/[^/]+'
    """
    if not text:
        raise ValueError("is empty: it would be found in every URL")
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f'"{text}" is not a regular expression: {error}') from error
    return text


def dotted_path(text: str) -> str:
    """Give the dotted path of a class back, or raise ValueError; nothing is imported.

    >>> dotted_path("spiders.outlet.OutletSpider")
    'spiders.outlet.OutletSpider'
    """
    if not _DOTTED_PATH.fullmatch(text):
        raise ValueError(f'"{text}" is not the dotted path of a class, such as "spiders.outlet.OutletSpider"')
    return text


def _is_region(code: str | None) -> bool:
    return code is None or code.isdigit() or code.lower() in COUNTRIES


def _host_in(text: str) -> str:
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        return "" if parts.port == 0 else parts.hostname or ""
    except ValueError:
        return ""


OutletId = Annotated[str, AfterValidator(outlet_id)]
HostName = Annotated[str, AfterValidator(host_name)]
CountryCode = Annotated[str, AfterValidator(country_code)]
LanguageCode = Annotated[str, AfterValidator(language_code)]
LanguageCodes = Annotated[tuple[LanguageCode, ...], AfterValidator(not_empty)]
TimeZoneName = Annotated[str, AfterValidator(time_zone_name)]
AbsoluteUrl = Annotated[str, AfterValidator(absolute_url)]
DatedUrl = Annotated[str, AfterValidator(dated_url)]
RegularExpression = Annotated[str, AfterValidator(regular_expression)]
DottedPath = Annotated[str, AfterValidator(dotted_path)]
