"""The values that go into the store and come out of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cleaners.model import Discovery
from scrapers.article import Article
from scrapers.story import StoryMerge

UrlKey = Callable[[str, Collection[str]], str]
"""Gives all URLs of one article the same key, parameters that were learned to pick no article left out; takes any text
and raises nothing."""

UrlStatus = Literal["found", "stored", "failed", "gone"]
StoredKind = Literal["new", "revision", "unchanged"]
EntryKind = Literal["new", "revision", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOptions:
    """What may be decided differently from one installation to the next."""

    rechecks: tuple[timedelta, ...] = (timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
    """When an article that is still listed is fetched again, counted from its first fetch, ascending."""
    changed_wait: timedelta = timedelta(minutes=15)
    """Shortest time between two fetches of an article whose list says that it changed; doubled for every
    fetch in a row that found no change, so that a list which stamps everything with "now" costs little."""
    retry_wait: timedelta = timedelta(minutes=10)
    """Wait after the first failure that may pass; doubled after each further one."""
    retry_wait_max: timedelta = timedelta(hours=24)
    """Longest wait between two tries."""
    attempts: int = 8
    """Failures in a row after which a URL is given up."""
    duplicate_words: int = 40
    """Fewest words of a text that can be a duplicate; shorter ones repeat by chance."""
    story_days: float = 7.0
    """Days without an article after which a story is closed."""
    busy_timeout: float = 30.0
    """Seconds to wait for another process that is writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server needs to answer "not modified" for a feed or a sitemap."""

    url: str
    """Absolute URL of the list."""
    etag: str = ""
    """`ETag` header word for word; empty if none."""
    last_modified: str = ""
    """`Last-Modified` header word for word; empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What is to be fetched of the URLs in one list."""

    wanted: tuple[Discovery, ...]
    """To be fetched now, in the order of the list; recorded durably."""
    known: int
    """Different URLs of the list that need no fetch now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a URL gave no article."""

    status: int = 0
    """HTTP status; 0 if there was no answer."""
    reason: str = ""
    """What went wrong, for a person to read."""
    permanent: bool = False
    """True if trying again is pointless (404, 410)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """One article on its way into the store."""

    article: Article
    """As the normalizer gives it, revision 1."""
    listed_url: str = ""
    """`Discovery.url` that led to it; empty for an article that no list named."""
    now: datetime
    """Time of storing, with offset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of one article; it is durable."""

    kind: StoredKind
    """`unchanged`: the store held these words already."""
    article: Article
    """The article as it stands in the store now."""
    cursor: int
    """Place in the feed; 0 for `unchanged`, which makes no entry."""
    merge: StoryMerge | None = None
    """Stories that the article showed to be one, an entry of its own in the feed; None if it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the feed's log."""

    cursor: int
    """Place in the feed; later entries have higher numbers."""
    kind: EntryKind
    """Whether the article was new or changed, or stories were merged."""
    document: str
    """The article as of this entry, or the merge, as JSON."""
    previous: str = ""
    """The version before it as JSON; empty if there is none, and for a merge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl of one outlet."""

    id: int
    """Number of the run, ascending."""
    outlet: str
    """Outlet id."""
    started: datetime
    """When it began, in UTC."""
    ended: datetime | None
    """When it ended, in UTC; None if it is under way or was killed."""
    reason: str
    """Why it ended (`finished`, `shutdown`, …); empty if it did not."""
    counts: Mapping[str, int]
    """What it did, by name; empty until it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCounts:
    """What the store holds of one outlet."""

    outlet: str
    """Outlet id."""
    articles: int = 0
    """Articles."""
    revisions: int = 0
    """Older versions kept beside them."""
    found: int = 0
    """URLs recorded but not fetched yet."""
    failed: int = 0
    """URLs that failed and are tried again or were given up."""
    gone: int = 0
    """URLs that do not exist any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story, as the store knows it now."""

    id: str
    """Id of the story."""
    first: datetime
    """When its oldest article appeared, or was stored if that is not known; in UTC."""
    last: datetime
    """When its newest one did."""
    articles: int
    """Number of articles."""
    outlets: tuple[str, ...]
    """Ids of the outlets, by the alphabet; without the empty one."""
    languages: tuple[str, ...]
    """BCP 47 codes, the most frequent first."""
    title: str
    """Headline of the article that opened it; if that has none, of the oldest that has one; empty if none has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """Which stories are wanted."""

    since: datetime | None = None
    """Those with an article from then on; None: all."""
    outlets: tuple[str, ...] = ()
    """Those with an article of one of these outlets; empty: of any."""
    languages: tuple[str, ...] = ()
    """Those with an article in one of these languages; `zh` also means `zh-Hant`; empty: in any."""
    articles: int = 1
    """Those with so many articles or more."""
    limit: int | None = None
    """So many at most."""
