import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.urls import canonical_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://a.example/?243207", "https://a.example/?243207"),
        ("https://a.example/a?b=&c", "https://a.example/a?b=&c"),
        ("https://a.example/a?b=2&a=1&a=0", "https://a.example/a?a=1&a=0&b=2"),
        ("https://a.example/#!/news/1", "https://a.example/#!/news/1"),
        ("https://a.example:8443/a", "https://a.example:8443/a"),
        ("https://правда.рф/мост", "https://xn--80aafi6cg.xn--p1ai/%D0%BC%D0%BE%D1%81%D1%82"),
        ("https://a.example/storm-81234?outputType=amp&id=5", "https://a.example/storm-81234?id=5"),
        ("https://a.example/list?print=1", "https://a.example/list?print=1"),
        ("https://a.example/x-y-z?m=1&n=2", "https://a.example/x-y-z?m=1&n=2"),
        ("https://a-example.cdn.ampproject.org/c/s/a.example/x?usqp=1", "https://a.example/x"),
        ("https://a.example/#news/81234", "https://a.example/#news/81234"),
        ("https://a.example/(S(abc123))/x.aspx", "https://a.example/x.aspx"),
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
