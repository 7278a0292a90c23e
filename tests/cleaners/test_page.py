import json
from dataclasses import replace

import pytest

from cleaners import clean
from cleaners.decode import MAX_BYTES
from cleaners.draft import Draft
from cleaners.model import Page
from cleaners.page import draft_of_page
from tests.cleaners.drafts import LEXICON, SECOND, SENTENCE, kept, removed
from tests.cleaners.forests import NOTHING, PARAGRAPHS
from tests.cleaners.test_memory import story

BODY = f"<p>{SENTENCE}</p><p>{SECOND}</p>"
HEAD = "<title>The quay opens | KBB</title>"
DATA = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'


def read(body: str, head: str = "", *continuations: str, **fields: object) -> Draft:
    """Read a page by a decision that keeps its paragraphs, whatever they say."""
    page = Page(body=f"<html><head>{head}</head><body>{body}</body></html>".encode(), **fields)
    more = tuple(f"<html><body>{text}</body></html>".encode() for text in continuations)
    return draft_of_page(replace(page, continuations=more), LEXICON, PARAGRAPHS)


# The standfirst.


@pytest.mark.parametrize(
    ("lead", "head"),
    [
        ('<p class="standfirst">{}</p>', ""),
        ('<header class="lede"><p>{}</p></header>', ""),
        ("<section><p>{}</p></section>", '<meta name="description" content="{}">'),
        ('<p><span class="article-intro">{}</span></p>', ""),
    ],
)
def test_standfirst(lead, head):
    text = "After three years and two lawsuits, ships can moor again."
    done = read(f"{lead.format(text)}<div>{BODY}</div>", head.format(text))
    assert done.standfirst == text
    assert kept(done)[0] == text


def test_a_paragraph_named_a_standfirst_among_its_like():
    lead = "<p class='wide lead'>After three years and two lawsuits, ships can moor again.</p>"
    body = BODY.replace("<p>", "<p class='wide'>")
    assert read(f"<div>{lead}{body}</div>").standfirst.startswith("After three")
    assert read(f"<div>{lead}{lead}{body}</div>").standfirst == ""


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        f"<div><h1>The quay opens</h1><h2>How it began</h2>{BODY}</div>",
        f'<div class="lead">{BODY}</div>',
        f"<section><p>Not described, not named.</p></section><div>{BODY}</div>",
        '<p class="standfirst">Alone.</p>',
        "",
    ],
)
def test_no_standfirst(body):
    assert read(body, f'<meta name="description" content="{SENTENCE}">').standfirst == ""


# What is outside, and why.


@pytest.mark.parametrize(
    ("outside", "rule"),
    [
        ('<div class="consent-layer">x</div>', "consent"),
        ('<div class="newsletter-box">x</div>', "newsletter"),
        ('<div id="comments">x</div>', "comments"),
        ('<div class="related">x</div>', "related"),
        ('<div class="share-bar">x</div>', "share"),
        ('<div class="byline">x</div>', "byline"),
        ('<div class="timestamp">x</div>', "date"),
        ('<div class="photo-credit">x</div>', "caption"),
        ('<div class="caption">x</div>', "caption"),
        ('<div class="tags">x</div>', "tags"),
        ('<div class="advert">x</div>', "advert"),
        ('<div class="menu">x</div>', "nav"),
        ('<div class="footer">x</div>', "foot"),
        ('<div class="teaser">x</div>', "teaser"),
        ('<div class="sidebar">x</div>', "side"),
        ('<div class="tweet">x</div>', "embed"),
        ("<nav>x</nav>", "nav"),
        ("<footer>x</footer>", "footer"),
        ("<figure><figcaption>x</figcaption></figure>", "caption"),
        ("<form>x</form>", "form"),
        ("<button>x</button>", "button"),
        ("<aside>x</aside>", "aside"),
        ("<header>x</header>", "header"),
        ("<div hidden>x</div>", "hidden"),
        ("<template>x</template>", "hidden"),
        ("<div>x</div>", "outside"),
        ("<div>Share</div>", "share"),
        ('<div class="teaser">Related articles</div>', "related"),
        ("<div>In our shop we use cookies.</div>", "consent"),
        ('<div class="menu">In our shop we use cookies.</div>', "nav"),
        ("<div>The Meridian Press contributed to this report.</div>", "agency"),
        ("<button>The Meridian Press contributed to this report.</button>", "button"),
        ("<div hidden>Share</div>", "hidden"),
    ],
)
def test_what_is_outside_is_named_for_what_it_is(outside, rule):
    assert list(removed(read(f"<div>{BODY}</div>{outside}", DATA)).values()) == [rule]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<p>x</p>", "paragraph"),
        ("<blockquote><p>x</p></blockquote>", "quote"),
        ("<ul><li><p>x</p></li></ul>", "list_item"),
        ("<table><tr><td><p>x</p></td></tr></table>", "paragraph"),
    ],
)
def test_kinds_of_blocks(source, kind):
    done = read(f"<div>{BODY}{source}{BODY.replace('The', 'A')}</div>")
    assert next(line.kind for line in done.lines if line.text == "x") == kind


