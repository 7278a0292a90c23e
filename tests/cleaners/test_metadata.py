import json

import pytest

from cleaners.decode import parsed
from cleaners.metadata import META_FIELDS, PageData, page_data
from cleaners.model import Candidate, Discovery, Page

ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The quay opens"}


def data(source: str, page: Page | None = None) -> PageData:
    return page_data(parsed(source), page or Page())


def script(*documents: object, raw: str = "") -> str:
    texts = [document if isinstance(document, str) else json.dumps(document) for document in documents]
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in [*texts, raw])


def linked(**fields: object) -> PageData:
    return data(script(ARTICLE | fields))


# JSON-LD.


@pytest.mark.parametrize(
    "document",
    [
        ARTICLE,
        [ARTICLE],
        [{"@type": "WebSite", "name": "KBB"}, ARTICLE],
        {"@graph": [{"@type": "Organization"}, ARTICLE]},
        [{"@graph": [ARTICLE]}],
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "hasPart": [ARTICLE]},
        ARTICLE | {"@type": ["Thing", "NewsArticle"]},
        ARTICLE | {"@type": "http://schema.org/NewsArticle"},
        ARTICLE | {"@type": "BlogPosting"},
    ],
)
def test_the_article_is_found_wherever_it_stands(document):
    assert data(script(document)).values("title") == ("The quay opens",)


@pytest.mark.parametrize("kind", ["WebSite", "Organization", "BreadcrumbList", "ImageObject", "Person", None, 7])
def test_what_is_no_article_says_nothing(kind):
    assert data(script(ARTICLE | {"@type": kind})).values("title") == ()


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Nora Villaseñor", ("Nora Villaseñor",)),
        ({"@type": "Person", "name": "Nora"}, ("Nora",)),
        ([{"name": "Nora"}, {"name": "Theo"}], ("Nora", "Theo")),
        (["Nora", {"name": "Theo"}], ("Nora", "Theo")),
        ({"name": ["Nora", "Theo"]}, ("Nora", "Theo")),
        ([], ()),
        (None, ()),
        ("", ()),
        ([None, {}, ""], ()),
        ({"name": "Nora &amp; Theo"}, ("Nora & Theo",)),
    ],
)
def test_authors(author, names):
    assert linked(author=author).values("author") == names


def test_an_author_named_by_reference_is_looked_up():
    graph = [
        ARTICLE | {"author": {"@id": "https://a.example/#nora"}},
        {"@type": "Person", "@id": "https://a.example/#nora", "name": "Nora Villaseñor"},
    ]
    assert data(script({"@graph": graph})).values("author") == ("Nora Villaseñor",)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("AT&amp;T &quot;quay&quot;", 'AT&T "quay"'),
        ("The <em>quay</em> opens", "The quay opens"),
        ("The quay<br/>opens", "The quay opens"),
        ("  The \n quay\u00ad ", "The quay"),
        ("Rain < 5 mm, wind > 30 m/s", "Rain < 5 mm, wind > 30 m/s"),
    ],
)
def test_markup_and_entities_in_values_are_undone(raw, title):
    assert linked(headline=raw).values("title") == (title,)


@pytest.mark.parametrize(
    "raw",
    [
        '{"@type": "NewsArticle", "headline": "The quay opens",}',
        '{"@type": "NewsArticle", "headline": "The quay\nopens"}',
        '{"@type": "NewsArticle", "headline": "The quay\x09opens"}',
        '<!--{"@type": "NewsArticle", "headline": "The quay opens"}-->',
        '{"@type": "NewsArticle", "headline": "The quay opens"};',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "The quay opens"}\n//]]>',
        '\ufeff{"@type": "NewsArticle", "headline": "The quay opens"}',
    ],
)
def test_json_that_is_a_little_broken_is_read(raw):
    assert data(script(raw)).values("title") == ("The quay opens",)


@pytest.mark.parametrize(
    "raw", ["{", '{"@type": NewsArticle}', "[" * 100_000, "9" * 10_000, "null", "", '"text"', "nan"]
)
def test_json_beyond_repair_is_left_out_and_harms_nothing_else(raw):
    found = data(script(raw, ARTICLE))
    assert found.values("title") == ("The quay opens",)


