from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from scrapers.article import Article
from scrapers.engine.commands.stories import Command
from scrapers.engine.services import open_store
from scrapers.engine.stories import _table
from scrapers.store import Story
from scrapers.story import StoryPack
from tests.scrapers.engine.site import Project
from tests.scrapers.normalizer.packs.samples import FIRST, FLOOD
from tests.scrapers.normalizer.stories.samples import ROWS, told

Stories = Callable[..., tuple[int, str, str]]

NOW = datetime(2026, 5, 22, tzinfo=UTC)
VOTE = [told(row) for row in ROWS if row["event"] == "vote"]


@pytest.fixture
def stories(recorded: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Stories:
    monkeypatch.chdir(recorded.folder)
    with open_store(f"sqlite:///{recorded.folder / 'klartekst.db'}") as store:
        for one in (*FLOOD, *VOTE):
            store.save(one, now=NOW)

    def run(*arguments: str) -> tuple[int, str, str]:
        return recorded.command(Command(), *arguments), *capfd.readouterr()

    return run


def ids(output: str) -> list[str]:
    return [json.loads(line)["id"] for line in output.splitlines()]


def test_stories_are_listed_a_line_each(stories: Stories) -> None:
    status, out, _ = stories()
    assert status == 0
    flood, vote = map(json.loads, out.splitlines())
    assert flood == {
        "id": FIRST.id,
        "first": "2026-05-20T12:00:00+00:00",
        "last": "2026-05-21T12:00:00+00:00",
        "articles": 3,
        "outlets": ["agency", "courier", "velden"],
        "languages": ["en"],
        "title": FIRST.title,
    }
    assert (vote["id"], vote["languages"]) == (VOTE[0].id, ["da", "en"])


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--since", "2026-04-01"), [FIRST.id]),
        (("--outlet", "kysten"), [VOTE[0].id]),
        (("--language", "da"), [VOTE[0].id]),
        (("--language", "DA"), [VOTE[0].id]),
        (("--articles", "3"), [FIRST.id]),
        (("--limit", "1", "--json"), [FIRST.id]),
        (("--language", "fo"), []),
    ],
)
def test_stories_are_chosen(stories: Stories, arguments: tuple[str, ...], found: list[str]) -> None:
    assert ids(stories(*arguments)[1]) == found


def test_the_articles_of_a_story_come_oldest_first(stories: Stories) -> None:
    _, out, _ = stories(FIRST.id[:8])
    assert [Article.model_validate_json(line).id for line in out.splitlines()] == [one.id for one in FLOOD]


def test_a_pack_is_one_document(stories: Stories) -> None:
    status, out, _ = stories(FIRST.id, "--pack")
    assert status == 0
    made = StoryPack.model_validate_json(out)
    assert (made.id, len(made.sources), len(made.disagreements)) == (FIRST.id, 3, 1)
    assert made.sources[0].url == FIRST.canonical_url


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("ffffffff", "there is no story ffffffff: `scrapy stories` lists the ids"),
        ("abc", '"abc" is too short for a story: give 4 digits of its id'),
        ("", '"" is too short for a story: give 4 digits of its id'),
    ],
)
def test_an_unknown_id_says_what_to_do(stories: Stories, story: str, told: str) -> None:
    assert stories(story) == (2, "", f"scrapy stories: {told}\n")


def test_the_beginning_of_several_ids_is_told_from_one_of_none(stories: Stories, recorded: Project) -> None:
    with closing(sqlite3.connect(recorded.folder / "klartekst.db")) as database, database:
        alike = FIRST.id[:6] + "0" * 26
        database.execute("UPDATE story_articles SET story = ? WHERE story = ?", (alike, VOTE[0].id))
    status, out, err = stories(FIRST.id[:6])
    assert (status, out) == (2, "")
    ids = ", ".join(sorted((FIRST.id, alike)))
    assert err == f"scrapy stories: several stories begin with {FIRST.id[:6]}: {ids}; give more digits\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--language", "xx"), "there is no story in xx, but in da, en"),
        (("--articles", "99"), "no story fits: ask for fewer --articles, an earlier --since or less at once"),
        (("--outlet", "courier", "--articles", "99"), "no story fits"),
    ],
)
def test_a_list_without_stories_says_why(stories: Stories, arguments: tuple[str, ...], told: str) -> None:
    status, out, err = stories(*arguments)
    assert (status, out) == (0, "")
    assert err.startswith(f"scrapy stories: {told}")
    assert len(err.splitlines()) == 1


def test_an_outlet_that_does_not_exist_is_an_error(stories: Stories) -> None:
    status, out, err = stories("--outlet", "courrier")
    assert (status, out) == (2, "")
    assert err == 'scrapy stories: there is no outlet "courrier"; did you mean "courier"?\n'


def test_a_list_and_a_pack_have_one_title_and_one_form_of_time(stories: Stories) -> None:
    listed, made = json.loads(stories("--limit", "1")[1]), json.loads(stories(FIRST.id, "--pack")[1])
    for name in ("id", "title", "first", "last"):
        assert listed[name] == made[name]


def test_a_narrow_table_gives_the_title_most_of_the_room() -> None:
    title = "A headline of forty letters and not more"
    story = Story(
        id="0123456789abcdef" * 2,
        first=NOW,
        last=NOW,
        articles=12,
        outlets=("courier", "velden"),
        languages=("da", "en", "sv"),
        title=title,
    )
    for width in (80, 130):
        console = Console(width=width, file=StringIO())
        console.print(_table([story], width))
        written = console.file.getvalue()
        assert title in written
        assert ("da en sv" in written) == (width == 130)


def test_a_time_that_is_none_says_how_to_write_one(stories: Stories) -> None:
    status, _, err = stories("--since", "lately")
    assert status == 2
    assert err.startswith("scrapy stories: --since=lately is no time: write a span")


def test_two_ids_are_one_too_many(stories: Stories) -> None:
    assert stories("a", "b")[0] == 2


def test_an_empty_store_is_told_and_one_that_does_not_exist_is_not_made(
    recorded: Project, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(recorded.folder)
    before = sorted(recorded.folder.rglob("*"))
    assert recorded.command(Command()) == 0
    missing = capfd.readouterr()
    assert recorded.command(Command(), FIRST.id, "--pack") == 2
    assert sorted(recorded.folder.rglob("*")) == before
    with open_store(f"sqlite:///{recorded.folder / 'klartekst.db'}"):
        pass
    assert recorded.command(Command(), FIRST.id, "--pack") == 2
    assert recorded.command(Command()) == 0
    out, err = capfd.readouterr()
    assert missing.out == out == ""
    assert [line for line in err.splitlines() if not line.endswith("names another")] == []
    assert (missing.err.count("klartekst.db is empty"), err.count("klartekst.db is empty")) == (1, 3)


def test_options_that_make_no_sense_are_refused(recorded: Project) -> None:
    for arguments in (["stories", "--pack"], ["stories", "--limit", "0"], ["stories", "--articles", "-1"]):
        assert recorded.scrapy(*arguments).returncode == 2
