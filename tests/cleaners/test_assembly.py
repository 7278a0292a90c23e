from dataclasses import replace
from datetime import UTC, datetime

from cleaners.assembly import cleaned_of
from cleaners.draft import Draft
from cleaners.model import Block, Candidate, Cleaned, Disclosure, Evidence, Image, Page, Removal
from tests.cleaners.drafts import SECOND, SENTENCE, draft, with_rules

PAGE = Page(url="https://a.example/1", outlet="a", fetched_at=datetime(2026, 1, 3, tzinfo=UTC), body=b"x")
FACTS = {
    "title": "The quay opens",
    "standfirst": SENTENCE,
    "images": (Image(url="/q.jpg"),),
    "candidates": (Candidate(field="title", value="The quay", source="meta"),),
    "disclosures": (Disclosure(kind="ai_text", text="Reported by AI"),),
    "evidence": (Evidence(name="short", detail="2 words"),),
    "page_language": "da",
}


def test_lines_become_blocks_and_removals_in_page_order():
    one = draft("Share", "The quay opens", SENTENCE, "Advertisement", SECOND)
    done = with_rules(one, {"Share": "share", "The quay opens": "title", "Advertisement": "advert"})
    cleaned = cleaned_of(done, PAGE)
    assert cleaned.blocks == (
        Block(kind="paragraph", text=SENTENCE, path="line 3", order=2),
        Block(kind="paragraph", text=SECOND, path="line 5", order=4),
    )
    assert cleaned.removals == (
        Removal(rule="share", text="Share", path="line 1", order=0),
        Removal(rule="advert", text="Advertisement", path="line 4", order=3),
    )


def test_blocks_of_html_say_how_likely_they_are():
    one = replace(with_rules(draft("Share", SENTENCE), {"Share": "share"}), form="html")
    cleaned = cleaned_of(one, PAGE)
    assert (cleaned.blocks[0].chance, cleaned.removals[0].chance) == (0.5, 0.5)


def test_everything_else_is_handed_on():
    cleaned = cleaned_of(draft(**FACTS), PAGE, memory_id="m1")
    assert cleaned == Cleaned(url=PAGE.url, outlet=PAGE.outlet, fetched_at=PAGE.fetched_at, memory_id="m1", **FACTS)


def test_an_empty_draft_of_an_empty_page():
    assert cleaned_of(Draft(), Page()) == Cleaned()
