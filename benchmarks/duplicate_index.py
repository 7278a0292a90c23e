"""What the index of duplicates costs: time an article, and disk, memory and latency as it grows."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from benchmarks.index_articles import articles, numbered
from scrapers.article import Article
from scrapers.normalizer.duplicates import Prints, prints_of
from scrapers.store import Store
from scrapers.store.dialect import WRITES, engine_for, parsed_url
from scrapers.store.duplicates import DuplicateIndex
from scrapers.store.model import StoreOptions

Table = tuple[Sequence[str], Sequence[Sequence[str]]]

BATCH = 200
"""Articles to a transaction, as the store's writer has them."""
TIMED = 10_000
"""Articles whose time counts, the last ones."""
FEWEST = StoreOptions().duplicate_words
BULK = 1_000_000
"""Made-up articles that are written at once: sorted, or every one would touch a dozen pages of the disk."""
MODELS = 2_000
"""Articles whose prints the made-up ones are shaped like."""
REAL = 20_000
"""Articles with a text at the start of each index: some look-ups find these."""
LOOKUPS = 2_000
SEED = 5


def speed(folder: Path, stored: int) -> Table:
    """Return how many articles a second are checked and added once so many are stored; CPU of one core."""
    engine = _engine(folder / "speed.db")
    stream, seconds, wall = articles(SEED), 0.0, 0.0
    for number in range(1, stored + TIMED + 1, BATCH):
        batch = list(islice(stream, BATCH))
        began, began_wall = time.process_time(), time.perf_counter()
        _add(engine, number, batch)
        if number > stored:
            seconds += time.process_time() - began
            wall += time.perf_counter() - began_wall
        if number % 20_000 == 1:
            print(f"{number:,}", file=sys.stderr, flush=True)
    engine.dispose()
    row = (f"{stored:,}", f"{TIMED / seconds:,.0f}", f"{TIMED / wall:,.0f}", f"{seconds / TIMED * 1e6:.0f}")
    return ("articles stored", "articles/s of CPU", "articles/s of time", "CPU µs an article"), [row]


def growth(folder: Path, total: int) -> Table:
    """Return what indexes of 100,000, 1,000,000 … articles take, one growing out of the other, and their latency."""
    path = folder / "growth.db"
    engine = _engine(path)
    texts = _begin(engine)
    shapes = [prints for prints in prints_of([one.text for one in islice(articles(SEED + 1), MODELS)]) if prints]
    rows: list[tuple[str, ...]] = []
    count, size = len(texts), 100_000
    while size <= total:
        began = time.perf_counter()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as builder:  # its memory is not the index's
            count = builder.submit(_fill, path, shapes, count, size).result()
        os.sync()  # what the disk is still writing is not a look-up's doing
        row = (f"{size:,}", *_measured(engine, texts, path, size), f"{time.perf_counter() - began:,.0f}")
        rows.append(row)
        print(*row, file=sys.stderr, flush=True)
        size *= 10
    engine.dispose()
    return _GROWTH, rows


_GROWTH = (
    "articles",
    "GB",
    "bytes an article",
    "look-up ms p50",
    "p99",
    "longest",
    "CPU ms p99",
    "copies found",
    "adding ms an article, in batches of 200",
    "memory MB",
    "seconds to build",
)


def _engine(path: Path) -> Engine:
    url = f"sqlite:///{path}"
    Store.open(url).close()
    return engine_for(parsed_url(url), 30).execution_options(**{WRITES: True})


def _add(engine: Engine, number: int, batch: Sequence[Article]) -> None:
    with engine.begin() as connection:
        index = DuplicateIndex(connection, FEWEST)
        index.expect(batch)
        for place, article in enumerate(batch, number):
            index.add(place, article, index.relation(article))
        index.write()


def _begin(engine: Engine) -> list[Article]:
    """Add the articles with a text, and return them."""
    texts = list(islice(articles(SEED), REAL))
    for start in range(0, REAL, BATCH):
        _add(engine, start + 1, texts[start : start + BATCH])
    return texts


