from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.engine.commands.feed import Command
from scrapers.engine.services import open_store
from scrapers.feed.merges import merge_line
from scrapers.feed.reader import Entry, MergeEntry, since
from scrapers.store import Store
from scrapers.store import stories as index
from scrapers.story import StoryMerge
from tests.scrapers.engine.site import Project, new_project
from tests.scrapers.normalizer.stories.samples import ROWS, at, told

FERRY = [told(row) for row in ROWS if row["event"] == "ferry"]


def merged(store: Store) -> None:
    """Store two articles that do not find each other, and one that shows their stories to be one."""
    with pytest.MonkeyPatch.context() as blind:
        blind.setattr(index, "FEWEST", 1000)
        for one in FERRY[:2]:
            store.save(one, now=at("2026-03-04"))
    store.save(FERRY[6], now=at("2026-03-05"))


def test_a_merge_comes_after_the_article_that_showed_it(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        merged(store)
        entries = list(since(store))
        assert [type(one) for one in entries] == [Entry, Entry, Entry, MergeEntry]
        last = entries[-1]
        assert isinstance(last, MergeEntry)
        assert (last.merge.story, last.merge.merged) == (FERRY[0].id, (FERRY[1].id,))
        assert list(since(store, entries[2].cursor)) == [last]
        assert list(since(store, outlets=["nobody"])) == [last]


def test_the_command_writes_it_as_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project: Project = new_project(tmp_path)
    monkeypatch.chdir(project.folder)
    with open_store(f"sqlite:///{project.folder / 'klartekst.db'}") as store:
        merged(store)
    assert project.command(Command(), "--unique") == 0
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [line["schema"] for line in lines] == ["article/1"] * 3 + ["story-merge/1"]
    assert lines[3]["article"] == FERRY[6].id


def test_a_line_ends_with_its_newline() -> None:
    line = merge_line(StoryMerge(story="a", merged=("b",), article="c", at="2026-01-04T12:00:00+00:00"))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
