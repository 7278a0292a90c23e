from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from backports import zstd

from scrapers.engine.cleaning.unpacking import unpacked

PAGE = b"<p>The ferry sailed on time.</p>" * 50
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(PAGE) + RAW.flush()
LIMIT = 1 << 20


@pytest.mark.parametrize(
    ("encodings", "body"),
    [
        ("", PAGE),
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("GZIP", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", DEFLATED),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstd.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE, mtime=0))),
        ("br", PAGE),
    ],
)
def test_every_encoding_is_undone_and_plain_html_left_alone(encodings: str, body: bytes) -> None:
    assert unpacked(body, encodings, LIMIT) == PAGE


@pytest.mark.parametrize(
    ("encodings", "body"),
    [
        ("gzip", gzip.compress(bytes(2 * LIMIT), mtime=0)),
        ("deflate", zlib.compress(bytes(2 * LIMIT))),
        ("br", brotli.compress(bytes(2 * LIMIT))),
        ("zstd", zstd.compress(bytes(2 * LIMIT))),
    ],
)
def test_a_bomb_is_refused(encodings: str, body: bytes) -> None:
    with pytest.raises(ValueError, match="larger than 1 MB"):
        unpacked(body, encodings, LIMIT)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_what_it_is_called_is_refused(encoding: str) -> None:
    body = b"\x1f\x8bnonsense" if encoding == "gzip" else b"\xff\xfenonsense"
    with pytest.raises(ValueError, match=f"not the {encoding}"):
        unpacked(body, encoding, LIMIT)


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(ValueError, match="'compress' is unknown"):
        unpacked(b"\x1f\x9d", "compress", LIMIT)
