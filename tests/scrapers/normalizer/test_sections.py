import pytest

from cleaners.model import Candidate
from scrapers.normalizer.sections import keywords_of, section_of


def said(field: str, *pairs: tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(field=field, source=source, value=value) for source, value in pairs)


@pytest.mark.parametrize(
    ("value", "section"),
    [
        ("World News", "World News"),
        ("Nyheder > Udland", "Udland"),
        ("Deportes / Fútbol", "Fútbol"),
        ("Science &amp; Technology", "Science & Technology"),
        ("国際", "国際"),
        ("Home", ""),
        ("Article", ""),
        ("The Daily", ""),
        ("The Daily > World", "World"),
        ("a sentence that somebody wrote into the field of the section by mistake", ""),
        ("", ""),
    ],
)
def test_section(value, section):
    assert section_of(said("section", ("meta", value)), ["The Daily"]) == section


@pytest.mark.parametrize(
    ("value", "elsewhere", "section"),
    [
        ("Sport, Football", "", "Sport"),
        ("Sport; Football", "football", "Football"),
        ("Home, Sport", "", "Sport"),
        ("Arts, Culture & Media", "Arts, Culture & Media", "Arts, Culture & Media"),
        ("国際、社会", "社会", "社会"),
        ("Arts, Culture and Media", "", "Arts, Culture and Media"),
        ("Kunst, Kultur und Medien", "Kunst", "Kunst"),
    ],
)
def test_of_a_list_the_section_that_another_source_names_or_the_first(value, elsewhere, section):
    assert section_of(said("section", ("json_ld", value), ("html", elsewhere))) == section


def test_keywords_lose_their_arrows_and_numbers_are_none():
    assert keywords_of(said("keyword", ("meta", "Storm », 48213, 2026 floods, flood›"))) == (
        "Storm",
        "2026 floods",
        "flood",
    )


def test_page_data_come_first_and_the_first_value_wins():
    pairs = (("feed", "Feed"), ("meta", "Meta"), ("json_ld", "First"), ("json_ld", "Second"))
    assert section_of(said("section", *pairs)) == "First"


def test_what_is_stated_comes_before_trails_and_trails_before_what_is_shown():
    order = ["json_ld", "meta", "html", "visible_text", "url"]
    pairs = [(source, source) for source in reversed(order)]
    while pairs:
        assert section_of(said("section", *pairs)) == pairs.pop()[0]


def test_a_source_without_a_section_is_passed_over():
    assert section_of(said("section", ("json_ld", "Home"), ("meta", "World"))) == "World"
    assert section_of(()) == ""


def test_keywords_are_split_and_unique():
    found = said("keyword", ("meta", "flood, Storm ;storm"), ("json_ld", "海岸、嵐"), ("json_ld", "a, , b"))
    assert keywords_of(found) == ("flood", "Storm", "海岸", "嵐", "a", "b")


def test_sentences_and_floods_of_keywords_are_cut():
    assert keywords_of(said("keyword", ("meta", "x" * 61))) == ()
    assert len(keywords_of(said("keyword", ("meta", ",".join(f"tag {number}" for number in range(200)))))) == 50
