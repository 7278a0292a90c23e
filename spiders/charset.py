"""Feeds and sitemaps in UTF-8, whatever they are in and whatever they say they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

_XML_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*>")
_SAMPLE_BYTES = 65536


def utf8_of(body: bytes, content_type: str = "") -> bytes:
    r"""Return an XML or JSON document in UTF-8, without byte order mark and XML declaration.

    `content_type` is the Content-Type header, empty if there was none. A body that is UTF-8 is taken for it even
    if header or declaration say otherwise; a declaration that does not fit gives way to detection.

    >>> utf8_of(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe5</a>').decode()
    '<a>å</a>'
    """
    document = _decoded(body, content_type).encode("utf-8", "replace")
    declaration = _XML_DECLARATION.match(document)
    return document[declaration.end() :] if declaration else document


def _decoded(body: bytes, content_type: str) -> str:
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace")
    text = body.decode("utf-8", "replace")
    if _is_sound(text):
        return text
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return text


def _is_sound(text: str) -> bool:
    # NUL and ESC are what UTF-16 and ISO-2022-JP look like; a byte or two broken on the way does no harm.
    if "\0" in text[:_SAMPLE_BYTES] or "\x1b" in text[:_SAMPLE_BYTES]:
        return False
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * 10 <= foreign


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    wide = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(body[:2])
    yield from (encoding for encoding in (wide, http_content_type_encoding(content_type)) if encoding)
    if declared := html_body_declared_encoding(body[:4096]):
        yield declared
    if guess := from_bytes(body[:_SAMPLE_BYTES]).best():
        yield guess.encoding
