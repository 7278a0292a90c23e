"""What the crawls of one process share: store, writing thread, worker pool, output. Each is opened on first use."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.engine.locks import lock_folder
from scrapers.engine.memories import SiteMemories
from scrapers.engine.saving import Saving
from scrapers.engine.workers import CleanPool
from scrapers.errors import OutputError
from scrapers.normalizer import identity_key
from scrapers.store import Store, StoreWriter

if TYPE_CHECKING:
    from scrapers.article import Article
    from scrapers.engine.options import EngineOptions
    from scrapers.engine.output import Output
    from scrapers.errors import KlartekstError

logger = logging.getLogger(__name__)


def open_store(url: str) -> Store:
    """Open a store in which all spellings of an article's URL, tracking parameters or not, are one.

    Raises:
        StoreError: it cannot be opened.
    """
    return Store.open(url, key=identity_key)


class Services:
    """Store, worker pool and output, opened on first use and closed together."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        """Klartekst's settings."""
        self.output: Output | None = None
        """Where stored articles are written; None if only into the store. Whoever made it closes it."""
        self.problem = ""
        """The first error of store or output, for a person to read; empty if all is well."""
        self._opened = ExitStack()

    def note(self, error: KlartekstError) -> None:
        """Remember that store or output failed, and tell it once: it will fail again with every page."""
        if not self.problem:
            self.problem = str(error)
            logger.error("%s", error)

    @cached_property
    def store(self) -> Store:
        """The store, migrated.

        Raises:
            StoreError: it cannot be opened.
        """
        store = open_store(self.options.store_url)
        self._opened.callback(store.close)
        return store

    @cached_property
    def writer(self) -> StoreWriter:
        """The thread that writes articles."""
        writer = StoreWriter(self.store)
        self._opened.callback(writer.close)
        return writer

    @cached_property
    def saving(self) -> Saving:
        """Where articles go: into the store and the output."""
        return Saving(self.writer, self._write, lambda: self.pool.inside)

    @cached_property
    def memories(self) -> SiteMemories:
        """What is known of the outlets' sites."""
        return SiteMemories(self.writer)

    @cached_property
    def pool(self) -> CleanPool:
        """The processes that clean pages."""
        pool = CleanPool(self.options)
        self._opened.callback(pool.close)
        return pool

    @property
    def locks(self) -> Path:
        """Folder of the outlets' locks."""
        return lock_folder(self.options.store_url)

    def close(self) -> None:
        """Close what was opened, the last first: what was stored is safe, pages still in work are given up."""
        self._opened.close()

    async def _write(self, articles: Sequence[Article]) -> None:
        try:
            if self.output is not None:
                await self.output.write(articles)
        except OutputError as error:
            self.note(error)
