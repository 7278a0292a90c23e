from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.stories.figures import figures_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("12 dead, 15 hurt", [("12", "dead"), ("15", "hurt")]),
        ("1,200 people", [("1200", "people")]),
        ("1.200 mennesker", [("1200", "mennes")]),
        ("12 000 рублей", [("12000", "рублей")]),
        ("up 3.5 percent", [("3.5", "percen")]),
        ("3,5 %", [("3.5", "%")]),
        ("٢١٤ شخصا", [("214", "شخصا")]),
        ("死者15人", [("15", "人")]),
        ("a 62-year-old", [("62", "year")]),
        ("It was 12.", [("12", "")]),
        ("at 7:50 and 18.00", [("18.00", "")]),
        ("4/1/2026, A320 and v2", []),
        ("", []),
    ],
)
def test_figures_and_what_they_count(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(one.number, one.unit) for one in figures_of(text)] == figures


def test_a_year_is_told_from_a_number() -> None:
    assert [one.is_year for one in figures_of("In 1998 there were 2500 boats")] == [True, False]


@given(st.text(alphabet="0123456789., ’:-/人%ab"))
def test_a_figure_stands_in_the_text(text: str) -> None:
    for one in figures_of(text):
        assert text[one.start].isdigit()
        assert one.start < one.end <= len(text)
