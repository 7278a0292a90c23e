import pytest

from scrapers.normalizer.urls.address import Address


@pytest.mark.parametrize(
    ("url", "deep"),
    [
        ("https://a.example/news/81234", True),
        ("https://a.example/news?id=81234", True),
        ("https://a.example/storm-hits-coast", True),
        ("https://a.example/2026/01/04/x", True),
        ("https://a.example/c/0a1b2c3d4e5f", True),
        ("https://a.example/news/812", False),
        ("https://a.example/world/asia", False),
        ("https://a.example/", False),
    ],
)
def test_an_article_has_an_id_a_day_or_a_slug(url, deep):
    assert Address(url).is_deep is deep


def test_days_are_no_ids():
    assert Address("https://a.example/20260104/81234?n=5512345").ids == {"81234", "5512345"}


def test_sites_are_registrable_domains():
    assert Address("https://m.news.example.co.uk/a").site == "example.co.uk"
    assert Address("http://10.0.0.1/a").site == "10.0.0.1"
