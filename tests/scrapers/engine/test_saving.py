from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.article import Article
from scrapers.engine.saving import LONGEST_WAIT, MOST, Saving
from scrapers.engine.services import open_store
from scrapers.errors import StoreError
from scrapers.store import Store, Stored, StoreWriter
from scrapers.store.model import Save
from tests.scrapers.store.samples import article

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MANY = 1000
"""Pages in work, so that nothing but time and `MOST` ends a group."""


def one(number: int, text: str = "") -> Save:
    url = f"https://courier.example/{number}"
    return Save(article=article(url, text or f"Text number {number}."), listed_url=url, now=NOW)


class Written:
    """Notes the groups that are written out."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []

    async def write(self, articles: Sequence[Article]) -> None:
        self.groups.append([one.url[-1] for one in articles])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/k.db") as store:
        yield store


@pytest.fixture
def writer(store: Store) -> Iterator[StoreWriter]:
    with StoreWriter(store) as writer:
        yield writer


def saved(writer: StoreWriter, written: Written, in_work: int, *items: Save) -> list[Stored | BaseException]:
    async def every() -> list[Stored | BaseException]:
        saving = Saving(writer, written.write, lambda: in_work)
        return await asyncio.gather(*map(saving.save, items), return_exceptions=True)

    return asyncio.run(every())


def kinds(results: Sequence[Stored | BaseException]) -> list[str]:
    return [result.kind if isinstance(result, Stored) else type(result).__name__ for result in results]


def test_articles_of_one_moment_are_stored_and_written_together(writer: StoreWriter, store: Store) -> None:
    written = Written()
    assert kinds(saved(writer, written, MANY, *map(one, range(5)))) == ["new"] * 5
    assert written.groups == [["0", "1", "2", "3", "4"]]
    assert len([*store.articles()]) == 5


def test_an_article_waits_for_others_while_pages_are_in_work_and_no_longer(writer: StoreWriter) -> None:
    started = time.monotonic()
    assert kinds(saved(writer, Written(), MANY, one(1))) == ["new"]
    assert LONGEST_WAIT <= time.monotonic() - started < LONGEST_WAIT + 5


@pytest.mark.parametrize(("in_work", "groups"), [(0, [1, 1, 1, 1]), (2, [2, 2]), (3, [3, 1]), (MANY, [4])])
def test_no_more_wait_than_are_in_work(writer: StoreWriter, in_work: int, groups: list[int]) -> None:
    written = Written()
    saved(writer, written, in_work, *map(one, range(4)))
    assert [*map(len, written.groups)] == groups


def test_a_group_is_bounded(writer: StoreWriter) -> None:
    written = Written()
    saved(writer, written, MANY, *map(one, range(MOST + 1)))
    assert [*map(len, written.groups)] == [MOST, 1]


def test_what_is_unchanged_is_not_written(writer: StoreWriter) -> None:
    written = Written()
    saved(writer, written, MANY, one(1), one(2))
    assert kinds(saved(writer, written, MANY, one(1), one(2, "Other words."), one(3))) == [
        "unchanged",
        "revision",
        "new",
    ]
    assert written.groups == [["1", "2"], ["2", "3"]]


def test_an_article_that_cannot_be_stored_harms_no_other(writer: StoreWriter) -> None:
    written = Written()
    results = saved(writer, written, MANY, one(1), one(2, "half \ud83d"), one(3))
    assert kinds(results) == ["new", "StoreError", "new"]
    assert isinstance(results[1], StoreError)
    assert results[1].url.endswith("/2")
    assert written.groups == [["1", "3"]]


def test_a_store_that_fails_tells_everybody_who_waits(store: Store) -> None:
    writer = StoreWriter(store)
    writer.close()
    written = Written()
    assert kinds(saved(writer, written, MANY, one(1), one(2))) == ["StoreError", "StoreError"]
    assert written.groups == []


def test_whoever_has_gone_is_not_told(writer: StoreWriter, store: Store) -> None:
    async def gone() -> None:
        saving = Saving(writer, Written().write, lambda: MANY)
        first = asyncio.create_task(saving.save(one(1)))
        second = asyncio.create_task(saving.save(one(2)))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).kind == "new"

    asyncio.run(gone())
    assert len([*store.articles()]) == 2
