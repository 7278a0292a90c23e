"""The last step: a draft into `Cleaned`."""

from __future__ import annotations

from cleaners.draft import Draft, Line
from cleaners.model import Block, Cleaned, Page, Removal


def cleaned_of(draft: Draft, page: Page, memory_id: str = "") -> Cleaned:
    """Return what a finished draft holds: lines that are in as blocks, the others as removals, both in page order."""
    return Cleaned(
        url=page.url,
        outlet=page.outlet,
        fetched_at=page.fetched_at,
        title=draft.title,
        standfirst=draft.standfirst,
        blocks=tuple(
            Block(kind=line.kind, text=line.text, path=line.path, order=order, chance=_chance(draft, line))
            for order, line in enumerate(draft.lines)
            if not line.rule
        ),
        images=draft.images,
        candidates=draft.candidates,
        page_language=draft.page_language,
        disclosures=draft.disclosures,
        removals=tuple(
            Removal(rule=line.rule, text=line.text, path=line.path, order=order, chance=_chance(draft, line))
            for order, line in enumerate(draft.lines)
            if line.rule and line.rule != "title"
        ),
        evidence=draft.evidence,
        memory_id=memory_id,
        footprint=draft.footprint,
    )


def _chance(draft: Draft, line: Line) -> float | None:
    return round(line.chance, 3) if draft.form == "html" else None
