"""Content encodings of HTTP, undone within a limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType

import brotli
from backports import zstd

GZIP = b"\x1f\x8b"


def unpacked(body: bytes, encodings: str, limit: int) -> bytes:
    """Undo the encodings that a Content-Encoding header names; a body that is plain HTML already stays as it is.

    Crawlers often keep the header and drop the encoding. Raises ValueError for an unknown encoding, for a body that
    does not hold what its header says, and for one of more than `limit` bytes.

    >>> unpacked(gzip.compress(b"<p>Calm seas.</p>"), "gzip", 1000)
    b'<p>Calm seas.</p>'
    """
    for encoding in reversed(encodings.lower().split(",")):
        body = _undone(body, encoding.strip(), limit)
    if len(body) > limit:
        raise ValueError(f"larger than {limit >> 20} MB: no page is")
    return body


def _undone(body: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("", "identity") or body.lstrip().startswith(b"<"):
        return body
    if encoding not in DECODERS:
        raise ValueError(f"its content encoding {encoding!r} is unknown")
    try:
        return DECODERS[encoding](body, limit + 1)
    except (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError) as error:
        raise ValueError(f"it is not the {encoding} that its headers promise: {error}") from error


def _gunzip(body: bytes, most: int) -> bytes:
    return gzip.GzipFile(fileobj=BytesIO(body)).read(most) if body.startswith(GZIP) else body


def _inflate(body: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        # Some servers leave out the header that zlib wants.
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, most)


def _unbrotli(body: bytes, most: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts, size = [unpacker.process(body, output_buffer_limit=most)], 0
    while parts[-1] and not unpacker.is_finished():
        size += len(parts[-1])
        if size >= most:
            break
        parts.append(unpacker.process(b"", output_buffer_limit=most))
    return b"".join(parts)


def _unzstd(body: bytes, most: int) -> bytes:
    with zstd.ZstdFile(BytesIO(body)) as packed:
        return packed.read(most)


DECODERS: Mapping[str, Callable[[bytes, int], bytes]] = MappingProxyType(
    {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd}
)
