"""Gzip with a limit: what a sitemap may hold, and not a byte more."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO

from spiders.errors import NotASitemap, SitemapBomb

MAX_BYTES = 50 * 2**20
"""Largest sitemap that the protocol allows, uncompressed."""

_GZIP = b"\x1f\x8b"
_CHUNK = 2**16
# XML of URLs shrinks to a tenth, of repeated URLs to a fiftieth; small files may shrink as they like.
_MAX_RATIO = 200
_FREE_BYTES = 4 * 2**20


def inflate(body: bytes, url: str, limit: int = MAX_BYTES) -> bytes:
    """Return a body without the gzip around it, if there is any; of a truncated one what can be read.

    Never holds more than `limit` bytes (plus one chunk). Raises SitemapBomb for a body that is larger, shrinks
    more than 200 to 1, or is packed more than twice, and NotASitemap for gzip that is broken from the start.
    """
    for _ in range(2):
        if body.startswith(_GZIP):
            body = _gunzip(body, url, limit)
    if body.startswith(_GZIP):
        raise SitemapBomb(f"{url}: gzip in gzip in gzip", url=url)
    if len(body) > limit:
        raise SitemapBomb(f"{url}: larger than {limit:,} bytes", url=url)
    return body


def _gunzip(body: bytes, url: str, limit: int) -> bytes:
    most = min(limit, max(_FREE_BYTES, len(body) * _MAX_RATIO))
    inflated = bytearray()
    stream = gzip.GzipFile(fileobj=BytesIO(body))
    try:
        while chunk := stream.read1(_CHUNK):
            inflated += chunk
            if len(inflated) > most:
                raise SitemapBomb(f"{url}: {len(body):,} bytes unpack to more than {most:,}", url=url)
    except (OSError, EOFError, zlib.error) as error:
        if not inflated:
            raise NotASitemap(f"{url}: broken gzip: {error}", url=url) from error
    return bytes(inflated)
