"""Which parameters of an outlet's addresses pick no article, learned as articles are stored."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from scrapers.article import Article
from scrapers.normalizer.urls import identity_key
from scrapers.normalizer.urls.learning import AddressMemory, from_json, learned, settled, to_json
from scrapers.store.archive import READABLE, article_of
from scrapers.store.model import Save, Stored
from scrapers.store.tables import address_memory, articles, urls

LOOKED_AT = 5_000
"""Addresses of an outlet, the newest, among which a parameter is looked for that tells articles apart."""

KNOWN = select(address_memory.c.document).where(address_memory.c.outlet == bindparam("outlet"))
DOCUMENT = select(articles.c.document).where(articles.c.id == bindparam("id"))


def ignored(connection: Connection, outlet: str) -> frozenset[str]:
    """Return the parameters, and `/slug`, that do not tell this outlet's articles apart."""
    return settled(_memory(connection, outlet))


def learn(connection: Connection, item: Save, stored: Stored) -> bool:
    """Learn from an article that was just stored, if the outlet has its text under another address, too.

    Before a parameter counts as settled, all addresses that the store has of the outlet are asked whether it ever told
    two texts apart. Returns whether one is settled now that was not: then the outlet's URLs have other keys.
    """
    article = item.article
    twin = _twin(connection, stored)
    if twin is None or article.completeness.verdict not in READABLE or twin.text != article.text:
        return False
    if twin.outlet.id != article.outlet.id:
        return False
    before = _memory(connection, article.outlet.id)
    after = learned(before, item.listed_url or article.url, twin.url, same_text=True)
    for name in settled(after) - settled(before):
        if pair := _told_apart(connection, article.outlet.id, name):
            after = learned(after, *pair, same_text=False)
    if after != before:
        _save(connection, article.outlet.id, after, item.now)
    return settled(after) != settled(before)


def _twin(connection: Connection, stored: Stored) -> Article | None:
    """Return what is stored of the same article, or another article with the same words."""
    if stored.kind == "unchanged":
        return stored.article
    repeated = stored.article.duplicate if stored.kind == "new" else None
    if repeated is None or repeated.kind != "exact":
        return None
    document = connection.execute(DOCUMENT, {"id": repeated.of}).scalar_one_or_none()
    return article_of(document) if document else None


def _told_apart(connection: Connection, outlet: str, name: str) -> tuple[str, str] | None:
    """Return two addresses that are one without a parameter, and led to different texts; None if there are none."""
    query = select(urls.c.url, urls.c.article_id).where(urls.c.outlet == outlet, urls.c.article_id.is_not(None))
    same: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for url, article_id in connection.execute(query.order_by(urls.c.discovered_at.desc()).limit(LOOKED_AT)):
        same[identity_key(url, {name})].setdefault(article_id, url)
    for (first, url), *others in (tuple(found.items()) for found in same.values() if len(found) > 1):
        text = _text(connection, first)
        for article_id, other in others:
            if _text(connection, article_id) != text:
                return url, other
    return None


def _text(connection: Connection, article_id: str) -> str:
    return article_of(connection.execute(DOCUMENT, {"id": article_id}).scalar_one()).text


def _memory(connection: Connection, outlet: str) -> AddressMemory:
    return from_json(connection.execute(KNOWN, {"outlet": outlet}).scalar_one_or_none() or "")


def _save(connection: Connection, outlet: str, memory: AddressMemory, now: datetime) -> None:
    row = {"document": to_json(memory), "saved_at": now}
    change = update(address_memory).where(address_memory.c.outlet == outlet)
    if not connection.execute(change.values(**row)).rowcount:
        connection.execute(insert(address_memory).values(outlet=outlet, **row))
