import pytest

from cleaners.model import Candidate
from cleaners.visible import visible_candidates
from tests.cleaners.drafts import SECOND, SENTENCE, draft, with_rules

TITLE = "The quay opens"


def found(*texts: str, rule: str = "outside", **rules: str) -> list[tuple[str, str]]:
    """Return what is found around a headline; all lines but the running text are out."""
    one = draft(*texts, form="html")
    out = {text: rules.get(text.split()[0], rule) for text in texts if text not in (TITLE, SENTENCE, SECOND)}
    done = with_rules(one, {**out, TITLE: "title"})
    title = next((i for i, line in enumerate(done.lines) if line.rule == "title"), None)
    candidates = visible_candidates(done.lines, title, max(done.kept(), default=-1))
    assert {candidate.source for candidate in candidates} <= {"visible_text"}
    return [(candidate.field, candidate.value) for candidate in candidates]


@pytest.mark.parametrize(
    "date",
    [
        "Published 3 January 2026, 10:15",
        "03.01.2026, 17:05 Uhr",
        "2026年1月3日 18時05分",
        "٣ كانون الثاني ٢٠٢٦",
        "३ जनवरी २०२६",
        "3 มกราคม 2569",
    ],
)
def test_a_date_line_near_the_headline(date):
    assert found(TITLE, date, SENTENCE) == [("published", date)]
    assert found(date, TITLE, SENTENCE) == [("published", date)]


def test_a_date_line_right_below_the_text():
    assert found(TITLE, SENTENCE, "3 January 2026") == [("published", "3 January 2026")]


def test_dates_far_away_and_in_the_text_do_not_count():
    assert found(TITLE, SENTENCE, *["x"] * 15, "3 January 2026") == []
    assert visible_candidates(draft(TITLE, "It was on 3 January 2026.").lines, 0, 1) == ()


@pytest.mark.parametrize("text", ["12 comments", "No date here", "x " * 80 + "2026"])
def test_lines_without_a_date(text):
    assert found(TITLE, text, SENTENCE) == []


def test_a_clock_counts_where_the_line_is_named_a_date():
    assert found(TITLE, "Monday 10:15", SENTENCE) == []
    assert found(TITLE, "Monday 10:15", SENTENCE, rule="date") == [("published", "Monday 10:15")]


def test_a_byline_names_an_author():
    assert found(TITLE, "By Nora Villaseñor", SENTENCE, rule="byline") == [("author", "By Nora Villaseñor")]


def test_a_page_without_headline_is_read_from_its_top():
    assert found("3 January 2026", SENTENCE) == [("published", "3 January 2026")]
    assert visible_candidates((), None, -1) == ()


def test_candidates_are_values_of_the_model():
    lines = with_rules(draft(TITLE, "3 January 2026", SENTENCE), {"3 January 2026": "date"}).lines
    assert visible_candidates(lines, 0, 2) == (
        Candidate(field="published", value="3 January 2026", source="visible_text"),
    )