@pytest.mark.parametrize(
    ("field", "key", "value", "expected"),
    [
        ("published", "datePublished", "2026-01-03T07:05:40Z", "2026-01-03T07:05:40Z"),
        ("modified", "dateModified", "2026-01-03", "2026-01-03"),
        ("section", "articleSection", ["World"], "World"),
        ("keyword", "keywords", "quay, port", "quay, port"),
        ("language", "inLanguage", {"@type": "Language", "name": "en"}, "en"),
        ("canonical", "mainEntityOfPage", {"@type": "WebPage", "@id": "https://a.example/1"}, "https://a.example/1"),
        ("canonical", "url", "https://a.example/1", "https://a.example/1"),
        ("image", "image", [{"@type": "ImageObject", "name": "Quay", "url": "/q.jpg"}], "/q.jpg"),
        ("site_name", "publisher", {"@type": "Organization", "name": "KBB"}, "KBB"),
        ("description", "description", "Short.", "Short."),
        ("accessible_for_free", "isAccessibleForFree", False, "false"),
        ("accessible_for_free", "isAccessibleForFree", "False", "False"),
        ("type", "@type", "NewsArticle", "NewsArticle"),
        ("words", "wordCount", 642, "642"),
    ],
)
def test_json_ld_fields(field, key, value, expected):
    assert Candidate(field=field, value=expected, source="json_ld") in linked(**{key: value}).candidates


def test_a_flag_is_no_address():
    assert linked(mainEntityOfPage=True).values("canonical") == ()


def test_the_longest_body_is_taken_without_its_markup():
    found = data(
        script(ARTICLE | {"articleBody": "short"}, ARTICLE | {"articleBody": "<p>One &amp; two</p><p>three</p>"})
    )
    assert found.body == "One & two\nthree"
    assert linked(articleBody={"not": "text"}).body == ""


def test_types_say_what_kind_of_page_it_is():
    found = data(script({"@type": "VideoObject"}, ARTICLE | {"@type": "LiveBlogPosting"}, {"@type": "WebSite"}))
    assert found.types == {"VideoObject", "LiveBlogPosting"}


@pytest.mark.parametrize("kind", ["VideoObject", "ImageGallery"])
def test_a_page_that_is_a_video_or_a_gallery_says_when_it_appeared(kind):
    document = {"@type": kind, "name": "Icebreaker", "datePublished": "2026-01-03", "uploadDate": "2026-01-03"}
    assert Candidate(field="published", value="2026-01-03", source="json_ld") in data(script(document)).candidates


def test_a_video_page_tells_when_it_was_uploaded():
    found = data(script({"@type": "VideoObject", "name": "Clip", "uploadDate": "2026-01-03"}))
    assert Candidate(field="published", value="2026-01-03", source="json_ld") in found.candidates


CRUMBS = {"@type": "BreadcrumbList", "itemListElement": [{"name": "Sport", "item": "/sport/"}]}


@pytest.mark.parametrize("document", [CRUMBS, {"@graph": [CRUMBS]}, {"@type": "WebPage", "breadcrumb": CRUMBS}])
def test_a_breadcrumb_list_tells_the_section_where_nothing_states_it(document):
    assert data(script(document, ARTICLE)).values("section") == ("Sport",)
    assert data(script(document, ARTICLE | {"articleSection": "World"})).values("section") == ("World",)


def test_breadcrumbs_on_the_page_come_after_what_is_stated():
    trail = '<nav class="breadcrumb"><a href="/">Home</a><a href="/s/">Sport</a></nav><h1>The quay opens</h1>'
    found = data(script(ARTICLE | {"articleSection": "World"}) + trail)
    assert [(c.value, c.source) for c in found.candidates if c.field == "section"] == [
        ("World", "json_ld"),
        ("Sport", "html"),
    ]


def test_a_video_inside_an_article_page_does_not_speak_for_the_article():
    found = data(script({"@type": "VideoObject", "name": "Clip", "uploadDate": "2020-01-01"}, ARTICLE))
    assert found.values("title") == ("The quay opens",)
    assert found.values("published") == ()


# The head and the elements.


@pytest.mark.parametrize(("name", "field"), sorted(META_FIELDS.items()))
@pytest.mark.parametrize("attribute", ["property", "name"])
def test_meta_fields(name, field, attribute):
    found = data(f'<meta {attribute}="{name.upper()}" content=" A &amp;amp; B ">')
    assert found.candidates == (Candidate(field=field, value="A & B", source="meta"),)


