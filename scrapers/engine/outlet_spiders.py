"""Scrapy's spider loader over the outlet catalogue: every outlet is a spider of its own."""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scrapy import Spider
from scrapy.exceptions import UsageError
from scrapy.utils.url import url_is_from_any_domain

from scrapers.engine.options import EngineOptions
from scrapers.engine.own_code import loaded
from scrapers.errors import CatalogueError, KlartekstError, UnknownOutlet
from scrapers.outlets.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.settings import BaseSettings

    from scrapers.outlets.model import Outlet


class OutletLoader:
    """Gives Scrapy one spider class per outlet; reads the catalogue when it is first asked."""

    def __init__(self, settings: BaseSettings) -> None:
        self._settings = settings

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> OutletLoader:
        """Make a loader; the files are not read yet."""
        return cls(settings)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue that ships, with the files of OUTLET_FILES and of the replayed folder.

        Raises:
            KlartekstError: an outlet file or a setting holds mistakes; the message lists them all.
        """
        return load_catalogue(extra_files=EngineOptions.from_settings(self._settings).outlet_files)

    def load(self, spider_name: str) -> type[Spider]:
        """Give the spider class of an outlet; the protocol wants a KeyError for an unknown one.

        Raises:
            KeyError: no such outlet; names the nearest ids.
        """
        try:
            return spider_class(self.catalogue.get(spider_name))
        except UnknownOutlet as error:
            raise KeyError(str(error)) from error

    def list(self) -> builtins.list[str]:
        """Name all outlets, enabled or not, in alphabetical order.

        Raises:
            UsageError: the catalogue holds mistakes; Scrapy's own commands print this one without traceback.
        """
        try:
            return [*self.catalogue.ids()]
        except KlartekstError as error:
            raise UsageError(str(error), print_help=False) from error

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Name the outlets on whose domain the request's URL lies."""
        return [
            name for name in self.list() if url_is_from_any_domain(request.url, [_domain(self.catalogue.get(name))])
        ]


def spider_class(outlet: Outlet) -> type[Spider]:
    """Make the spider class of an outlet: its own class with its name, its facts and its crawl hints.

    Raises:
        CatalogueError: the outlet's `spider` cannot be imported or is no spider.
    """
    base = _base(outlet)
    members: dict[str, Any] = {
        "__module__": base.__module__,
        "__doc__": f"Spider of {outlet.name}.",
        "name": outlet.id,
        "outlet": outlet,
        "custom_settings": {**(base.custom_settings or {}), **_politeness(outlet)},
    }
    return type(base.__name__, (base,), members)


def _base(outlet: Outlet) -> type[Spider]:
    try:
        base = loaded(outlet.spider, f"outlet {outlet.id}: spider", "catalogue")
    except KlartekstError as error:
        raise CatalogueError(str(error), stage="catalogue") from error
    if not (isinstance(base, type) and issubclass(base, Spider)):
        raise CatalogueError(f"outlet {outlet.id}: spider: {outlet.spider} is no spider", stage="catalogue")
    return base


def _politeness(outlet: Outlet) -> dict[str, float]:
    # What waits its turn in the downloader is finished before a stopped crawl ends: no more than can run.
    return {
        "CONCURRENT_REQUESTS": outlet.crawl.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": outlet.crawl.concurrency,
        "DOWNLOAD_DELAY": outlet.crawl.delay,
    }


def _domain(outlet: Outlet) -> str:
    return outlet.domain.removeprefix("www.")
