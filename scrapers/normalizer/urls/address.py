"""What addresses are compared by: site, ids, the words of a slug."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote

from courlan import extract_domain

from cleaners.addresses import parts_of

_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_HEX = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)
# What databases call an article in letters and digits: c4gw2x8kz1no.
_CODE = re.compile(r"(?<=/)(?=[0-9A-Za-z]{6,}(?:[/.]|$))(?:[A-Za-z]+\d+){2,}[A-Za-z]*(?=[/.]|$)")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Address:
    """An absolute URL in normal form. Not slotted: its parts are worked out on first use."""

    url: str
    """The URL."""

    @cached_property
    def host(self) -> str:
        """Host and port, without `www.`."""
        return parts_of(self.url).netloc.removeprefix("www.")

    @cached_property
    def path(self) -> str:
        """The path, decoded."""
        return unquote(parts_of(self.url).path)

    @cached_property
    def query(self) -> str:
        """The query, as it stands."""
        return parts_of(self.url).query

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        """Values of the query by name, decoded; the last of several."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @cached_property
    def fragment(self) -> str:
        """The fragment, as it stands."""
        return parts_of(self.url).fragment

    @cached_property
    def site(self) -> str:
        """The registrable domain; the host where that is not known."""
        return extract_domain(self.url) or self.host

    @cached_property
    def ids(self) -> frozenset[str]:
        """Numbers, hexadecimal ids and codes of letters and digits, days (20260104) left out."""
        text = f"{self.path}?{self.query}".lower()
        numbers = {found for found in _NUMBER.findall(text) if not _DAY.fullmatch(found)}
        return frozenset(numbers | set(_HEX.findall(text)) | set(_CODE.findall(self.path)))

    @cached_property
    def slug(self) -> frozenset[str]:
        """Words of the path's wordiest segment, if it has three or more."""
        words = max((_WORD.findall(segment) for segment in self.path.lower().split("/")), key=len)
        return frozenset(words) if len(words) > 2 else frozenset()

    @cached_property
    def is_deep(self) -> bool:
        """Whether the path looks like that of one article: an id, a day or a slug in it."""
        return bool(self.ids or self.slug or _DAY.search(self.path.replace("/", "").replace("-", "")))
