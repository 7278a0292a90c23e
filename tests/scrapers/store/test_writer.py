from __future__ import annotations

import resource
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from scrapers.errors import StoreError
from scrapers.store import Store, Stored, StoreWriter
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


def test_a_result_is_durable(store: Store, store_url: str) -> None:
    with StoreWriter(store) as writer:
        stored = writer.save(article(), now=NOW).result(10)
        with Store.open(store_url) as other:
            assert list(other.articles()) == [stored.article]


def test_results_come_to_those_who_asked(store: Store) -> None:
    with StoreWriter(store) as writer:
        futures = [writer.save(article(url), listed_url=url, now=NOW) for url in URLS]
        results = [future.result(10) for future in futures]
    assert [result.article.url for result in results] == URLS
    assert [result.cursor for result in results] == list(range(1, 51))


def test_what_waits_is_written_in_one_transaction(store: Store) -> None:
    with StoreWriter(store) as writer:
        with held(writer):
            futures = [writer.save(article(url), now=NOW) for url in URLS]
            seen: list[int] = []
            futures[0].add_done_callback(lambda _: seen.append(store.last_cursor()))
        wait(futures, 10)
    assert seen == [50]


def test_calls_keep_their_place(store: Store) -> None:
    with StoreWriter(store) as writer, held(writer):
        writer.save(article(URLS[0]), now=NOW)
        before = writer.call(lambda store: store.last_cursor())
        writer.save(article(URLS[1]), now=NOW)
        after = writer.call(lambda store: store.last_cursor())
    assert (before.result(10), after.result(10)) == (1, 2)


def test_closing_finishes_what_waits(store: Store) -> None:
    writer = StoreWriter(store)
    with held(writer):
        futures = [writer.save(article(url), now=NOW) for url in URLS * 6]
    writer.close()
    writer.close()
    assert all(future.done() for future in futures)
    assert store.last_cursor() == 50
    with pytest.raises(StoreError, match="writer is closed"):
        writer.save(article(), now=NOW)


def test_a_broken_call_reaches_its_caller_only(store: Store) -> None:
    with StoreWriter(store) as writer:
        broken: Future[float] = writer.call(lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            broken.result(10)
        assert writer.save(article(), now=NOW).result(10).kind == "new"


def test_a_broken_article_does_not_disturb_its_neighbours(store: Store) -> None:
    with StoreWriter(store) as writer, held(writer):
        texts = ["whole", "torn \ud83d", "whole"]
        futures = [writer.save(article(url, text), now=NOW) for url, text in zip(URLS, texts, strict=False)]
    assert [future.exception(10) is None for future in futures] == [True, False, True]
    assert isinstance(futures[1].exception(), StoreError)


def test_a_cancelled_article_is_not_stored(store: Store) -> None:
    with StoreWriter(store) as writer, held(writer):
        unwanted, wanted = (writer.save(article(url), now=NOW) for url in URLS[:2])
        assert unwanted.cancel()
    assert wanted.result(10).cursor == 1
    assert [one.url for one in store.articles()] == URLS[1:2]


def test_a_full_disk_reaches_everyone_who_waits_and_passes(store: Store, tmp_path: Path) -> None:
    text = LONG * 300
    with StoreWriter(store) as writer:
        writer.save(article("https://example.org/before", text), now=NOW).result(10)
        with no_more_space(tmp_path / "store.sqlite-wal"):
            with held(writer):
                lost: list[Future[Stored]] = [writer.save(article(url, text), now=NOW) for url in URLS[:5]]
            for future in lost:
                assert "the disk" in str(future.exception(10))
                assert isinstance(future.exception(), StoreError)
        assert store.last_cursor() == 1
        assert writer.save(article(URLS[0], text), now=NOW).result(10).cursor == 2
    assert len(list(store.articles())) == 2
