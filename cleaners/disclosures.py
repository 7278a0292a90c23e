"""Lines that say how the article was made: out of the text, kept as facts."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from cleaners.draft import Draft
from cleaners.model import Disclosure, DisclosureKind

ELSEWHERE = ("nav", "navigation", "related", "teaser", "after_related", "foot", "footer", "topics", "tags")
KINDS: tuple[DisclosureKind, ...] = get_args(DisclosureKind)


ANYWHERE = ("ai_text", "ai_image")  # the others are also names of sections, so they count near the article only
NEAR = 6  # lines before and after the article


def note_disclosures(draft: Draft) -> Draft:
    """Return the draft with a disclosure for each kind that removed lines state, in the shortest words that do."""
    found = {disclosure.kind: disclosure for disclosure in draft.disclosures}
    kept = draft.kept()
    near = range(kept[0] - NEAR, kept[-1] + NEAR + 1) if kept else range(0)
    for kind in KINDS:
        said = [
            line
            for i, line in enumerate(draft.lines)
            if line.rule and line.has(kind) and (kind in ANYWHERE or (i in near and line.rule not in ELSEWHERE))
        ]
        if said and kind not in found:
            found[kind] = Disclosure(kind=kind, text=min(said, key=lambda line: len(line.text)).text)
    return replace(draft, disclosures=tuple(found[kind] for kind in KINDS if kind in found))
