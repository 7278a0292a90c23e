from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners import Page, clean
from cleaners.memory import NOTHING, WINDOW
from cleaners.model import Footprint
from scrapers.engine.memories import SAVE_EVERY, SAVE_FULL, SiteMemories
from scrapers.engine.services import open_store
from scrapers.store import StoreWriter
from tests.scrapers.engine.site import page


def footprint(number: int) -> Footprint:
    found = clean(Page(url=f"https://courier.example/{number}", body=page(number).encode())).footprint
    assert found is not None
    return found


def test_what_one_run_learns_the_next_one_knows(tmp_path: Path) -> None:
    async def learn(memories: SiteMemories) -> str:
        for number in range(3):
            await memories.learn("courier", footprint(number))
        await memories.save("courier")
        return (await memories.of("courier")).id

    with open_store(f"sqlite:///{tmp_path}/k.db") as store, StoreWriter(store) as writer:
        known = asyncio.run(learn(SiteMemories(writer)))
        assert known
        assert asyncio.run(SiteMemories(writer).of("courier")).id == known
        assert asyncio.run(SiteMemories(writer).of("herald")) == NOTHING


def test_a_crash_costs_a_few_pages_at_most(tmp_path: Path) -> None:
    async def learn(memories: SiteMemories) -> None:
        for number in range(SAVE_EVERY + 1):
            await memories.learn("courier", footprint(number))

    with open_store(f"sqlite:///{tmp_path}/k.db") as store, StoreWriter(store) as writer:
        asyncio.run(learn(SiteMemories(writer)))
        assert len(asyncio.run(SiteMemories(writer).of("courier")).footprints) == SAVE_EVERY


def test_a_memory_that_is_full_is_saved_less_often(tmp_path: Path) -> None:
    known = footprint(0)

    async def learn(memories: SiteMemories, pages: range) -> None:
        for number in pages:
            await memories.learn("courier", replace(known, page=str(number)))

    with open_store(f"sqlite:///{tmp_path}/k.db") as store, StoreWriter(store) as writer:

        def last_saved() -> str:
            return asyncio.run(SiteMemories(writer).of("courier")).footprints[-1].page

        memories, end = SiteMemories(writer), WINDOW + SAVE_FULL
        asyncio.run(learn(memories, range(end - 1)))
        assert last_saved() == str(WINDOW - 1)
        asyncio.run(learn(memories, range(end - 1, end)))
        assert last_saved() == str(end - 1)


def test_a_page_without_outlet_teaches_nobody(tmp_path: Path) -> None:
    async def learn(memories: SiteMemories) -> None:
        await memories.learn("", footprint(1))
        await memories.learn("courier", None)
        assert await memories.of("") == await memories.of("courier") == NOTHING

    with open_store(f"sqlite:///{tmp_path}/k.db") as store, StoreWriter(store) as writer:
        asyncio.run(learn(SiteMemories(writer)))


def test_a_store_that_fails_costs_the_memory_and_not_the_crawl(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def learn(memories: SiteMemories) -> None:
        await memories.learn("courier", footprint(1))
        await memories.save("courier")

    with open_store(f"sqlite:///{tmp_path}/k.db") as store:
        writer = StoreWriter(store)
        writer.close()
        asyncio.run(learn(SiteMemories(writer)))
    assert "could not be read" in caplog.text
    assert "could not be saved" in caplog.text
