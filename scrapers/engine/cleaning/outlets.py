"""Which outlet of the catalogue a page belongs to, by the host of its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.outlets.catalogue import load_catalogue
from scrapers.outlets.model import Outlet


class OutletsByHost:
    """The catalogue by domain, read when it is first asked."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    def of(self, url: str) -> Outlet | None:
        """Give the outlet on whose domain, or below it, the address lies; None if there is none.

        Raises:
            CatalogueError: an outlet file holds mistakes.
        """
        return next((self._by_domain[name] for name in domains(url) if name in self._by_domain), None)

    @cached_property
    def _by_domain(self) -> Mapping[str, Outlet]:
        outlets = load_catalogue(extra_files=self._files).outlets
        return {outlet.domain.removeprefix("www."): outlet for outlet in outlets}


def domains(url: str) -> Iterator[str]:
    """Name the domains an address lies on, the narrowest first; none for what is no address.

    >>> list(domains("https://www.news.example.org:8080/a"))
    ['news.example.org:8080', 'news.example.org', 'example.org', 'org']
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return
    if host and port:
        yield f"{host}:{port}"
    while host:
        yield host
        host = host.partition(".")[2]
