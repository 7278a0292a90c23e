import pytest

from cleaners.model import Candidate, Page
from cleaners.plain import draft_of_text, first_running
from tests.cleaners.drafts import LEXICON, SECOND, SENTENCE, draft, kept, removed
from tests.cleaners.lookalikes import STORIES

TITLE = "Varnholt opens its new quay after three years of work"


def read(*lines: str):
    return draft_of_text(Page(body="\n".join(lines).encode(), form="text"), LEXICON)


def test_lines_are_blocks_numbered_from_one():
    done = read(TITLE, "", SENTENCE, "  ", SECOND, "")
    assert [(line.text, line.path) for line in done.lines] == [
        (TITLE, "line 1"),
        (SENTENCE, "line 3"),
        (SECOND, "line 5"),
    ]


def test_blank_lines_part_groups():
    groups = [line.group for line in read(SENTENCE, "one", "two", "", "three").lines]
    assert groups[0] == groups[1] == groups[2] != groups[3]


WRAPPED = [
    "The new quay of Varnholt is four hundred metres long, and the",
    "mayor says that it will pay for itself within nine years, for",
    "ferries and freighters may moor there side by side now, which",
    "none of them could before.",
]


def test_a_paragraph_broken_at_a_fixed_width_is_one():
    done = read(*WRAPPED, "", SECOND)
    assert [(line.text, line.path) for line in done.lines] == [(" ".join(WRAPPED), "line 1"), (SECOND, "line 6")]


@pytest.mark.parametrize(
    "lines",
    [
        [line.capitalize() for line in WRAPPED],  # headlines
        WRAPPED[:2],
        [line[: 20 + 12 * n] for n, line in enumerate(WRAPPED)],  # of any length
        [line[:40] for line in WRAPPED],  # verses
        [f"{line} {line}" for line in WRAPPED],  # paragraphs
    ],
)
def test_other_lines_stay_as_they_are(lines):
    assert [line.text for line in read(*lines, "", SECOND).lines] == [*(" ".join(one.split()) for one in lines), SECOND]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way(end):
    body = f"{TITLE}{end}{end}{SENTENCE}{end}".encode()
    assert [line.text for line in draft_of_text(Page(body=body, form="text"), LEXICON).lines] == [TITLE, SENTENCE]


def test_the_headline_is_taken_out_and_named():
    done = read(TITLE, "", SENTENCE, "", SECOND)
    assert done.title == TITLE
    assert removed(done) == {TITLE: "title"}


def test_what_stands_before_the_headline_is_front_matter():
    done = read("World", "Harbours", "", TITLE, "", SENTENCE, "", SECOND)
    assert removed(done) == {"World": "front", "Harbours": "front", TITLE: "title"}
    assert kept(done) == [SENTENCE, SECOND]


def test_the_line_that_shares_most_words_with_the_text_is_the_headline():
    text = "Varnholt opens the new quay on Monday after three years of work, says the mayor of the town."
    done = read("Ducks on the runway delay all flights", TITLE, "Photo of ducks in a row", "", text, "", SECOND)
    assert done.title == TITLE


@pytest.mark.parametrize("line", ["We use cookies to show you the quay of Varnholt", "Sign up for our harbour letter"])
def test_a_prompt_before_the_text_is_no_headline(line):
    assert read(line, "", SENTENCE, "", SECOND).title == ("" if "Sign" in line else read(line, "", SENTENCE).title)
    assert read(line, TITLE, "", SENTENCE).title == TITLE


def test_a_whole_sentence_below_the_headline_is_text():
    lead = "The quay of Varnholt is open, three years and two lawsuits after it was begun."
    assert kept(read(TITLE, "", lead, "", SENTENCE)) == [lead, SENTENCE]


@pytest.mark.parametrize("end", [":", "", " …"])
def test_a_long_line_below_the_headline_is_text_however_it_ends(end):
    lead = f"{SENTENCE} {SECOND} Who comes to the harbour on Sunday should bring some of these{end}"
    assert removed(read(TITLE, "", lead, "", "- a cap", "- a rope", "", SENTENCE, SECOND)) == {TITLE: "title"}


def test_a_short_sentence_below_the_headline_is_text():
    assert kept(read(TITLE, "", "Three years, two lawsuits.", "", SENTENCE)) == ["Three years, two lawsuits.", SENTENCE]


