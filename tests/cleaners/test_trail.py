import pytest

from cleaners.decode import parsed
from cleaners.trail import listed_sections, trail_sections

URL = "https://www.kbb.example/sport/football/cup-ends-in-draw-1042.html"
TITLE = "Cup ends in draw after extra time"


def shown(source: str, url: str = URL) -> list[tuple[str, str]]:
    page = parsed(f"<body>{source}<h1>{TITLE}</h1><p>Text.</p></body>")
    return [(one.source, one.value) for one in trail_sections(page, url, [TITLE])]


def listed(*steps: object, kind: object = "BreadcrumbList", url: str = URL) -> list[str]:
    node = {"@type": kind, "itemListElement": list(steps)}
    return [one.value for one in listed_sections([node], url, [TITLE])]


def step(name: str, address: str = "") -> dict[str, object]:
    return {"@type": "ListItem", "name": name} | ({"item": address} if address else {})


HOME, SPORT = '<a href="/">Home</a>', '<a href="/s/">Sport</a>'


@pytest.mark.parametrize(
    "source",
    [
        f'<nav class="breadcrumb">{HOME} {SPORT}</nav>',
        f'<ol class="c-breadcrumbs__list"><li>{HOME}</li><li>{SPORT}</li><li>{TITLE}</li></ol>',
        f'<nav aria-label="Breadcrumb"><ul><li>{HOME}</li><li>{SPORT}</li></ul></nav>',
        f'<div itemtype="http://schema.org/BreadcrumbList"><span>{HOME}</span><span>{SPORT}</span></div>',
        f'<div class="crumb">{HOME}{SPORT}</div>',
        f'<div id="fil-ariane">{HOME}{SPORT}</div>',
        f'<ul class="breadcrumb"><li>{SPORT}</li><li><a href="{URL}">Cup ends in draw</a></li></ul>',
        f'<ul class="breadcrumb"><li>{SPORT}</li><li><a href="#">Here</a></li></ul>',
        f'<ul class="breadcrumb"><li>{SPORT}</li><li><a href="/x">{TITLE}</a></li></ul>',
        f'<ul class="breadcrumb"><li>{SPORT}</li><li><a href="/x">Cup ends in draw…</a></li></ul>',
    ],
)
def test_a_breadcrumb_by_its_name(source):
    assert shown(source) == [("html", "Sport")]


@pytest.mark.parametrize(
    ("source", "section"),
    [
        ('<div class="x1"><a href="/">Accueil</a> &gt; <a href="/e/">Économie</a></div>', "Économie"),
        ('<div><a href="/">トップ</a> ＞ <a href="/k/">暮らし</a> ＞ 記事</div>', "暮らし"),
        (
            '<table><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="/b/">本地</a> &gt; 正文</td></tr></table>',
            "本地",
        ),
        ('<p><a href="/">الرئيسية</a> ‹ <a href="/v/">فيديو</a></p>', "فيديو"),
        ('<div><span><a href="/">Start</a></span><span>›</span><span><a href="/s/">Sport</a></span></div>', "Sport"),
    ],
)
def test_a_breadcrumb_by_its_shape(source, section):
    assert shown(source) == [("html", section)]


@pytest.mark.parametrize(
    "source",
    [
        f"<div>{HOME} {SPORT}</div>",
        f"<div>{SPORT} &gt; {HOME}</div>",
        f"<div>{HOME} &gt; {''.join(f'<a href=/{i}>Topic {i}</a>' for i in range(20))}</div>",
        f'<div class="breadcrumb">{HOME}</div>',
        f'<div class="breadcrumb">{HOME} &gt; <a href="/x">{"Long " * 20}</a></div>',
        '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/x">2026</a></div>',
        '<div class="breadcrumb"><a href="http://[broken">x</a></div>',
        "",
    ],
)
def test_what_is_no_breadcrumb(source):
    assert shown(source) == []


def test_a_footer_is_no_breadcrumb():
    page = parsed(f"<body><h1>{TITLE}</h1><p>Text.</p><div>{HOME} &gt; <a href='/legal'>Legal</a></div></body>")
    assert list(trail_sections(page, URL, [TITLE])) == []


@pytest.mark.parametrize(
    ("menu", "section"),
    [
        ('<a href="/sport/">Sport</a>', ["Sport"]),
        ('<a href="/sport">Sport</a><a href="/sport/football/">Football</a>', ["Football"]),
        ('<a href="https://www.kbb.example/sport/">Sport</a>', ["Sport"]),
        ('<a href="/sport/">Sport</a><a href="/sport/">All of sport</a>', ["Sport"]),
        ('<a href="/spo/">Spo</a><a href="/sports/">Sports</a>', []),
        ('<a href="https://other.example/sport/">Sport</a>', []),
        (f'<a href="/sport/">{"Long " * 20}</a>', []),
        ('<a href="/sport/">12 games</a>', []),
        ('<a href="/sport/"></a>', []),
    ],
)
def test_the_directory_of_the_address(menu, section):
    assert shown(menu) == [("url", name) for name in section]


def test_a_language_is_no_directory():
    assert shown('<a href="/en/">English</a>', "https://www.kbb.example/en/1042.html") == []


def test_links_below_the_headline_name_no_directory():
    page = parsed(f"<body><h1>{TITLE}</h1><p>Text.</p><a href='/sport/'>More sport</a></body>")
    assert list(trail_sections(page, URL, [TITLE])) == []


@pytest.mark.parametrize(
    ("steps", "section"),
    [
        ([step("KBB", "https://www.kbb.example/"), step("Sport", "https://www.kbb.example/sport/")], ["Sport"]),
        ([step("KBB", "/"), step("Sport", "/sport/"), step(TITLE)], ["Sport"]),
        ([step("KBB", "/"), step("Sport", "/sport/"), step("Cup", URL)], ["Sport"]),
        ([{"item": {"@id": "/sport/", "name": "Sport"}}], ["Sport"]),
        ([{"item": {"url": "/sport/", "name": "Sport"}}], ["Sport"]),
        ([step("KBB", "/en/"), step("Sport", "/en/sport/")], ["Sport"]),
        ([step("KBB", "/")], []),
        ([step("KBB", "/"), step(TITLE)], []),
        ([{"name": 7, "item": 8}, "x", None], []),
        ([], []),
    ],
)
def test_a_breadcrumb_list(steps, section):
    assert listed(*steps) == section


@pytest.mark.parametrize("kind", ["http://schema.org/BreadcrumbList", ["BreadcrumbList"]])
def test_its_type_however_it_is_written(kind):
    assert listed(step("Sport", "/sport/"), kind=kind) == ["Sport"]


@pytest.mark.parametrize("kind", ["ItemList", None, 7, ["x"]])
def test_other_lists_are_no_breadcrumb(kind):
    assert listed(step("Sport", "/sport/"), kind=kind) == []
