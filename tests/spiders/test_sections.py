import pytest
from scrapy.http import HtmlResponse, Response

from cleaners.model import Discovery
from scrapers.outlets.model import Outlet
from spiders.errors import NotAList
from spiders.sections import allowed, articles_on, is_article, subsections_on

SECTION = "https://www.nord.example/sport/"
SITE = "https://www.nord.example"


def outlet(**facts: object) -> Outlet:
    base = {
        "id": "nord",
        "name": "Nordposten",
        "domain": "www.nord.example",
        "country": "no",
        "languages": ("nb",),
        "time_zone": "Europe/Oslo",
    }
    return Outlet.model_validate(base | facts)


def page(*links: str) -> HtmlResponse:
    return HtmlResponse(SECTION, body=f"<html><body>{''.join(links)}</body></html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/20/storm",
        "/sport/2026/11/storm",
        "/sport/2026-11-20-storm",
        "/20261120/storm.html",
        "/sport/havnen-er-stengt-igjen",
        "/sport/havnen-er-stengt-igjen.html",
        "/sport/havnen_er_stengt_igjen/",
        "/sport/10234567",
        "/sport/storm-i-1023456.html",
        "/view.php?id=1023456",
        "/news/articles/c4gpq8y0x1zo",
        "/artikel/sturm",
        "/%D0%BF%D0%BE%D1%80%D1%82-%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82-%D0%B4%D0%BE-%D1%83%D1%82%D1%80%D0%B0",
        "/ニュース/20261120",
    ],
)
def test_looks_like_an_article(path: str) -> None:
    assert is_article(SITE + path, outlet())


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/sport",
        "/sport/fotball",
        "/sport/ski-og-skøyter",
        "/2026/11/20",
        "/2026/11/",
        "/2026",
        "/sport/2026-11",
        "/sport/page/3",
        "/sport/p2",
        "/tag/havnen-er-stengt-igjen",
        "/tema/2026/11/20/storm",
        "/forfatter/kari-anne-nes-holm",
        "/video/2026/11/20/storm",
        "/newsletter/hver-morgen-klokken-sju",
        "/article",
    ],
)
def test_looks_like_a_list(path: str) -> None:
    assert not is_article(SITE + path, outlet())


def test_the_outlets_own_expressions_win() -> None:
    own = outlet(article_urls=(r"/a/[a-z]+$",), not_article_urls=(r"/a/liste$",))
    assert is_article(SITE + "/a/storm", own)
    assert not is_article(SITE + "/a/liste", own)
    assert not is_article(SITE + "/2026/11/20/havnen-er-stengt-igjen", own)
    assert not allowed(SITE + "/b", own)


def test_without_expressions_everything_is_allowed() -> None:
    assert allowed(SITE + "/b", outlet())
    assert not allowed(SITE + "/b", outlet(not_article_urls=("/b",)))


def test_articles_on_a_section_page() -> None:
    response = page(
        '<a href="/"><img src="logo.png"></a><a href="/sport/fotball">Fotball</a>',
        '<a href="/sport/havnen-er-stengt-igjen?utm_source=front"><img src="a.jpg"></a>',
        '<a href="/sport/havnen-er-stengt-igjen?utm_source=front#top"><h2>Havnen er\n stengt <b>igjen</b></h2></a>',
        '<a href="/sport/havnen-er-stengt-igjen?utm_source=front">Les mer</a>',
        '<a href="https://sport.nord.example/2026/11/20/kamp">Kampen</a>',
        '<a href="https://annonse.example/kjop-en-ny-bil-nå">Annonse</a>',
        '<a href="/sport/havnen-er-stengt-igjen.pdf">PDF</a><a href="http://[broken/2026/11/20/x">?</a>',
        '<a href="mailto:redaksjon@nord.example">E-post</a>',
    )
    assert articles_on(response, outlet()) == (
        Discovery(
            url=SITE + "/sport/havnen-er-stengt-igjen?utm_source=front",
            source="section",
            source_url=SECTION,
            title="Havnen er stengt igjen",
        ),
        Discovery(
            url="https://sport.nord.example/2026/11/20/kamp",
            source="section",
            source_url=SECTION,
            title="Kampen",
        ),
    )


def test_subsections_lie_below() -> None:
    response = page(
        '<a href="/sport/">Sport</a><a href="/sport/fotball">Fotball</a><a href="/sport/fotball/">Fotball</a>',
        '<a href="/kultur/film">Film</a><a href="/sport/tag/ski">Ski</a><a href="/sport?page=2">2</a>',
        '<a href="/sport/a/b/c">Dypt</a><a href="/sport/havnen-er-stengt-igjen">Havnen</a>',
    )
    assert [one.url for one in subsections_on(response, outlet(), 0)] == [
        SITE + "/sport/fotball",
        SITE + "/sport/fotball/",
    ]


@pytest.mark.parametrize("response", [Response(SECTION, body=b"\x89PNG"), HtmlResponse(SECTION, body=b"")])
def test_a_section_that_is_no_page(response: Response) -> None:
    with pytest.raises(NotAList, match="no HTML"):
        articles_on(response, outlet())
