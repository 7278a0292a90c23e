"""Files into pages, one after the other: what cannot be read is a value, and reading goes on."""

from __future__ import annotations

import errno
import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from cleaners.decode import decoded
from cleaners.model import Page
from scrapers.engine.cleaning.inputs import Form, Source
from scrapers.engine.cleaning.jsonlines import json_rows
from scrapers.engine.cleaning.rows import MAX_BYTES, Row, Unread
from scrapers.engine.cleaning.warc import warc_rows

if TYPE_CHECKING:
    from typing import BinaryIO

GZIP = b"\x1f\x8b"
HEAD = 4096
"""Bytes that tell HTML from text."""
TAGS = (b"<!doctype", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p>", b"<p ")

Reader = Callable[["BinaryIO", Source], Iterator[Row | Unread]]


def rows(sources: Iterable[Source | Unread]) -> Iterator[Row | Unread]:
    """Give every page of every source in order; at most one page is held at a time."""
    for source in sources:
        if isinstance(source, Source):
            yield from _rows_of(source)
        else:
            yield source


def _rows_of(source: Source) -> Iterator[Row | Unread]:
    try:
        with _opened(source) as stream:
            form = source.form if source.form != "any" else _form(stream)
            yield from READERS[form](cast("BinaryIO", stream), source)
    except EOFError:
        yield _unread(source, "cut short: the file ends in the middle")
    except (OSError, zlib.error) as error:
        yield _unread(source, getattr(error, "strerror", None) or f"broken: {error}")


@contextmanager
def _opened(source: Source) -> Iterator[BufferedReader | gzip.GzipFile]:
    if source.path is None and sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    raw = source.path.open("rb") if source.path else cast("BufferedReader", sys.stdin.buffer)
    try:
        # Not by suffix: what is sent as .html is often compressed, and what is called .gz sometimes is not.
        yield gzip.GzipFile(fileobj=raw) if raw.peek(2).startswith(GZIP) else raw
    finally:
        if source.path:
            raw.close()


def _form(stream: BufferedReader | gzip.GzipFile) -> Form:
    head = stream.peek(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"WARC/"):
        return "warc"
    return "jsonl" if head.startswith(b"{") else "any"


def _html(stream: BinaryIO, source: Source) -> Iterator[Row | Unread]:
    yield _single(stream.read(MAX_BYTES + 1), source)


def _text(stream: BinaryIO, source: Source) -> Iterator[Row | Unread]:
    yield _single(stream.read(MAX_BYTES + 1), source, text=True)


def _either(stream: BinaryIO, source: Source) -> Iterator[Row | Unread]:
    body = stream.read(MAX_BYTES + 1)
    head = body[:HEAD].lower()
    yield _single(body, source, text=not any(tag in head for tag in TAGS))


def _single(body: bytes, source: Source, *, text: bool = False) -> Row | Unread:
    if len(body) > MAX_BYTES:
        return _unread(source, f"larger than {MAX_BYTES >> 20} MB: no page is")
    page = Page(body=_utf8(body), form="text") if text else Page(body=body)
    return Row(source_id=source.name, place=source.place, page=page)


def _utf8(body: bytes) -> bytes:
    try:
        body.decode()
    except UnicodeDecodeError:
        return decoded(body).encode()
    return body


def _unread(source: Source, reason: str) -> Unread:
    return Unread(source_id=source.name, place=source.place, reason=reason)


READERS: Mapping[Form, Reader] = MappingProxyType(
    {"html": _html, "text": _text, "jsonl": json_rows, "warc": warc_rows, "any": _either}
)
