from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.urls import canonical_url, identity_key
from scrapers.normalizer.urls.key import SLUG, without_slug

TABLE = Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(line.split("\t")) for line in TABLE if not line.startswith("#")]
ALL_URLS = sorted({url for _, *pair, _ in PAIRS for url in pair})


def of_verdict(verdict: str) -> list[tuple[str, str]]:
    return [(one, two) for said, one, two, _ in PAIRS if said == verdict]


def test_the_table_is_large_enough_to_mean_something():
    assert len(of_verdict("same")) >= 400
    assert len(of_verdict("different")) >= 300
    assert len({(one, two) for _, one, two, _ in PAIRS}) == len(PAIRS)
    assert {verdict for verdict, *_ in PAIRS} == {"same", "different", "unproven"}
    assert all(why for *_, why in PAIRS)


@pytest.mark.parametrize(("one", "two"), of_verdict("same"))
def test_addresses_of_one_article_share_a_key(one, two):
    assert identity_key(one) == identity_key(two)


@pytest.mark.parametrize(("one", "two"), of_verdict("different"))
def test_addresses_of_two_articles_never_share_a_key(one, two):
    assert identity_key(one) != identity_key(two)
    assert canonical_url(one) != canonical_url(two)


@pytest.mark.parametrize(("one", "two"), of_verdict("unproven"))
def test_what_the_addresses_do_not_prove_is_left_to_the_page(one, two):
    assert identity_key(one) != identity_key(two)


def test_no_address_of_the_table_shares_a_key_with_one_that_the_table_does_not_join():
    joined: dict[str, set[str]] = {}
    for one, two in of_verdict("same"):
        group = joined.get(one, {one}) | joined.get(two, {two})
        joined.update(dict.fromkeys(group, group))
    by_key: dict[str, set[str]] = {}
    for url in ALL_URLS:
        by_key.setdefault(identity_key(url), set()).add(url)
    strangers = [
        urls
        for urls in by_key.values()
        if any(one in urls and two in urls for one, two in of_verdict("different") + of_verdict("unproven"))
    ]
    assert strangers == []


@pytest.mark.parametrize("url", ALL_URLS)
def test_the_canonical_url_of_an_address_has_its_key(url):
    assert identity_key(canonical_url(url)) == identity_key(url)
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.avisen.example/a/?b=1", "avisen.example/a?b=1"),
        ("https://www.avisen.example", "avisen.example/"),
        ("", ""),
        ("mailto:ann@a.example", "mailto:ann@a.example"),
        ("/news/1", "/news/1"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_key(url, key):
    assert identity_key(url) == key


@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("/storm-hits-81234", "/81234"),
        ("/storm-1-of-2-81234.html", "/1-2-81234"),
        ("/81234/storm-hits", "/81234/"),
        ("/81234/storm", "/81234/storm"),
        ("/81234/part-2", "/81234/part-2"),
        ("/81234/a/storm-hits", "/81234/a/storm-hits"),
        ("/storm-hits", "/storm-hits"),
    ],
)
def test_without_slug(path, rest):
    assert without_slug(path) == rest


def test_a_parameter_that_picks_no_article_here_is_ignored():
    one, two = "https://a.example/read?id=81234&pos=1", "https://a.example/read?id=81234"
    assert identity_key(one, {"pos"}) == identity_key(two, {"pos"})
    assert identity_key(one, {SLUG}) != identity_key(two, {SLUG})


@given(st.text(max_size=80))
def test_any_text_is_taken(text):
    for url in (text, f"https://a.example/{text}", f"https://a.example/?{text}", f"https://{text}/a"):
        assert identity_key(canonical_url(url)) == identity_key(url)
