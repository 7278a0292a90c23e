"""The time that a run is about, and what follows from it for each kind of list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from spiders.dates import UTC_CLOCK, Clock

FEED_REACH = timedelta(days=2)
"""How far back feeds and news sitemaps go; the protocol of the latter says two days."""
SITEMAP_REACH = timedelta(days=7)
"""How far back from its newest entry a general sitemap is read when no `since=` is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time that a run is about."""

    now: datetime
    """When the run began, with offset."""
    since: datetime | None = None
    """What is older is not wanted; None if nothing was said."""
    clock: Clock = UTC_CLOCK
    """How the outlet writes its dates."""

    @property
    def exceeds_feeds(self) -> bool:
        """True if older articles are wanted than feeds and news sitemaps hold."""
        return self.since is not None and self.since < self.now - FEED_REACH

    def sitemap_since(self, newest: datetime | None = None) -> datetime:
        """From when on a general sitemap is read whose newest entry is of `newest`; None if that is not known.

        Counted from the newest entry, not from now: a quiet outlet has its last articles found all the same, and a
        recorded crawl gives the same articles whenever it is played.
        """
        return self.since or min(newest or self.now, self.now) - SITEMAP_REACH
