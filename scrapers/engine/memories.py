"""Site memory during a crawl: read from the store when an outlet's first page comes, learned, saved as it grows."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners.memory import NOTHING, WINDOW, from_json, learned, to_json
from scrapers.errors import StoreError

if TYPE_CHECKING:
    from cleaners.model import Footprint, SiteMemory
    from scrapers.store import StoreWriter

logger = logging.getLogger(__name__)

SAVE_EVERY = 5
"""Pages learned from between two savings while the memory grows: what a crash may cost."""
SAVE_FULL = 25
"""The same once it is full: what it says changes little then."""


class SiteMemories:
    """What is known of each outlet that this process crawls."""

    def __init__(self, writer: StoreWriter) -> None:
        self._writer = writer
        self._known: dict[str, SiteMemory] = {}
        self._unsaved: dict[str, int] = {}

    async def of(self, outlet: str) -> SiteMemory:
        """Give the memory of an outlet; nothing for a page without one, and where the store cannot be read."""
        if outlet and outlet not in self._known:
            document = await self._read(outlet)
            # Another page of the outlet may have been quicker, and have taught something since.
            self._known.setdefault(outlet, from_json(document))
        return self._known.get(outlet, NOTHING)

    async def learn(self, outlet: str, footprint: Footprint | None) -> None:
        """Learn from a page of an outlet."""
        if not outlet or footprint is None:
            return
        before = await self.of(outlet)
        self._known[outlet] = learned(before, footprint)
        self._unsaved[outlet] = self._unsaved.get(outlet, 0) + 1
        if self._unsaved[outlet] >= (SAVE_EVERY if len(before.footprints) < WINDOW else SAVE_FULL):
            await self.save(outlet)

    async def save(self, outlet: str) -> None:
        """Save what was learned of an outlet since the last time, if anything was."""
        if not self._unsaved.pop(outlet, 0):
            return
        document, now = to_json(self._known[outlet]), datetime.now(UTC)
        try:
            await asyncio.wrap_future(
                self._writer.call(lambda store: store.save_memory(outlet, document, now=now)),
            )
        except StoreError as error:
            logger.warning("What was learned of %s could not be saved: %s", outlet, error)

    async def _read(self, outlet: str) -> str:
        try:
            return await asyncio.wrap_future(self._writer.call(lambda store: store.memory(outlet)))
        except StoreError as error:
            logger.warning("What is known of %s could not be read: %s", outlet, error)
            return ""
