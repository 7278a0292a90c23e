from dataclasses import replace

import pytest

from cleaners.datelines import distant_dates, full_date
from cleaners.draft import Line, LineMaker
from cleaners.lexicon import shipped_lexicon
from tests.cleaners.drafts import SECOND, SENTENCE

MAKER = LineMaker(shipped_lexicon())
FAR = ["Harbour news"] * 20


def lines_of(*texts: str, path: str = "div/p", **rules: str) -> list[Line]:
    """Return lines of which the first is the headline; running text is in, all else is out as `rules` name it."""
    out = {SENTENCE: "", SECOND: ""}
    named = {text: rules.get(text.split()[0].strip(","), "outside") for text in texts} | out
    lines = [replace(MAKER.line(text, path), rule=named[text]) for text in texts]
    return [replace(lines[0], rule="title"), *lines[1:]]


def first(lines: list[Line], last: int) -> str:
    return next(iter(distant_dates(lines, 0, last)), "")


def stated(*texts: str, path: str = "div/p", **rules: str) -> str:
    lines = lines_of("The quay opens", *texts, path=path, **rules)
    last = max((i for i, line in enumerate(lines) if not line.rule), default=-1)
    return first(lines, last)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Published 3 January 2026, 10:15", "3 January 2026"),
        ("03.01.2026, 17:05 Uhr", "03.01.2026"),
        ("26 | 01 | 2026", "26 | 01 | 2026"),
        ("By Nora Lind | 31.10.25", "31.10.25"),
        ("3 de enero de 2026", "3 de enero de 2026"),
        ("Jan 3, 2026", "Jan 3, 2026"),
        ("2026年1月3日 18時05分", "2026年1月3"),
        ("2026. január 4.", "2026. január 4"),
        ("Ngày 4 tháng 1 năm 2026", "4 tháng 1 năm 2026"),
        ("٣ كانون الثاني ٢٠٢٦", "٣ كانون الثاني ٢٠٢٦"),
        ("३ जनवरी २०२६", "३ जनवरी २०२६"),
        ("3 มกราคม 2569", "3 มกราคม 2569"),
        ("Winter 2017/2018", ""),
        ("© 2007-2011 The Harbour", ""),
        ("4 January", ""),
        ("12 people dead in 2026", ""),
        ("10 best phones of 2026", ""),
        ("9.30 - 17", ""),
        ("12-34-56", ""),
        ("1945 1960 1980 2000 2020", ""),
    ],
)
def test_a_full_date_has_day_month_and_year(text, date):
    assert full_date(text) == date


@pytest.mark.parametrize(
    "line", ["Veröffentlichung: 04.02.2022", "Mis en ligne le 23 mai 2019", "Last updated 3 March 2021"]
)
def test_a_line_that_says_what_its_date_is(line):
    assert stated(SENTENCE, SECOND, *FAR, line) == line


def test_a_label_speaks_for_the_date_on_the_next_line():
    assert stated(SENTENCE, SECOND, *FAR, "Letzte Änderung:", "14.01.2022 um 09:25") == "14.01.2022 um 09:25"
    assert stated(SENTENCE, SECOND, *FAR, "Letzte Änderung:", "Der Hafen schließt am 14.01.2022 für drei Wochen") == ""


@pytest.mark.parametrize("path", ["div/div.entry-meta", "div.itemInfo/p", "p.postmetadata", "div.post_date/span"])
def test_a_line_whose_element_is_named_for_it(path):
    line = "Written by Cooper on 25.08.2015 22:30 and read 1599 times, under harbours, quays and ships"
    assert stated(SENTENCE, line, SECOND, *FAR, "Harbour day 1.2.2016", path=path) == line
    assert stated(SENTENCE, line, SECOND, *FAR, "Harbour day 1.2.2016", path="div.other/p") == ""


@pytest.mark.parametrize("rule", ["comments", "related", "teaser", "aside", "caption"])
def test_what_belongs_to_others_does_not_count(rule):
    assert stated(SENTENCE, "Mia, 25.08.2015 22:30", SECOND, path="p.post-meta", Mia=rule) == ""


def test_the_first_of_several_named_lines_counts():
    first, second = "r23, 21.01.2009", "r24, 22.01.2009"
    assert stated(first, SENTENCE, second, SECOND, r23="byline", r24="byline") == first


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("Karlsruhe, (12.11.2021). The quay of the town was opened by the mayor.", "12.11.2021"),
        ("27.1.2022 - The quay of the town was opened by the mayor.", "27.1.2022"),
        ("January 22, 2014", "January 22, 2014"),
        ("25. Januar 2022 (HBR) Harbour", "25. Januar 2022"),
        ("On 4 February 2022 the quay of the town was opened by the mayor.", ""),
        ("12 January 2010: a strong earthquake struck the harbour of the town.", ""),
        ("It was on 3 January 2026 that the quay was opened by the mayor.", ""),
    ],
)
def test_a_dateline_opens_the_text(opening, date):
    lines = [*lines_of("The quay opens"), MAKER.line(opening, "p"), *lines_of("x", SENTENCE)[1:]]
    assert first(lines, 2) == date


@pytest.mark.parametrize(
    ("closing", "date"),
    [
        ("Nora Lind 10. September 2017", "10. September 2017"),
        ("It was 10. September 2017.", ""),
        ("Photo: Nora Lind, 3 January 2019", ""),
    ],
)
def test_a_name_and_a_date_end_the_text(closing, date):
    lines = [*lines_of("The quay opens", SENTENCE, SECOND), MAKER.line(closing, "p")]
    assert first(lines, 3) == date


def test_a_date_in_the_headline_set_apart():
    lines = lines_of("The quay opens\n02.02.2022 • Harbour", SENTENCE)
    assert first(lines, 1) == "02.02.2022"
    assert first(lines_of("27.01.2022The quay opens", SENTENCE), 1) == "27.01.2022"
    for about in (
        "The quay of 3 January 2026 opens",
        "Quay closes on 3 January 2026",
        "3 January 2026: what we remember",
    ):
        assert first(lines_of(about, SENTENCE), 1) == ""


def test_one_date_alone_beside_the_text_counts_and_several_do_not():
    assert stated("Harbour 3.1.2026", SENTENCE) == "3.1.2026"
    assert stated("Harbour 3.1.2026", "Quay 4.1.2026", SENTENCE) == ""
    assert stated("The harbour is closed until 3.1.2026.", SENTENCE) == ""


def test_a_page_without_lines_states_nothing():
    assert distant_dates((), 0, -1) == ()


def test_a_sentence_that_says_published_is_about_something_else():
    line = "First published on 12 March 1998, the novel sold a million copies in three months."
    assert stated(SENTENCE, line, SECOND, First="") == ""
    assert stated(SENTENCE, SECOND, *FAR, "Posted on 3 January 2026", "Posted on 4 January 2026") == ""
    assert stated(SENTENCE, "Posted on", "3 May 2020", SECOND, **{"3": "comments"}) == ""


def test_a_calendar_of_events_dates_nothing():
    assert stated(SENTENCE, "Market day 14.6.2025", "Fair 15.6.2025", SECOND, path="div.event-date/p") == ""


def test_the_most_telling_places_come_first():
    lines = lines_of("The quay opens", "Last updated 3 March 2021", SENTENCE, "Harbour 4.1.2026")
    assert distant_dates(lines, 0, 2)[0] == "Last updated 3 March 2021"
