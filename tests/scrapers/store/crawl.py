"""A crawl without a network, to be run in a process of its own and killed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from hashlib import sha256
from multiprocessing.synchronize import Event
from pathlib import Path

from cleaners.model import Discovery
from scrapers.feed.lines import LineWriter
from scrapers.store import Store, Stored, StoreWriter
from scrapers.store.model import Save
from tests.scrapers.store.samples import NOW, article, listing

AT_ONCE = 8
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def crawl(store_url: str, output: Path, numbers: tuple[int, int], opened: Event) -> None:
    """Store numbered articles as a crawl does: admitted, saved in groups, written once they are durable."""
    with Store.open(store_url) as store, LineWriter(output, append=True) as lines:
        opened.set()
        run = store.start_run("harbour", now=NOW)
        owed = store.pending("harbour", now=NOW, run=run)
        listed = listing(*(str(number) for number in range(*numbers)))
        wanted = store.admit("harbour", listed, now=NOW, run=run).wanted
        with StoreWriter(store) as writer:
            _save_all([*owed, *wanted], writer, lines)
        store.finish_run(run, now=NOW + timedelta(minutes=1), reason="finished", counts={})


def words_of(url: str) -> str:
    """Return a text that shares no passage with another's: which of two copies is the first hangs on the order."""
    digests = (sha256(f"{url} {number}".encode()).hexdigest() for number in range(60))
    return " ".join(digest.translate(LETTERS)[:8] for digest in digests)


def _save_all(discoveries: list[Discovery], writer: StoreWriter, lines: LineWriter) -> None:
    for start in range(0, len(discoveries), AT_ONCE):
        group = [saved(one) for one in discoveries[start : start + AT_ONCE]]
        for result in writer.call(partial(Store.save_many, batch=group)).result():
            assert isinstance(result, Stored)
            lines.write(result.article)


def saved(one: Discovery) -> Save:
    """Return what a crawl stores for a list entry."""
    return Save(article=article(one.url, words_of(one.url)), listed_url=one.url, now=NOW)
