"""What is written of a page: its article, or what went wrong, as one line of JSON."""

from __future__ import annotations

import json

from scrapers.engine.cleaning.work import Done, Lost
from scrapers.feed.lines import line_of


def json_line(result: Done | Lost, *, removed: bool) -> bytes:
    r"""Give the line of one page: its article with `source_id` before the other fields, or its error.

    `removed` adds what was taken out of the page.

    >>> json_line(Lost(source_id=3, kind="input", message="a.jsonl, row 3: not JSON"), removed=True)
    b'{"source_id":3,"error":{"kind":"input","message":"a.jsonl, row 3: not JSON"}}\n'
    """
    if isinstance(result, Done):
        source_id = json.dumps(result.source_id).encode()
        return b'{"source_id":' + source_id + b"," + line_of(result.article, removed=removed)[1:]
    error = {"kind": result.kind, "message": result.message}
    return json.dumps({"source_id": result.source_id, "error": error}, separators=(",", ":")).encode() + b"\n"
