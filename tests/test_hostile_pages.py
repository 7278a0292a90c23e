"""What pages say of themselves, wrong in every way: it costs them the value, never the article."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleaners import Page, clean
from cleaners.model import Discovery
from scrapers.feed.lines import line_of
from scrapers.normalizer import normalize

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SENTENCE = "The ferry leaves the harbour at seven in the morning and comes back before noon, the captain said."
THOROUGH = settings(
    deadline=None, derandomize=True, max_examples=150, database=None, suppress_health_check=[HealthCheck.too_slow]
)
HALF = "Harbour \ud83d"  # half of an emoji, as cut titles have it: JSON can hold it, UTF-8 cannot
NONE = ("",) * 4
ADDRESSES = ("http://[broken/sport", "//[", "http://a:99999999/x", "https://ex\u2100mple.org/", "javascript:", "%", "#")
DATES = ("0000-00-00", "2026-13-45T99:99:99+99:99", "999999999999999999999", "-1", "tomorrow", "9999-12-31T23:59:59-12")
WRONG = st.one_of(
    st.sampled_from([HALF, *ADDRESSES, *DATES, "", " ", "\x00", "<b>", "&#xd83d;", "a" * 3000]),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),  # among them NaN and Infinity, which Python reads as JSON
)
KEYS = st.sampled_from(
    "@type @id @graph url name item itemListElement headline alternativeHeadline description articleSection keywords"
    " author publisher image thumbnailUrl caption creditText width height datePublished dateModified inLanguage"
    " isAccessibleForFree hasPart cssSelector articleBody liveBlogUpdate mainEntityOfPage about mentions".split()
)
VALUES = st.recursive(
    WRONG, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
TYPES = st.sampled_from(["NewsArticle", "BreadcrumbList", "LiveBlogPosting", "WebPage", "Person", "ImageObject"])
OBJECTS = st.builds(lambda kind, fields: fields | {"@type": kind}, TYPES, st.dictionaries(KEYS, VALUES, max_size=8))
TEXTS = WRONG.map(lambda value: str(value).replace('"', "&quot;"))
URLS = st.sampled_from(["", *ADDRESSES, "https://example.org/a"])
HEAD = (
    '<meta property="og:title" content="{0}"><meta property="og:url" content="{1}"><base href="{2}">'
    '<link rel="canonical" href="{1}"><link rel="amphtml" href="{2}"><meta property="og:image" content="{1}">'
    '<meta property="article:published_time" content="{3}"><meta name="author" content="{0}">'
    '<meta name="keywords" content="{0}"><meta property="og:locale" content="{3}"><title>{0}</title>'
)
BODY = (
    '<nav><a href="{0}">Home</a> <a href="{1}">Sport</a></nav><article><h1>Quay</h1><time datetime="{2}">{2}</time>'
    '<p class="byline"><a rel="author" href="{0}">{1}</a></p><figure><img src="{0}" width="{2}" srcset="{1} {2}">'
    "<figcaption>{1}</figcaption></figure><p>{3}</p><p>{3}</p></article>"
)


def line_of_page(page: Page) -> bytes:
    return line_of(normalize(clean(page), None, NOW), removed=True)


@THOROUGH
@given(st.lists(OBJECTS, max_size=3), st.tuples(*[TEXTS] * 4), st.tuples(*[TEXTS] * 3), URLS)
@example([{"@type": "NewsArticle", "headline": HALF, "keywords": [HALF], "articleSection": HALF}], NONE, NONE[1:], "")
@example(
    [{"@type": "BreadcrumbList", "itemListElement": [{"item": ADDRESSES[0], "name": "Sport"}]}], NONE, NONE[1:], ""
)
@example([], ADDRESSES[:4], ADDRESSES[:3], ADDRESSES[0])
def test_a_page_that_says_nonsense_gives_its_article(objects, head, body, url):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in objects)
    text = f"<html><head>{HEAD.format(*head)}{scripts}</head><body>{BODY.format(*body, SENTENCE)}</body></html>"
    source = text.encode("utf-8", "surrogatepass")
    article = json.loads(line_of_page(Page(url=url, body=source)))
    assert SENTENCE in article["text"]


@pytest.mark.parametrize("field", ["title", "url", "published", "categories", "authors"])
@pytest.mark.parametrize("value", [HALF, ADDRESSES[0], DATES[1]])
def test_a_list_that_says_nonsense_of_a_page(field, value):
    known = {"url": "https://example.org/a", "source_url": "https://example.org/feed", "source": "feed"}
    named = known | {field: (value,) if field in ("categories", "authors") else value}
    page = Page(
        url="https://example.org/a", body=BODY.format("", "", "", SENTENCE).encode(), discovery=Discovery(**named)
    )
    assert SENTENCE in json.loads(line_of_page(page))["text"]
