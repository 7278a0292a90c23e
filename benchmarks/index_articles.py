"""Articles as they come to the index of duplicates; all but id and text are the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from itertools import accumulate

from cleaners.model import Cleaned
from scrapers.article import Article
from scrapers.normalizer import normalize

SYLLABLES = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
WORDS = 20_000
COPIED = 0.15
"""Share of articles that are copies of an earlier one, cut short."""
REMEMBERED = 2_000
"""Articles that can be copied."""


def numbered(number: int, text: str) -> Article:
    """Return an article whose id is a number."""
    return _blank().model_copy(
        update={"id": f"{number:032x}", "url": f"{number}", "canonical_url": f"{number}", "text": text}
    )


def articles(seed: int, first: int = 1) -> Iterator[Article]:
    """Yield articles of four to twenty paragraphs without end, 410 words on average, in an invented language."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(WORDS)))
    drawn = partial(chance.choices, words, cum_weights=weights)
    known: list[Sequence[str]] = []
    number = first
    while True:
        yield numbered(number, "\n\n".join(_paragraphs(chance, drawn, known)))
        number += 1


def _paragraphs(chance: random.Random, drawn: Callable[..., list[str]], known: list[Sequence[str]]) -> Sequence[str]:
    if known and chance.random() < COPIED:
        copied = chance.choice(known)
        return copied[: chance.randint(3, len(copied))]
    paragraphs = [" ".join(drawn(k=chance.randint(12, 55))) for _ in range(chance.randint(4, 20))]
    if len(known) < REMEMBERED:
        known.append(paragraphs)
    else:
        known[chance.randrange(REMEMBERED)] = paragraphs
    return paragraphs


@cache
def _blank() -> Article:
    return normalize(Cleaned(), None, datetime(2026, 1, 1, tzinfo=UTC))
