from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.article import Article
from scrapers.normalizer import revisions
from scrapers.normalizer.identity import block_ids
from scrapers.normalizer.revisions import ALIKE, Changes, PlacedBlock, Rewording, changes_between
from tests.scrapers.store.samples import article

WORDS = ("ferry", "HARBOUR", "storm", "2400", "Straße", "晴れ", "のち", "दिन", "दान", "ليل", "ﬁsh")
MARKS = (" ", ", ", " – ", " «", "… ", "\n")


def version(*texts: str, title: str = "Ferry sails", standfirst: str = "", revision: int = 1) -> Article:
    blocks = [{"id": one, "kind": "paragraph", "text": text} for one, text in zip(block_ids(texts), texts, strict=True)]
    text = "\n\n".join(texts)
    return article(text=text, blocks=blocks, title=title, standfirst=standfirst, revision=revision)


def is_empty(changes: Changes) -> bool:
    return changes == Changes(since=changes.since, title=None, standfirst=None, added=(), removed=(), changed=())


def texts(blocks: tuple[PlacedBlock, ...]) -> list[str]:
    return [block.text for block in blocks]


BOAT = "The council voted on Tuesday to buy a second boat for the crossing."
DOCK = "Last winter the only one lay in dock for weeks."
DOGS = "Dogs travel free of charge."


def test_paragraphs_that_came_and_went_are_named_with_their_place() -> None:
    old, new = version(BOAT, DOCK), version("It costs nine million.", BOAT, DOGS)
    changes = changes_between(old, new)
    assert changes.added == (
        PlacedBlock(id=new.blocks[0].id, text="It costs nine million.", after_id=""),
        PlacedBlock(id=new.blocks[2].id, text=DOGS, after_id=new.blocks[1].id),
    )
    assert changes.removed == (PlacedBlock(id=old.blocks[1].id, text=DOCK, after_id=old.blocks[0].id),)
    assert (changes.since, changes.title, changes.standfirst, changes.changed) == (1, None, None, ())


def test_a_paragraph_with_some_other_words_is_the_same_one_changed() -> None:
    old, new = version(DOCK, BOAT), version(DOCK, BOAT.replace("Tuesday", "Monday"), DOGS, revision=2)
    changes = changes_between(old, new)
    (changed,) = changes.changed
    assert (changed.old_id, changed.old_text) == (old.blocks[1].id, BOAT)
    assert (changed.new_id, changed.new_text) == (new.blocks[1].id, new.blocks[1].text)
    assert changed.similarity == pytest.approx(12 / 13, abs=0.001)
    assert (texts(changes.added), texts(changes.removed)) == ([DOGS], [])


def test_of_several_alike_the_most_similar_two_are_one() -> None:
    old = version("Gate one opens at 10 on Friday.", "Gate two opens at 11 on Friday.")
    new = version("Gate two opens at 12 on Friday.", "Gate one opens at 9 on Friday.")
    pairs = [(one.old_text[:8], one.new_text[:8]) for one in changes_between(old, new).changed]
    assert pairs == [("Gate two", "Gate two"), ("Gate one", "Gate one")]


def test_headline_and_standfirst_are_given_before_and_after() -> None:
    old = version(BOAT, title="Second ferry planned")
    new = version(BOAT, title="Second ferry bought", standfirst="It sails in May.")
    changes = changes_between(old, new)
    assert changes.title == Rewording(before="Second ferry planned", after="Second ferry bought")
    assert changes.standfirst == Rewording(before="", after="It sails in May.")
    assert is_empty(changes.model_copy(update={"title": None, "standfirst": None}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([BOAT, DOCK], [DOCK, BOAT]),
        (["“It's over,” she said."], ["It’s over — she said!"]),
        (["A LOUD HEADING"], ["A loud heading"]),
        (["co-operate"], ["cooperate"]),
        (["Kein ﬁsch in der STRASSE"], ["Kein fisch in der Straße"]),
        (["* * *", BOAT], [BOAT, "– – –"]),
        ([], []),
    ],
)
def test_place_case_punctuation_and_compatibility_forms_do_not_count(before: list[str], after: list[str]) -> None:
    old, new = version(*before, title="Rain, again"), version(*after, title="Rain again…")
    assert is_empty(changes_between(old, new))


@pytest.mark.parametrize(
    ("before", "after"),
    [("वह दिन में आया।", "वह दान में आया।"), ("ดีมาก", "ดูมาก"), ("7 boats", "8 boats"), ("a b c", "c b a")],
)
def test_a_vowel_a_number_or_the_order_of_words_does(before: str, after: str) -> None:
    assert not is_empty(changes_between(version(before), version(after)))


def test_a_repeated_paragraph_is_counted() -> None:
    assert texts(changes_between(version(DOGS, BOAT, "DOGS travel free of charge"), version(BOAT, DOGS)).removed) == [
        "DOGS travel free of charge"
    ]


def test_embeds_and_kinds_of_blocks_do_not_count() -> None:
    old = version("Timetable", BOAT)
    quiet = [{"id": "e", "kind": "embed", "text": "A video"}, {"id": "h", "kind": "heading", "text": "Timetable"}]
    new = old.model_copy(update={"blocks": (*article(blocks=quiet).blocks, old.blocks[1])})
    assert is_empty(changes_between(old, new))


def rendered(words: list[str], marks: list[str]) -> str:
    return "".join(f"{mark}{word}" for word, mark in zip(words, marks, strict=False))


PARAGRAPHS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
        st.lists(st.sampled_from(MARKS), min_size=8, max_size=8),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_the_changes_lead_from_the_old_text_to_the_new_one(
    before: list[tuple[list[str], list[str]]], after: list[tuple[list[str], list[str]]]
) -> None:
    said = {rendered(*one): "".join(one[0]) for one in (*before, *after)}
    old, new = version(*(rendered(*one) for one in before)), version(*(rendered(*one) for one in after))
    changes = changes_between(old, new)
    expected = Counter(said[block.text] for block in old.blocks)
    expected.subtract(said[text] for text in texts(changes.removed))
    expected.subtract(said[one.old_text] for one in changes.changed)
    expected.update(said[text] for text in texts(changes.added))
    expected.update(said[one.new_text] for one in changes.changed)
    assert +expected == Counter(said[block.text] for block in new.blocks)
    assert min(expected.values(), default=0) >= 0
    assert changes == changes_between(old, new)


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6), st.lists(st.text(max_size=30), max_size=6))
def test_any_text_is_compared(before: list[str], after: list[str]) -> None:
    old, new = version(*before), version(*after)
    changes = changes_between(old, new)
    assert len(old.blocks) - len(changes.removed) + len(changes.added) == len(new.blocks)
    assert all(ALIKE <= one.similarity <= 1 for one in changes.changed)
    assert is_empty(changes_between(old, old))


def test_a_huge_article_costs_a_bounded_number_of_comparisons_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Run {n}: the ferry {n * 7919} left pier {n % 9} with {n * 31} cars aboard." for n in range(1, 1001)]
    old, new = version(*rows), version(*(row.replace("aboard", "on board") for row in rows))
    compared: list[float] = []
    similarity = revisions._similarity

    def counted(one: Counter[int], other: Counter[int]) -> float:
        compared.append(similarity(one, other))
        return compared[-1]

    monkeypatch.setattr(revisions, "_similarity", counted)
    assert len(changes_between(old, new).changed) == len(rows)
    assert len(rows) <= len(compared) <= revisions.CANDIDATES * len(rows)
