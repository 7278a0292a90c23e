from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scrapers.article import Article
from scrapers.feed.schema import schema_of
from scrapers.normalizer.packs import pack
from scrapers.story import StoryPack
from tests.scrapers.normalizer.packs.samples import FIRST, FLOOD, SECOND, THIRD, flood
from tests.scrapers.normalizer.stories.samples import ROWS, on, told
from tests.scrapers.store.samples import article

VALIDATOR = Draft202012Validator(schema_of("story/1"))


def fits(made: StoryPack) -> bool:
    document = made.model_dump_json(by_alias=True)
    VALIDATOR.validate(made.model_dump(mode="json", by_alias=True))
    return StoryPack.model_validate_json(document) == made


def test_sources_are_numbered_from_the_oldest() -> None:
    made = pack(FLOOD, FIRST.id)
    assert [(one.number, one.id, one.outlet) for one in made.sources] == [
        (1, FIRST.id, "Agency"),
        (2, SECOND.id, "Courier"),
        (3, THIRD.id, "Velden"),
    ]
    assert [(one.wire, one.copy_of) for one in made.sources] == [("Nordbureau", None), ("", 1), ("", None)]
    assert (made.id, made.title, made.first, made.last) == (
        FIRST.id,
        FIRST.title,
        "2026-05-20T12:00:00+00:00",
        "2026-05-21T12:00:00+00:00",
    )
    assert made.languages == ("en",)
    assert fits(made)


def test_a_passage_of_several_sources_comes_once() -> None:
    made = pack(FLOOD)
    carried = [one.sources for one in made.passages]
    assert carried == [(1, 2), (1, 2), (2,), (3,), (3,), (3,), (3,)]
    assert [one.number for one in made.passages] == list(range(1, 8))
    assert made.passages[0].text == FIRST.blocks[0].text


def test_figures_that_differ_stand_side_by_side() -> None:
    (one,) = pack(FLOOD).disagreements
    assert (one.unit, one.language) == ("people", "en")
    assert [(figure.number, figure.sources) for figure in one.figures] == [("12", (1, 2)), ("15", (3,))]
    assert one.figures[1].text.startswith("At least 15 people died")


def test_sentences_that_name_a_day_are_in_order() -> None:
    days = [(one.day, one.basis, one.sources) for one in pack(FLOOD).timeline]
    assert days == [
        ("2013-05-03", "stated", (3,)),
        ("2026-05-19", "weekday", (1, 2)),
        ("2026-05-20", "weekday", (3,)),
        ("2026-06-01", "year_assumed", (3,)),
    ]


@pytest.mark.parametrize("order", list(permutations(FLOOD)))
def test_the_order_of_the_articles_does_not_matter(order: tuple[Article, ...]) -> None:
    assert pack(order) == pack(FLOOD)


def test_of_an_article_that_comes_twice_the_newest_version_counts() -> None:
    old = FIRST.model_copy(update={"title": "Old", "revision": 1})
    new = FIRST.model_copy(update={"title": "New", "revision": 2})
    assert pack([new, old]).title == pack([old, new]).title == "New"


def test_the_title_is_that_of_the_article_that_opened_the_story() -> None:
    assert pack(FLOOD, THIRD.id).title == THIRD.title
    assert pack([FIRST, THIRD.model_copy(update={"title": ""})], THIRD.id).title == FIRST.title


def test_first_and_last_are_in_utc() -> None:
    late = flood("blog", "The river Orla rose.", "2026-05-22T01:30:00+02:00")
    assert pack([FIRST, late]).last == "2026-05-21T23:30:00+00:00"


def test_a_table_tells_no_days_and_no_figures() -> None:
    blocks = [
        {"id": "a", "kind": "table", "text": "19 December 2025 2 January 2026 change"},
        {"id": "b", "kind": "paragraph", "text": "The fair opened on 2 January 2026."},
    ]
    made = pack([article(text="The fair opened on 2 January 2026.", blocks=blocks)])
    assert [one.text for one in made.timeline] == ["The fair opened on 2 January 2026."]
    assert len(made.passages) == 2


def test_weekdays_count_at_the_head_of_an_article_only() -> None:
    rest = "Nobody was hurt. The road is open. The school is dry. The mill closed on Tuesday."
    made = pack([flood("blog", f"The dam broke on Tuesday. {rest}", "2026-05-20")])
    assert [(one.day, one.text) for one in made.timeline] == [("2026-05-19", "The dam broke on Tuesday.")]


def test_marks_of_notes_are_left_and_told() -> None:
    made = pack([flood("wiki", "The dam broke.[1][2]\n\nNobody was hurt.", "2026-05-20")])
    assert [(one.text, one.has_notes) for one in made.passages] == [
        ("The dam broke.[1][2]", True),
        ("Nobody was hurt.", False),
    ]


def test_no_articles_make_an_empty_pack() -> None:
    made = pack([])
    assert (made.first, made.title, made.sources, made.passages, made.timeline) == ("", "", (), (), ())
    assert fits(made)


def test_a_date_that_is_a_guess_gives_no_weekday_and_borrows_its_year() -> None:
    guess = flood(
        "blog", "It happened on Tuesday. It was over on 21 May.", "2026-05-21", published=on("2027-01-01", "first_seen")
    )
    assert [(one.day, one.sources) for one in pack([guess, THIRD]).timeline if 2 in one.sources] == [
        ("2026-05-21", (2,))
    ]
    assert not pack([guess]).sources[0].is_published_known
    assert pack([guess]).timeline == ()


def test_headings_and_embeds_are_no_passages_and_a_standfirst_is_one() -> None:
    blocks = [
        {"id": "a", "kind": "heading", "text": "What we know"},
        {"id": "b", "kind": "list_item", "text": "The bridge is closed."},
        {"id": "c", "kind": "embed", "text": "A post"},
    ]
    made = pack([article(text="The bridge is closed.", blocks=blocks, standfirst="Water everywhere.")])
    assert [one.text for one in made.passages] == ["Water everywhere.", "The bridge is closed."]


def test_languages_are_kept_apart() -> None:
    made = pack([told(row) for row in ROWS if row["event"] == "ferry"])
    assert len(made.languages) == len(made.sources) == 7
    assert all(len({made.sources[source - 1].language for source in one.sources}) == 1 for one in made.passages)
    assert made.disagreements == ()
    assert fits(made)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_every_paragraph_is_in_a_passage_word_for_word(paragraphs: list[str]) -> None:
    blocks = [{"id": str(n), "kind": "paragraph", "text": text} for n, text in enumerate(paragraphs)]
    made = pack([article(text="\n\n".join(paragraphs), blocks=blocks)])
    assert {one.text for one in made.passages} <= set(paragraphs)
    assert len({one.number for one in made.passages}) == len(made.passages)
