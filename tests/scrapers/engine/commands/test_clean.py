from __future__ import annotations

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pytest
from jsonschema import Draft202012Validator

from scrapers.feed.schema import article_schema
from tests.scrapers.engine.cleaning.archive import archive, record
from tests.scrapers.engine.site import HOST, REPOSITORY, STORIES, Project, new_project, page

SENTENCE = "This sentence stands in the article so that the step which reads it finds the word {} in it."
STEP = 'NORMALIZE_STEPS=[["after:title", "tests.scrapers.engine.steps.troublesome"]]'
TEXT = "\n\n".join((*STORIES[0], "Share this article", "Related articles", *STORIES[3][:2]))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = new_project(tmp_path)
    project.describe(HOST)
    return project


def rows(*numbers: int, **extra: str) -> bytes:
    return b"".join(
        json.dumps({"id": f"r{n}", "url": f"{HOST}/{n}", "html": page(n % 6, extra.get(f"r{n}", ""))}).encode() + b"\n"
        for n in numbers
    )


def written(project: Project, name: str, data: str | bytes) -> str:
    file = project.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return name


def articles(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_kind_of_input_becomes_articles_in_order(project: Project) -> None:
    inputs = (
        written(project, "b.html", page(0)),
        written(project, "a.txt", TEXT),
        written(project, "rows.jsonl.gz", gzip.compress(rows(1, 2))),
        written(project, "crawl.warc.gz", archive(record(page(3).encode(), url=f"{HOST}/3", gzip=True))),
    )
    written(project, "folder/z.htm.gz", gzip.compress(page(4).encode()))
    written(project, "folder/deep/y.html", page(5))
    result = project.scrapy("clean", *inputs, "folder")
    assert result.returncode == 0, result.stderr
    found = articles(result.stdout)
    assert [one["source_id"] for one in found] == ["b", "a", "r1", "r2", "0000-01", "deep/y", "z"]
    assert [one["title"] for one in found] == [STORIES[n][0] for n in (0, 0, 1, 2, 3, 5, 4)]
    assert [one["outlet"]["id"] for one in found] == ["", "", "courier", "courier", "courier", "", ""]
    assert found[4]["fetched_at"] == "2026-01-04T07:50:00+00:00"
    assert [block["text"] for block in found[1]["blocks"]] == [*STORIES[0][1:]]
    assert "Share this article" in [one["text"] for one in found[1]["removed"]]
    schema = Draft202012Validator(article_schema())
    for one in found:
        schema.validate({name: value for name, value in one.items() if name != "source_id"})
    assert re.fullmatch(r"scrapy clean: 7 pages, 7 articles, 0 failures, \d+ ms a page\n", result.stderr)


def test_bad_input_is_one_line_each_and_harms_nothing_else(project: Project) -> None:
    cut = gzip.compress(rows(0, 1, 2, 3))
    inputs = (
        written(project, "rows.jsonl", rows(0) + b"nonsense\n" + b'{"id": "none"}\n' + rows(1)),
        written(project, "cut.jsonl.gz", cut[: len(cut) // 2]),
        written(project, "crawl.warc", archive(record(page(2).encode()), b"nonsense\r\n", record(page(3).encode()))),
        written(project, "nuls.html", bytes(100_000)),
        written(project, "deep.html", b"<div>" * 4_000_000),
        written(project, "page.pdf", b"%PDF"),
        "missing.html",
        written(project, "good.html", page(4)),
    )
    (project.folder / "empty").mkdir()
    result = project.scrapy("clean", *inputs, "empty", "-o", "out/articles.jsonl")
    assert result.returncode == 1
    assert result.stdout == ""
    found = project.lines("out/articles.jsonl")
    errors = {one["source_id"]: one["error"]["message"] for one in found if "error" in one}
    words = {
        "rows:2": "rows.jsonl, row 2: not JSON",
        "none": 'rows.jsonl, row 3: neither "html" nor "text"',
        "cut": "cut.jsonl.gz: cut short",
        "crawl:1": "crawl.warc, record 1: what follows it is not a record",
        "page.pdf": "page.pdf: unknown kind of file; known are .html",
        "missing": "missing.html: there is no such file",
        "empty": "empty: there is no page in this folder",
    }
    assert {name: message[: len(words.get(name, ""))] for name, message in errors.items()} == words
    assert all(one["error"]["kind"] == "input" for one in found if "error" in one)
    good = {one["source_id"]: one for one in found if "error" not in one}
    assert [*good] == ["r0", "r1", *(name for name in good if re.fullmatch(r"r\d", name))][:2] + [*good][2:]
    assert good["good"]["title"] == STORIES[4][0]
    assert {good[name]["completeness"]["verdict"] for name in ("nuls", "deep")} <= {"not_article", "script_shell"}
    *told, summary = result.stderr.splitlines()
    assert sorted(told) == sorted(f"scrapy clean: {message}" for message in errors.values())
    assert "7 failures" in summary


def test_pages_that_hang_crash_or_raise_are_reported_in_their_place(project: Project) -> None:
    troubles = {"r2": "HANG", "r4": "CRASH", "r6": "RAISE"}
    extra = {name: SENTENCE.format(word) for name, word in troubles.items()}
    inputs = written(project, "rows.jsonl", rows(*range(9), **extra))
    result = project.scrapy("clean", inputs, "-s", STEP, "-s", "CLEAN_DEADLINE=10", "-s", "CLEAN_WORKERS=2")
    assert result.returncode == 1
    found = articles(result.stdout)
    assert [one["source_id"] for one in found] == [f"r{n}" for n in range(9)]
    kinds = {one["source_id"]: one["error"]["kind"] for one in found if "error" in one}
    assert kinds == {"r2": "timeout", "r4": "crash", "r6": "exception"}
    assert "Traceback" not in result.stderr


def test_a_pipe_is_read_and_a_reader_that_has_enough_ends_the_run(project: Project) -> None:
    clean = project.start("clean", "-", "--no-removed", stdin=subprocess.PIPE)
    assert clean.stdin is not None
    assert clean.stdout is not None

    feeder = Thread(target=_feed, args=(clean.stdin,))
    feeder.start()
    first = json.loads(clean.stdout.readline())
    clean.stdout.close()
    assert first["source_id"] == "r0"
    assert "removed" not in first
    assert clean.stderr is not None
    assert clean.stderr.read() == ""
    assert clean.wait(120) == 0
    feeder.join()
    with pytest.raises(BrokenPipeError):
        clean.stdin.close()
    clean.stderr.close()


def test_ctrl_c_leaves_whole_lines_and_says_how_far_it_came(project: Project) -> None:
    written(project, "rows.jsonl", rows(*range(3000)))
    output = project.folder / "out.jsonl"
    clean = project.start("clean", "rows.jsonl", "-o", "out.jsonl", start_new_session=True)
    _wait_for(lambda: output.exists() and output.read_bytes().count(b"\n") > 20)
    # A terminal sends it to every process of the group.
    os.killpg(clean.pid, signal.SIGINT)
    _, err = clean.communicate(timeout=120)
    assert clean.returncode == 130
    found = project.lines("out.jsonl")
    assert 20 < len(found) < 3000
    assert [one["source_id"] for one in found] == [f"r{n}" for n in range(len(found))]
    assert err.startswith(f"scrapy clean: stopped after r{len(found) - 1}: {len(found):,} pages")
    assert len(err.splitlines()) == 1


def test_ctrl_c_while_the_processes_start_is_no_traceback(project: Project) -> None:
    written(project, "page.html", page(0))
    clean = project.start("clean", "page.html", "-o", "out.jsonl", start_new_session=True)
    _wait_for(lambda: b"forkserver" in _children(clean.pid))
    time.sleep(0.2)
    os.killpg(clean.pid, signal.SIGINT)
    _, err = clean.communicate(timeout=120)
    assert clean.returncode == 130
    assert err.startswith("scrapy clean: stopped before the first page was done")
    assert len(err.splitlines()) == 1
    assert project.lines("out.jsonl") == []


def test_explanation_and_audit_take_the_place_of_articles_and_are_plain_in_a_pipe(project: Project) -> None:
    written(project, "a.txt", TEXT)
    written(project, "rows.jsonl", rows(1) + b"nonsense\n")
    result = project.scrapy("clean", "a.txt", "rows.jsonl", "--explain", "--audit")
    assert result.returncode == 1
    assert "\x1b" not in result.stdout + result.stderr
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("== ")] == ["== a ==", "== r1 ==", "== rows:2 =="]
    kept = lines.index(f"        {STORIES[0][1]}")
    taken = lines.index("        Share this article")
    assert lines[kept - 1].split() == ["keep", "paragraph", "line", "3"]
    assert lines[taken - 1].split()[0] == "remove"
    assert kept < taken
    assert "failed  input: rows.jsonl, row 2: not JSON" in result.stdout
    assert [line.strip() for line in lines if line.startswith(("What", "Verdicts", "Languages", "Pages"))] == [
        "What was removed",
        "Verdicts",
        "Languages",
        "What lowered the quality",
        "Pages of lowest quality",
    ]
    assert not any(line.endswith(" ") for line in lines)

    both = project.scrapy("clean", "a.txt", "--audit", "-o", "out.jsonl")
    assert [one["source_id"] for one in project.lines("out.jsonl")] == ["a"]
    assert both.stdout.startswith("What was removed")


def test_a_terminal_shows_progress_and_colours(project: Project) -> None:
    written(project, "rows.jsonl", rows(*range(30)))
    out = _on_a_terminal(project, "clean", "rows.jsonl", "-o", "out.jsonl")
    assert re.search(r"\d+ pages? · \d+ a second", out)
    assert out.rstrip().endswith("ms a page")
    assert len(project.lines("out.jsonl")) == 30
    assert "\x1b[32mkeep" in _on_a_terminal(project, "clean", "rows.jsonl", "--explain")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "name files or folders, or - for standard input"),
        (["page.html", "--explian"], 2, "there is no option --explian"),
        (["page.html", "-o", "-", "--audit"], 2, "standard output is for the report"),
        (["page.html", "-o", "page.html"], 2, "page.html is the output as well: name another output"),
        (["nowhere.html", "-o", "page.html"], 1, "page.html does not hold JSON Lines"),
        (["page.html", "-L", "LOUD"], 2, "-L takes DEBUG, INFO"),
        (["page.html", "-s", "DOWNLOAD_TIMEOUT=soon"], 2, "the setting DOWNLOAD_TIMEOUT takes a number, not soon"),
        (["page.html", "-o", "/dev/full"], 1, "/dev/full cannot be written (No space left on device)"),
        (["page.html", "-s", 'CLEAN_STEPS=[["after:x", "a.b"]]'], 2, "CLEAN_STEPS: 'after:x' is no place"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_line(
    project: Project, arguments: list[str], status: int, words: str
) -> None:
    written(project, "page.html", page(0))
    result = project.scrapy("clean", *arguments)
    assert result.returncode == status
    assert words in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert (project.folder / "page.html").read_text("utf-8") == page(0)


def test_help_shows_examples(project: Project) -> None:
    out = project.scrapy("clean", "-h").stdout
    assert all(words in out for words in ("--explain", "--audit", "exit status", '{"id", "url", "html"}'))
    assert "\n  scrapy clean page.html --explain" in out


def _feed(pipe: IO[str]) -> None:
    # The reader ends before it has read them all.
    with suppress(BrokenPipeError):
        for number in range(100_000):
            pipe.write(rows(number).decode())


def _children(pid: int) -> bytes:
    """Read the command lines of the processes that a process has started."""
    found = b""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            with suppress(OSError):
                found += Path(f"/proc/{child}/cmdline").read_bytes()
    return found


def _wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _on_a_terminal(project: Project, *arguments: str) -> str:
    """Run a command with both outputs on one terminal and return what that got."""
    ours, theirs = pty.openpty()
    clean = project.start(*arguments, stdout=theirs, stderr=theirs)
    os.close(theirs)
    out = b"".join(_read(ours)).decode()
    os.close(ours)
    assert clean.wait(120) == 0, out
    return out


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            # The other side has closed it.
            return
        if not part:
            return
        yield part


def test_cleaning_loads_no_database() -> None:
    script = "import sys, scrapers.engine.cleaning.run; sys.exit(bool({'sqlalchemy', 'alembic'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY).returncode == 0


def test_standard_streams_that_are_closed_or_the_output_itself_are_told_in_a_line(project: Project) -> None:
    (project.folder / "row.jsonl").write_text('{"id": "a", "text": "The quay is open."}\n')
    for command, status, words in (
        ("scrapy clean row.jsonl >&-", 1, "standard output cannot be written"),
        ("scrapy clean - <&-", 1, "standard input is closed"),
        ("scrapy clean - -o row.jsonl < row.jsonl", 2, "standard input is the output as well"),
    ):
        done = subprocess.run(
            ["bash", "-c", command.replace("scrapy", f"{sys.executable} -m scrapy", 1)],
            cwd=project.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
        assert words in done.stderr
    assert (project.folder / "row.jsonl").read_text().startswith('{"id": "a"')
