"""How rare words are: from the corpus' pages, cleaned, and from lists of frequent words in a hundred languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from math import exp
from pathlib import Path

import justext  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from cleaners import Page, clean
from scrapers.normalizer.languages import language_of
from scrapers.normalizer.stories.words import BUCKETS, counted, rarity_steps, stem, term_id, words_of
from training.corpus import pages_of

FETCHED = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = 100  # of a language, before its shares of texts mean something
LISTED = 5000  # words of a list that are read: what comes later is no more frequent than an unlisted word
ZIPF = 300 * 0.08  # words of an article, times the share of all words that the most frequent one has
FREQUENT = 0.01  # a share of texts that is written down; the many words below it would only collide


def learned_rarities(corpus: Path) -> npt.NDArray[np.uint8]:
    """Return the table of rarities that ships, learned from the sets in a corpus folder. It holds no word."""
    frequencies: dict[int, float] = defaultdict(float)
    for shares in chain(_listed(), _counted(_texts(corpus))):
        for bucket, share in shares.items():
            frequencies[bucket] = max(frequencies[bucket], share)
    return rarity_steps(frequencies)


def _texts(corpus: Path) -> Iterator[str]:
    for folder in sorted(corpus.glob("*/html")):
        for _, body in pages_of(corpus, folder.parent.name):
            cleaned = clean(Page(url="", body=body, fetched_at=FETCHED))
            yield "\n".join((cleaned.title, *(block.text for block in cleaned.blocks)))


def _counted(texts: Iterable[str]) -> Iterator[Mapping[int, float]]:
    """Yield the share of texts that each stem is in, language by language."""
    numbers: Counter[str] = Counter()
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for text in texts:
        language = language_of(text).code
        numbers[language] += 1
        counts[language].update({term_id(one) % BUCKETS for one in counted(words_of(text))})
    for language, number in sorted(numbers.items()):
        if number >= TEXTS:
            shares = {bucket: count / number for bucket, count in counts[language].items()}
            yield {bucket: share for bucket, share in shares.items() if share >= FREQUENT}


def _listed() -> Iterator[Mapping[int, float]]:
    """Yield the share of texts that each stem of a list is in, by Zipf's law: the lists go by frequency."""
    for path in sorted((Path(justext.__file__).parent / "stoplists").glob("*.txt")):
        shares: dict[int, float] = defaultdict(float)
        for rank, word in enumerate(path.read_text("utf-8").split()[:LISTED], start=1):
            shares[term_id(stem(word.casefold())) % BUCKETS] += 1 - exp(-ZIPF / rank)
        yield {bucket: share for bucket, share in shares.items() if share >= FREQUENT}