def test_meta_without_content_says_nothing():
    assert data('<meta property="og:title"><meta name="author" content=" "><meta content="x">').candidates == ()


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ('<html lang="da-DK">', ("language", "da-DK", "html")),
        ("<head><title>The quay opens | KBB</title></head>", ("title", "The quay opens | KBB", "html")),
        ('<link rel="canonical" href=" https://a.example/1 ">', ("canonical", "https://a.example/1", "link")),
        ('<time datetime="2026-01-03T10:00">3 Jan</time>', ("published", "2026-01-03T10:00", "time_tag")),
        ("<time>3 Jan 2026</time>", ("published", "3 Jan 2026", "time_tag")),
        ('<time class="updated" datetime="2026-01-04">x</time>', ("modified", "2026-01-04", "time_tag")),
        ('<time itemprop="dateModified" datetime="2026-01-04">x</time>', ("modified", "2026-01-04", "time_tag")),
        ('<span itemprop="datePublished" content="2026-01-03">x</span>', ("published", "2026-01-03", "meta")),
        ('<span property="schema:datePublished">3.1.2026</span>', ("published", "3.1.2026", "meta")),
        ('<div itemprop="dateModified">4 January</div>', ("modified", "4 January", "meta")),
        ('<meta itemprop="datePublished" content="2026-01-03">', ("published", "2026-01-03", "meta")),
        ('<p itemprop="articleSection">Éducation</p>', ("section", "Éducation", "meta")),
        ('<meta itemprop="articleSection" content="World">', ("section", "World", "meta")),
    ],
)
def test_elements(source, candidate):
    field, value, origin = candidate
    assert Candidate(field=field, value=value, source=origin) in data(f"{source}<p>x</p>").candidates


@pytest.mark.parametrize(
    "source",
    [
        "<svg><title>icon</title></svg>",
        '<link rel="alternate" href="https://a.example/feed">',
        '<link rel="canonical" href="">',
        "<time></time>",
        f"<time>{'long ' * 20}</time>",
    ],
)
def test_elements_that_say_nothing(source):
    assert data(f"<body>{source}<p>x</p>").candidates == ()


def test_json_ld_stands_before_the_head_and_nothing_twice():
    source = f'<meta name="author" content="Nora"><meta name="author" content="Nora">{script(ARTICLE)}<title>T</title>'
    sources = [candidate.source for candidate in data(source).candidates]
    assert sources == ["json_ld", "json_ld", "meta", "html"]


# The feed entry and the headers.

ENTRY = Discovery(
    url="https://a.example/1",
    source="feed",
    title="The quay opens",
    summary="After three years.",
    published="Sat, 03 Jan 2026 07:05:40 GMT",
    modified="Sat, 03 Jan 2026 09:00:00 GMT",
    categories=("World", "Ports"),
    authors=("Nora", "Theo"),
    language="en",
)


def test_a_feed_entry_gives_candidates():
    found = data("<p>x", Page(discovery=ENTRY))
    assert found.candidates == tuple(
        Candidate(field=field, value=value, source="feed")
        for field, value in [
            ("title", "The quay opens"),
            ("description", "After three years."),
            ("published", "Sat, 03 Jan 2026 07:05:40 GMT"),
            ("modified", "Sat, 03 Jan 2026 09:00:00 GMT"),
            ("language", "en"),
            ("author", "Nora"),
            ("author", "Theo"),
            ("keyword", "World"),
            ("keyword", "Ports"),
        ]
    )


@pytest.mark.parametrize("source", ["news_sitemap", "sitemap"])
def test_a_sitemap_entry_gives_candidates(source):
    found = data("<p>x", Page(discovery=Discovery(url="u", source=source, modified="2026-01-03")))
    assert found.candidates == (Candidate(field="modified", value="2026-01-03", source="sitemap"),)


def test_what_nobody_listed_gives_none():
    assert data("<p>x", Page(discovery=Discovery(url="u", source="none", title="T"))).candidates == ()


