from dataclasses import replace

import pytest

from cleaners.draft import Line, LineMaker
from cleaners.lexicon import shipped_lexicon
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


def shipped(*texts: str) -> list[Line]:
    """Return lines with the phrases of the lexicon that ships."""
    maker = LineMaker(shipped_lexicon())
    return [maker.line(text, "p") for text in texts]


def lines_of(*texts: str) -> tuple[Line, ...]:
    return draft(*texts, form="html").lines


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


def test_several_dates_far_away_and_those_in_the_text_do_not_count():
    assert found(TITLE, SENTENCE, *["x"] * 15, "3 January 2026", "4 January 2026") == []
    assert visible_candidates(draft(TITLE, "It was on 3 January 2026.").lines, 0, 1) == ()


def test_the_date_of_a_picture_does_not_count_but_one_beside_it_does():
    taken = "Gulls above the old harbour quay, 3 January 2026"
    assert found(TITLE, taken, SENTENCE, Gulls="caption") == []
    assert found(TITLE, "3 January 2026 | Harbour", SENTENCE, **{"3": "caption"}) == [
        ("published", "3 January 2026 | Harbour")
    ]


def test_the_one_line_of_label_and_name_signs_the_article_wherever_it_stands():
    def signed(*texts: str) -> list[str]:
        lines = [replace(line, rule="byline") for line in shipped(*texts)]
        return [one.value for one in visible_candidates([*lines_of(TITLE, SENTENCE, *LATER), *lines], 0, 1)]

    assert signed("Autor: Nora Villaseñor") == ["Autor: Nora Villaseñor"]
    assert signed("Autor: Nora Villaseñor", "Autor: Theo Lang") == []
    assert signed("Redaktion") == []


def test_a_date_with_a_clock_left_in_above_the_text_counts_if_nothing_else_does():
    dated = "Stars 06.11.2023 13:30 von Olga"
    assert found(TITLE, dated, SENTENCE, Stars="") == [("published", dated)]
    assert found(TITLE, SENTENCE, dated, Stars="") == []
    assert found(TITLE, "Stars 2023", SENTENCE, Stars="") == []


@pytest.mark.parametrize("text", ["12 comments", "No date here", "x " * 80 + "2026"])
def test_lines_without_a_date(text):
    assert found(TITLE, text, SENTENCE) == []


def test_a_clock_counts_where_the_line_is_named_a_date():
    assert found(TITLE, "Monday 10:15", SENTENCE) == []
    assert found(TITLE, "Monday 10:15", SENTENCE, rule="date") == [("published", "Monday 10:15")]


def test_a_byline_names_an_author():
    assert found(TITLE, "By Nora Villaseñor", SENTENCE, rule="byline") == [("author", "By Nora Villaseñor")]


def test_a_byline_in_the_line_of_metadata_names_an_author_and_one_in_a_date_does_not():
    def fields(path: str) -> list[str]:
        line = replace(lines_of("Nora Villaseñor")[0], rule="byline", path=path)
        return [one.field for one in visible_candidates([*lines_of(TITLE), line, *lines_of(SENTENCE)], 0, 2)]

    assert fields("div/div.entry-meta") == ["author"]
    assert fields("div/span.post-date") == []


def test_a_page_without_headline_is_read_from_its_top():
    assert found("3 January 2026", SENTENCE) == [("published", "3 January 2026")]
    assert visible_candidates((), None, -1) == ()


def test_candidates_are_values_of_the_model():
    lines = with_rules(draft(TITLE, "3 January 2026", SENTENCE), {"3 January 2026": "date"}).lines
    assert visible_candidates(lines, 0, 2) == (
        Candidate(field="published", value="3 January 2026", source="visible_text"),
    )


# Bylines without a label.


