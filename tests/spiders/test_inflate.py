import gzip
import tracemalloc
import zlib

import pytest

from spiders.errors import NotASitemap, SitemapBomb
from spiders.inflate import inflate

URL = "https://nord.example/sitemap.xml.gz"
BOMB_BYTES = 128 * 2**20
TEXT = b"".join(b"https://nord.example/artikel/%d\n" % number for number in range(2000))


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return gzip.compress(bytes(BOMB_BYTES), 9, mtime=0)


def test_what_is_not_packed_stays() -> None:
    assert inflate(TEXT, URL) == TEXT


def test_gzip_once_and_twice_and_in_members() -> None:
    assert inflate(gzip.compress(TEXT, mtime=0), URL) == TEXT
    assert inflate(gzip.compress(gzip.compress(TEXT), mtime=0), URL) == TEXT
    assert inflate(gzip.compress(TEXT, mtime=0) + gzip.compress(TEXT, mtime=0), URL) == TEXT * 2


def test_truncated_gzip_gives_what_can_be_read() -> None:
    part = inflate(gzip.compress(TEXT, mtime=0)[:-500], URL)
    assert part
    assert TEXT.startswith(part)


def test_broken_gzip_is_no_sitemap() -> None:
    with pytest.raises(NotASitemap, match="broken gzip"):
        inflate(b"\x1f\x8b" + TEXT, URL)


def test_a_bomb_is_left_packed(bomb: bytes) -> None:
    assert len(bomb) * 1000 < BOMB_BYTES
    tracemalloc.start()
    try:
        with pytest.raises(SitemapBomb, match="unpack to more than") as raised:
            inflate(bomb, URL)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert raised.value.url == URL
    assert peak < BOMB_BYTES / 2


def test_the_limit_is_held_to_the_byte() -> None:
    assert len(inflate(gzip.compress(b"a" * 1000, mtime=0), URL, limit=1000)) == 1000
    with pytest.raises(SitemapBomb):
        inflate(gzip.compress(b"a" * 1001, mtime=0), URL, limit=1000)
    with pytest.raises(SitemapBomb, match="larger than 1,000 bytes"):
        inflate(b"a" * 1001, URL, limit=1000)


def test_gzip_that_goes_on_and_on_is_a_bomb(bomb: bytes) -> None:
    with pytest.raises(SitemapBomb, match="gzip in gzip in gzip"):
        inflate(gzip.compress(gzip.compress(gzip.compress(TEXT)), mtime=0), URL)
    with pytest.raises(SitemapBomb):
        inflate(gzip.compress(bomb, mtime=0), URL)


def test_zlib_without_gzip_header_is_left_alone() -> None:
    body = zlib.compress(TEXT)
    assert inflate(body, URL) == body
