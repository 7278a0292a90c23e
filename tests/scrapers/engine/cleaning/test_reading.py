from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from threading import Thread

import pytest

from scrapers.engine.cleaning.inputs import sources
from scrapers.engine.cleaning.reading import rows
from scrapers.engine.cleaning.rows import Row, Unread
from tests.scrapers.engine.cleaning.archive import archive, record

TEXT = b"The harbour of the town has got a new quay, the mayor said on Monday."
JSON = json.dumps({"id": "j", "text": "One."}).encode() + b"\n"


def read(*given: object) -> list[Row | Unread]:
    return list(rows(sources(map(str, given))))


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def only(*given: object) -> Row:
    (one,) = read(*given)
    assert isinstance(one, Row), one
    return one


def test_every_kind_of_file_is_read_in_the_order_given(tmp_path: Path) -> None:
    files = (
        written(tmp_path / "b.html", b"<p>One.</p>"),
        written(tmp_path / "a.txt", TEXT),
        written(tmp_path / "rows.jsonl.gz", gzip.compress(JSON * 2, mtime=0)),
        written(tmp_path / "c.warc.gz", archive(record(gzip=True), record(gzip=True))),
        written(tmp_path / "d.warc.gz", gzip.compress(archive(record(), record()), mtime=0)),
        written(tmp_path / "e.html.gz", gzip.compress(b"<p>Two.</p>", mtime=0)),
    )
    found = read(*files)
    assert [one.source_id for one in found] == ["b", "a", "j", "j", "0000-01", "0000-01", "0000-01", "0000-01", "e"]
    assert all(isinstance(one, Row) for one in found)


def test_compressed_data_are_known_by_their_first_bytes(tmp_path: Path) -> None:
    assert only(written(tmp_path / "a.html", gzip.compress(b"<p>One.</p>", mtime=0))).page.body == b"<p>One.</p>"
    assert only(written(tmp_path / "a.html.gz", b"<p>One.</p>")).page.body == b"<p>One.</p>"


def test_html_keeps_its_bytes_and_text_becomes_utf_8(tmp_path: Path) -> None:
    latin = "<p>Ærø</p>".encode("latin-1")
    assert only(written(tmp_path / "a.html", latin)).page.body == latin
    text = "Паром на остров в воскресенье не вышел: гавань закрыли из-за льда и снега, сообщил начальник порта. " * 5
    page = only(written(tmp_path / "a.txt", text.encode("cp1251"))).page
    assert (page.form, page.body.decode()) == ("text", text)


@pytest.mark.parametrize(
    ("data", "forms"),
    [
        (b"<!DOCTYPE html><title>Quay</title>", ["html"]),
        (b"\xef\xbb\xbf\n <div>Quay</div>", ["html"]),
        (TEXT, ["text"]),
        (b"", ["text"]),
        (b"a < b, and c > d", ["text"]),
        (JSON * 3, ["text"] * 3),
        (archive(record(), record()), ["html"] * 2),
        (gzip.compress(JSON, mtime=0), ["text"]),
        (gzip.compress(archive(record()), mtime=0), ["html"]),
    ],
)
def test_what_has_no_name_is_known_by_its_first_bytes(tmp_path: Path, data: bytes, forms: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_bytes, args=(data,))
    writer.start()
    found = read(tmp_path / "pipe")
    writer.join()
    assert [one.page.form for one in found if isinstance(one, Row)] == forms


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(TEXT))))
    one = only("-")
    assert (one.source_id, one.place, one.page.body) == ("stdin", "standard input", TEXT)


@pytest.mark.parametrize("keep", [0.5, 0.95])
def test_a_file_cut_short_gives_what_can_be_read_and_one_failure(tmp_path: Path, keep: float) -> None:
    data = gzip.compress(
        b"".join(json.dumps({"id": n, "text": os.urandom(200).hex()}).encode() + b"\n" for n in range(99)), mtime=0
    )
    *good, last = read(written(tmp_path / "a.jsonl.gz", data[: int(len(data) * keep)]))
    assert isinstance(last, Unread)
    assert (last.source_id, last.reason) == ("a", "cut short: the file ends in the middle")
    assert [one.source_id for one in good] == list(range(len(good)))
    assert len(good) > 30


def test_broken_compression_is_one_failure_and_the_next_file_is_read(tmp_path: Path) -> None:
    broken = bytearray(gzip.compress(os.urandom(5000), mtime=0))
    broken[2000:2100] = bytes(100)
    first, second = read(written(tmp_path / "a.html.gz", bytes(broken)), written(tmp_path / "b.html", b"<p>Two.</p>"))
    assert isinstance(first, Unread)
    assert first.reason.startswith("broken")
    assert second.source_id == "b"


def test_a_file_too_large_for_a_page_is_refused(tmp_path: Path) -> None:
    (one,) = read(written(tmp_path / "a.html.gz", gzip.compress(bytes(65 << 20), mtime=0)))
    assert isinstance(one, Unread)
    assert "larger than 64 MB" in one.reason
