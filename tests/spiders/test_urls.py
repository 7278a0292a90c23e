import pytest

from spiders.urls import absolute_url, host_of

BASE = "https://www.nord.example/feeds/all.xml"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://nord.example/a", "https://nord.example/a"),
        ("/a/b?utm_source=rss&id=3", "https://www.nord.example/a/b?utm_source=rss&id=3"),
        ("b", "https://www.nord.example/feeds/b"),
        ("//cdn.nord.example/a", "https://cdn.nord.example/a"),
        ("https://nord.example/a b", "https://nord.example/a%20b"),
        ("  https://nord.example/a\n  -long#comments ", "https://nord.example/a-long"),
        ("https://nord.example/погода", "https://nord.example/%D0%BF%D0%BE%D0%B3%D0%BE%D0%B4%D0%B0"),
        ("", ""),
        ("   ", ""),
        ("javascript:void(0)", ""),
        ("ftp://nord.example/a", ""),
        ("http://", ""),
        ("http://[broken/", ""),
    ],
)
def test_absolute_url(written: str, url: str) -> None:
    assert absolute_url(written, BASE) == url


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://WWW.nord.example/", "nord.example"), ("http://127.0.0.1:8000/a", "127.0.0.1"), ("mailto:a", "")],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host
