from __future__ import annotations

import re
import signal
import time

from rich.filesize import decimal

from tests.scrapers.engine.site import Project, Site, page, path


def without_clock(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(({**line, "fetched_at": ""} for line in lines), key=lambda line: str(line["id"]))


def test_a_recording_replays_to_the_same_articles(project: Project, site: Site) -> None:
    unsteady = [(503, {}, b"come back later"), (200, {"Content-Type": "text/html"}, page(1).encode())]
    site.answers[path(1)] = [*unsteady]
    site.answers[path(5)] = [(302, {"Location": "/moved.html"}, b"")]
    site.answer("/moved.html", page(5))
    site.publish(range(6))

    result = project.scrapy("record", "courier", "-o", "tapes")
    assert result.returncode == 0, result.stderr
    size = decimal((project.folder / "tapes" / "courier.yaml").stat().st_size)
    # robots.txt, the feed, six pages, one of them after a 503 and one behind a redirect
    assert f"courier: 10 answers recorded in tapes/courier.yaml ({size})" in result.stderr.splitlines()
    assert " new" not in result.stdout + result.stderr
    assert not (project.folder / "klartekst.db").exists()

    site.answers[path(1)] = [*unsteady]
    live = project.scrapy("crawl", "courier", "-O", "live.jsonl")
    replayed = project.scrapy("crawl", "all", "-s", "REPLAY=tapes", "-O", "replayed.jsonl")
    assert (live.returncode, replayed.returncode) == (0, 0)
    assert len(project.lines("live.jsonl")) == 6
    assert without_clock(project.lines("replayed.jsonl")) == without_clock(project.lines("live.jsonl"))
    assert site.asked["/feed.xml"] == 2


def test_a_recording_that_is_stopped_leaves_the_old_cassette(project: Project, site: Site) -> None:
    site.publish(range(6))
    slow = project.outlets.read_text("utf-8").replace("delay = 0, concurrency = 4", "delay = 1, concurrency = 1")
    project.outlets.write_text(slow, "utf-8")
    (project.folder / "tapes").mkdir()
    old = project.folder / "tapes" / "courier.yaml"
    old.write_text("old", "utf-8")
    recording = project.start("record", "courier", "-o", "tapes")
    while not any(site.asked[path(number)] for number in range(6)):
        time.sleep(0.05)
    recording.send_signal(signal.SIGINT)
    told = recording.communicate(timeout=120)[1]
    assert recording.returncode == 1
    assert re.search(r"^courier: stopped early; \d+ answers?, no cassette was written$", told, re.MULTILINE)
    assert old.read_text("utf-8") == "old"
    assert list((project.folder / "tapes").iterdir()) == [old]


def test_a_recording_without_any_answer_leaves_the_old_cassette(project: Project) -> None:
    project.describe("http://127.0.0.1:9")
    (project.folder / "tapes").mkdir()
    old = project.folder / "tapes" / "courier.yaml"
    old.write_text("old", "utf-8")
    result = project.scrapy("record", "courier", "-o", "tapes", "-s", "RETRY_ENABLED=False")
    assert result.returncode == 1
    assert old.read_text("utf-8") == "old"
    assert "courier: 0 answers, 2 failed, no cassette was written" in result.stderr
    assert "http://127.0.0.1:9/feed.xml" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_cassette_that_cannot_be_written_is_told(project: Project, site: Site) -> None:
    site.publish([0])
    result = project.scrapy("record", "courier", "-o", "/proc/no")
    assert result.returncode == 1
    assert result.stderr.count("cannot write the cassette /proc/no/courier.yaml") == 1
    assert "courier: 3 answers, no cassette was written" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_whole_catalogue_is_not_recorded(project: Project) -> None:
    result = project.scrapy("record", "all")
    assert result.returncode == 2
    assert "name the outlets" in result.stderr
    assert not (project.folder / "fixtures").exists()
