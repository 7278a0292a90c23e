"""Articles and list entries to store; every word is our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from cleaners.model import Discovery
from scrapers.article import Article

NOW = datetime(2026, 1, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG = " ".join(f"The harbour master counted {n} boats on day {n} of the storm." for n in range(8))


def article(url: str = "https://example.org/a", text: str = "The ferry sails again.", **changes: Any) -> Article:
    """Return an article as the normalizer gives it; `changes` are fields of the contract."""
    values = {
        "id": sha256(url.encode()).hexdigest()[:32],
        "revision": 1,
        "url": url,
        "canonical_url": url,
        "outlet": {"id": "harbour", "name": "Harbour News", "country": "dk"},
        "title": "Ferry sails",
        "standfirst": "",
        "text": text,
        "blocks": [{"id": "b1", "kind": "paragraph", "text": text}],
        "language": {"code": "en", "confidence": 1.0},
        "page_language": {"code": "da", "confidence": 1.0},
        "authors": [],
        "section": "",
        "keywords": [],
        "images": [],
        "published": date(NOW),
        "modified": None,
        "fetched_at": NOW.isoformat(),
        "wire": None,
        "disclosures": [],
        "completeness": {"verdict": "full", "evidence": []},
        "duplicate": None,
        "cluster": "",
        "also_published_by": [],
        "story": "",
        "removed": [{"rule": "share", "text": "Share this", "path": "main/div.share"}],
        "quality": {"score": 1.0, "lowered_by": []},
        **changes,
    }
    return Article.model_validate(values)


def date(when: datetime, source: str = "json_ld") -> dict[str, Any]:
    """Return a date verdict."""
    value = when.isoformat(timespec="seconds")
    return {"value": value, "precision": "second", "source": source, "raw": value, "zone_assumed": False}


def listing(*paths: str, **fields: Any) -> list[Discovery]:
    """Return list entries of a feed for paths at example.org."""
    values = {"source": "feed", "source_url": "https://example.org/feed.xml", **fields}
    return [Discovery(url=f"https://example.org/{path}", **values) for path in paths]
