from __future__ import annotations

import resource
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from scrapers.errors import StoreError
from scrapers.store import Store, Stored, StoreWriter
from scrapers.store.model import Save
from tests.scrapers.store.samples import LONG, NOW, article

URLS = [f"https://example.org/{number}" for number in range(50)]


@contextmanager
def held(writer: StoreWriter) -> Iterator[None]:
    """Keep the thread busy, so that what is put meanwhile waits together."""
    begun, go = Event(), Event()

    def block(_store: Store) -> None:
        begun.set()
        go.wait(10)

    writer.call(block)
    assert begun.wait(10)
    yield
    go.set()


@contextmanager
def no_more_space(file: Path) -> Iterator[None]:
    """Let the system refuse to make any file larger than this one is now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def save(writer: StoreWriter, *urls: str, text: str = "") -> Future[tuple[Stored | StoreError, ...]]:
    """Have articles stored in one transaction."""
    items = [Save(article=article(url, text or f"Text of {url}."), listed_url=url, now=NOW) for url in urls]
    return writer.call(lambda store: store.save_many(items))


def cursors(results: Future[tuple[Stored | StoreError, ...]]) -> list[int]:
    return [one.cursor for one in results.result(10) if isinstance(one, Stored)]


def test_a_result_is_durable(store: Store, store_url: str) -> None:
    with StoreWriter(store) as writer:
        (stored,) = save(writer, URLS[0]).result(10)
        assert isinstance(stored, Stored)
        with Store.open(store_url) as other:
            assert list(other.articles()) == [stored.article]


def test_results_come_to_those_who_asked(store: Store) -> None:
    with StoreWriter(store) as writer:
        futures = [save(writer, url) for url in URLS]
        results = [future.result(10)[0] for future in futures]
    assert [one.article.url for one in results if isinstance(one, Stored)] == URLS
    assert [one.cursor for one in results if isinstance(one, Stored)] == list(range(1, 51))


def test_articles_of_one_call_are_written_in_one_transaction(store: Store) -> None:
    seen: list[int] = []
    with StoreWriter(store) as writer:
        with held(writer):
            saving = save(writer, *URLS)
            saving.add_done_callback(lambda _: seen.append(store.last_cursor()))
        assert cursors(saving) == list(range(1, 51))
    assert seen == [50]


def test_calls_keep_their_place(store: Store) -> None:
    with StoreWriter(store) as writer, held(writer):
        save(writer, URLS[0])
        before = writer.call(lambda store: store.last_cursor())
        save(writer, URLS[1])
        after = writer.call(lambda store: store.last_cursor())
    assert (before.result(10), after.result(10)) == (1, 2)


def test_closing_finishes_what_waits(store: Store) -> None:
    writer = StoreWriter(store)
    with held(writer):
        futures = [save(writer, url) for url in URLS * 6]
    writer.close()
    writer.close()
    assert all(future.done() for future in futures)
    assert store.last_cursor() == 50
    with pytest.raises(StoreError, match="writer is closed"):
        save(writer, URLS[0])


def test_a_broken_call_reaches_its_caller_only(store: Store) -> None:
    with StoreWriter(store) as writer:
        broken: Future[float] = writer.call(lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            broken.result(10)
        assert cursors(save(writer, URLS[0])) == [1]


def test_a_broken_article_does_not_disturb_its_neighbours(store: Store) -> None:
    texts = ["whole", "torn \ud83d", "whole"]
    items = [Save(article=article(url, text), now=NOW) for url, text in zip(URLS, texts, strict=False)]
    with StoreWriter(store) as writer:
        results = writer.call(lambda store: store.save_many(items)).result(10)
    assert [isinstance(one, Stored) for one in results] == [True, False, True]
    assert isinstance(results[1], StoreError)


def test_a_cancelled_call_is_not_made(store: Store) -> None:
    with StoreWriter(store) as writer, held(writer):
        unwanted, wanted = (save(writer, url) for url in URLS[:2])
        assert unwanted.cancel()
    assert cursors(wanted) == [1]
    assert [one.url for one in store.articles()] == URLS[1:2]


def test_a_full_disk_reaches_everyone_who_waits_and_passes(store: Store, tmp_path: Path) -> None:
    text = LONG * 300
    with StoreWriter(store) as writer:
        save(writer, "https://example.org/before", text=text).result(10)
        with no_more_space(tmp_path / "store.sqlite-wal"):
            with held(writer):
                lost = [save(writer, url, text=text) for url in URLS[:5]]
            for future in lost:
                assert "the disk" in str(future.exception(10))
                assert isinstance(future.exception(), StoreError)
        assert store.last_cursor() == 1
        assert cursors(save(writer, URLS[0], text=text)) == [2]
    assert len(list(store.articles())) == 2
