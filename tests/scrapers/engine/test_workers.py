from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaners.model import Page
from scrapers.article import Article
from scrapers.engine.options import EngineOptions
from scrapers.engine.workers import Broke, CleanPool, Made, PageJob, Parcel, make_article, packed, unpacked
from scrapers.errors import KlartekstError, PageTimeout
from tests.scrapers.engine.site import REPOSITORY, page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
STEP = (("after:title", "tests.scrapers.engine.steps.troublesome"),)


@pytest.fixture(scope="module")
def pool() -> Iterator[CleanPool]:
    pool = CleanPool(EngineOptions(store_url="", workers=2, deadline=20.0, normalize_steps=STEP))
    yield pool
    pool.close()


def of(number: int, extra: str = "") -> Page:
    url = f"http://courier.example/{number}"
    return Page(url=url, body=page(number, extra).encode(), headers={"content-type": "text/html; charset=utf-8"})


def made(pool: CleanPool, *pages: Page) -> list[Made | BaseException]:
    async def every() -> list[Made | BaseException]:
        return await asyncio.gather(*(pool.process(one, None, NOW) for one in pages), return_exceptions=True)

    # The pool belongs to one loop; each test brings its own.
    pool._room = asyncio.Semaphore(4)
    return asyncio.run(_limited(every()))


async def _limited(work: Coroutine[Any, Any, Any]) -> Any:
    return await asyncio.wait_for(work, 120)


def titles(results: list[Made | BaseException]) -> list[str]:
    return [one.article.title if isinstance(one, Made) else type(one).__name__ for one in results]


SENTENCE = "This sentence stands in the article so that the step which reads it finds the word {} in it."


def test_pages_become_articles(pool: CleanPool) -> None:
    results = made(pool, *(of(number) for number in range(6)))
    assert titles(results)[0] == "Ferry line gets a second boat before summer"
    articles = [one.article for one in results if isinstance(one, Made)]
    assert len({article.id for article in articles}) == 6
    assert all(isinstance(article, Article) and "\n\n" in article.text for article in articles)


def test_a_page_that_takes_too_long_is_reported_and_the_others_go_on(pool: CleanPool) -> None:
    started = time.monotonic()
    results = made(pool, of(0, SENTENCE.format("HANG")), of(1), of(2), of(3))
    assert titles(results)[0] == "PageTimeout"
    assert isinstance(results[0], PageTimeout)
    assert "20 s (CLEAN_DEADLINE)" in str(results[0])
    assert results[0].url == "http://courier.example/0"
    assert "PageTimeout" not in titles(results)[1:]
    assert time.monotonic() - started >= 20


def test_a_worker_that_dies_is_reported_and_replaced(pool: CleanPool) -> None:
    results = made(pool, of(0, SENTENCE.format("CRASH")), of(1), of(2), of(3), of(4))
    assert isinstance(results[0], KlartekstError)
    assert "exit code 3" in str(results[0])
    assert titles(results)[1:] == titles(made(pool, of(1), of(2), of(3), of(4)))
    assert "KlartekstError" not in titles(results)[1:]


def test_an_error_that_cannot_be_sent_comes_back_in_words(pool: CleanPool) -> None:
    (result,) = made(pool, of(0, SENTENCE.format("RAISE")))
    assert isinstance(result, KlartekstError)
    assert "Unpicklable" in str(result)
    assert result.url == "http://courier.example/0"


def test_a_step_that_leaves_does_not_take_the_worker_along(pool: CleanPool) -> None:
    (result,) = made(pool, of(0, SENTENCE.format("LEAVE")))
    assert str(result) == "SystemExit: I leave"


@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 5000, page(0).encode()[:300], b"<div>" * 200_000],
    ids=["empty", "NULs", "truncated", "nested"],
)
def test_bad_pages_harm_nothing_else(pool: CleanPool, body: bytes) -> None:
    bad = Page(url="http://courier.example/bad", body=body, headers={"content-type": "text/html"})
    results = made(pool, bad, of(1))
    assert isinstance(results[0], (Made, KlartekstError))
    assert isinstance(results[1], Made)


def one_made() -> Made:
    result, cleaned = make_article(PageJob(page=of(1), outlet=None, now=NOW, options=EngineOptions(store_url="")))
    assert isinstance(result, Made)
    assert cleaned is not None
    return result


def test_what_was_packed_is_unpacked_as_it_was() -> None:
    sent = one_made()
    assert sent.footprint is not None
    assert isinstance(packed(sent), Parcel)
    assert unpacked(packed(sent)) == sent
    broke = Broke(kind="ValueError", message="no", trace="")
    assert unpacked(packed(broke)) is broke


def test_an_article_that_cannot_be_written_is_that_pages_failure() -> None:
    sent = one_made()
    found = packed(replace(sent, article=sent.article.model_copy(update={"title": "half \ud83d"})))
    assert isinstance(found, Broke)
    assert "surrogates" in found.message
    assert "\n" not in found.message


def test_an_article_that_an_own_step_spoilt_is_that_pages_failure() -> None:
    sent = one_made()
    spoilt = packed(replace(sent, article=sent.article.model_copy(update={"revision": 0})))
    found = unpacked(spoilt)
    assert isinstance(found, Broke)
    assert found.kind == "ValidationError"
    assert "revision" in found.message
    assert "\n" not in found.message


ORPHANS = """
import asyncio, multiprocessing, sys
from tests.scrapers.engine.test_workers import NOW, SENTENCE, STEP, of
from scrapers.engine.options import EngineOptions
from scrapers.engine.workers import CleanPool

async def main():
    pool = CleanPool(EngineOptions(store_url="", workers=2, deadline=600.0, normalize_steps=STEP))
    await pool.process(of(1), None, NOW)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    await pool.process(of(0, SENTENCE.format("HANG")), None, NOW)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_workers_die_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, "utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2
    time.sleep(0.5)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while any(map(_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_alive, workers))


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
