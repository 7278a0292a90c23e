from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.normalizer.stories import Features, Member, decide, likeness
from scrapers.normalizer.stories.decision import ALIKE, BELONG, JOIN
from tests.scrapers.normalizer.stories.samples import ROWS, features, told, written

FERRY = [features(told(row)) for row in ROWS if row["event"] == "ferry"]
FIRE = [features(told(row)) for row in ROWS if row["event"] == "fire"]

DRIFT = [
    (
        "Ferry Nordlys runs aground off Skagen",
        "The ferry Nordlys ran aground off Skagen on Wednesday with 214 people aboard. Captain Henrik Solberg "
        "said that the rudder had failed in high winds. Tugs from Frederikshavn tried to pull the ship free, "
        "and helicopters brought the passengers ashore.",
    ),
    (
        "Tugs pull ferry Nordlys free, yard in Frederikshavn to inspect rudder",
        "The ferry Nordlys has been pulled free off Skagen by tugs and brought to the yard Orskov in "
        "Frederikshavn, where its rudder will be inspected. Captain Henrik Solberg said the ship was not "
        "leaking. The yard Orskov has 300 workers and room for two ships.",
    ),
    (
        "Yard Orskov in Frederikshavn to dismiss 120 of its 300 workers",
        "The yard Orskov in Frederikshavn, where the ferry Nordlys is inspected, will dismiss 120 of its 300 "
        "workers, director Mette Bruun said. The union Metal Nord called the decision a shock for "
        "Frederikshavn and asks for talks with Mette Bruun in the city hall.",
    ),
    (
        "Union Metal Nord elects Poul Kragh as its new chairman",
        "The union Metal Nord has elected the welder Poul Kragh as its new chairman at a congress in Viborg. "
        "Poul Kragh wants to fight for shorter hours and better pay. The decision at the city hall of Viborg "
        "came after three rounds of voting among 410 delegates.",
    ),
]


def member(one: Features, number: int, story: str = "a") -> Member:
    return Member(story=story, features=one, number=number)


def test_an_article_joins_the_story_of_its_event() -> None:
    members = [member(FERRY[0], 1, "ferry"), member(FIRE[0], 2, "fire"), member(FERRY[1], 3, "ferry")]
    decision = decide(FERRY[3], members)
    assert (decision.story, decision.merged) == ("ferry", ())
    assert decision.chance >= JOIN


def test_an_article_about_something_else_opens_a_story() -> None:
    vote = features(told(ROWS[-1]))
    assert decide(vote, [member(FERRY[0], 1, "ferry"), member(FIRE[0], 2, "fire")]).story == ""
    assert decide(vote, []).story == ""


def test_stories_that_an_article_shows_to_be_one_end_in_the_older_one() -> None:
    members = [member(FERRY[4], 7, "chinese"), member(FERRY[1], 3, "danish"), member(FERRY[6], 9, "spanish")]
    decision = decide(FERRY[0], members)
    assert (decision.story, decision.merged) == ("danish", ("chinese", "spanish"))


def test_stories_that_are_not_alike_stay_two_though_an_article_belongs_to_both() -> None:
    both = written(
        "Ferry Nordlys aground off Skagen; fire destroys textile mill in Izmir",
        f"{told(ROWS[0]).text}\n\n{told(ROWS[7]).text}",
        outlet="digest",
    )
    new = features(both)
    members = [member(FERRY[0], 1, "ferry"), member(FIRE[0], 2, "fire")]
    assert min(likeness(new, one.features) for one in members) >= JOIN
    assert decide(new, members).merged == ()


def test_a_story_does_not_wander_off_step_by_step() -> None:
    steps = [features(written(title, text, outlet=f"o{n}")) for n, (title, text) in enumerate(DRIFT)]
    story: list[Member] = []
    joined = []
    for number, step in enumerate(steps, start=1):
        joined.append(decide(step, story).story == "a" if story else True)
        if joined[-1]:
            story.append(member(step, number))
    assert joined[:2] == [True, True]
    assert not joined[3]
    assert likeness(steps[0], steps[3]) < BELONG


def test_likeness_to_one_article_alone_is_no_reason_to_join() -> None:
    others = [member(one, number) for number, one in enumerate(FIRE, start=1)]
    assert decide(FERRY[0], [*others, member(FERRY[1], 9)]).story == ""
    assert ALIKE <= JOIN


@settings(max_examples=25)
@given(st.permutations(range(7)), st.integers(0, 6))
def test_the_order_of_the_members_does_not_matter(order: list[int], new: int) -> None:
    everyone = [*FERRY[:4], *FIRE]
    members = [member(one, number, f"s{number % 3}") for number, one in enumerate(everyone)]
    assert decide(everyone[new], [members[place] for place in order]) == decide(everyone[new], members)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['event']}-{row['language']}")
def test_a_copy_joins_its_original(row: dict[str, str]) -> None:
    copy = features(told(row, outlet={"id": "other", "name": "", "country": ""}))
    assert decide(copy, [member(features(told(row)), 1)]).story == "a"
