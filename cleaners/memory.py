"""Site memory: what other pages of a site teach about one of them.

A value like any other: learned from cleaned pages, kept as JSON, handed to `clean`; the same page with the same memory
gives the same result. The thought is that of site style trees (Yi, Liu and Li, Eliminating Noisy Information in Web
Pages for Data Mining, KDD 2003): what stands in one place on every page of a site is judged for all of them together,
and words that recur in one place of different articles belong to none of them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaners.draft import CERTAIN, Line
from cleaners.model import Footprint, SiteMemory

Chances = npt.NDArray[np.float64]

WINDOW = 10  # pages remembered: once as many have come after it, a page, and with it an old design, is forgotten
SAME = 0.5  # share of an article's lines from which another page is the same article and teaches nothing
ONCE, TWICE = 1, 2  # other pages on which a label, and a sentence, must stand to be furniture
WEIGHT = 0.5  # of what other pages say of a place against what the page itself says, once many have said it
PRIOR = 2.0  # pages that it takes to give others half of that weight
CLIP = 0.002  # chances nearer to 0 or 1 than this count as this near
VERSION = 1  # of the JSON
_DIGITS = re.compile(r"\d+")

NOTHING = SiteMemory()


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a memory says of the lines of one page."""

    chances: Chances
    """The chance of each, what stands in its place on other pages taken into account."""
    recurring: frozenset[int]
    """Indexes of those that are furniture of the site: they recur in its other articles."""


def learned(memory: SiteMemory, footprint: Footprint | None) -> SiteMemory:
    """Return the memory with one page more; the oldest is forgotten, an earlier state of the same page replaced.

    A page without text (`None`) teaches nothing.
    """
    if footprint is None:
        return memory
    others = [known for known in memory.footprints if known.page != footprint.page]
    return _memory((*others, footprint)[-WINDOW:])


def footprint_of(page: str, lines: Sequence[Line]) -> Footprint | None:
    """Return what a page teaches, given its address and its lines with their own chances; None for no lines."""
    if not lines:
        return None
    by_place: defaultdict[int, list[float]] = defaultdict(list)
    at = _place_keys(lines)
    for place, odds in zip(at, _log_odds(_own(lines)).tolist(), strict=True):
        by_place[place].append(odds)
    means = {place: round(sum(odds) / len(odds), 2) for place, odds in sorted(by_place.items())}
    keys = _line_keys(lines, at)
    page = page or f"{_key(repr(keys)):x}"
    return Footprint(page=page, lines=tuple(sorted(set(keys))), places=means)


def recollection(memory: SiteMemory, page: str, lines: Sequence[Line]) -> Recollection:
    """Return what a memory says of a page, given its address and its lines with their own chances.

    What the memory holds of this page itself, or of the same article under another address, is passed over.
    """
    own = _own(lines)
    if not memory.footprints:
        return Recollection(own, frozenset())
    places = _place_keys(lines)
    keys = _line_keys(lines, places)
    article = [key for key, line in zip(keys, lines, strict=True) if line.chance >= 0.5]
    others = [one for one in memory.footprints if one.page != page and not _is_same(article, one)]
    if not others:
        return Recollection(own, frozenset())
    seen = Counter(chain.from_iterable(one.lines for one in others))
    recurring = (i for i, line in enumerate(lines) if _is_furniture(line, seen[keys[i]], len(others)))
    return Recollection(_blended(lines, places, own, others), frozenset(recurring))


def _is_same(article: Sequence[int], other: Footprint) -> bool:
    known = set(other.lines)
    return sum(key in known for key in article) > SAME * max(1, len(article))


def _is_furniture(line: Line, seen: int, known: int) -> bool:
    """Return whether a line seen on so many of the other pages known is the site's and not the article's.

    One other page is enough for a label or a prompt; a sentence may be quoted once, so it must stand on two. What the
    page itself is sure of, such as a word that an interview repeats or a columnist's closing line, must stand on one
    more, and on half of all.
    """
    if not line.tokens:
        return False
    enough = TWICE if line.running else ONCE
    return seen > enough and 2 * seen >= known if line.chance >= CERTAIN else seen >= enough


def _blended(lines: Sequence[Line], places: Sequence[int], own: Chances, others: Sequence[Footprint]) -> Chances:
    """Return chances drawn towards what stands in the same places on other pages, the more pages the more.

    Only running text is drawn upwards: a link or a label among the paragraphs is none of them.
    """
    odds = _log_odds(own)
    said = {place: [one.places[place] for one in others if place in one.places] for place in set(places)}
    for i, place in enumerate(places):
        if pages := len(said[place]):
            mean = sum(said[place]) / pages
            if mean < odds[i] or lines[i].running:
                odds[i] += WEIGHT * pages / (pages + PRIOR) * (mean - odds[i])
    return np.asarray(1 / (1 + np.exp(-odds)))


def _own(lines: Sequence[Line]) -> Chances:
    return np.array([line.chance for line in lines], dtype=np.float64)


def _log_odds(chances: Chances) -> Chances:
    clipped = np.clip(chances, CLIP, 1 - CLIP)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _line_keys(lines: Sequence[Line], places: Sequence[int]) -> list[int]:
    """Return a key for the words of each line and the place where it stands, given the keys of these places."""
    return [_key(f"{place:x} {' '.join(line.tokens)}") for place, line in zip(places, lines, strict=True)]


def _place_keys(lines: Sequence[Line]) -> list[int]:
    """Return a key for the place of each line; places that differ in numbers only share one."""
    keys = {path: _key(_DIGITS.sub("0", path)) for path in {line.path for line in lines}}
    return [keys[line.path] for line in lines]


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def _memory(footprints: tuple[Footprint, ...]) -> SiteMemory:
    if not footprints:
        return NOTHING
    digest = blake2b(digest_size=8)
    for one in footprints:
        digest.update(f"{one.page}\n{len(one.lines)}\n{len(one.places)}\n".encode("utf-8", "surrogatepass"))
        digest.update(np.array(one.lines, dtype="<u8").tobytes())
        digest.update(np.array(list(one.places), dtype="<u8").tobytes())
        digest.update(np.array(list(one.places.values()), dtype="<f8").tobytes())
    return SiteMemory(footprints=footprints, id=digest.hexdigest())


def to_json(memory: SiteMemory) -> str:
    """Return a memory as JSON text, as `from_json` reads it."""
    return json.dumps({"version": VERSION, "pages": [_row(one) for one in memory.footprints]}, separators=(",", ":"))


def from_json(document: str) -> SiteMemory:
    """Return the memory that `to_json` wrote; the empty one for an empty text or one of another version."""
    value = json.loads(document) if document else {}
    return _memory(tuple(_footprints(value["pages"]))) if value.get("version") == VERSION else NOTHING


def _row(footprint: Footprint) -> dict[str, object]:
    return {"page": footprint.page, "lines": list(footprint.lines), "places": list(footprint.places.items())}


def _footprints(rows: Iterable[Mapping[str, Any]]) -> Iterator[Footprint]:
    for row in rows:
        yield Footprint(page=str(row["page"]), lines=tuple(row["lines"]), places=dict(row["places"]))
