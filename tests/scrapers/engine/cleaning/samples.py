"""Outcomes of pages to show and to count."""

from __future__ import annotations

from typing import Any

from cleaners.model import Block, Cleaned, Removal
from scrapers.engine.cleaning.work import Done, Lost
from tests.scrapers.store.samples import article


def done(source_id: str | int = "a", cleaned: Cleaned | None = None, **changes: Any) -> Done:
    return Done(source_id=source_id, article=article(**changes), cleaned=cleaned, seconds=0.02)


def lost(source_id: str | int = "b", kind: Any = "timeout") -> Lost:
    return Lost(source_id=source_id, kind=kind, message="b.html: cleaning took longer than 20 s (CLEAN_DEADLINE)")


def block(text: str, path: str, order: int = 0, chance: float | None = None) -> Block:
    return Block(kind="paragraph", text=text, path=path, order=order, chance=chance)


def removal(text: str, path: str, rule: str = "share", order: int = 0, chance: float | None = None) -> Removal:
    return Removal(rule=rule, text=text, path=path, order=order, chance=chance)


def removed(rule: str, *texts: str) -> list[dict[str, str]]:
    return [{"rule": rule, "text": text, "path": "main/div"} for text in texts]
