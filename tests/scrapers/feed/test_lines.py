from __future__ import annotations

import json
import os
import random
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import Article
from scrapers.errors import OutputError, ReaderGone
from scrapers.feed.lines import LineWriter, line_of
from scrapers.normalizer.revisions import Changes, changes_between
from tests.scrapers.feed.endless import write_until_killed
from tests.scrapers.store.samples import LONG, article

WHOLE = line_of(article())


def lines(path: Path) -> list[str]:
    content = path.read_bytes()
    assert not content or content.endswith(b"\n")
    return [json.loads(line)["url"] for line in content.splitlines()]


@contextmanager
def at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_article_is_one_line_to_every_reader(text: str) -> None:
    line = line_of(article(text=text)).decode()
    assert line.endswith("}\n")
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == text


def test_changes_are_the_last_field_of_a_line_and_the_rest_is_the_contract() -> None:
    changes = changes_between(article(), article(text="Rain\u2028again."))
    line = line_of(article(), changes=changes).decode()
    assert len(line.splitlines()) == 1
    fields = json.loads(line)
    assert list(fields)[-1] == "changes"
    assert Changes.model_validate(fields.pop("changes")) == changes
    assert fields == json.loads(WHOLE)


def test_the_line_is_the_contract() -> None:
    values = json.loads(line_of(article(), removed=True))
    assert values["schema"] == "article/1"
    assert Article.model_validate(values) == article()


def test_what_was_removed_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    for name, removed in (("without", False), ("with", True)):
        with LineWriter(tmp_path / name, removed=removed) as writer:
            writer.write(article())
    assert "removed" not in json.loads((tmp_path / "without").read_bytes())
    assert json.loads((tmp_path / "with").read_bytes())["removed"][0]["text"] == "Share this"


def test_folders_are_made_and_the_file_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "out.jsonl"
    for url in ("https://example.org/1", "https://example.org/2"):
        with LineWriter(path) as writer:
            writer.write(article(url))
    assert lines(path) == ["https://example.org/2"]


def test_a_line_is_in_the_file_at_once(tmp_path: Path) -> None:
    with LineWriter(tmp_path / "out.jsonl") as writer:
        for number in range(3):
            writer.write(article(f"https://example.org/{number}"))
            assert len(lines(tmp_path / "out.jsonl")) == number + 1


def test_each_line_is_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    write: Callable[[int, bytes], int] = os.write

    def counted(fd: int, data: bytes) -> int:
        sizes.append(len(data))
        return write(fd, data)

    monkeypatch.setattr(os, "write", counted)
    with LineWriter(tmp_path / "out.jsonl") as writer:
        for text in ("short", LONG * 500):
            writer.write(article(text=text))
    assert len(sizes) == 2
    assert sum(sizes) == (tmp_path / "out.jsonl").stat().st_size


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        pytest.param(b"", 0, id="empty"),
        pytest.param(WHOLE, 1, id="whole"),
        pytest.param(WHOLE * 2 + WHOLE[:-1], 3, id="newline lost"),
        pytest.param(WHOLE + WHOLE[:-2], 1, id="torn"),
        pytest.param(WHOLE + b"{", 1, id="torn after a byte"),
        pytest.param(WHOLE + '{"title": "Fær'.encode()[:-2], 1, id="torn inside a character"),
        pytest.param(WHOLE[:9], 0, id="torn first line"),
        pytest.param(line_of(article(text=LONG * 300)) + line_of(article(text=LONG * 300))[:-5], 1, id="long"),
    ],
)
def test_appending_mends_the_end_first(tmp_path: Path, before: bytes, kept: int) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(before)
    with LineWriter(path, append=True) as writer:
        writer.write(article("https://example.org/next"))
    assert lines(path) == ["https://example.org/a"] * kept + ["https://example.org/next"]


def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("Today I counted boats")
    with pytest.raises(OutputError, match="does not hold JSON Lines: name another file"):
        LineWriter(path, append=True)
    assert path.read_text() == "Today I counted boats"


def test_a_path_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "out.jsonl"):
        with pytest.raises(OutputError, match=r"cannot be written \(.*\): free some space or name another file$"):
            LineWriter(path)


def test_a_full_device() -> None:
    with LineWriter("/dev/full") as writer, pytest.raises(OutputError, match="No space left on device"):
        writer.write(article())


def test_a_disk_that_fills_up_leaves_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with LineWriter(path, advice="they are in the store") as writer:
        writer.write(article())
        with at_most(len(WHOLE) + 99), pytest.raises(OutputError, match=r"another file; they are in the store$"):
            writer.write(article())
        assert lines(path) == ["https://example.org/a"]
        writer.write(article("https://example.org/later"))
    assert lines(path) == ["https://example.org/a", "https://example.org/later"]


def test_a_closed_writer_writes_nothing(tmp_path: Path) -> None:
    with LineWriter(tmp_path / "out.jsonl") as writer:
        pass
    with pytest.raises(OutputError, match="Bad file descriptor"):
        writer.write(article())


def test_standard_output_is_written_and_left_open(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with LineWriter("-") as writer:
            writer.write(article())
    assert capfd.readouterr().out.encode() == WHOLE * 2


def test_a_reader_that_has_gone(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with LineWriter(path) as writer:
        writer.write(article())
        os.close(reader)
        with pytest.raises(ReaderGone):
            writer.write(article())
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_kill_9_leaves_whole_lines_or_a_tail_that_is_cut(tmp_path: Path) -> None:
    path, context = tmp_path / "out.jsonl", get_context("forkserver")
    context.set_forkserver_preload(["tests.scrapers.feed.endless"])
    for _ in range(6):
        begun = context.Event()
        process = context.Process(target=write_until_killed, args=(path, begun))
        process.start()
        assert begun.wait(60)
        with pytest.raises(OutputError, match="is being written by another program"):
            LineWriter(path, append=True)
        sleep(random.uniform(0.01, 0.05))
        process.kill()
        process.join()
        with LineWriter(path, append=True):
            pass
        assert set(lines(path)) == {"https://example.org/a"}


def test_a_file_that_holds_something_else_is_not_emptied(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>The quay</p>")
    with pytest.raises(OutputError, match="does not hold JSON Lines"):
        LineWriter(page)
    assert page.read_text() == "<p>The quay</p>"