# Images, candidates, evidence.


def test_pictures_of_the_article_come_with_their_captions():
    figure = '<figure><img src="/{0}.jpg"><figcaption>Picture {0}</figcaption></figure>'
    body = f"<h1>The quay opens</h1>{figure.format(1)}{BODY}<div>end</div>{figure.format(2)}"
    done = read(body, HEAD, url="https://a.example/")
    assert [(image.url, image.caption) for image in done.images] == [("https://a.example/1.jpg", "Picture 1")]


def test_a_caption_without_figure_is_an_image():
    done = read(f'<h1>The quay opens</h1><div class="caption">A gull. Photo: Kai Holm</div>{BODY}', HEAD)
    assert [(image.caption, image.credit) for image in done.images] == [("A gull.", "Photo: Kai Holm")]


def test_words_below_a_picture_are_its_caption_without_any_name():
    frame = (
        "<table><tr><td><img src=/q.jpg></td></tr><tr><td>Gulls on the quay</td></tr><tr><td>Kai Holm</td></tr></table>"
    )
    done = read(f"<h1>The quay opens</h1><div>{BODY * 2}{frame}{BODY}</div>", HEAD, url="https://a.example/")
    assert [(image.url, image.caption, image.credit) for image in done.images] == [
        ("https://a.example/q.jpg", "Gulls on the quay", "Kai Holm")
    ]
    assert {removed(done)[text] for text in ("Gulls on the quay", "Kai Holm")} == {"caption"}


def test_the_name_of_a_picture_file_is_no_caption():
    media = '<div class="media"><div class="media__title">Mines at sea</div><img src=/q.jpg></div>'
    assert read(f"<h1>The quay opens</h1>{media}<div>{BODY * 2}</div>", HEAD).images == ()


STATED = '<meta property="og:image" content="/lead.jpg">'
LEAD = "https://a.example/lead.jpg"


def pictures(body: str, stated: str = "", url: str = "https://a.example/news/quay.html") -> list[tuple[str, str]]:
    done = read(f"<h1>The quay opens</h1>{body}", HEAD + stated, url=url)
    return [(image.url, image.caption) for image in done.images]


def test_the_picture_that_the_page_states_leads_where_it_shows_none_above_its_text():
    assert pictures(BODY, STATED) == [(LEAD, "")]
    later = f"{BODY}<figure><img src=/q.jpg></figure>{BODY}"
    assert pictures(later, STATED) == [(LEAD, ""), ("https://a.example/q.jpg", "")]
    caption = "<figure><figcaption>Gulls on the quay.</figcaption></figure>"
    assert pictures(f"{caption}{BODY}", STATED) == [(LEAD, ""), ("", "Gulls on the quay.")]


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        (f"<figure><img src=/q.jpg></figure>{BODY}", STATED),
        (f"<p>{SENTENCE}</p><figure><img src=/q.jpg></figure><p>{SECOND}</p>", STATED),
        (f"{BODY}<figure><img src=/q.jpg></figure>{BODY}", STATED.replace("lead.jpg", "wide/q.jpg?w=1200")),
        (f"<figure><img src=/q.jpg></figure>{BODY}", ""),
    ],
)
def test_no_stated_picture_beside_one_that_the_page_shows(body, stated):
    assert pictures(body, stated) == [("https://a.example/q.jpg", "")]


@pytest.mark.parametrize(
    "address", ["/img/logo.png", "/default_share.jpg", "/kbb.svg", "#primaryimage", "http://[broken", "", "data:x"]
)
def test_a_logo_leads_no_article(address):
    assert pictures(BODY, STATED.replace("/lead.jpg", address)) == []


def test_a_page_without_article_has_no_lead():
    assert read("<h1>News</h1><ul><li>One</li></ul>", STATED, url="https://a.example/").images == ()


def test_a_caption_seen_twice_is_one_picture():
    figure = "<figure><img src=/q.jpg><figcaption>Gulls on the quay.</figcaption></figure>"
    assert pictures(f"{figure}<div class=caption>Gulls on the quay.</div>{BODY}") == [
        ("https://a.example/q.jpg", "Gulls on the quay.")
    ]


def test_a_button_beside_a_picture_is_no_caption():
    assert pictures(f"<div class=photo-label>Lihat Foto</div>{BODY}") == []


OTHER = "<figure><img src=/other.jpg></figure>"


@pytest.mark.parametrize(
    "other",
    [
        f"<a href=/news/ferry.html>{OTHER}</a>",
        "<figure><img src=/other.jpg width=60></figure>",
        f"<div class=related><div>{OTHER}</div><div><a href=/f>The ferry sails again</a></div></div>",
        f"<div><div>{OTHER}</div><div><a href=/f>The ferry sails again</a></div></div>",
    ],
)
def test_pictures_of_other_stories_are_left_out(other):
    assert pictures(f"<article>{BODY}{other}{BODY}</article>") == []


@pytest.mark.parametrize(
    "own",
    [
        f"<a href=/other.jpg>{OTHER}</a>",
        f"<a href=#zoom>{OTHER}</a>",
        "<a href=/gallery><figure><img src=/other.jpg><figcaption>Gulls on a quay.</figcaption></figure></a>",
        f"<div><div>{OTHER}</div><div class=share><a href=/s>Share</a></div></div>",
        f"<div>{OTHER}<div class=caption>Gulls on the quay.</div></div>",
        f"<div>{OTHER}<p>{SENTENCE}</p></div>",
    ],
)
def test_pictures_of_the_article_stay(own):
    assert "https://a.example/other.jpg" in [url for url, _ in pictures(f"<article>{BODY}{own}{BODY}</article>")]


GALLERY = '<script type="application/ld+json">{"@type": "ImageGallery"}</script>'


def test_the_pictures_of_a_gallery_follow_its_text():
    figures = "".join(
        f"<figure><img data-lazy=/{i}.jpg><figcaption><div>{i} of 3</div><div>Gull {i}.</div></figcaption></figure>"
        for i in (1, 2, 3)
    )
    others = "<article><figure><img src=/x.jpg><figcaption>Another story</figcaption></figure></article>"
    lead = '<p class="standfirst">The best pictures.</p>'
    body = f"<article><h1>The quay opens</h1><div>{lead}</div>{figures}<div>{others}</div></article>"
    done = read(body, HEAD + GALLERY)
    assert [image.caption for image in done.images] == ["Gull 1.", "Gull 2.", "Gull 3."]
    assert done.standfirst == "The best pictures."


def test_a_portrait_of_the_author_is_no_picture_of_the_article():
    document = '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Kai Holm"}</script>'
    figure = "<figure><img src=/kai.jpg><figcaption>By Kai Holm</figcaption></figure>"
    assert read(f"<h1>The quay opens</h1>{figure}{BODY}", HEAD + document).images == ()


def test_a_menu_says_nothing_of_how_the_article_was_made():
    menu = "<nav><div>World</div><div>Opinion</div></nav>"
    assert removed(read(f"{menu}<h1>The quay opens</h1>{BODY}", HEAD))["Opinion"] == "nav"
    items = "".join(f"<li>{name}</li>" for name in ("World", "Sport", "Opinion", "Weather"))
    assert removed(read(f"<div><ul>{items}</ul></div><h1>The quay opens</h1>{BODY}", HEAD))["Opinion"] == "nav"
    assert removed(read(f"<ul><li>Opinion</li></ul><h1>The quay opens</h1>{BODY}", HEAD))["Opinion"] == "opinion"


def test_what_the_page_says_of_itself_is_handed_on():
    document = json.dumps({"@type": "NewsArticle", "headline": "The quay", "datePublished": "2026-01-03"})
    done = read(BODY, f'<script type="application/ld+json">{document}</script>')
    assert {("title", "The quay"), ("published", "2026-01-03")} <= {(c.field, c.value) for c in done.candidates}


def test_a_draft_knows_where_its_page_comes_from():
    done = read(BODY, url="https://a.example/1", outlet="a")
    assert (done.url, done.outlet) == ("https://a.example/1", "a")


def test_evidence_is_observed():
    assert [one.name for one in read(BODY).evidence] == ["short"]
    assert [one.name for one in read("").evidence] == ["script_shell", "short"]


# An article over several pages.


def test_following_pages_go_on_where_the_first_ends():
    second = "On the second page the fishermen tell what they think of the quay and of the reef."
    third = "On the third page nobody says anything at all, and the gulls have the last word."
    done = read(f"<h1>The quay opens</h1>{BODY}", HEAD, f"<p>{second}</p>", f"<p>{third}</p>")
    assert kept(done) == [SENTENCE, SECOND, second, third]


def test_what_an_earlier_page_had_is_not_repeated():
    second = "On the second page the fishermen tell what they think of the quay and of the reef."
    done = read(f"<h1>The quay opens</h1>{BODY}", HEAD, f"<h1>The quay opens</h1><p>{SENTENCE}</p><p>{second}</p>")
    assert kept(done) == [SENTENCE, SECOND, second]
    again = [line.rule for line in done.lines if line.text == SENTENCE]
    assert again == ["", "repeated"]


def test_the_headline_of_a_following_page_is_no_text():
    second = "<h1>The quay opens (page 2)</h1><p>On the second page the fishermen speak at last.</p>"
    assert "The quay opens (page 2)" not in kept(read(f"<h1>The quay opens</h1>{BODY}", HEAD, second))


# Pages that hold nothing.


WALL = "<h1>Welcome</h1><p>In our shop we use cookies.</p><p>We use cookies to count.</p><button>Accept all</button>"


def test_a_wall_is_no_article():
    done = read(WALL)
    assert kept(done) == []
    assert (done.title, done.standfirst) == ("", "")
    assert "consent_wall" in [one.name for one in done.evidence]
    assert {line.rule for line in done.lines} == {"consent_wall", "cookie_button"}


def test_an_article_about_cookies_is_no_wall():
    assert kept(read(f"<h1>The quay opens</h1>{BODY}<p>In our shop we use cookies.</p>", HEAD))[:2] == [
        SENTENCE,
        SECOND,
    ]


def test_a_page_that_states_an_article_is_no_wall():
    assert len(kept(read(WALL, DATA))) == 2


def test_a_date_elsewhere_counts_only_where_nothing_else_says_one():
    far = "<p>x</p>" * 20 + "<ul><li class=footer-info-lastmod>Last modified on 3 January 2026</li></ul>"

    def dates(body: str) -> list[str]:
        return [one.value for one in read(f"<h1>The quay opens</h1>{body}").candidates if one.field == "published"]

    assert dates(BODY + far) == ["3 January 2026"]
    assert set(dates("<time>4 January 2026</time>" + BODY + far)) == {"4 January 2026"}
    assert dates('<meta property="article:modified_time" content="2026-01-04">' + BODY + far) == []
    assert dates(BODY + '<script>x = {"publishedAt": "2026-01-05"}</script>') == ["2026-01-05"]


