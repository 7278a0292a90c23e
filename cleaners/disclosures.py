"""Lines that say how the article was made: out of the text, kept as facts."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from cleaners.draft import Draft
from cleaners.model import Disclosure, DisclosureKind

KINDS: tuple[DisclosureKind, ...] = get_args(DisclosureKind)


def note_disclosures(draft: Draft) -> Draft:
    """Return the draft with a disclosure for each kind that removed lines state, in the shortest words that do."""
    found = {disclosure.kind: disclosure for disclosure in draft.disclosures}
    for kind in KINDS:
        said = [line for line in draft.lines if line.rule and line.has(kind)]
        if said and kind not in found:
            found[kind] = Disclosure(kind=kind, text=min(said, key=lambda line: len(line.text)).text)
    return replace(draft, disclosures=tuple(found[kind] for kind in KINDS if kind in found))
