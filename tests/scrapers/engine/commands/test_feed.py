from __future__ import annotations

import json
import signal
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from scrapy.exceptions import UsageError

from scrapers.engine.commands.feed import Command
from scrapers.engine.services import open_store
from tests.scrapers.engine.site import Project
from tests.scrapers.store.samples import article

Feed = Callable[..., tuple[int, str, str]]

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def filled(project: Project, first: int, last: int) -> None:
    with open_store(f"sqlite:///{project.folder / 'klartekst.db'}") as store:
        for number in range(first, last):
            store.save(article(f"https://courier.example/{number}", f"Text number {number}."), now=NOW)


def urls(output: str) -> list[str]:
    return [json.loads(line)["url"][-1] for line in output.splitlines()]


@pytest.fixture
def feed(recorded: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Feed:
    monkeypatch.chdir(recorded.folder)
    filled(recorded, 0, 3)

    def read(*arguments: str) -> tuple[int, str, str]:
        return recorded.command(Command(), *arguments), *capfd.readouterr()

    return read


def test_the_feed_is_read_on_from_where_the_last_reading_ended(feed: Feed) -> None:
    status, out, err = feed("--limit", "2")
    assert status == 0
    assert urls(out) == ["0", "1"]
    assert urls(feed("--since", err.strip().removeprefix("cursor: "))[1]) == ["2"]


def test_a_cursor_can_be_kept_in_a_file(feed: Feed) -> None:
    assert [urls(feed("--cursor", "place")[1]) for _ in range(2)] == [["0", "1", "2"], []]


def test_articles_are_chosen_and_added_to_a_file(feed: Feed, recorded: Project) -> None:
    for arguments in (["--outlet", "courier"], ["--language", "da"], ["--unique", "--removed"]):
        feed(*arguments, "-o", "out.jsonl")
    assert [line["url"][-1] for line in recorded.lines("out.jsonl")] == ["0", "1", "2"]
    assert all("removed" in line for line in recorded.lines("out.jsonl"))


def revised(project: Project, number: int, text: str) -> None:
    with open_store(f"sqlite:///{project.folder / 'klartekst.db'}") as store:
        store.save(article(f"https://courier.example/{number}", text), now=NOW)


def test_what_changed_is_added_to_revisions_only_and_only_if_wanted(feed: Feed, recorded: Project) -> None:
    revised(recorded, 1, "Text number 1. More.")
    plain, told = ([json.loads(line) for line in feed(*words)[1].splitlines()] for words in ([], ["--changes"]))
    assert ["changes" in line for line in plain] == [False] * 4
    changes = [line.pop("changes", None) for line in told]
    assert told == plain
    assert changes[:3] == [None] * 3
    assert changes[3]["changed"][0]["new_text"] == "Text number 1. More."
    narrowed = feed("--changes", "--outlet", "harbour", "--language", "en", "--limit", "4")[1].splitlines()
    assert json.loads(narrowed[3])["changes"] == changes[3]


def test_a_store_without_articles_says_how_it_is_filled(
    recorded: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(recorded.folder)
    assert recorded.command(Command()) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "scrapy feed: the store sqlite:///" in err
    assert "klartekst.db is empty: `scrapy crawl all` fills it" in err


def test_reading_makes_no_store(recorded: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(recorded.folder)
    before = sorted(recorded.folder.rglob("*"))
    assert recorded.command(Command()) == 0
    assert sorted(recorded.folder.rglob("*")) == before


def test_an_outlet_of_which_nothing_is_stored_is_told_from_one_that_does_not_exist(feed: Feed) -> None:
    status, out, err = feed("--outlet", "courier")
    assert (status, out) == (0, "")
    assert "the store holds nothing of courier: `scrapy crawl courier` fetches it" in err
    status, out, err = feed("--outlet", "courrier")
    assert (status, out) == (2, "")
    assert err == 'scrapy feed: there is no outlet "courrier"; did you mean "courier"?\n'
    status, out, err = feed("--outlet", "harbour")
    assert len(urls(out)) == 3
    assert err.startswith("cursor: ")


def test_a_cursor_of_another_store_is_refused(feed: Feed) -> None:
    status, _, err = feed("--since", "00000000-5")
    assert status == 2
    assert err.startswith("scrapy feed: the cursor 00000000-5 belongs to another store")


def test_an_output_that_cannot_be_written_does_not_move_the_cursor(feed: Feed, recorded: Project) -> None:
    status, _, err = feed("--cursor", "place", "-o", "/dev/full")
    assert status == 1
    assert "/dev/full cannot be written" in err
    assert not (recorded.folder / "place").exists()


def test_words_that_mean_nothing_are_refused(feed: Feed) -> None:
    assert feed("courier")[0] == 2


def test_a_follower_gets_what_is_stored_later_until_ctrl_c(recorded: Project) -> None:
    filled(recorded, 0, 1)
    follower = recorded.start("feed", "--follow", "--changes")
    assert follower.stdout is not None
    assert urls(follower.stdout.readline()) == ["0"]
    filled(recorded, 1, 2)
    assert urls(follower.stdout.readline()) == ["1"]
    revised(recorded, 0, "Another text.")
    assert json.loads(follower.stdout.readline())["changes"]["added"][0]["text"] == "Another text."
    follower.send_signal(signal.SIGINT)
    _, err = follower.communicate(timeout=120)
    assert follower.returncode == 0
    assert "cursor: " in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--limit", "0"], "--limit takes 1 or more"),
        (["--language", "da,de"], "--language takes one code, as in da or zh-Hant, not da,de"),
        (["--language", "danish"], "not danish"),
        (["--cursor", "a.jsonl", "-o", "./a.jsonl"], "--cursor and -o name the same file"),
    ],
)
def test_what_makes_no_sense_is_refused(feed: Feed, arguments: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        feed(*arguments)
