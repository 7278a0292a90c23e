import pytest

from scrapers.normalizer.urls.caches import original_url


@pytest.mark.parametrize(
    ("cached", "original"),
    [
        ("https://a-example.cdn.ampproject.org/c/s/a.example/storm", "https://a.example/storm"),
        ("https://a-example.cdn.ampproject.org/v/s/a.example/storm?usqp=1#a", "https://a.example/storm?usqp=1#a"),
        ("https://cdn.ampproject.org/c/a.example/storm", "http://a.example/storm"),
        ("https://www.google.com.br/amp/s/a.example/storm", "https://a.example/storm"),
        ("https://a-example.bing-amp.com/c/s/a.example/storm", "https://a.example/storm"),
    ],
)
def test_a_cached_copy_names_its_original(cached, original):
    assert original_url(cached) == original


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/amp/s/b.example/storm",
        "https://cdn.ampproject.org/v0.js",
        "https://a-example.cdn.ampproject.org/i/s/a.example/picture.jpg",
        "https://www.google.com/search?q=amp",
        "https://www.google.com/amp/s/",
        "",
    ],
)
def test_any_other_url_stays(url):
    assert original_url(url) == url
