from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from scrapers.engine.cleaning.inputs import Source
from scrapers.engine.cleaning.jsonlines import json_rows
from scrapers.engine.cleaning.rows import MAX_BYTES, Row, Unread

SOURCE = Source(path=Path("in/rows.jsonl"), name="rows", form="jsonl")


def read(*lines: bytes) -> list[Row | Unread]:
    return list(json_rows(BytesIO(b"\n".join(lines)), SOURCE))


def row(**fields: object) -> Row:
    (one,) = read(json.dumps(fields).encode())
    assert isinstance(one, Row), one
    return one


def reason(line: bytes) -> str:
    (one,) = read(line)
    assert isinstance(one, Unread)
    assert one.place == "in/rows.jsonl, row 1"
    return one.reason


def test_html_is_utf_8_whatever_it_declares_of_itself() -> None:
    page = row(id="a", url="https://harbour.example/1", html='<meta charset="iso-8859-1"><p>Ærø</p>').page
    assert page.body.decode() == '<meta charset="iso-8859-1"><p>Ærø</p>'
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert (page.url, page.form) == ("https://harbour.example/1", "html")


def test_text_is_text() -> None:
    one = row(id="a", text="The quay\nwas closed.")
    assert (one.page.form, one.page.body, one.page.url) == ("text", b"The quay\nwas closed.", "")


def test_html_wins_over_text_and_other_fields_are_ignored() -> None:
    one = row(id="a", html="", text="No.", outlet="courier", published="2020-01-01")
    assert (one.page.form, one.page.body, one.page.outlet) == ("html", b"", "")


@pytest.mark.parametrize(
    ("given", "source_id"), [("x", "x"), (7, 7), (None, "rows:1"), ("", "rows:1"), (True, "rows:1")]
)
def test_an_id_is_a_word_or_a_number_or_else_the_number_of_the_row(given: object, source_id: object) -> None:
    assert row(id=given, text="Calm.").source_id == source_id


def test_the_time_of_fetching_is_taken_over() -> None:
    one = row(text="Calm.", fetched_at="2026-01-04T07:50:00Z")
    assert one.page.fetched_at == datetime(2026, 1, 4, 7, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{'id': 1}", "not JSON"),
        (b'{"id": 1, "text": "cut off', "not JSON"),
        (b"\xff\xfd\xfc", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["a"]', "not a JSON object"),
        (b'{"id": 1, "html": null}', 'neither "html" nor "text"'),
        (b'{"id": 1, "html": 5}', 'neither "html" nor "text"'),
        (b'{"text": "a", "url": 5}', '"url" is not a text'),
        (b'{"text": "a", "url": "http://x.example/\\ud800"}', '"url" is not a text'),
        (b'{"text": "a", "fetched_at": "2026-01-04T07:50:00"}', '"fetched_at" is not a time with an offset'),
        (b'{"text": "a", "fetched_at": "soon"}', "'soon'"),
    ],
)
def test_a_row_that_is_none_is_named_with_the_reason(line: bytes, words: str) -> None:
    assert words in reason(line)


def test_a_file_in_utf_16_is_told_once() -> None:
    found = read('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'.encode("utf-16"))
    assert [one.reason for one in found if isinstance(one, Unread)] == ["in UTF-16; JSON Lines are in UTF-8"]
    assert len(found) == 1


def test_reading_goes_on_after_a_bad_row_and_blank_lines_count() -> None:
    first, second, third = read(b'{"id": "a", "text": "One."}', b"", b"nonsense", b'{"id": "b", "text": "Two."}\n')
    assert isinstance(second, Unread)
    assert [first.source_id, second.source_id, third.source_id] == ["a", "rows:3", "b"]


def test_half_a_surrogate_pair_is_replaced() -> None:
    (one,) = read(b'{"text": "Calm \\ud800 seas"}')
    assert isinstance(one, Row)
    assert one.page.body == b"Calm ? seas"


def test_a_byte_order_mark_is_no_mistake() -> None:
    (one,) = read(b'\xef\xbb\xbf{"id": "a", "text": "One."}')
    assert one.source_id == "a"


def test_a_huge_line_is_passed_over() -> None:
    huge, after = read(b'{"html": "' + b"x" * (2 * MAX_BYTES), b'{"id": "b", "text": "Two."}')
    assert isinstance(huge, Unread)
    assert "longer than 64 MB" in huge.reason
    assert after.source_id == "b"
