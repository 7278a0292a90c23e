"""Decides, without a database, when a URL is fetched: pure functions from one `UrlState` to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from cleaners.model import Discovery
from scrapers.store.model import Failure, StoredKind, StoreOptions, UrlStatus

DOUBLINGS = 10
"""Waits stop doubling here, so that they stay within the range of a timedelta."""

RICHNESS = ("none", "section", "sitemap", "news_sitemap", "feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlState:
    """What is known of one URL of one outlet."""

    key: str
    """What all its spellings share."""
    discovery: Discovery
    """The most telling list entry so far."""
    listed_at: datetime
    """When a list last named it; kept up to date only while that can matter."""
    discovered_at: datetime
    """When a list first named it."""
    list_url: str = ""
    """List that last named it; empty if none did."""
    lastmods: tuple[tuple[str, str], ...] = ()
    """By kind of list: its `modified` text at the time of the last fetch asked for."""
    state: UrlStatus = "found"
    """How far it has come."""
    wanted: bool = False
    """True if a fetch is owed."""
    run: int | None = None
    """Run that has been asked to fetch it; None if no run has."""
    attempts: int = 0
    """Failures in a row."""
    next_try: datetime | None = None
    """No fetch before this; None if any time will do."""
    status: int = 0
    """HTTP status of the last failure; 0 if none."""
    reason: str = ""
    """Reason of the last failure; empty if none."""
    article_id: str | None = None
    """Article that it led to; None if none yet."""
    first_stored: datetime | None = None
    """When it was first fetched and stored."""
    last_stored: datetime | None = None
    """When it was last fetched and stored."""
    unchanged: int = 0
    """Fetches in a row that found no change."""
    recheck_at: datetime | None = None
    """When it is to be fetched again if it is still listed; None if never."""


def found(key: str, discovery: Discovery, now: datetime) -> UrlState:
    """Return the state of a URL that a list names for the first time: a fetch is owed."""
    return UrlState(
        key=key,
        discovery=discovery,
        listed_at=now,
        discovered_at=now,
        list_url=discovery.source_url,
        lastmods=((discovery.source, discovery.modified),) if discovery.modified else (),
        wanted=True,
    )


def listed(state: UrlState, discovery: Discovery, now: datetime, options: StoreOptions) -> UrlState:
    """Return the state after a list has named a known URL again: a fetch may now be owed.

    It is owed if the list's `modified` text differs from what the same kind of list said when the last fetch was asked
    for, or if a recheck is due. A first `modified` text is only noted.
    """
    state = _seen(state, discovery, now)
    if state.wanted:
        return state
    if _says_changed(state, discovery):
        return replace(_noted(state, discovery), wanted=True, attempts=0, next_try=_earliest(state, options))
    return rechecked(_noted(state, discovery), now)


def rechecked(state: UrlState, now: datetime) -> UrlState:
    """Return the state of a URL that is still listed: a fetch is owed if its recheck is due."""
    if state.wanted or state.recheck_at is None or state.recheck_at > now:
        return state
    return replace(state, wanted=True, attempts=0, next_try=None)


def is_due(state: UrlState, now: datetime, run: int | None) -> bool:
    """Tell whether the owed fetch is to be made now, by this run, which has not been asked for it before."""
    waits = state.next_try is not None and state.next_try > now
    asked = run is not None and state.run == run
    return state.wanted and not waits and not asked


def failed(state: UrlState, failure: Failure, now: datetime, options: StoreOptions) -> UrlState:
    """Return the state after a failure: put off with growing waits, given up after too many, or gone."""
    state = replace(state, run=None, attempts=state.attempts + 1, status=failure.status, reason=failure.reason)
    if failure.permanent:
        return replace(state, state="gone", wanted=False, next_try=None, recheck_at=None)
    status: UrlStatus = "stored" if state.article_id else "failed"
    if state.attempts >= options.attempts:
        return replace(state, state=status, wanted=False, next_try=None, recheck_at=None)
    wait = min(_doubled(options.retry_wait, state.attempts - 1), options.retry_wait_max)
    return replace(state, state=status, wanted=True, next_try=now + wait)


def fetched(state: UrlState, kind: StoredKind, now: datetime) -> UrlState:
    """Return the state after its article was stored: nothing is owed, no recheck planned."""
    return replace(
        state,
        state="stored",
        wanted=False,
        run=None,
        attempts=0,
        next_try=None,
        status=0,
        reason="",
        first_stored=state.first_stored or now,
        last_stored=now,
        unchanged=state.unchanged + 1 if kind == "unchanged" else 0,
        recheck_at=None,
    )


def next_recheck(first: datetime, published: str, now: datetime, options: StoreOptions) -> datetime | None:
    """Return when an article is to be fetched again; None if it is too old.

    `published` is `DateVerdict.value`. An article that was older than the longest interval when it was first
    fetched comes from an archive and is not fetched again.
    """
    longest = max(options.rechecks, default=timedelta(0))
    if first - _moment(published) > longest:
        return None
    return min((first + wait for wait in options.rechecks if first + wait > now), default=None)


def _seen(state: UrlState, discovery: Discovery, now: datetime) -> UrlState:
    """Note the listing where it can matter; old URLs of a large sitemap are not written again and again."""
    if not state.wanted and state.recheck_at is None:
        return state
    return replace(
        state,
        discovery=_more_telling(state.discovery, discovery),
        list_url=discovery.source_url,
        listed_at=now,
    )


def _more_telling(old: Discovery, new: Discovery) -> Discovery:
    def rank(discovery: Discovery) -> tuple[bool, int]:
        return bool(discovery.published), RICHNESS.index(discovery.source)

    return new if rank(new) >= rank(old) else old


def _says_changed(state: UrlState, discovery: Discovery) -> bool:
    before = dict(state.lastmods).get(discovery.source, "")
    return bool(before and discovery.modified and before != discovery.modified)


def _noted(state: UrlState, discovery: Discovery) -> UrlState:
    if not discovery.modified:
        return state
    lastmods = {**dict(state.lastmods), discovery.source: discovery.modified}
    return replace(state, lastmods=tuple(sorted(lastmods.items())))


def _earliest(state: UrlState, options: StoreOptions) -> datetime | None:
    if state.last_stored is None:
        return None
    return state.last_stored + _doubled(options.changed_wait, state.unchanged)


def _doubled(wait: timedelta, times: int) -> timedelta:
    return wait * (1 << min(times, DOUBLINGS))


def _moment(value: str) -> datetime:
    if len(value) == len("2026-01-04"):
        day = date.fromisoformat(value)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