def test_the_last_modified_header_is_a_candidate():
    found = data("<p>x", Page(headers={"last-modified": "Sat, 03 Jan 2026 09:00:00 GMT", "date": "now"}))
    assert found.candidates == (Candidate(field="modified", value="Sat, 03 Jan 2026 09:00:00 GMT", source="http"),)


@pytest.mark.parametrize(
    ("picture", "urls"),
    [
        ("https://a.example/q.jpg", ("https://a.example/q.jpg",)),
        ({"@id": "https://a.example/#picture", "url": "https://a.example/q.jpg"}, ("https://a.example/q.jpg",)),
        ({"contentUrl": "https://a.example/q.jpg"}, ("https://a.example/q.jpg",)),
        (
            [{"url": "https://a.example/q.jpg"}, "https://a.example/r.jpg"],
            ("https://a.example/q.jpg", "https://a.example/r.jpg"),
        ),
        ({"width": 100}, ()),
    ],
)
def test_pictures_are_their_addresses(picture, urls):
    assert linked(image=picture).values("image") == urls


def test_organizations_are_told_from_people():
    desk = {"@type": "NewsMediaOrganization", "name": "Harbor Desk"}
    found = linked(
        author=[desk, {"@type": "Person", "name": "Nora"}], publisher={"@type": "Organization", "name": "KBB"}
    )
    assert found.values("author") == ("Harbor Desk", "Nora")
    assert found.values("organization") == ("Harbor Desk", "KBB")
    assert linked(author={"@type": ["Person", "Organization"], "name": "Nora"}).values("organization") == ()
    assert data(script(ARTICLE, desk)).values("organization") == ("Harbor Desk",)


def test_a_page_says_when_it_appeared_where_no_article_does():
    page = {"@type": "WebPage", "name": "Quay | KBB", "datePublished": "2026-01-03", "dateModified": "2026-01-04"}
    alone = data(script({"@graph": [page]}))
    assert (alone.values("published"), alone.values("modified")) == (("2026-01-03",), ("2026-01-04",))
    assert alone.values("title") == ()
    article = ARTICLE | {"datePublished": "2026-01-02"}
    assert data(script({"@graph": [page, article]})).values("published") == ("2026-01-02",)


def test_the_one_thing_that_was_published_says_when():
    recipe = {"@type": "HowTo", "name": "Knots", "datePublished": "2026-01-03"}
    assert data(script(recipe)).values("published") == ("2026-01-03",)
    assert data(script(recipe)).values("title") == ()
    assert data(script(recipe, recipe)).values("published") == ()
    assert all(not data(script(recipe | {"@type": kind})).values("published") for kind in ("Comment", "Book", "Movie"))


def test_json_ld_is_known_by_its_context_where_the_script_has_no_type():
    assert data(f"<script> {json.dumps(ARTICLE)}</script>").values("title") == ("The quay opens",)
    assert data('<script>var a = {"@context": "x", "headline": "no"}</script>').values("title") == ()


# Authors in markup.


@pytest.mark.parametrize(
    "source",
    [
        '<a rel="author" href="/nora">Nora Villaseñor</a>',
        '<span itemprop="author">Nora  Villaseñor</span>',
        '<p class="author vcard"><a href="/nora">Nora Villaseñor</a></p>',
    ],
)
def test_names_that_markup_calls_the_authors(source):
    assert Candidate(field="author", value="Nora Villaseñor", source="html") in data(source).candidates
    assert data(source + "".join(f'<a rel="author">Teaser {n}</a>' for n in range(3))).values("author") == ()


@pytest.mark.parametrize(
    ("first", "second", "authors"),
    [("Nora Villaseñor", "3 minutes", ("Nora Villaseñor",)), ("3 minutes", "", ()), ("Nora", "In stock", ())],
)
def test_the_author_on_the_card_of_a_page(first, second, authors):
    head = f'<meta name="twitter:data1" content="{first}"><meta name="twitter:data2" content="{second}">'
    assert data(head).values("author") == authors


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [("Nora", "3 minutes", ("3",)), ("12 dakika", "", ("12",)), ("Nora", "8 min.", ("8",)), ("Nora", "In stock", ())],
)
def test_the_reading_time_on_the_card_of_a_page(first, second, minutes):
    head = f'<meta name="twitter:data1" content="{first}"><meta name="twitter:data2" content="{second}">'
    assert data(head).values("minutes") == minutes
