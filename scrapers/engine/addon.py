"""What Klartekst's own settings mean for Scrapy's, and where a crawl finds what it shares with others."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.crawler import Crawler

from scrapers.engine import VERSION
from scrapers.engine.options import EngineOptions
from scrapers.engine.services import Services

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings, Settings

    from scrapers.engine.cassette import Tape

HANDLERS = ("http", "https")


class OutletCrawler(Crawler):
    """A crawler that shares store, worker pool and output with the others of its process."""

    def __init__(self, spidercls: type[Spider], settings: Settings, services: Services) -> None:
        super().__init__(spidercls, settings)
        self.services = services
        """What it shares; whoever made it closes it."""


class Klartekst:
    """The add-on through which every component of one crawl finds the services and the cassette."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.run: int | None = None
        """Number of this crawl in the store; None until it has begun."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Klartekst:
        """Make the add-on of a crawl."""
        return cls(crawler)

    @classmethod
    def of(cls, crawler: Crawler) -> Klartekst:
        """Give the add-on of a running crawl."""
        addon = crawler.get_addon(cls)
        if addon is None:
            raise LookupError(f"ADDONS lacks {cls.__module__}.{cls.__qualname__}")
        return addon

    def update_settings(self, settings: BaseSettings) -> None:
        """Name ourselves to the outlets, and turn a replay into one that neither asks nor waits."""
        options = EngineOptions.from_settings(settings)
        settings.set("USER_AGENT", user_agent(options.contact), "addon")
        if options.replay:
            _play(settings)

    @cached_property
    def services(self) -> Services:
        """Store, worker pool and output: shared, or of this crawl alone if Scrapy was started without ours."""
        if isinstance(self._crawler, OutletCrawler):
            return self._crawler.services
        services = Services(EngineOptions.from_settings(self._crawler.settings))
        self._crawler.signals.connect(services.close, signals.engine_stopped, weak=False)
        return services

    @cached_property
    def tape(self) -> Tape:
        """The cassette that this crawl plays, or else records.

        Raises:
            KlartekstError: REPLAY is set and the cassette cannot be read.
        """
        # A quarter of a second that a crawl without cassette can spare.
        from scrapers.engine.cassette import Tape

        settings, file = self._crawler.settings, f"{self._crawler.spidercls.name}.yaml"
        if replay := EngineOptions.from_settings(settings).replay:
            return Tape.load(replay / file)
        return Tape(Path(settings["RECORD"], file))


def user_agent(contact: str) -> str:
    """Say who asks and how to reach them.

    >>> user_agent("").startswith("klartekst/")
    True
    >>> user_agent("https://example.org/bot").endswith("(+https://example.org/bot)")
    True
    """
    name = f"klartekst/{VERSION}"
    return f"{name} (+{contact})" if contact else name


def _play(settings: BaseSettings) -> None:
    for name in ("AUTOTHROTTLE_ENABLED", "DOWNLOAD_DELAY", "HTTPPROXY_ENABLED"):
        settings.set(name, 0, "cmdline")
    handlers = settings.getdict("DOWNLOAD_HANDLERS")
    replaying = dict.fromkeys(HANDLERS, "scrapers.engine.replay.ReplayHandler")
    settings.set("DOWNLOAD_HANDLERS", {**handlers, **replaying}, "cmdline")
