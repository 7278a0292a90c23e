"""How many copies are found, and how many articles are taken for copies that are none."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.copies import MAKERS, Copy, copy_of, size
from benchmarks.index_articles import numbered
from benchmarks.templates import filled, templates
from cleaners import Page, clean
from scrapers.article import Article
from scrapers.store.relating import Relating
from training.corpus import pages_of

Table = tuple[Sequence[str], Sequence[Sequence[str]]]

LEAST = (0.5, 0.5, 0.6, 0.8)
"""What the copies of an article share with it, at least: one copy for each."""
BANDS = ((0.5, 0.6), (0.6, 0.8), (0.8, 1.01))
SHORTEST = 100
"""Words of the shortest article that is copied."""
SEED = 11
PER_TEMPLATE = 25
NOTICE = 0.4
"""Share of a press release that is the notice below all of its company's releases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A copy, and what came of it."""

    copy: Copy
    """The copy."""
    found: bool
    """True if its original was named."""
    wrong: bool
    """True if another article was named."""


def article_texts(corpus: Path, sets: Sequence[str]) -> list[str]:
    """Return the text of every article in the pages of some sets, long ones only, each once."""
    bodies = (body for name in sets for _, body in pages_of(corpus, name))
    with ProcessPoolExecutor() as pool:
        texts = pool.map(_text, bodies, chunksize=16)
        return [text for text in dict.fromkeys(texts) if size(text) >= SHORTEST and text.count("\n\n") >= 3]


def quality(texts: Sequence[str]) -> tuple[Table, Table]:
    """Return the tables of copies and of articles that are none.

    Every fourth article is not in the index: paragraphs that are added to copies come from these, and none of
    them is a duplicate.
    """
    donors, originals = texts[::4], [text for n, text in enumerate(texts) if n % 4]
    known = _related(originals)
    trials = list(_trials(known, donors))
    others = sum(one.duplicate is not None for one in _related([*originals, *donors])[len(originals) :])
    wrong = sum(trial.wrong for trial in trials)
    negatives = [("another article of the corpus", len(donors), others), *_negatives(donors)]
    rows = [(name, str(count), str(merged)) for name, count, merged in negatives]
    rows.append(("a copy for which the wrong original was named", str(len(trials)), str(wrong)))
    return (("copy", "shared", "copies", "recall"), _rows(trials)), (("not a copy", "articles", "merged"), rows)


def _text(body: bytes) -> str:
    return "\n\n".join(block.text for block in clean(Page(url="", body=body)).blocks if block.kind != "embed")


def _related(texts: Sequence[str]) -> list[Article]:
    with Relating() as relating:
        return relating.related([numbered(n, text) for n, text in enumerate(texts, 1)])


def _trials(originals: Sequence[Article], donors: Sequence[str]) -> Iterator[Trial]:
    """Each copy comes alone after all originals, so that copies do not find one another."""
    chance = random.Random(SEED)
    made = [(one, copy_of(one.text, chance.choice(donors), least, chance)) for one in originals for least in LEAST]
    made = [(one, copy) for one, copy in made if copy.share >= BANDS[0][0]]
    with Relating() as relating:
        relating.related(originals)
        for number, (one, copy) in enumerate(made, len(originals) + 1):
            found = relating.found(numbered(number, copy.text))
            right = bool({found.cluster, found.duplicate.of if found.duplicate else ""} & {one.id, one.cluster} - {""})
            yield Trial(copy=copy, found=right, wrong=found.duplicate is not None and not right)


def _rows(trials: Sequence[Trial]) -> list[tuple[str, ...]]:
    makers = [(name, "at least half", [one for one in trials if one.copy.made == name]) for name in MAKERS]
    bands = [("any", f"{low:.0%} to {min(high, 1):.0%}", _band(trials, low, high)) for low, high in BANDS]
    return [
        (name, shared, str(len(chosen)), f"{sum(one.found for one in chosen) / max(len(chosen), 1):.4f}")
        for name, shared, chosen in (*makers, *bands, ("any", "at least half", list(trials)))
    ]


def _band(trials: Sequence[Trial], low: float, high: float) -> list[Trial]:
    return [one for one in trials if low <= one.copy.share < high]


def _negatives(donors: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    chance = random.Random(SEED)
    for kind, group in itertools.groupby(sorted(templates(), key=lambda one: one.kind), key=lambda one: one.kind):
        texts = [filled(one, chance) for one in group for _ in range(PER_TEMPLATE)]
        yield f"{kind} stories from one template", len(texts), _merged(texts)
    releases = [_with_notice(one, donors[0]) for one in donors[1:]]
    yield f"other articles with one notice below ({NOTICE:.0%} of each)", len(releases), _merged(releases)


def _with_notice(text: str, notice: str) -> str:
    """A text cut to 150 words or so, with the beginning of another one below."""
    body, below = _cut(text, 150), _cut(notice, round(150 * NOTICE / (1 - NOTICE)))
    return f"{body}\n\n{below}"


def _cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _merged(texts: Sequence[str]) -> int:
    return sum(one.duplicate is not None for one in _related(texts))