@pytest.mark.parametrize("name", ["forfatter", "article__autore", "hissha", "news-reporter", "yazar"])
def test_an_element_named_byline_in_another_language(name):
    line = replace(draft("Nora Villaseñor", form="html").lines[0], path=f"div.page/p.{name}", rule="outside")
    assert visible_candidates((*lines_of(TITLE), line, *lines_of(SENTENCE)), None, 2) == (
        Candidate(field="author", value="Nora Villaseñor", source="visible_text"),
    )


def test_an_element_of_the_byline_named_for_its_date_names_no_author():
    line = replace(draft("Monday 3 March", form="html").lines[0], path="div/p.a-byline__date", rule="byline")
    assert visible_candidates((*lines_of(TITLE), line, *lines_of(SENTENCE)), None, 2) == ()


def test_desk_and_name_beside_a_date():
    assert found(TITLE, "2026年1月3日 20時30分", "運動部・村上俊", SENTENCE) == [
        ("published", "2026年1月3日 20時30分"),
        ("author", "運動部・村上俊"),
    ]
    assert found(TITLE, "運動部・村上俊", SENTENCE) == []


@pytest.mark.parametrize("signature", ["（三浦恵）", "(Eva Klein)", "[Ana de la Peña]", "（김하늘）", "【王小明】"])
def test_a_name_in_brackets_right_below_the_text(signature):
    assert found(TITLE, SENTENCE, signature) == [("author", signature)]
    assert found(TITLE, signature, SENTENCE) == []


@pytest.mark.parametrize("text", ["(dpa)", "(end of part one)", "（1）", "(Eva Klein) and more", "()", "（　）"])
def test_what_is_no_signature(text):
    assert found(TITLE, SENTENCE, text) == []


# The kicker.


def sections(*pairs: tuple[str, str]) -> list[str]:
    """Return the sections found; a line is a text and a path, the title the one in an h1."""
    lines = [
        replace(draft(text, form="html").lines[0], path=path, rule="title" if path.endswith("h1") else "outside")
        for text, path in pairs
    ]
    title = next((i for i, line in enumerate(lines) if line.rule == "title"), None)
    return [one.value for one in visible_candidates(lines, title, len(lines)) if one.field == "section"]


MENU = [("World", "nav/a"), ("Sport", "nav/a"), ("Log in", "nav/a")]
HEAD = [("The quay opens", "article/header/h1")]


def test_a_label_above_the_headline_that_is_in_the_menu_names_the_section():
    assert sections(*MENU, ("SPORT", "article/header/p"), *HEAD) == ["SPORT"]
    assert sections(*MENU, ("Sport", "article/header/div/a"), *HEAD) == ["Sport"]


@pytest.mark.parametrize(
    "kicker",
    [
        ("Handwerk", "article/header/p"),
        ("Sport", "div.search/p"),
        ("Log in 2", "article/header/p"),
    ],
)
def test_other_labels_above_the_headline_name_none(kicker):
    assert sections(*MENU, kicker, *HEAD) == []


def test_a_menu_that_stands_there_twice_names_none():
    assert sections(*MENU, *[(text, "article/header/a") for text, _ in MENU], *HEAD) == []


LATER = [f"Line number {word} of the page" for word in "one two three four five six seven eight nine ten".split()] * 2


def test_the_one_date_that_the_page_names_counts_wherever_it_stands():
    dated = "Stand 27.01.2026"
    assert found(TITLE, SENTENCE, *LATER, dated, Stand="date") == [("published", dated)]
    assert found(TITLE, SENTENCE, *LATER, dated) == [("published", dated)]
    assert found(TITLE, SENTENCE, *LATER, dated, "27.02.2026") == []
    assert found(TITLE, SENTENCE, *LATER, "Copyright 2026") == []
    assert found(TITLE, SENTENCE, *LATER, dated, "Stood 26.01.2026", Stand="date", Stood="date") == []
    near = "03.01.2026, 17:05 Uhr"
    assert found(TITLE, near, SENTENCE, *LATER, dated, Stand="date") == [("published", near)]
