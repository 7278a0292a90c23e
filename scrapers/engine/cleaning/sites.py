"""What the pages of a batch teach about their sites."""

from __future__ import annotations

from collections import OrderedDict

from cleaners.memory import NOTHING, learned
from cleaners.model import Footprint, Page, SiteMemory
from scrapers.engine.cleaning.outlets import domains

MOST = 300
"""Sites remembered at once, about 100 kB each; beyond it the one not seen for longest is forgotten."""


class Sites:
    """The memory of each site that pages came from, by host; pages without an address teach nothing."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, SiteMemory] = OrderedDict()

    def of(self, page: Page) -> SiteMemory:
        """Give what is known of a page's site."""
        return self._known.get(_host(page), NOTHING)

    def learn(self, page: Page, footprint: Footprint | None) -> None:
        """Learn from a page."""
        host = _host(page)
        if not host or footprint is None:
            return
        self._known[host] = learned(self._known.pop(host, NOTHING), footprint)
        if len(self._known) > MOST:
            self._known.popitem(last=False)


def _host(page: Page) -> str:
    return next(domains(page.url), "")
