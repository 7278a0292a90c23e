"""Copies of articles as other outlets would print them, and how much they share with the original."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

QUOTES = re.compile(r"[\"“”„«»「」『』]")
CHROME = (
    "Follow us for more news from the region",
    "Das könnte Sie auch interessieren: unsere Themen des Tages",
    "Sign up for the morning letter and never miss a story",
    "続きを読むには会員登録が必要です",
    "点击下载客户端，阅读更多内容",
)
WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|\w+")
FEWEST = 40
"""Words that a copy keeps of its original, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that was made."""

    made: str
    """How: see `MAKERS`."""
    text: str
    """Its text, paragraphs parted by blank lines."""
    share: float
    """Share of the words of the shorter one of the two that both have, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    kept: tuple[str, ...]
    added: tuple[str, ...] = ()


def size(text: str) -> int:
    """Return the number of words; in scripts without spaces, of letters."""
    return sum(1 for _ in WORD.finditer(text))


def copy_of(text: str, donor: str, least: float, chance: random.Random) -> Copy:
    """Return a copy that shares at least so much with the original, the shorter one of the two counted.

    What is added comes from the donor. Half of the copies have other quotation marks, half a line of chrome at the
    start or the end; that line can take a copy of a short text below `least`.
    """
    made = chance.choice(sorted(MAKERS))
    draft = MAKERS[made](text.split("\n\n"), donor.split("\n\n"), least, chance)
    body = list(draft.kept)
    for paragraph in draft.added:
        body.insert(chance.randrange(len(body) + 1), paragraph)
    if chance.random() < 0.5:
        mark = chance.choice(['"', "»", "“"])
        body = [QUOTES.sub(mark, paragraph) for paragraph in body]
    if chance.random() < 0.5:
        body.insert(chance.choice([0, len(body)]), chance.choice(CHROME))
    copied = "\n\n".join(body)
    return Copy(made=made, text=copied, share=_size(draft.kept) / min(size(text), size(copied)))


def _cut(paragraphs: Sequence[str], donor: Sequence[str], least: float, chance: random.Random) -> _Draft:  # noqa: ARG001
    """Cut after any paragraph: what is kept is all of the shorter text, however little it is."""
    long = [n for n in range(1, len(paragraphs) + 1) if _size(paragraphs[:n]) >= FEWEST]
    return _Draft(kept=tuple(paragraphs[: chance.choice(long or [len(paragraphs)])]))


def _dropped(paragraphs: Sequence[str], donor: Sequence[str], least: float, chance: random.Random) -> _Draft:  # noqa: ARG001
    """Any paragraphs left out."""
    keep, total = set(range(len(paragraphs))), _size(paragraphs)
    left = total
    for place in chance.sample(range(len(paragraphs)), len(paragraphs)):
        words = size(paragraphs[place])
        if left - words >= max(least * total, FEWEST) and chance.random() < 0.8:
            keep.remove(place)
            left -= words
    return _Draft(kept=tuple(paragraphs[place] for place in sorted(keep)))


def _added(paragraphs: Sequence[str], donor: Sequence[str], least: float, chance: random.Random) -> _Draft:
    return _with_more(_Draft(kept=tuple(paragraphs)), _size(paragraphs), donor, least, chance)


def _edited(paragraphs: Sequence[str], donor: Sequence[str], least: float, chance: random.Random) -> _Draft:
    """Paragraphs left out, and others added: the hardest, when half is shared."""
    return _with_more(_dropped(paragraphs, donor, least, chance), _size(paragraphs), donor, least, chance)


def _continued(paragraphs: Sequence[str], donor: Sequence[str], least: float, chance: random.Random) -> _Draft:
    """Cut, with other paragraphs added."""
    return _with_more(_cut(paragraphs, donor, least, chance), _size(paragraphs), donor, least, chance)


def _with_more(draft: _Draft, total: int, donor: Sequence[str], least: float, chance: random.Random) -> _Draft:
    kept, more, added = _size(draft.kept), 0, []
    for paragraph in donor:
        words = size(paragraph)
        if kept >= least * min(total, kept + more + words) and chance.random() < 0.8:
            added.append(paragraph)
            more += words
    return _Draft(kept=draft.kept, added=tuple(added))


def _size(paragraphs: Sequence[str]) -> int:
    return sum(map(size, paragraphs))


_Maker = Callable[[Sequence[str], Sequence[str], float, random.Random], _Draft]

MAKERS: Mapping[str, _Maker] = MappingProxyType(
    {
        "cut after a paragraph": _cut,
        "paragraphs left out": _dropped,
        "paragraphs added": _added,
        "left out and added": _edited,
        "cut and continued": _continued,
    }
)
