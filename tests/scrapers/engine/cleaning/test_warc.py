from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import brotli
import pytest

from scrapers.engine.cleaning.inputs import Source
from scrapers.engine.cleaning.rows import Row, Unread
from scrapers.engine.cleaning.warc import warc_rows
from tests.scrapers.engine.cleaning.archive import PAGE, archive, record

SOURCE = Source(path=Path("in/crawl.warc"), name="crawl", form="warc")


def read(data: bytes) -> list[Row | Unread]:
    return list(warc_rows(BytesIO(data), SOURCE))


def page(data: bytes) -> Row:
    (one,) = read(data)
    assert isinstance(one, Row), one
    return one


def unread(data: bytes) -> Unread:
    (one,) = read(data)
    assert isinstance(one, Unread), one
    return one


def test_a_response_becomes_a_page() -> None:
    one = page(record())
    assert (one.source_id, one.place) == ("0000-01", "in/crawl.warc, record 1")
    assert (one.page.url, one.page.body, one.page.status) == ("https://harbour.example/1", PAGE, 200)
    assert one.page.fetched_at == datetime(2026, 1, 4, 7, 50, tzinfo=UTC)
    assert one.page.headers["x-powered-by"] == "steam"


def test_what_is_no_html_or_no_success_is_left_out() -> None:
    others = (
        record(kind="warcinfo", body=b"software: none", warc={"Content-Type": "application/warc-fields"}),
        record(kind="metadata", body=b"outlink: none"),
        record(status="404 Not Found"),
        record(status="301 Moved", headers={"Location": "/2"}),
        record(headers={"Content-Type": "image/png"}, body=b"\x89PNG"),
        record(status="nonsense"),
    )
    assert [one.source_id for one in read(archive(*others, record()))] == ["0000-01"]


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("gzip", PAGE),
        ("identity", PAGE),
    ],
)
def test_content_encodings_are_undone(encoding: str, body: bytes) -> None:
    one = page(record(body, headers={"Content-Encoding": encoding}))
    assert one.page.body == PAGE
    assert "content-encoding" not in one.page.headers


def test_chunks_are_joined() -> None:
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, PAGE[:10], len(PAGE) - 10, PAGE[10:])
    for body in (chunks, PAGE):
        assert page(record(body, headers={"Transfer-Encoding": "chunked"})).page.body == PAGE


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content-Encoding": "zip"}, b"PK", "'zip' is unknown"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0)[:40], "not the gzip that its headers promise"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(70 << 20), mtime=0), "larger than 64 MB"),
        ({}, bytes(65 << 20), "larger than 64 MB"),
    ],
    ids=["unknown", "truncated", "bomb", "large"],
)
def test_a_body_that_cannot_be_had_is_named_and_reading_goes_on(
    headers: dict[str, str], body: bytes, words: str
) -> None:
    first, second = read(archive(record(body, headers=headers), record()))
    assert isinstance(first, Unread)
    assert words in first.reason
    assert first.place == "in/crawl.warc, record 1"
    assert isinstance(second, Row)


def test_a_record_cut_short_is_named() -> None:
    assert "cut short" in unread(record()[:-40]).reason


@pytest.mark.parametrize(
    "broken",
    [
        record(warc={"Content-Length": "9999"}),
        record(warc={"Content-Length": "many"}),
        record().replace(b"Content-Length", b"Content-Width", 1),
        record().replace(b"WARC-Target-URI", b"WARC-Target-URL", 1),
        b"WARC/9.9 nonsense\r\n\r\nnonsense\r\n",
        b"nonsense\r\n" * 3,
    ],
    ids=["length too long", "length no number", "length missing", "no address", "unknown version", "nonsense"],
)
def test_a_broken_record_is_one_failure(broken: bytes) -> None:
    assert isinstance(unread(broken), Unread)


@pytest.mark.parametrize("length", ["120", "0", "-5"])
def test_reading_goes_on_at_the_record_after_a_broken_one(length: str) -> None:
    short = record(warc={"Content-Length": length, "WARC-Record-ID": "<urn:uuid:short>"})
    found = [one for one in read(archive(record(), short, record())) if one.source_id != "short"]
    assert [one.source_id for one in found] == ["0000-01", "crawl:2", "0000-01"]
    assert isinstance(found[1], Unread)
    assert "perhaps its length is wrong" in found[1].reason


def test_a_time_that_is_none_is_not_known() -> None:
    assert page(record(warc={"WARC-Date": "yesterday"})).page.fetched_at is None
