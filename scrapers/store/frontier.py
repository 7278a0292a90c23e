"""Which URLs are to be fetched, kept in the `urls` table; what becomes of each is decided in `due`."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, insert, or_, select, update

from cleaners.model import Discovery
from scrapers.store.due import UrlState, failed, fetched, found, is_due, listed, next_recheck, rechecked
from scrapers.store.model import Admission, Failure, Save, Stored, StoreOptions, Validators
from scrapers.store.tables import urls, validators

INSERT = insert(urls)
UPDATE = update(urls).where(urls.c.outlet == bindparam("at_outlet"), urls.c.key == bindparam("at_key"))
BY_KEY = select(urls).where(urls.c.outlet == bindparam("outlet"), urls.c.key.in_(bindparam("keys", expanding=True)))
COLUMNS = tuple(field.name for field in fields(UrlState))
KEY_LENGTH = 800
"""Characters of the longest key that is kept as it is: an index entry of PostgreSQL has 2,704 bytes."""
KEYS_PER_QUERY = 500
"""Databases limit the number of parameters in a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The URLs of one outlet, inside one transaction."""

    connection: Connection
    """Transaction that everything belongs to; it must be a writing one."""
    outlet: str
    """Outlet id."""
    key: Callable[[str], str]
    """Gives all URLs of one article the same key."""
    options: StoreOptions
    """Waits and intervals."""

    def admit(self, discoveries: Sequence[Discovery], now: datetime, run: int | None) -> Admission:
        """Record what a list names and return what is to be fetched now; half characters make no URL."""
        listing: dict[str, Discovery] = {}
        for one in discoveries:
            if _is_unicode(one.url):
                listing.setdefault(self._key(one.url), one)
        known = self._states(listing)
        after = {
            key: listed(known[key], one, now, self.options) if key in known else found(key, one, now)
            for key, one in listing.items()
        }
        due = self._handed_out(known, after, now, run)
        return Admission(wanted=due, known=len(listing) - len(due))

    def admit_unchanged(self, list_url: str, now: datetime, run: int | None) -> Admission:
        """Return what is to be fetched now of a list that is as it was when its validators were stored."""
        since = select(validators.c.listed_at).where(validators.c.outlet == self.outlet, validators.c.url == list_url)
        known = self._where(urls.c.list_url == list_url, urls.c.listed_at == since.scalar_subquery())
        after = {key: rechecked(state, now) for key, state in known.items()}
        due = self._handed_out(known, after, now, run)
        return Admission(wanted=due, known=len(known) - len(due))

    def pending(self, now: datetime, run: int | None) -> tuple[Discovery, ...]:
        """Return the fetches that earlier runs owe and that are due, oldest first."""
        known = self._where(urls.c.wanted, or_(urls.c.next_try.is_(None), urls.c.next_try <= now))
        return self._handed_out(known, known, now, run)

    def failed(self, url: str, failure: Failure, now: datetime) -> None:
        """Record that fetching a listed URL gave no article."""
        before, state = self._one(url, now)
        failure = replace(failure, reason=failure.reason.encode("utf-8", "backslashreplace").decode())
        self._write(before, {state.key: failed(state, failure, now, self.options)})

    def fetched(self, save: Save, stored: Stored) -> None:
        """Record that a listed URL led to an article."""
        before, state = self._one(save.listed_url, save.now)
        state = fetched(state, stored.kind, save.now)
        first = state.first_stored or save.now
        recheck_at = next_recheck(first, stored.article.published.value, save.now, self.options)
        state = replace(state, article_id=stored.article.id, recheck_at=recheck_at)
        self._write(before, {state.key: state})

    def validate(self, answer: Validators, now: datetime) -> None:
        """Keep what a list's server needs to say next time that nothing changed."""
        at = (validators.c.outlet == self.outlet) & (validators.c.url == answer.url)
        row = {"etag": answer.etag, "last_modified": answer.last_modified, "listed_at": now}
        if not self.connection.execute(update(validators).where(at).values(row)).rowcount:
            self.connection.execute(insert(validators).values(outlet=self.outlet, url=answer.url, **row))

    def rekey(self) -> None:
        """Give every URL of the outlet the key that it has by now.

        Of several that have become one the first that led to an article stays, or else the first: the others are not
        owed any more.
        """
        by_key: dict[str, list[UrlState]] = {}
        for state in self._where().values():
            by_key.setdefault(self._key(state.discovery.url), []).append(state)
        changed = {key: states for key, states in by_key.items() if [state.key for state in states] != [key]}
        for states in changed.values():
            self._forget([state.key for state in states])
        first = {key: min(states, key=lambda state: not state.article_id) for key, states in changed.items()}
        self._write({}, {key: replace(state, key=key) for key, state in first.items()})

    def _forget(self, keys: Sequence[str]) -> None:
        for chunk in _chunks(keys):
            self.connection.execute(delete(urls).where(urls.c.outlet == self.outlet, urls.c.key.in_(chunk)))

    def _handed_out(
        self, before: Mapping[str, UrlState], after: Mapping[str, UrlState], now: datetime, run: int | None
    ) -> tuple[Discovery, ...]:
        due = [key for key, state in after.items() if is_due(state, now, run)]
        self._write(before, {**after, **{key: replace(after[key], run=run) for key in due}})
        return tuple(after[key].discovery for key in due)

    def _key(self, url: str) -> str:
        key = self.key(url)
        return key if len(key) <= KEY_LENGTH else sha256(key.encode()).hexdigest()

    def _one(self, url: str, now: datetime) -> tuple[dict[str, UrlState], UrlState]:
        key = self._key(url)
        before = self._states([key])
        return before, before.get(key) or found(key, Discovery(url=url), now)

    def _states(self, keys: Collection[str]) -> dict[str, UrlState]:
        states: dict[str, UrlState] = {}
        for chunk in _chunks(sorted(keys)):
            rows = self.connection.execute(BY_KEY, {"outlet": self.outlet, "keys": chunk}).mappings()
            states.update((row["key"], _state(row)) for row in rows)
        return states

    def _where(self, *conditions: ColumnElement[bool]) -> dict[str, UrlState]:
        query = select(urls).where(urls.c.outlet == self.outlet, *conditions)
        rows = self.connection.execute(query.order_by(urls.c.discovered_at, urls.c.key)).mappings()
        return {row["key"]: _state(row) for row in rows}

    def _write(self, before: Mapping[str, UrlState], after: Mapping[str, UrlState]) -> None:
        new = [self._row(state) for key, state in after.items() if key not in before]
        changed = [self._row(after[key]) for key in after if key in before and after[key] != before[key]]
        if new:
            self.connection.execute(INSERT, new)
        if changed:
            rows = [{**row, "at_outlet": row["outlet"], "at_key": row["key"]} for row in changed]
            self.connection.execute(UPDATE, rows)

    def _row(self, state: UrlState) -> dict[str, Any]:
        values = {name: getattr(state, name) for name in COLUMNS}
        return {
            **values,
            "outlet": self.outlet,
            "url": state.discovery.url,
            "discovery": json.dumps(asdict(state.discovery)),
            "lastmods": json.dumps(dict(state.lastmods)),
        }


def _state(row: RowMapping) -> UrlState:
    values = {name: row[name] for name in COLUMNS}
    return UrlState(
        **{
            **values,
            "discovery": _discovery(row["discovery"]),
            "lastmods": tuple(sorted(json.loads(row["lastmods"]).items())),
        }
    )


def _discovery(document: str) -> Discovery:
    values: dict[str, Any] = json.loads(document)
    lists: dict[str, Any] = {name: tuple(one) for name, one in values.items() if isinstance(one, list)}
    return Discovery(**{**values, **lists})


def _is_unicode(url: str) -> bool:
    try:
        url.encode()
    except UnicodeEncodeError:
        return False
    return True


def _chunks(keys: Sequence[str]) -> Iterator[Iterable[str]]:
    for start in range(0, len(keys), KEYS_PER_QUERY):
        yield keys[start : start + KEYS_PER_QUERY]
