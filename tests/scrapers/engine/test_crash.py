"""kill -9 at any moment of a crawl, and a plain rerun, must end as an undisturbed crawl does.

KLARTEKST_KILLS says how many moments are tried (default 3).
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scrapers.engine.cassette import Recorded, Tape
from scrapers.engine.services import open_store
from scrapers.feed.reader import since
from tests.scrapers.engine.site import HOST, Project, new_project

KILLS = int(os.environ.get("KLARTEKST_KILLS", "3"))
PAGES = 60
GONE = 7
MISSING = 11
ROOM = 4096
"""Bytes that a file may have once the disk is as good as full."""
CIRCUMSTANCES = ("fetched_at", "site_memory")
"""When an article was fetched, and which pages of the site were known by then."""
URL_FIELDS = "outlet, key, url, state, wanted, lastmods, list_url, attempts, status, reason, article_id, unchanged"
CRAWL = ("crawl", "courier", "-s", "REPLAY=tapes")

Snapshot = tuple[dict[str, Any], list[Any], list[Any]]


def address(number: int) -> str:
    return f"{HOST}/news/{number}.html"


def body(number: int) -> bytes:
    sentences = (
        f"The lighthouse keeper counted {number * 37 + 11} ships in the week that ended on Sunday, in his own hand.",
        f"Harbour master number {number} said that a fog of {number + 3} hours had kept the ferries at the quay.",
        f"In the {number + 2}th year of the market, {number * 5 + 40} stalls sold herring, rope and woollen caps.",
    )
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    title = f"Log of week {number} at the harbour"
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" '
        f'content="2026-06-01T10:{number % 60:02d}:00+02:00"></head><body><article><h1>{title}</h1>{text}</article>'
        "</body></html>"
    ).encode()


def record(folder: Path) -> None:
    tape = Tape(folder / "courier.yaml")
    items = "".join(f"<item><link>{address(n)}</link><title>Week {n}</title></item>" for n in range(PAGES))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
    tape.record("GET", f"{HOST}/robots.txt", Recorded(status=404))
    tape.record("GET", f"{HOST}/feed.xml", answer(feed.encode(), "application/rss+xml"))
    tape.record("GET", address(0), Recorded(status=503))
    for number in range(PAGES):
        if number != MISSING:
            status = 410 if number == GONE else 200
            tape.record("GET", address(number), answer(body(number), "text/html", status))
    tape.save()


def answer(content: bytes, kind: str, status: int = 200) -> Recorded:
    return Recorded(status=status, headers={"Content-Type": [f"{kind}; charset=utf-8"]}, body=content)


def harbour(folder: Path) -> Project:
    folder.mkdir()
    project = new_project(folder)
    project.describe(HOST)
    record(folder / "tapes")
    return project


def snapshot(project: Project) -> Snapshot:
    with closing(sqlite3.connect(project.folder / "klartekst-replay.db")) as database:
        documents = [json.loads(row[0]) for row in database.execute("SELECT document FROM articles")]
        articles = {one["id"]: {k: v for k, v in one.items() if k not in CIRCUMSTANCES} for one in documents}
        name_stories_by_content(articles)
        urls = database.execute(f"SELECT {URL_FIELDS} FROM urls ORDER BY key").fetchall()
        feed = database.execute("SELECT article_id, revision, kind FROM feed ORDER BY article_id").fetchall()
    return articles, urls, feed


def name_stories_by_content(articles: dict[str, Any]) -> None:
    """Name each story by its members: it is called after the article that opened it, whichever arrived first."""
    names: dict[str, str] = {}
    for one in sorted(articles):
        names.setdefault(articles[one]["story"], one)
    for article in articles.values():
        article["story"] = names[article["story"]]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, float]:
    """The end of a crawl that nobody kills, and the seconds that it takes from its first trace in the store."""
    project = harbour(tmp_path_factory.mktemp("undisturbed") / "project")
    crawl = project.start(*CRAWL)
    begun = begin(project)
    _, err = crawl.communicate(timeout=120)
    assert crawl.returncode == 0, err
    return snapshot(project), time.monotonic() - begun


def begin(project: Project) -> float:
    while not (project.folder / "klartekst-replay.db").exists():
        time.sleep(0.01)
    return time.monotonic()


def test_the_undisturbed_crawl_is_what_it_should_be(undisturbed: tuple[Snapshot, float]) -> None:
    (articles, urls, feed), _ = undisturbed
    assert len(articles) == len(feed) == PAGES - 2
    assert len(urls) == PAGES


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_crawl_and_a_rerun_lose_nothing_and_double_nothing(
    kill: int, undisturbed: tuple[Snapshot, float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    project = harbour(tmp_path / "project")
    moment = random.Random(os.urandom(8)).uniform(0, seconds)
    crawl = project.start(*CRAWL, "-O", "out.jsonl")
    begin(project)
    time.sleep(moment)
    crawl.send_signal(signal.SIGKILL)
    crawl.communicate(timeout=120)
    written = whole_lines(project.folder / "out.jsonl")
    stored = ids_in_feed(project)
    assert {line["id"] for line in written} <= stored, f"killed after {moment:.2f} s"

    rerun = project.scrapy(*CRAWL, "-O", "rerun.jsonl")
    assert rerun.returncode == 0, rerun.stderr
    assert differences(snapshot(project), expected) == [], f"killed after {moment:.2f} s"
    again = {line["id"] for line in whole_lines(project.folder / "rerun.jsonl")}
    assert stored.isdisjoint(again)
    assert stored | again == set(expected[0])


def test_a_full_disk_ends_the_crawl_with_one_message_and_a_rerun_completes_it(
    undisturbed: tuple[Snapshot, float], tmp_path: Path
) -> None:
    expected, _ = undisturbed
    project = harbour(tmp_path / "project")
    full = project.start(*CRAWL)
    while full.poll() is None and not articles_in(project):
        time.sleep(0.01)
    resource.prlimit(full.pid, resource.RLIMIT_FSIZE, (ROOM, ROOM))
    _, err = full.communicate(timeout=120)
    assert full.returncode == 1
    assert err.count("ERROR") == 1, err
    assert "Traceback" not in err
    stored = ids_in_feed(project)
    assert stored < set(expected[0])

    rerun = project.scrapy(*CRAWL)
    assert rerun.returncode == 0, rerun.stderr
    assert differences(snapshot(project), expected) == []


def differences(found: Snapshot, expected: Snapshot) -> list[Any]:
    fields = [
        (id_, name, found[0].get(id_, {}).get(name), article[name])
        for id_, article in expected[0].items()
        for name in article
        if found[0].get(id_, {}).get(name) != article[name]
    ]
    rows = [set(one) ^ set(other) for one, other in zip(found[1:], expected[1:], strict=True)]
    return fields + [row for both in rows for row in sorted(both)] + sorted(found[0].keys() - expected[0].keys())


def whole_lines(path: Path) -> Sequence[dict[str, Any]]:
    text = path.read_bytes() if path.exists() else b""
    assert text == b"" or text.endswith(b"\n")
    return [json.loads(line) for line in text.splitlines()]


def articles_in(project: Project) -> int:
    path = project.folder / "klartekst-replay.db"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet
            return 0


def ids_in_feed(project: Project) -> set[str]:
    with open_store(f"sqlite:///{project.folder / 'klartekst-replay.db'}") as store:
        return {entry.article.id for entry in since(store)}
