"""Runs, site memory and totals."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from scrapers.store.model import OutletCounts, Run
from scrapers.store.tables import articles, runs, site_memory, urls


def start_run(connection: Connection, outlet: str, now: datetime) -> int:
    """Record that a crawl of an outlet begins and return its number."""
    row = {"outlet": outlet, "started": now, "reason": "", "counts": "{}"}
    key = connection.execute(insert(runs).values(row)).inserted_primary_key
    assert key is not None  # only statements for several rows have none
    return int(key[0])


def finish_run(connection: Connection, run: int, now: datetime, reason: str, counts: Mapping[str, int]) -> None:
    """Record that a crawl has ended, why, and what it did."""
    row = {"ended": now, "reason": reason, "counts": json.dumps(dict(counts), sort_keys=True)}
    connection.execute(update(runs).where(runs.c.id == run).values(row))


def runs_of(connection: Connection, outlet: str, limit: int) -> tuple[Run, ...]:
    """Return the newest runs, newest first; an empty outlet means all."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    query = query.where(runs.c.outlet == outlet) if outlet else query
    return tuple(_run(row) for row in connection.execute(query).mappings())


def memory(connection: Connection, outlet: str) -> str:
    """Return the site memory of an outlet as it was saved; empty if none was."""
    query = select(site_memory.c.document).where(site_memory.c.outlet == outlet)
    return connection.execute(query).scalar() or ""


def save_memory(connection: Connection, outlet: str, document: str, now: datetime) -> None:
    """Put a site memory in the place of the last one."""
    row = {"document": document, "saved_at": now}
    change = update(site_memory).where(site_memory.c.outlet == outlet)
    if not connection.execute(change.values(version=site_memory.c.version + 1, **row)).rowcount:
        connection.execute(insert(site_memory).values(outlet=outlet, version=1, **row))


def outlet_counts(connection: Connection) -> tuple[OutletCounts, ...]:
    """Return the totals of every outlet that has any, by id."""
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outlet, number, older in connection.execute(_article_totals()):
        totals[outlet].update(articles=number, revisions=older)
    for outlet, state, number in connection.execute(_url_totals()):
        totals[outlet][state] = number
    return tuple(_counts(outlet, totals[outlet]) for outlet in sorted(totals))


def _counts(outlet: str, totals: Counter[str]) -> OutletCounts:
    return OutletCounts(
        outlet=outlet,
        articles=totals["articles"],
        revisions=totals["revisions"],
        found=totals["found"],
        failed=totals["failed"],
        gone=totals["gone"],
    )


def _article_totals() -> Select[str, int, int]:
    older = func.coalesce(func.sum(articles.c.revision - 1), 0)
    columns = (articles.c.outlet, func.count(), older)
    return select(*columns).group_by(articles.c.outlet)


def _url_totals() -> Select[str, str, int]:
    query = select(urls.c.outlet, urls.c.state, func.count()).where(urls.c.state != "stored")
    return query.group_by(urls.c.outlet, urls.c.state)


def _run(row: RowMapping) -> Run:
    return Run(**{**row, "counts": json.loads(row["counts"])})
