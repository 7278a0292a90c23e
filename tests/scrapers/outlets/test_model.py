import pytest
from pydantic import ValidationError

from scrapers.outlets.model import CrawlHints, Outlet

SMALLEST = {
    "id": "folkebladet",
    "name": "Folkebladet",
    "domain": "folkebladet.example",
    "country": "dk",
    "languages": ("da",),
    "time_zone": "Europe/Copenhagen",
}


def test_six_fields_make_an_outlet() -> None:
    outlet = Outlet(**SMALLEST)
    assert outlet.enabled
    assert outlet.crawl == CrawlHints(delay=1.0, concurrency=2, section_depth=1)
    assert outlet.spider == "spiders.outlet.OutletSpider"
    assert (outlet.feeds, outlet.sitemaps, outlet.dated_sitemaps, outlet.news_sitemaps) == ((), (), (), ())


def test_an_outlet_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Outlet(**SMALLEST).enabled = False


@pytest.mark.parametrize("missing", SMALLEST)
def test_each_of_the_six_is_needed(missing) -> None:
    with pytest.raises(ValidationError, match=missing):
        Outlet(**{name: value for name, value in SMALLEST.items() if name != missing})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Folke Bladet"),
        ("domain", "https://folkebladet.example"),
        ("country", "Denmark"),
        ("languages", ("dansk",)),
        ("languages", ()),
        ("time_zone", "Europe/Kopenhagen"),
        ("feeds", ("/rss",)),
        ("sitemaps", ("sitemap.xml",)),
        ("dated_sitemaps", ("https://folkebladet.example/sitemap.xml",)),
        ("news_sitemaps", ("//folkebladet.example/news.xml",)),
        ("sections", ("nyheder",)),
        ("article_urls", ("(",)),
        ("not_article_urls", ("",)),
        ("spider", "OutletSpider"),
        (
            "crawl",
            CrawlHints.model_construct(delay=1.0, concurrency=2, section_depth=1).model_dump() | {"x": 1},
        ),
    ],
)
def test_each_field_is_checked(field, value) -> None:
    with pytest.raises(ValidationError, match=field):
        Outlet(**SMALLEST | {field: value})


@pytest.mark.parametrize(
    ("hint", "value"),
    [("delay", -0.1), ("delay", float("inf")), ("concurrency", 0), ("concurrency", 17), ("section_depth", 4)],
)
def test_crawl_hints_have_bounds(hint, value) -> None:
    with pytest.raises(ValidationError, match=hint):
        CrawlHints(**{hint: value})
