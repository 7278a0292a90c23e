from __future__ import annotations

import csv
import json
import os
import signal
import time

import pytest

from scrapers.engine.commands.crawl import Command
from scrapers.engine.locks import lock_folder, outlet_lock
from scrapers.engine.services import open_store
from scrapers.store import Store
from tests.scrapers.engine.site import STORIES, Project, Site, page, path, record


def store(project: Project, name: str = "klartekst.db") -> Store:
    return open_store(f"sqlite:///{project.folder / name}")


def row(table: str, outlet: str) -> dict[str, str]:
    rows = [line.split() for line in table.splitlines()]
    names = next(one for one in rows if one[:2] == ["outlet", "found"])
    return dict(zip(names, next(one for one in rows if one[:1] == [outlet] and len(one) == len(names)), strict=True))


def test_an_outlet_is_crawled_and_a_second_time_only_for_what_is_new(project: Project, site: Site) -> None:
    site.publish(range(4), etag='"monday"')
    first = project.scrapy("crawl", "courier", "-O", "out/articles.jsonl", "-s", "CONTACT=mailto:me@example.org")
    assert first.returncode == 0, first.stderr
    assert row(first.stdout, "courier")["new"] == "4"
    assert "courier: 4 new" in first.stderr
    assert "klartekst.db" in first.stdout
    assert "Traceback" not in first.stderr
    lines = project.lines("out/articles.jsonl")
    assert {line["title"] for line in lines} == {STORIES[number][0] for number in range(4)}
    assert all(line["published"]["value"].startswith("2026-06-0") for line in lines)

    second = project.scrapy("crawl", "all", "-a", "only=courier", "-O", "out/articles.jsonl")
    assert second.returncode == 0, second.stderr
    assert project.lines("out/articles.jsonl") == []
    assert "4 known articles left alone" in second.stdout
    assert row(second.stdout, "courier")["known"] == "4"
    assert "Outlets cannot reach you" in second.stderr

    site.publish([5, 3], etag='"tuesday"')
    third = project.scrapy("crawl", "courier", "-O", "-")
    assert [json.loads(line)["title"] for line in third.stdout.splitlines()] == [STORIES[5][0]]
    assert row(third.stderr, "courier") | {"ms/page": ""} == row(second.stdout, "courier") | {
        "found": "2",
        "known": "1",
        "new": "1",
        "ms/page": "",
    }

    assert max(site.asked[path(number)] for number in range(6)) == 1
    agents = {one["user-agent"] for one in site.headers}
    assert any(agent.endswith("(+mailto:me@example.org)") for agent in agents)
    assert all(agent.startswith("klartekst/") for agent in agents)
    asked = [one.get("if-none-match") for one in site.headers if one["path"] == "/feed.xml"]
    assert asked == [None, '"monday"', '"monday"']
    with store(project) as opened:
        assert len(list(opened.articles())) == 5
        runs = opened.runs()
        assert [run.reason for run in runs] == ["finished"] * 3
        assert [run.counts["new"] for run in runs] == [1, 0, 4]


def test_failures_are_named_and_what_is_over_the_limit_is_fetched_by_the_next_run(project: Project, site: Site) -> None:
    site.answer(path(1), "gone", status=410)
    site.answer(path(2), b"")
    site.publish(range(4))
    assert row(project.scrapy("crawl", "courier", "-a", "limit=1").stdout, "courier")["new"] == "1"

    result = project.scrapy("crawl", "courier")
    assert result.returncode == 0, result.stderr
    counts = row(result.stdout, "courier")
    assert (counts["new"], counts["failed"]) == ("1", "2")
    assert f"{site.url}{path(1)}: HTTP 410 Gone" in result.stdout
    assert f"{site.url}{path(2)}: the answer is empty" in result.stdout
    with store(project) as opened:
        (held,) = opened.counts()
        assert (held.articles, held.gone, held.failed) == (2, 1, 1)


