"""WARC records to read, as crawlers write them."""

from __future__ import annotations

import gzip as gz
from collections.abc import Mapping

PAGE = b"<html><body><h1>Calm seas</h1><p>The ferry sailed on time.</p></body></html>"


def archive(*records: bytes) -> bytes:
    return b"".join(records)


def record(
    body: bytes = PAGE,
    *,
    url: str = "https://harbour.example/1",
    kind: str = "response",
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    warc: Mapping[str, str] | None = None,
    gzip: bool = False,
) -> bytes:
    """Write one record; `headers` are those of HTTP, `warc` those of the record."""
    http = {"Content-Type": "text/html; charset=utf-8", "X-Powered-By": "steam", **(headers or {})}
    block = _head(f"HTTP/1.1 {status}", http) + body if kind == "response" else body
    about = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:0000-01>",
        "WARC-Target-URI": url,
        "WARC-Date": "2026-01-04T07:50:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **(warc or {}),
    }
    data = _head("WARC/1.0", about) + block + b"\r\n\r\n"
    return gz.compress(data) if gzip else data


def _head(first: str, fields: Mapping[str, str]) -> bytes:
    lines = (first, *(f"{name}: {value}" for name, value in fields.items()), "", "")
    return "\r\n".join(lines).encode()
