from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from scrapers.article import Article
from scrapers.engine.commands.stories import Command
from scrapers.engine.services import open_store
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
        (("--outlet", "kysten", "--outlet", "nobody"), [VOTE[0].id]),
        (("--language", "da"), [VOTE[0].id]),
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


@pytest.mark.parametrize("story", ["ffffffff", "abc", ""])
def test_an_unknown_id_says_what_to_do(stories: Stories, story: str) -> None:
    status, out, err = stories(story)
    assert (status, out) == (2, "")
    assert err == f"scrapy stories: there is no story {story}, or several begin so: `scrapy stories` lists the ids\n"


def test_a_time_that_is_none_says_how_to_write_one(stories: Stories) -> None:
    status, _, err = stories("--since", "lately")
    assert status == 2
    assert err.startswith("scrapy stories: --since=lately is no time: write a span")


def test_two_ids_are_one_too_many(stories: Stories) -> None:
    assert stories("a", "b")[0] == 2


def test_an_empty_store_has_no_stories(recorded: Project, capfd: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(recorded.folder)
    assert recorded.command(Command()) == 0
    assert capfd.readouterr().out == ""


def test_options_that_make_no_sense_are_refused(recorded: Project) -> None:
    for arguments in (["stories", "--pack"], ["stories", "--limit", "0"]):
        assert recorded.scrapy(*arguments).returncode == 2
