"""Pages that change between two visits, from the crawl to the feed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scrapers.engine.commands.feed import Command
from scrapers.feed.schema import article_schema
from tests.scrapers.engine.site import REPOSITORY, Project, new_project

Read = Callable[[], list[dict[str, Any]]]

FIRST, LATER = "cassettes", "later"
HEATING = "http://www.tallsundatidning.example/nyheter/rorbrott-lamslar-fjarrvarmen-a8f31c"
MISSILES = "http://www.hbnnews.example/news/north-korea-ballistic-missiles-south-korea-president-china/"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the two recorded outlets that change, as they are at the first and at the second visit."""
    for visit in (FIRST, LATER):
        (tmp_path / visit).mkdir()
        for name in ("hbnnews.yaml", "tallsunda-tidning.yaml"):
            shutil.copy(REPOSITORY / "fixtures" / visit / name, tmp_path / visit)
    shutil.copy(REPOSITORY / "fixtures" / FIRST / "outlets.toml", tmp_path)
    return new_project(tmp_path)


def crawl(project: Project, visit: str) -> None:
    crawled = project.scrapy("crawl", "all", "-s", f"REPLAY={visit}", "-s", "STORE_URL=sqlite:///klartekst.db")
    assert crawled.returncode == 0, crawled.stderr


def a_day_passes(project: Project) -> None:
    """Make every article one that was fetched long ago: what changed since is fetched again."""
    with closing(sqlite3.connect(project.folder / "klartekst.db")) as connection, connection:
        connection.execute("UPDATE urls SET last_stored = '2026-01-01T00:00:00.000000Z'")


@pytest.fixture
def read(project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Read:
    """Read on from where the last reading ended."""
    monkeypatch.chdir(project.folder)

    def lines() -> list[dict[str, Any]]:
        capfd.readouterr()
        assert project.command(Command(), "--cursor", "place", "--changes") == 0
        return [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    return lines


def test_a_changed_page_comes_once_more_with_what_changed(project: Project, read: Read) -> None:
    crawl(project, FIRST)
    first = {line["url"]: line for line in read()}
    assert len(first) == 10
    assert not any("changes" in line for line in first.values())

    a_day_passes(project)
    crawl(project, LATER)
    second = {line["url"]: line for line in read()}
    changes = {url: line.pop("changes") for url, line in second.items() if line["revision"] > 1}
    assert changes.keys() == {HEATING, MISSILES}
    (new,) = second.keys() - first.keys()
    assert second.keys() == {HEATING, MISSILES, new}
    for url in changes:
        assert second[url]["revision"] == 2
        assert second[url]["id"] == first[url]["id"]
        assert second[url]["modified"]["value"] > first[url]["modified"]["value"]
        assert list(Draft202012Validator(article_schema()).iter_errors(second[url])) == []

    missiles, heating = changes[MISSILES], changes[HEATING]
    assert [one["text"][:34] for one in missiles["added"]] == ["In a second count published Sunday"]
    assert (missiles["title"], missiles["removed"], missiles["changed"]) == (None, [], [])
    assert heating["title"]["before"] == "Rörbrott lamslår fjärrvärmen på norra sidan"
    assert heating["title"]["after"] == "Värmen tillbaka på norra sidan efter rörbrottet"
    assert [one["new_text"][:20] for one in heating["changed"]] == ["Läckan upptäcktes st", "Förskolorna Kvarnen,"]
    assert (len(heating["added"]), len(heating["removed"])) == (6, 6)

    assert read() == []
