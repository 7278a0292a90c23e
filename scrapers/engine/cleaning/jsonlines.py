"""JSON Lines into pages: `{"id", "url", "html"}` or `{"id", "text"}`, a row a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from cleaners.model import Page
from scrapers.engine.cleaning.rows import MAX_BYTES, Row, RowId, Unread

if TYPE_CHECKING:
    from scrapers.engine.cleaning.inputs import Source

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HTML = {"content-type": "text/html; charset=utf-8"}


def json_rows(stream: BinaryIO, source: Source) -> Iterator[Row | Unread]:
    """Give the pages of a file of JSON Lines in UTF-8, one at a time; blank lines are passed over.

    A row that is no JSON object, or holds no page, gives an Unread with the number of its line.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place, name = f"{source.place}, row {number}", f"{source.name}:{number}"
        if number == 1 and line.startswith(UTF_16):
            yield Unread(source_id=source.name, place=source.place, reason="in UTF-16; JSON Lines are in UTF-8")
            return
        if len(line) > MAX_BYTES:
            _skip_line(stream)
            yield Unread(source_id=name, place=place, reason=f"longer than {MAX_BYTES >> 20} MB")
        elif line.strip():
            yield json_row(line, name, place)


def json_row(line: bytes, name: str, place: str) -> Row | Unread:
    """Read one row; `name` stands in for a missing id.

    >>> json_row(b'{"id": 7, "text": "Calm seas."}', "a:1", "a.jsonl, row 1").page.form
    'text'
    >>> json_row(b'{"id": 7}', "a:1", "a.jsonl, row 1").reason
    'neither "html" nor "text" in it'
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(source_id=name, place=place, reason=f"not JSON: {error}")
    if not isinstance(fields, dict):
        return Unread(source_id=name, place=place, reason="not a JSON object")
    source_id = _id(fields, name)
    try:
        return Row(source_id=source_id, place=place, page=_page(fields))
    except ValueError as error:
        return Unread(source_id=source_id, place=place, reason=str(error))


def _id(fields: Mapping[str, object], name: str) -> RowId:
    given = fields.get("id")
    return given if isinstance(given, (str, int)) and not isinstance(given, bool) and given != "" else name


def _page(fields: Mapping[str, object]) -> Page:
    html, text, url = fields.get("html"), fields.get("text"), fields.get("url")
    fetched_at = _time(fields.get("fetched_at"))
    if not isinstance(url, (str, type(None))) or not _is_text(url or ""):
        raise ValueError('"url" is not a text')
    if isinstance(html, str):
        # Half of a surrogate pair, which JSON can spell, is not a character.
        return Page(url=url or "", body=html.encode("utf-8", "replace"), headers=HTML, fetched_at=fetched_at)
    if isinstance(text, str):
        return Page(url=url or "", body=text.encode("utf-8", "replace"), form="text", fetched_at=fetched_at)
    raise ValueError('neither "html" nor "text" in it')


def _is_text(given: str) -> bool:
    """Return whether all of it are characters: JSON can spell half of one."""
    return not any("\ud800" <= letter <= "\udfff" for letter in given)


def _time(given: object) -> datetime | None:
    if given is None:
        return None
    try:
        time = datetime.fromisoformat(str(given))
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError(f'"fetched_at" is not a time with an offset, as 2026-01-04T07:50:00Z is: {str(given)[:40]!r}')
    return time


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass
