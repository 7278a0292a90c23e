import pytest

from cleaners.decision import Decision
from cleaners.draft import Draft
from cleaners.model import Page
from cleaners.page import draft_of_page
from tests.cleaners.drafts import LEXICON, SECOND, SENTENCE, kept, removed
from tests.cleaners.forests import EVERYTHING, PARAGRAPHS

BODY = f"<p>{SENTENCE}</p><p>{SECOND}</p>"
HEAD = "<title>The quay opens | KBB</title>"


def read(body: str, head: str = "", decision: Decision = PARAGRAPHS) -> Draft:
    """Read a page by a decision that keeps its paragraphs, whatever they say."""
    source = f"<html><head>{head}</head><body>{body}</body></html>"
    return draft_of_page(Page(body=source.encode()), LEXICON, decision)


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        (f"<h1>The quay opens</h1>{BODY}", HEAD, "The quay opens"),
        (f"<h1>KBB</h1><h1>The quay opens</h1>{BODY}", HEAD, "The quay opens"),
        (f"<h1>KBB News</h1><h2>The quay opens</h2>{BODY}", HEAD, "The quay opens"),
        (f"<h1>The <br>quay opens</h1>{BODY}", HEAD, "The quay opens"),
        (f"<h1>The quay opens<br>03.01.2026 • KBB, Harbour</h1>{BODY}", "", "The quay opens"),
        (f"<h1>The quay opens<br>on a Monday</h1>{BODY}", "", "The quay opens on a Monday"),
        (
            f"<h1>Fire in the harbour<br>12 people dead in 2026</h1>{BODY}",
            "",
            "Fire in the harbour 12 people dead in 2026",
        ),
        (f"<h1>The quay opens</h1>{BODY}<h1>The quay opens</h1>", HEAD, "The quay opens"),
        (f"<h1>Another headline</h1>{BODY}", HEAD, "Another headline"),
        (BODY, HEAD, "The quay opens | KBB"),
        (BODY, '<meta property="og:title" content="The quay opens">', "The quay opens"),
        (f"<h2>Related articles</h2>{BODY}", "", ""),
        (f"<h1><a href=/>The quay opens</a></h1>{BODY}", HEAD, "The quay opens"),
        (f"<h1><div>The quay opens</div></h1>{BODY}", HEAD, "The quay opens"),
    ],
)
def test_headline(body, head, title):
    assert read(body, head).title == title


def test_the_headline_on_the_page_is_no_text():
    done = read(f"<h1>The quay opens</h1>{BODY}", HEAD)
    assert removed(done) == {"The quay opens": "title"}
    assert kept(done) == [SENTENCE, SECOND]


def test_a_heading_that_repeats_the_headline_is_no_text():
    done = read(f"<h1>The quay opens</h1>{BODY}<h2>The quay opens</h2>", HEAD)
    assert [line.rule for line in done.lines if line.text == "The quay opens"] == ["title", "repeated_title"]


def test_a_paragraph_is_no_headline_even_if_it_repeats_it():
    done = read(f"<p>The quay opens</p>{BODY}", HEAD)
    assert kept(done) == ["The quay opens", SENTENCE, SECOND]


def stated(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span class='article-kicker'>Harbour</span> <span>The quay opens</span>", "The quay opens"),
        ("<span class=dachzeile>Hafen:</span><span>The quay opens</span>", "The quay opens"),
        ("<span class=overline>Harbour</span><i> – </i>The quay opens", "The quay opens"),
        ("<span class=label>The</span> quay opens", "The quay opens"),
        ("<span class=kicker>The quay opens</span>", "The quay opens"),
        ("The <span class=kicker>quay</span> opens", "The quay opens"),
    ],
)
def test_a_kicker_inside_the_heading_is_left_out(heading, title):
    assert read(f"<h1>{heading}</h1>{BODY}").title == title


@pytest.mark.parametrize(
    ("heading", "stated_title", "title"),
    [
        ("<span>Harbour</span>New quay opens in Skagen", "New quay opens in Skagen", "New quay opens in Skagen"),
        ("<span>Harbour</span>New Quay Opens In Skagen", "New quay opens in Skagen", "New Quay Opens In Skagen"),
        ("<span>Harbour</span> New quay opens", "Harbour: New quay opens", "Harbour New quay opens"),
        ("<b class=kicker>Harbour</b>New quay opens", "Harbour: New quay opens", "Harbour: New quay opens"),
        ("<b class=kicker>Harbour</b> New quay opens", "Harbour: New quay opens | KBB", "Harbour New quay opens"),
        ("After the storm of the year, boats return", "boats return", "After the storm of the year, boats return"),
        ("A year after the storm that broke the pier: new quay opens in Skagen", "new quay opens in Skagen", ""),
    ],
)
def test_what_the_page_states_tells_where_the_headline_begins(heading, stated_title, title):
    shown = read(f"<h1>{heading}</h1>{BODY}", stated(stated_title)).title
    assert shown == (title or heading)


def test_a_heading_of_many_more_words_than_the_title_is_a_standfirst():
    lead = "The new quay opens on Monday, three years and two lawsuits after the old one sank, and ships can moor again"
    done = read(f"<h1>The new quay opens</h1><h2>{lead}</h2>{BODY}", "<title>The new quay opens</title>")
    assert removed(done).get(lead) != "repeated_title"
    done = read(f"<h1>The new quay opens</h1><h2>Harbour: The new quay opens</h2>{BODY}", HEAD)
    assert "Harbour: The new quay opens" not in kept(done)


def test_two_headings_that_are_a_stated_title_together_repeat_it():
    shown, title = "Mayor opens new quay early", "Harbour in the north: At last the quay opens"
    parts = "<h2>Harbour in the north<div>{}</div></h2>"
    done = read(f"<h1>{shown}</h1>{parts.format('At last the quay opens')}{BODY}", stated(title), EVERYTHING)
    assert removed(done)["At last the quay opens"] == removed(done)["Harbour in the north"] == "repeated_title"
    done = read(f"<h1>{shown}</h1>{parts.format('Nobody has come to see it')}{BODY}", stated(title), EVERYTHING)
    assert "repeated_title" not in removed(done).values()


def test_elements_of_a_heading_that_touch_are_parted_as_the_page_states_it():
    done = read(
        f"<h1><span>The quay opens:</span><span>mayor moved</span></h1>{BODY}", stated("The quay opens: mayor moved")
    )
    assert done.title == "The quay opens: mayor moved"