@pytest.mark.parametrize("body", [b"", b"\x00\x00\x00", b"<html></html>", b"\xff\xfe"])
def test_an_empty_page_gives_an_empty_draft(body):
    done = draft_of_page(Page(body=body), LEXICON, PARAGRAPHS)
    assert done.lines == ()
    assert done.title == ""


def test_a_page_unlike_anything_learned_is_left_to_the_reference():
    text = "".join(f"<p>{SENTENCE} It was number {i}.</p>" for i in range(8))
    page = Page(
        body=f"<html><body><nav>News</nav><article><h1>The quay opens</h1>{text}</article></body></html>".encode()
    )
    done = draft_of_page(page, LEXICON, NOTHING)
    assert len(kept(done)) == 8
    assert "disagreement" in [one.name for one in done.evidence]


def test_a_heading_above_the_text_that_holds_the_stated_title_is_no_text():
    page = story(1).replace("</h1>", "</h1><h2>Harbour: Tønder mends its bridges again</h2>")
    assert [block.text for block in clean(page).blocks] == [block.text for block in clean(story(1)).blocks]


def test_a_caption_right_behind_its_figure_is_that_pictures():
    beside = '<figure><img src="/q.jpg"></figure><div class="caption">A gull. Photo: Kai Holm</div>'
    done = read(f"<h1>The quay opens</h1>{beside}{BODY}", HEAD, url="https://a.example/")
    assert [(image.url, image.caption, image.credit) for image in done.images] == [
        ("https://a.example/q.jpg", "A gull.", "Photo: Kai Holm")
    ]
    done = read(f"<h1>The quay opens</h1>{beside.replace('A gull. ', '')}{BODY}", HEAD, url="https://a.example/")
    assert [(image.url, image.credit) for image in done.images] == [("https://a.example/q.jpg", "Photo: Kai Holm")]


def test_a_figure_right_above_the_headline_opens_the_article():
    figure = '<figure><img src="/q.jpg"><figcaption>A gull on the quay</figcaption></figure>'
    assert pictures("", "") == []
    done = read(f"{figure}<h1>The quay opens</h1>{BODY}", HEAD, url="https://a.example/")
    assert [(image.url, image.caption) for image in done.images] == [("https://a.example/q.jpg", "A gull on the quay")]
    done = read(f"{figure}{figure}<h1>The quay opens</h1>{BODY}", HEAD, url="https://a.example/")
    assert done.images == ()
    done = read(
        f"{figure}<nav><a href=/>Harbour</a></nav><h1>The quay opens</h1>{BODY}", HEAD, url="https://a.example/"
    )
    assert done.images == ()


def test_names_in_bold_type_at_the_end_sign_the_text():
    signed = read(f"<h1>The quay opens</h1>{BODY * 2}<p><b>Eva Klein - Kai Holm</b></p>", HEAD)
    assert removed(signed)["Eva Klein - Kai Holm"] == "byline"
    assert "Eva Klein - Kai Holm" in [one.value for one in signed.candidates if one.field == "author"]
    clubs = "<p>The clubs Eva Klein and Kai Holm played in the harbour on Monday, in front of two thousand people.</p>"
    played = read(f"<h1>The quay opens</h1>{BODY * 2}{clubs}{BODY}<p><b>Eva Klein - Kai Holm</b></p>", HEAD)
    assert removed(played).get("Eva Klein - Kai Holm") != "byline"
    plain = read(f"<h1>The quay opens</h1>{BODY * 2}<p>Eva Klein - Kai Holm</p>", HEAD)
    assert removed(plain).get("Eva Klein - Kai Holm") != "byline"


def test_a_page_that_is_too_long_to_be_read_to_its_end_says_so():
    picture = f"<img src='data:image/png;base64,{'A' * MAX_BYTES}'>"
    page = f"<article><h1>The quay</h1>{f'<p>{SENTENCE}</p>' * 4}{picture}<p>{SECOND}</p></article>"
    evidence = clean(Page(body=page.encode())).evidence
    assert [(one.name, one.detail) for one in evidence][:1] == [
        ("truncated", "of the 16.0 MB of the page the first 16 were read")
    ]
