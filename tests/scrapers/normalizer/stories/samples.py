"""Articles about events, told in several languages; see events.toml."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapers.article import Article
from scrapers.normalizer.stories import Features, features_of
from tests.scrapers.store.samples import article

ROWS: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))["article"]


def told(row: dict[str, str], **changes: Any) -> Article:
    """Return a row of events.toml as the normalizer would give it."""
    outlet = {"id": row["outlet"], "name": row["outlet"].title(), "country": ""}
    paragraphs = [part for part in row["text"].strip().split("\n\n") if part]
    values = {
        "title": row["title"],
        "outlet": outlet,
        "language": {"code": row.get("language", "en"), "confidence": 1.0},
        "published": on(row["day"]),
        "blocks": [{"id": f"b{n}", "kind": "paragraph", "text": text} for n, text in enumerate(paragraphs)],
        **changes,
    }
    url = f"https://{row['outlet']}.example/{row['day'][:10]}/{hash_of(row['title']) % 10**6}"
    return article(url, "\n\n".join(paragraphs), **values)


def on(day: str, source: str = "json_ld") -> dict[str, Any]:
    """Return a date verdict that knows a day, or a time in UTC."""
    precision = "day" if len(day) == 10 else "second"
    return {"value": day, "precision": precision, "source": source, "raw": day, "zone_assumed": False}


def at(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def hash_of(text: str) -> int:
    """Return a number that is the same in every run."""
    return int.from_bytes(text.encode()[-8:], "big")


def written(title: str, text: str, outlet: str = "a", day: str = "2026-03-04", language: str = "en") -> Article:
    """Return an article of these words."""
    return told({"title": title, "text": text, "outlet": outlet, "day": day, "language": language})


def features(one: Article) -> Features:
    """Return the features of an article that has some."""
    found = features_of(one)
    assert found is not None
    return found
