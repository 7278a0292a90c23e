"""Lines that say how the article was made: out of the text, kept as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from cleaners.draft import Draft, Line
from cleaners.lexicon import Lexicon
from cleaners.model import Candidate, Disclosure, DisclosureKind
from cleaners.tokens import tokens_of

FOOTERS = ("foot", "footer")
ELSEWHERE = ("nav", "navigation", "related", "teaser", "after_related", "topics", "tags", *FOOTERS)
KINDS: tuple[DisclosureKind, ...] = get_args(DisclosureKind)

# JSON-LD types that say how an article was made.
TYPES: Mapping[str, DisclosureKind] = {
    "OpinionNewsArticle": "opinion",
    "AdvertiserContentArticle": "sponsored",
}
ANYWHERE = ("ai_text", "ai_image")  # the others are also names of sections, so they count near the article only
NEAR = 6  # lines from the text
ABOVE = 4  # lines above the headline


def stated_disclosures(candidates: Iterable[Candidate], lexicon: Lexicon) -> tuple[Disclosure, ...]:
    """Return what a page's data disclose: a section that is named for opinion or adverts, or the type of the article.

    One for each kind at most; the words of a section come before the name of a type.
    """
    found: dict[DisclosureKind, str] = {}
    stated = [one for one in candidates if one.field in ("section", "type")]
    for one in sorted(stated, key=lambda one: one.field):
        kind = TYPES.get(one.value) if one.field == "type" else _kind_of_section(one.value, lexicon)
        if kind:
            found.setdefault(kind, one.value)
    return tuple(Disclosure(kind=kind, text=found[kind]) for kind in KINDS if kind in found)


def _kind_of_section(name: str, lexicon: Lexicon) -> DisclosureKind | None:
    hits = lexicon.hits(tuple(tokens_of(name)), name)
    said = {hit.kind for hit in hits if hit.form == "line"}
    return next((kind for kind in KINDS if kind in said and kind not in ANYWHERE), None)


def note_disclosures(draft: Draft) -> Draft:
    """Return the draft with a disclosure for each kind that removed lines state, in the shortest words that do."""
    found = {disclosure.kind: disclosure for disclosure in draft.disclosures}
    speaking = [(i, line) for i, line in enumerate(draft.lines) if line.hits and line.rule and line.has(*KINDS)]
    near = _near(draft) if speaking else frozenset()
    for kind in KINDS:
        said = [
            line for i, line in speaking if line.has(kind) and (kind in ANYWHERE or (i in near and _speaks(line, kind)))
        ]
        if said and kind not in found:
            found[kind] = Disclosure(kind=kind, text=min(said, key=lambda line: len(line.text)).text)
    return replace(draft, disclosures=tuple(found[kind] for kind in KINDS if kind in found))


def _speaks(line: Line, kind: str) -> bool:
    """Return whether a line near the text speaks of it: in a footer, only a sentence on what was corrected does."""
    return line.rule not in ELSEWHERE or (kind == "correction" and line.rule in FOOTERS and line.running)


def _near(draft: Draft) -> frozenset[int]:
    """Return the lines that stand near the text, or right above the headline; no headings behind the text, which speak
    of what is below them."""
    kept = draft.kept()
    near = {i for at in kept for i in range(at - NEAR, at + NEAR + 1)}
    titles = [i for i, line in enumerate(draft.lines) if line.rule == "title"] if near else []
    near = near.union(*(range(at - ABOVE, at + NEAR + 1) for at in titles))
    behind = range(kept[-1] + 1, len(draft.lines)) if kept else ()
    return frozenset(near - {i for i in behind if draft.lines[i].kind == "heading"})
