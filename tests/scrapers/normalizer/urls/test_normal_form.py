import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.urls import canonical_url

PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))
ALL_URLS = sorted({url for kind in ("same", "different") for pair in PAIRS[kind] for url in pair})


def test_the_table_is_large_enough_to_mean_something():
    assert len(PAIRS["same"]) + len(PAIRS["different"]) >= 150
    assert len({tuple(pair) for kind in PAIRS.values() for pair in kind}) == sum(map(len, PAIRS.values()))


@pytest.mark.parametrize(("one", "two"), PAIRS["same"])
def test_two_spellings_of_one_article_have_one_normal_form(one, two):
    assert canonical_url(one) == canonical_url(two)


@pytest.mark.parametrize(("one", "two"), PAIRS["different"])
def test_two_articles_never_share_a_normal_form(one, two):
    assert canonical_url(one) != canonical_url(two)


@pytest.mark.parametrize("url", ALL_URLS)
def test_the_normal_form_is_its_own_normal_form(url):
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://a.example/?243207", "https://a.example/?243207"),
        ("https://a.example/a?b=&c", "https://a.example/a?b=&c"),
        ("https://a.example/a?b=2&a=1&a=0", "https://a.example/a?a=1&a=0&b=2"),
        ("https://a.example/#!/news/1", "https://a.example/#!/news/1"),
        ("https://a.example:8443/a", "https://a.example:8443/a"),
        ("https://правда.рф/мост", "https://xn--80aafi6cg.xn--p1ai/%D0%BC%D0%BE%D1%81%D1%82"),
        ("", ""),
        ("  ", ""),
        ("mailto:ann@a.example", "mailto:ann@a.example"),
        ("/news/1", "/news/1"),
        ("http://a.example:port/x", "http://a.example:port/x"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_normal_form(url, normal):
    assert canonical_url(url) == normal


@given(st.text(max_size=80))
def test_any_text_is_taken_and_the_result_is_stable(text):
    for url in (text, f"https://a.example/{text}", f"https://a.example/?{text}", f"https://{text}/a"):
        assert canonical_url(canonical_url(url)) == canonical_url(url)
