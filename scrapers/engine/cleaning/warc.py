"""WARC archives into pages: the HTML responses, with their address, headers and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from cleaners.model import Page
from scrapers.engine.cleaning.rows import MAX_BYTES, Row, Unread
from scrapers.engine.cleaning.unpacking import unpacked

if TYPE_CHECKING:
    from scrapers.engine.cleaning.inputs import Source

LINE = 2**16
CHUNK = 2**20
HTML_TYPES = ("text/html", "application/xhtml+xml")
ABOUT_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Broken(ValueError):
    """Raised for a record that cannot be read; the message says why."""


def warc_rows(stream: BinaryIO, source: Source) -> Iterator[Row | Unread]:
    """Give the pages of an archive, one record at a time: responses of status 2xx that are HTML.

    A broken record gives an Unread, and reading goes on at the next one.
    """
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    number, lost = 0, False
    while line := stream.readline(LINE):
        if line.startswith(b"WARC/"):
            number, lost = number + 1, False
            found = _record(loader, stream, line, source, number)
            lost = isinstance(found, Unread)
            if found:
                yield found
        elif line.strip() and not lost:
            lost = True
            yield _unread(source, number, "what follows it is not a record; perhaps its length is wrong")


def _record(
    loader: ArcWarcRecordLoader, stream: BinaryIO, line: bytes, source: Source, number: int
) -> Row | Unread | None:
    try:
        # Nothing of it may be read ahead: the next record begins where this one ends.
        record = loader.parse_record_stream(stream, line, "warc")
        raw = _raw(record)
        page = _page(record, raw) if raw is not None else None
    # AttributeError: warcio takes it for granted that a response names its address.
    except (ArchiveLoadFailed, AttributeError, ValueError) as error:
        return _unread(source, number, str(error) if isinstance(error, Broken) else "its headers are broken")
    if page is None:
        return None
    return Row(source_id=_id(record) or _name(source, number), place=_place(source, number), page=page)


def _raw(record: ArcWarcRecord) -> bytes | None:
    """Read a record to its end; None if it is no page."""
    if record.length is None:
        raise Broken("its length is missing")
    wanted = _is_page(record)
    if wanted and record.length > MAX_BYTES:
        raise Broken(f"larger than {MAX_BYTES >> 20} MB: no page is")
    parts = []
    while part := record.raw_stream.read(CHUNK):
        if wanted:
            parts.append(part)
    if record.raw_stream.tell() < record.length:
        raise Broken("cut short: the file ends in the middle of it")
    return b"".join(parts) if wanted else None


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or not record.http_headers:
        return False
    kind = record.http_headers.get_header("content-type") or _header(record, "WARC-Identified-Payload-Type")
    is_html = (kind or "text/html").partition(";")[0].strip().lower() in HTML_TYPES
    return is_html and 200 <= _status(record) < 300


def _page(record: ArcWarcRecord, raw: bytes) -> Page:
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        raw = ChunkedDataReader(BytesIO(raw)).read()
    try:
        body = unpacked(raw, headers.get("content-encoding", ""), MAX_BYTES)
    except ValueError as error:
        raise Broken(str(error)) from error
    return Page(
        url=_header(record, "WARC-Target-URI"),
        body=body,
        headers=_without_transfer(headers),
        status=_status(record),
        fetched_at=_time(_header(record, "WARC-Date")),
    )


def _without_transfer(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in ABOUT_TRANSFER}


def _status(record: ArcWarcRecord) -> int:
    code = record.http_headers.get_statuscode()
    return int(code) if code.isdigit() else 0


def _header(record: ArcWarcRecord, name: str) -> str:
    return record.rec_headers.get_header(name) or ""


def _id(record: ArcWarcRecord) -> str:
    return _header(record, "WARC-Record-ID").strip("<>").removeprefix("urn:uuid:")


def _time(given: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(given)
    except ValueError:
        return None
    return time if time.tzinfo else None


def _unread(source: Source, number: int, reason: str) -> Unread:
    return Unread(source_id=_name(source, number), place=_place(source, number), reason=reason)


def _name(source: Source, number: int) -> str:
    return f"{source.name}:{number}"


def _place(source: Source, number: int) -> str:
    return f"{source.place}, record {number}"