@pytest.mark.parametrize("line", ["Kai Holm", "Harbours", "A crane at dusk"])
def test_a_short_line_below_the_headline_that_is_no_sentence_is_front_matter(line):
    assert removed(read(TITLE, "", line, "", SENTENCE)) == {TITLE: "title", line: "front"}


@pytest.mark.parametrize("front", [["Quay opens"], ["World", "Harbours", "Quay opens"], ["New quay", "2026-01-04"]])
def test_a_short_headline_is_one_where_there_is_no_longer(front):
    done = read(*front, "", SENTENCE, "", SECOND)
    assert done.title == next(line for line in front if "uay" in line)


def test_a_section_alone_is_no_headline():
    assert read("World", "Harbours", "", SENTENCE, "", SECOND).title == ""


def test_a_headline_is_rather_the_line_without_a_full_stop():
    caption = "The mayor of the town stood on the new quay of the harbour on Monday."
    done = read(TITLE, caption, "", SENTENCE, "", SECOND)
    assert done.title == TITLE


def test_short_running_text_far_above_the_article_is_no_beginning():
    hint = "Enter your number below and we will send you a key that fits."
    done = read(hint, *["Harbours"] * 10, TITLE, "", SENTENCE, "", SECOND)
    assert done.title == TITLE
    assert kept(done) == [SENTENCE, SECOND]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2026-01-04", "2026-01-04"),
        ("2026-01-04 14:26", "2026-01-04 14:26"),
        ("Published: 2026/1/4", "2026/1/4"),
        ("04.01.2026, 14:26 Uhr", "04.01.2026, 14:26"),
        ("4/1/2026", "4/1/2026"),
        ("2026年1月4日 14時26分", "2026年1月4日"),
        ("2026年 1月 4日", "2026年 1月 4日"),
    ],
)
def test_a_date_line_is_a_candidate_and_no_text(line, date):
    done = read(TITLE, line, "", SENTENCE)
    assert removed(done) == {TITLE: "title", line: "dateline"}
    assert done.candidates[0] == Candidate(field="published", value=date, source="visible_text")


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("2026-01-04 | World News", "World News"),
        ("2026-01-04 · Økonomi", "Økonomi"),
        ("2026-01-04", None),
        ("2026-01-04 by the whole staff of our paper", None),
        ("2026-01-04 | 14", None),
    ],
)
def test_few_words_behind_a_date_are_the_section(line, section):
    sections = [one.value for one in read(TITLE, line, "", SENTENCE).candidates if one.field == "section"]
    assert sections == ([section] if section else [])


@pytest.mark.parametrize("text", ["12 years on", "Room 12-5-99", "Flight 20260104"])
def test_other_numbers_are_no_date(text):
    assert read(TITLE, text, "", SENTENCE).candidates == ()


def test_a_date_in_the_text_is_no_dateline():
    text = "The quay was opened on 2026-01-04 at noon, and the mayor cut a ribbon made of rope."
    assert read(TITLE, "", text).candidates == ()
    assert kept(read(TITLE, "", text)) == [text]


@pytest.mark.parametrize("lines", [[], [""], [TITLE], ["one", "two"]])
def test_without_running_text_nothing_is_named(lines):
    done = read(*lines)
    assert done.title == ""
    assert kept(done) == [line for line in lines if line]


def test_text_alone_has_no_headline():
    done = read(SENTENCE, "", SECOND)
    assert done.title == ""
    assert kept(done) == [SENTENCE, SECOND]


def test_bytes_that_are_not_utf8_harm_nothing_else():
    body = TITLE.encode() + b"\n\n" + SENTENCE.encode() + b"\xff\xfe\n\n" + SECOND.encode()
    assert len(draft_of_text(Page(body=body, form="text"), LEXICON).lines) == 3


def test_the_first_running_text_is_no_chrome():
    chrome = "Here we use cookies to count our readers and to show them what they may like."
    lines = draft("World", chrome, TITLE, SENTENCE).lines
    assert first_running(lines) == 3
    assert first_running(draft("World").lines) == 1


@pytest.mark.parametrize("code", STORIES)
def test_a_headline_is_found_in_every_language(code):
    story = STORIES[code]
    text = [*story.before, *story.after]
    done = read(*story.nav[:3], "", story.title, "", "2026-01-04 14:26", "", *[x for one in text for x in (one, "")])
    assert done.title == story.title
    assert kept(done) == text