def test_a_feed_that_is_html_is_one_failure(project: Project, site: Site) -> None:
    site.answer("/feed.xml", page(0))
    result = project.scrapy("crawl", "courier")
    assert f"WARNING: {site.url}/feed.xml: an HTML page, no feed" in result.stderr
    assert f"  {site.url}/feed.xml: an HTML page, no feed" in result.stdout
    assert row(result.stdout, "courier")["new"] == "0"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["courrier"], 2, 'There is no outlet "courrier"; did you mean courier'),
        (["all", "-a", "country=xx"], 2, "country xx"),
        (["courier", "-a", "since=soon"], 2, "since=soon is no time"),
        (["courier", "-s", 'CLEAN_STEPS=[["after:x", "a.b"]]'], 2, "CLEAN_STEPS: 'after:x' is no place"),
        (["courier", "-s", "REPLAY=nowhere"], 2, "REPLAY: there is no folder nowhere"),
        (["courier", "-s", "STORE_URL=sqlite:////proc/no/store.db"], 1, "/proc/no"),
        (["courier", "-O", "a.md", "-s", 'FEED_EXPORTERS={"md": "my.Exporter"}'], 2, "FEED_EXPORTERS: md: my.Exporter"),
        (["courier", "-a", "edition=north"], 2, "unknown argument edition; known are since=, limit=, only="),
        (["courier", "-O", "/proc/no/out.jsonl"], 1, "/proc/no/out.jsonl cannot be written"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_line(
    recorded: Project,
    arguments: list[str],
    status: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(recorded.folder)
    assert recorded.command(Command(), *arguments) == status
    error = capsys.readouterr().err
    assert message in error
    assert error.startswith("scrapy crawl: ")
    assert len(error.strip().splitlines()) == 1


def test_all_mistakes_in_outlet_files_are_told_at_once(recorded: Project) -> None:
    recorded.outlets.write_text('[[outlet]]\nid = "A B"\nfeed = "x"\n', "utf-8")
    result = recorded.scrapy("crawl", "all")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert all(word in result.stderr for word in ("outlets.toml", "id", "feed", "name", "domain"))


def test_other_formats_are_scrapys_own_and_a_full_disk_costs_only_its_file(recorded: Project) -> None:
    files = ("-O", "a.csv", "-O", "b.json", "-O", "/dev/full:jsonl")
    result = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes", *files)
    assert result.returncode == 1
    assert result.stderr.count("/dev/full cannot be written") == 1
    assert "This run's articles are in" not in result.stdout
    assert row(result.stdout, "courier")["new"] == "6"
    with (recorded.folder / "a.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    articles = json.loads((recorded.folder / "b.json").read_text("utf-8"))
    assert len(articles) == 6
    assert [one["title"] for one in rows] == [one["title"] for one in articles]
    assert json.loads(rows[0]["outlet"])["id"] == "courier"
    assert "removed" not in articles[0]


def test_a_crawl_of_an_outlet_under_way_is_skipped(recorded: Project) -> None:
    url = f"sqlite:///{recorded.folder / 'klartekst-replay.db'}"
    with outlet_lock(lock_folder(url), "courier"):
        result = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes")
    assert result.returncode == 0
    assert "courier: skipped: another crawl of it is under way" in result.stdout


def test_a_replayed_page_that_is_missing_is_named_with_the_cassette(recorded: Project) -> None:
    record(recorded.folder / "tapes", range(6), without=[path(3), "/robots.txt"])
    result = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes")
    assert result.returncode == 0
    assert row(result.stdout, "courier")["failed"] == "1"
    assert f"GET http://courier.example{path(3)} is not on the cassette tapes/courier.yaml" in result.stdout
    assert "http://courier.example/robots.txt is not on the cassette" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_cassette_that_cannot_be_read_ends_its_outlet(recorded: Project) -> None:
    (recorded.folder / "tapes" / "courier.yaml").write_text("[", "utf-8")
    result = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes")
    assert result.returncode == 1
    assert "courier: tapes/courier.yaml is no readable cassette" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_page_that_hangs_or_kills_its_worker_is_reported_and_the_crawl_goes_on(project: Project, site: Site) -> None:
    sentence = "This sentence stands in the article so that the step which reads it finds the word {} in it."
    site.answer(path(0), page(0, sentence.format("HANG")))
    site.answer(path(1), page(1, sentence.format("CRASH")))
    site.publish(range(5))
    step = '[["after:title", "tests.scrapers.engine.steps.troublesome"]]'
    result = project.scrapy("crawl", "courier", "-s", f"NORMALIZE_STEPS={step}", "-s", "CLEAN_DEADLINE=10")
    assert result.returncode == 0, result.stderr
    assert row(result.stdout, "courier") | {"ms/page": ""} == {
        "outlet": "courier",
        "found": "5",
        "known": "0",
        "new": "3",
        "changed": "0",
        "unchanged": "0",
        "duplicates": "0",
        "failed": "2",
        "ms/page": "",
    }
    assert "cleaning took longer than 10 s (CLEAN_DEADLINE)" in result.stdout
    assert "the cleaning process died with exit code 3" in result.stdout


def test_ctrl_c_finishes_what_is_under_way_and_prints_the_table(project: Project, site: Site) -> None:
    site.publish(range(6))
    slow = project.outlets.read_text("utf-8").replace("delay = 0, concurrency = 4", "delay = 1, concurrency = 1")
    project.outlets.write_text(slow, "utf-8")
    crawl = project.start("crawl", "courier", "-O", "out.jsonl")
    while not any(site.asked[path(number)] for number in range(6)):
        time.sleep(0.05)
    crawl.send_signal(signal.SIGINT)
    out, err = crawl.communicate(timeout=120)
    assert crawl.returncode == 130, err
    assert "press Ctrl-C again" in err
    fetched = sum(site.asked[path(number)] for number in range(6))
    assert 1 <= fetched < 6
    assert row(out, "courier")["new"] == str(fetched) == str(len(project.lines("out.jsonl")))
    assert "courier: stopped early" in out


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_in_a_terminal_while_processes_start_is_for_the_crawl_alone(
    project: Project, site: Site, times: int
) -> None:
    site.publish(range(2))
    crawl = project.start("crawl", "courier", start_new_session=True)
    while not site.asked[path(0)]:
        time.sleep(0.02)
    for _ in range(times):
        time.sleep(0.4)
        os.killpg(crawl.pid, signal.SIGINT)
    out, err = crawl.communicate(timeout=120)
    assert "Traceback" not in err
    assert "courier: stopped" in out
    # The processes that start hear nothing of it: what was fetched is cleaned, unless it is to end at once.
    assert times == 2 or row(out, "courier")["new"] == str(sum(site.asked[path(number)] for number in range(2)))


def test_the_librarys_own_notes_are_not_in_the_log(recorded: Project) -> None:
    result = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes", "-L", "INFO")
    assert "INFO: " in result.stderr
    assert "SQLiteImpl" not in result.stderr
    assert "running upgrade" not in result.stderr.lower()


def test_ctrl_c_twice_stops_at_once(project: Project, site: Site) -> None:
    sentence = "This sentence stands in the article so that the step which reads it finds the word HANG in it."
    site.answer(path(0), page(0, sentence))
    site.publish([0])
    step = '[["after:title", "tests.scrapers.engine.steps.troublesome"]]'
    crawl = project.start("crawl", "courier", "-s", f"NORMALIZE_STEPS={step}", "-s", "CLEAN_DEADLINE=600")
    while not site.asked[path(0)]:
        time.sleep(0.05)
    time.sleep(1)
    crawl.send_signal(signal.SIGINT)
    time.sleep(1)
    assert crawl.poll() is None
    crawl.send_signal(signal.SIGINT)
    crawl.wait(timeout=120)
    out, err = crawl.communicate(timeout=120)
    assert "courier: stopped at once" in out
    assert "Traceback" not in err
