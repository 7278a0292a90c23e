from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import create_engine, text

from scrapers.errors import StoreError
from scrapers.store import Store
from scrapers.store.archive import article_of
from tests.scrapers.store.crawl import crawl
from tests.scrapers.store.samples import LONG, NOW, article

LAST = 200


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that need not import everything anew."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.scrapers.store.crawl"])
    return context


@dataclass(frozen=True)
class Crawl:
    """A crawl in a process of its own."""

    process: ForkServerProcess
    opened: Event

    def end(self) -> int | None:
        self.process.join(60)
        return self.process.exitcode

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def started(processes: ForkServerContext, url: str, output: Path, numbers: tuple[int, int] = (0, LAST)) -> Crawl:
    opened = processes.Event()
    process = processes.Process(target=crawl, args=(url, output, numbers, opened))
    process.start()
    return Crawl(process, opened)


def state_of(store: Store) -> tuple[object, ...]:
    log = sorted(entry.document for entry in store.log(0, limit=1000))
    return list(store.articles()), log, store.pending("harbour", now=NOW), store.counts()


def checked(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


def test_whoever_only_reads_makes_no_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.db"
    with pytest.raises(StoreError, match=r"there is no store at .*none\.db"):
        Store.open(url, create=False)
    assert not (tmp_path / "none.db").exists()
    Store.open(url).close()
    Store.open(url, create=False).close()


def test_kill_9_loses_nothing_and_doubles_nothing(tmp_path: Path, processes: ForkServerContext) -> None:
    killed_url, calm_url = (f"sqlite:///{tmp_path / name}" for name in ("killed.sqlite", "calm.sqlite"))
    assert started(processes, calm_url, tmp_path / "calm.jsonl").end() == 0
    output = tmp_path / "killed.jsonl"
    for _ in range(6):
        victim = started(processes, killed_url, output)
        assert victim.opened.wait(60)
        sleep(random.uniform(0, 0.1))
        victim.kill()
        checked(killed_url)
        with Store.open(killed_url) as store:
            stored = {one.id for one in store.articles()}
        whole = output.read_bytes().split(b"\n")[:-1]
        assert {json.loads(line)["id"] for line in whole} <= stored
    assert started(processes, killed_url, output).end() == 0
    with Store.open(killed_url) as killed, Store.open(calm_url) as calm:
        assert state_of(killed) == state_of(calm)
        assert killed.last_cursor() == LAST
        assert killed.runs()[0].reason == "finished"


def test_two_processes_may_make_and_fill_one_store(
    store_url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    crawls = [
        started(processes, store_url, tmp_path / f"{numbers}.jsonl", numbers) for numbers in ((0, 80), (40, LAST))
    ]
    assert [one.end() for one in crawls] == [0, 0]
    checked(store_url)
    with Store.open(store_url) as store:
        log = store.log(0, limit=1000)
    assert [entry.cursor for entry in log] == list(range(1, LAST + 1))
    assert {article_of(entry.document).url for entry in log} == {f"https://example.org/{n}" for n in range(LAST)}


def test_many_may_open_a_store_that_does_not_exist_yet(store_url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: Store.open(store_url), range(6)))
    assert len({store.id for store in stores}) == 1
    for store in stores:
        store.close()


def test_readers_see_whole_batches_while_a_writer_writes(store: Store) -> None:
    def write() -> None:
        for number in range(30):
            store.save(article(f"https://example.org/{number}", f"{LONG} {number}"), now=NOW)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        seen = [0]
        while not writing.done():
            seen.append(len(store.log(0)))
        writing.result()
    assert seen == sorted(seen)
    assert len(store.log(0)) == 30


def test_a_store_can_be_read_with_other_tools(store: Store, tmp_path: Path) -> None:
    store.save(article(), now=NOW)
    engine = create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with engine.connect() as connection:
        query = "SELECT document ->> 'title', stored_at FROM articles"
        assert connection.execute(text(query)).all() == [("Ferry sails", "2026-01-04T12:00:00.000000Z")]
    engine.dispose()


@pytest.mark.parametrize("method", ["log", "articles", "versions", "runs", "counts"])
def test_an_empty_store_holds_nothing(store: Store, method: str) -> None:
    arguments = {"log": (0,), "versions": ("0" * 32,)}.get(method, ())
    assert list(getattr(store, method)(*arguments)) == []