def _fill(path: Path, shapes: Sequence[Prints], count: int, size: int) -> int:
    """Add made-up articles up to a size: as many fingerprints and bytes as real ones have, all of them random."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -50000")
    chance = np.random.default_rng(count)
    while count < size:
        numbers = np.arange(count + 1, min(count + BULK, size) + 1)
        chosen = chance.integers(0, len(shapes), len(numbers))
        database.execute("BEGIN")
        database.executemany("INSERT INTO fingerprints VALUES (?, ?)", _fingerprints(shapes, chosen, numbers, chance))
        database.executemany(
            "INSERT INTO copies VALUES (?, ?, NULL, ?, 0, ?)", _copies(shapes, chosen, numbers.tolist(), chance)
        )
        database.execute("COMMIT")
        count = int(numbers[-1])
        print(f"{count:,}", file=sys.stderr, flush=True)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return count


def _fingerprints(
    shapes: Sequence[Prints], chosen: np.ndarray, numbers: np.ndarray, chance: np.random.Generator
) -> Iterator[tuple[int, int]]:
    lengths = np.array([len(shape.stored) for shape in shapes])[chosen]
    values = chance.integers(-(2**47), 2**47, int(lengths.sum()))
    order = np.argsort(values)
    pairs = zip(values[order], np.repeat(numbers, lengths)[order], strict=True)
    return ((int(value), int(number)) for value, number in pairs)


def _copies(
    shapes: Sequence[Prints], chosen: np.ndarray, numbers: Sequence[int], chance: np.random.Generator
) -> Iterator[tuple[int, bytes, str, bytes]]:
    for number, shape in zip(numbers, chosen.tolist(), strict=True):
        sketch = shapes[shape].sketch
        yield number, chance.bytes(16), f"outlet{number % 300}", sketch[:4] + chance.bytes(len(sketch) - 4)


def _measured(engine: Engine, texts: Sequence[Article], path: Path, size: int) -> tuple[str, ...]:
    chance = random.Random(size)
    found, times, used = 0, [], []
    with engine.begin() as connection:
        for n in range(LOOKUPS):
            # Every second one is a copy, the other one is new.
            text = chance.choice(texts).text if n % 2 else _reversed(chance.choice(texts).text)
            began, began_cpu = time.perf_counter(), time.process_time()
            relation = DuplicateIndex(connection, FEWEST).relation(numbered(size * 100 + n, text))
            used.append((time.process_time() - began_cpu) * 1000)
            times.append((time.perf_counter() - began) * 1000)
            found += n % 2 and relation.duplicate is not None
    disk = path.stat().st_size
    p50, p99, longest = np.percentile(times, [50, 99, 100])
    adding = _adding(engine, size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the peak
    return (
        f"{disk / 1e9:.2f}",
        f"{disk / size:.0f}",
        f"{p50:.1f}",
        f"{p99:.1f}",
        f"{longest:.1f}",
        f"{np.percentile(used, 99):.1f}",
        f"{found / (LOOKUPS // 2):.1%}",
        f"{adding:.2f}",
        f"{memory:.0f}",
    )


def _adding(engine: Engine, size: int) -> float:
    """Milliseconds an article, durably; what was added is part of the next size."""
    batches = [list(islice(articles(size + n), BATCH)) for n in range(10)]
    first = 2**40 + size
    began = time.perf_counter()
    for n, batch in enumerate(batches):
        _add(engine, first + n * BATCH, [numbered(first + n * BATCH + i, one.text) for i, one in enumerate(batch)])
    return (time.perf_counter() - began) * 1000 / (len(batches) * BATCH)


def _reversed(text: str) -> str:
    """The same words backwards: a text as long that shares nothing."""
    return "\n\n".join(" ".join(reversed(paragraph.split())) for paragraph in text.split("\n\n"))
