from datetime import UTC, datetime

import pytest

from cleaners import CleanOptions, Page, clean, clean_with
from cleaners.errors import PhraseError, StepError
from cleaners.model import Discovery
from tests.cleaners.drafts import LEXICON
from tests.cleaners.forests import PARAGRAPHS
from tests.cleaners.lookalikes import STORIES
from tests.cleaners.skeletons import page_of

STORY = STORIES["en"]
TEXT = [*STORY.before, *STORY.after]
HTML = page_of("wordpress", STORY, [("p", (text,)) for text in TEXT])
PLAIN = "\n\n".join([STORY.title, *TEXT])


def texts(source: Page | str | bytes, options: CleanOptions | None = None) -> list[str]:
    return [block.text for block in (clean(source, options) if options else clean(source)).blocks]


@pytest.mark.parametrize(
    "source", [HTML, HTML.encode(), Page(body=HTML.encode()), PLAIN], ids=["str", "bytes", "page", "text"]
)
def test_every_kind_of_source_gives_the_article(source):
    assert texts(source) == TEXT
    assert clean(source).title == STORY.title


def test_a_sub_headline_is_the_standfirst_and_a_first_section_is_not():
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    sub = "<h2>What the bridge means for the people of the town</h2>"
    page = f"<html><body><article>{{}}<h1>{STORY.title}</h1>{sub}{{}}{body}</div></article></body></html>"
    assert (
        clean(page.format("<header>", "</header><div>")).standfirst
        == "What the bridge means for the people of the town"
    )
    assert clean(page.format("<div>", "")).standfirst == ""


def test_a_text_page_is_read_as_text():
    cleaned = clean(Page(body=PLAIN.encode(), form="text"))
    assert [block.path for block in cleaned.blocks] == ["line 3", "line 5", "line 7", "line 9"]


@pytest.mark.parametrize(
    "text", ["Is 3 < 4? Yes, the mayor said on Monday, and 5 > 4, too, he added.", "I <3 you > him."]
)
def test_a_text_with_signs_of_comparison_is_text(text):
    assert texts(f"{TEXT[0]}\n\n{text}\n\n{TEXT[1]}") == [TEXT[0], text, TEXT[1]]


@pytest.mark.parametrize("source", ["", b"", Page(), Page(form="text"), "\n\n", b"\x00\x00", "<html></html>"])
def test_nothing_gives_nothing(source):
    cleaned = clean(source)
    assert cleaned.blocks == ()
    assert cleaned.removals == ()
    assert cleaned.title == ""


@pytest.mark.parametrize("source", ["<p>\ud800x</p>", "\ud800 alone"])
def test_lone_surrogates_harm_nothing(source):
    assert isinstance(clean(source).blocks, tuple)


def test_what_is_known_of_the_page_is_handed_on():
    listed = Discovery(url="https://a.example/1", source="feed", title="Bridge open")
    now = datetime(2026, 1, 5, tzinfo=UTC)
    cleaned = clean(Page(url=listed.url, body=HTML.encode(), outlet="a", fetched_at=now, discovery=listed))
    assert (cleaned.url, cleaned.outlet, cleaned.fetched_at) == (listed.url, "a", now)
    assert ("title", "Bridge open", "feed") in [(c.field, c.value, c.source) for c in cleaned.candidates]


def test_removals_and_blocks_are_the_page():
    cleaned = clean(HTML)
    rules = {removal.text: removal.rule for removal in cleaned.removals}
    assert rules[STORY.related] == "related"
    assert {*STORY.teasers, STORY.copyright, *STORY.consent} <= set(rules)
    assert all(removal.rule and removal.path for removal in cleaned.removals)


def test_own_phrases_take_lines_out(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('language = "en"\n[related]\nline = ["aus der nachbarschaft"]', encoding="utf-8")
    source = f"{PLAIN}\n\nAus der Nachbarschaft\n\nDucks on the runway"
    options = CleanOptions(phrases=(str(own),))
    assert texts(source, options) == TEXT
    assert [removal.rule for removal in clean(source, options).removals] == ["related", "after_related"]


def test_options_that_name_what_does_not_exist(tmp_path):
    with pytest.raises(PhraseError):
        clean(PLAIN, CleanOptions(phrases=(str(tmp_path / "gone.toml"),)))
    with pytest.raises(StepError):
        clean(PLAIN, CleanOptions(steps=(("after:labels", "no.such.step"),)))


def test_a_lexicon_and_a_decision_of_ones_own():
    page = Page(body=b"<div>out</div><p>The quay opens on Monday.</p><p>Share</p>")
    cleaned = clean_with(page, LEXICON, PARAGRAPHS)
    assert [block.text for block in cleaned.blocks] == ["The quay opens on Monday.", "Share"]
    assert [removal.text for removal in cleaned.removals] == ["out"]
