"""Pairs of articles with a verdict: the same story or not, read from a corpus folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from scrapers.normalizer.dates.address import url_date
from scrapers.normalizer.stories.features import DAY, Features, Piece, features_from

PAIRS = Path("stories", "pairs.jsonl")
"""Where a corpus folder holds them."""
DIFFERENT = 4.0
"""What SemEval-2022 task 8 calls the lowest likeness; 1 is the highest."""
_WWW = re.compile(r"^(?:www|m|amp)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles and what people said of them."""

    name: str
    """Set and language: `tgcontest ru`."""
    group: str
    """Pairs with an article in common have one group: they are never on both sides of a split."""
    a: Features
    """One article."""
    b: Features
    """The other one."""
    same: float
    """1 for one story, 0 for two; between them where people graded."""
    graded: bool
    """True if `same` is a grade, not a verdict."""


def read_pairs(corpus: Path) -> list[Pair]:
    """Return the pairs in `stories/pairs.jsonl` of a corpus folder, in order; pairs with too short a text are left out.

    Raises FileNotFoundError if the folder has none.
    """
    lines = (corpus / PAIRS).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    groups = _groups([(_key(row["a"]), _key(row["b"])) for row in rows])
    pairs = (_pair(row, groups[_key(row["a"])]) for row in rows)
    return [pair for pair in pairs if pair is not None]


def _pair(row: dict[str, Any], group: str) -> Pair | None:
    a, b = (_features(row[side], row["language"]) for side in "ab")
    if a is None or b is None:
        return None
    graded = "overall" in row
    same = (DIFFERENT - row["overall"]) / (DIFFERENT - 1) if graded else float(row["same_story"])
    return Pair(name=f"{row['set']} {row['language']}", group=group, a=a, b=b, same=same, graded=graded)


def _features(side: dict[str, str], language: str) -> Features | None:
    url = side.get("url", "")
    return features_from(
        Piece(
            title=side.get("title", ""),
            text=side["text"],
            language=language,
            outlet=_WWW.sub("", urlsplit(url).hostname or ""),
            day=_day(url),
        )
    )


def _day(url: str) -> float | None:
    day = url_date(url)
    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() / DAY if day else None


def _key(side: dict[str, str]) -> str:
    return side.get("url") or side["text"]


def _groups(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return, for each article, one that stands for all that pairs connect it with."""
    above: dict[str, str] = {}
    for a, b in edges:
        above.setdefault(a, a)
        above.setdefault(b, b)
        above[_root(above, a)] = _root(above, b)
    return {one: _root(above, one) for one in above}


def _root(above: dict[str, str], one: str) -> str:
    while above[one] != one:
        one = above[one]
    return one


def folds_of(pairs: Sequence[Pair], number: int, turn: int = 0) -> list[int]:
    """Return the fold of each pair: whole groups, dealt out in another order each turn, but alike in every run."""
    groups = list(dict.fromkeys(pair.group for pair in pairs))
    Random(turn).shuffle(groups)
    order = {group: place for place, group in enumerate(groups)}
    return [order[pair.group] % number for pair in pairs]
