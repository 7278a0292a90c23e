from dataclasses import replace

import pytest

from cleaners.draft import Draft, LineMaker
from cleaners.lexicon import lexicon_of
from cleaners.model import Candidate
from cleaners.notes import strip_author_notes, strip_signature

TEXT = (
    "The harbour of the town has got a new quay, and the mayor opened it with a short speech on Monday.",
    "It took four years to build, twice as long as planned, because the piles met rock at nine metres.",
    "Fishermen will pay nothing for the first year, said the council, which hopes for thirty boats.",
    "The old quay becomes a promenade with benches, and a crane from 1911 is to stay where it stands.",
)


def draft(*lines: str, authors: tuple[str, ...] = ("Eva Klein", "Ole Bæk Madsen")) -> Draft:
    make = LineMaker().line
    stated = tuple(Candidate(field="author", value=author, source="json_ld") for author in authors)
    return Draft(lines=tuple(make(text, f"line {n}") for n, text in enumerate(lines, 1)), candidates=stated)


def removed(found: Draft) -> dict[str, str]:
    return {line.text: line.rule for line in found.lines if line.rule}


@pytest.mark.parametrize(
    "note",
    [
        "Eva Klein is a senior reporter at the Gazette and has written about harbours since the spring of 2019.",
        "Korrespondentin Eva Klein ist für den Norden zuständig und berichtet seit 2019 auch aus Dänemark und Polen.",
        "Ole Bæk Madsen er havneredaktør og har tidligere arbejdet for tre af landets største dagblade i Aarhus.",
        "Eva Klein is the author of Salt and Rope: A History of the Northern Quays (Quillon, £20)",
    ],
)
def test_a_note_on_an_author_behind_the_text_goes(note):
    assert removed(strip_author_notes(draft(*TEXT, note))) == {note: "author_note"}


def test_its_heading_goes_with_it():
    note = "Eva Klein is a senior reporter at the Gazette and has written about harbours since the spring of 2019."
    found = removed(strip_author_notes(draft(*TEXT, "About the author:", note)))
    assert found == {"About the author:": "author_note", note: "author_note"}


def test_bylines_go_above_and_behind():
    found = strip_author_notes(draft("By Eva Klein, Skagen", *TEXT, "(Ole Bæk Madsen)"))
    assert removed(found) == {"By Eva Klein, Skagen": "byline", "(Ole Bæk Madsen)": "author_note"}


@pytest.mark.parametrize(
    "authors", ["Eva Klein, Ole Bæk Madsen and Kim Lee", "Kim Lee / Eva Klein", "Kim Lee; Eva Klein"]
)
def test_several_authors_may_be_stated_as_one(authors):
    note = "Eva Klein is a researcher at the school of navigation. Kim Lee teaches there."
    assert removed(strip_author_notes(draft(*TEXT, note, authors=(authors,)))) == {note: "author_note"}


@pytest.mark.parametrize(("head", "goes"), [("About the author:", True), ("By audience", False), ("The quay", False)])
def test_the_last_lines_below_a_heading_for_author_notes_go_without_any_name(head, goes):
    phrases = 'language = "en"\n[byline]\nline = ["about the author", "by {name}"]\n'
    make = LineMaker(lexicon_of([("en.toml", phrases)])).line
    note = "She writes about harbours, and has sailed from every one of them since 2019."
    page = Draft(lines=tuple(make(text, f"line {n}") for n, text in enumerate((*TEXT, head, note), 1)))
    assert removed(strip_author_notes(page)) == ({head: "author_note", note: "author_note"} if goes else {})


def test_an_author_who_acts_in_the_story_stays():
    inside = "Eva Klein, who reports for this paper, was on the first boat that moored there, and saw the rope part."
    assert removed(strip_author_notes(draft(TEXT[0], inside, *TEXT[1:]))) == {}


def test_a_last_sentence_that_names_an_author_late_stays():
    last = "Nobody was hurt when the rope parted, and the only one who had to change her shoes was Eva Klein herself."
    assert removed(strip_author_notes(draft(*TEXT, last))) == {}


@pytest.mark.parametrize("authors", [(), ("Redaktion",), ("Klein",)])
def test_without_a_full_name_nothing_is_a_note(authors):
    note = "Eva Klein is a senior reporter at the Gazette and has written about harbours since the spring of 2019."
    assert removed(strip_author_notes(draft(*TEXT, note, authors=authors))) == {}


@pytest.mark.parametrize("author", ["L'Opinion", "L’Opinion", "lopinion.example"])
def test_an_outlet_of_one_word_with_its_article_is_no_full_name(author):
    end = "L’opinion publique, dit le maire, attend depuis quatre ans que le quai du port ouvre enfin."
    assert removed(strip_author_notes(draft(*TEXT, end, authors=(author,)))) == {}


def test_a_short_text_is_not_taken_apart():
    line = "Eva Klein has won the first prize of the town for her pictures of the harbour, the jury said on Monday."
    assert removed(strip_author_notes(draft(TEXT[0], line))) == {}


@pytest.mark.parametrize("names", ["Nora Villaseñor", "NORA VILLASEÑOR", "Nora Villaseñor/J. K. Lang", "Нора Ланг"])
def test_a_line_of_names_right_above_the_text_signs_it(names):
    found = strip_signature(draft("A standfirst of one line", names, *TEXT, authors=()))
    assert removed(found) == {names: "byline"}
    assert [(one.field, one.value) for one in found.candidates] == [("author", names)]


@pytest.mark.parametrize("byline", ["Von Nora Villaseñor", "by Nora Villaseñor", "Par : Nora Villaseñor"])
def test_who_it_is_by_stands_above_the_text(byline):
    found = strip_signature(draft(byline, *TEXT, authors=()))
    assert removed(found) == {byline: "byline"}
    assert [one.value for one in found.candidates] == ["Nora Villaseñor"]
    assert removed(strip_signature(draft(*TEXT[:2], byline, *TEXT[2:], authors=()))) == {}


@pytest.mark.parametrize(
    ("byline", "linked", "found"),
    [
        ("By Nora Villaseñor", 0.8, True),
        ("By Royal Decree", 0.0, False),  # a heading, in a language that writes them in capitals
        ("Von Nora Villaseñor", 0.0, True),
        ("von Nora Villaseñor und Jan Lang", 0.0, True),
        ("Por Nora Villaseñor y Jan Lang", 0.0, True),
        ("Von Neuem", 0.0, False),
        ("Von Kai bis Ende", 0.0, False),
    ],
)
def test_who_it_is_by_stands_below_the_standfirst(byline, linked, found):
    lines = draft(TEXT[0], byline, *TEXT[1:], authors=()).lines
    lines = (lines[0], replace(lines[1], linked=linked), *lines[2:])
    assert removed(strip_signature(Draft(lines=lines))) == ({byline: "byline"} if found else {})


@pytest.mark.parametrize("byline", ["Von Nora Villaseñor", "By Nora Villaseñor and Jan Lang"])
def test_who_it_is_by_stands_below_the_text(byline):
    assert removed(strip_signature(draft(*TEXT, byline, authors=()))) == {byline: "byline"}
    assert removed(strip_signature(draft(*TEXT, "By the end of March", authors=()))) == {}


@pytest.mark.parametrize(
    "line",
    [
        "New Quay",  # the text speaks of a quay
        "Sierra Leone",  # and of the country
        "Key points",
        "Nora",
        "新しい 岸壁",
        "One Two, Three Four, Five Six, Seven Eight",
    ],
)
def test_a_line_that_may_be_a_sub_heading_stays(line):
    text = (
        *TEXT,
        "Two of the boats came from Sierra Leone, and one of them was the first that moored at the quay there.",
    )
    assert removed(strip_signature(draft(line, *text, authors=()))) == {}


def test_a_line_of_names_above_a_short_text_or_inside_it_stays():
    assert removed(strip_signature(draft("Nora Villaseñor", *TEXT[:2], authors=()))) == {}
    assert removed(strip_signature(draft(TEXT[0], "Nora Villaseñor", *TEXT[1:], authors=()))) == {}


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Text: Eva K", True),
        ("text and research: Eva Klein, Kai Holm", True),
        ("Text: the mayor has read it and said no.", False),
        ("Eva Klein: text", False),
    ],
)
def test_above_the_text_a_label_of_authors_is_enough(line, gone):
    maker = LineMaker(lexicon_of([("en.toml", 'language = "en"\n[byline]\nstart = ["text:", "text and research:"]')]))
    for texts, is_out in (([line, *TEXT], gone), ([TEXT[0], line, *TEXT[1:]], False)):
        found = strip_signature(Draft(lines=tuple(maker.line(text, "p") for text in texts)))
        assert removed(found) == ({line: "byline"} if is_out else {})
        assert [one.value for one in found.candidates] == ([line] if is_out else [])


@pytest.mark.parametrize("name", ["（三浦恵）", "(Eva Klein)", "[Ole Bæk Madsen]"])
def test_a_name_in_brackets_at_the_end_signs_the_text(name):
    found = strip_signature(draft(*TEXT, name, authors=()))
    assert removed(found) == {name: "byline"}
    assert [one.value for one in found.candidates] == [name]
    assert removed(strip_signature(draft(*TEXT[:2], name, *TEXT[2:], authors=()))) == {}


@pytest.mark.parametrize("behind", [(), ("* Name changed",)])
def test_a_name_at_the_end_that_the_byline_says_signs_the_text(behind):
    lines = draft("By Eva Klein / 17 February", *TEXT, "Eva KLEIN", *behind, authors=()).lines
    found = strip_signature(Draft(lines=(lines[0].out("outside"), *lines[1:])))
    assert found.lines[len(TEXT) + 1].rule == "byline"
    assert [one.value for one in found.candidates] == ["Eva KLEIN"]
    assert removed(strip_signature(Draft(lines=lines[1:]))) == {}


@pytest.mark.parametrize(
    "marks", ["(jg)", "[ms, kv]", "jg/kp", "এমআর/এএস", "gg (afp, búsqueda, DW)", "ct/kh (dpa, rtr)"]
)
def test_marks_of_writers_at_the_end_go_and_name_nobody(marks):
    found = strip_signature(draft(*TEXT, marks))
    assert removed(found) == {marks: "byline"}
    assert marks not in [one.value for one in found.candidates]


@pytest.mark.parametrize(
    "line",
    ["(AP)", "DPA/AFP", "(see the next page)", "(jg) and others", "He left.", "gg (see below)", "Reporters (AP) say"],
)
def test_other_short_ends_stay(line):
    assert removed(strip_signature(draft(*TEXT, line))) == {}


def test_a_name_behind_its_label_at_the_end_signs_the_text():
    maker = LineMaker(lexicon_of([("en.toml", 'language = "en"\n[byline]\nstart = ["by", "about the author:"]')]))
    lines = tuple(maker.line(text, "p") for text in (*TEXT, "About the author: Eva Klein"))
    assert removed(strip_signature(Draft(lines=lines))) == {"About the author: Eva Klein": "byline"}
    lines = tuple(maker.line(text, "p") for text in (*TEXT, "By Eva Klein"))
    found = strip_signature(Draft(lines=lines))
    assert removed(found) == {"By Eva Klein": "byline"}
    assert [one.value for one in found.candidates] == ["Eva Klein"]
    lines = tuple(maker.line(text, "p") for text in (*TEXT, "By the way"))
    assert removed(strip_signature(Draft(lines=lines))) == {}
    lines = tuple(maker.line(text, "p") for text in (*TEXT, "By : R.Ț."))
    found = strip_signature(Draft(lines=lines))
    assert removed(found) == {"By : R.Ț.": "byline"}
    assert found.candidates == ()


@pytest.mark.parametrize(
    "line", ["eva.klein@kbb.example", "Eva Klein, critic eva@kbb.example", "E-mail: desk@kbb.example"]
)
def test_an_address_at_the_end_is_no_text(line):
    assert removed(strip_signature(draft(*TEXT, line))) == {line: "byline"}


@pytest.mark.parametrize(
    "line",
    [
        "Who has seen the dog is asked to write to the harbour office at dogs@harbour.example by Monday.",
        "Register at info@harbour.example before Friday.",
        "Tickets: box@theatre.example, 040-123456.",
        "a" * 200_000,
    ],
)
def test_other_lines_with_an_address_stay(line):
    assert removed(strip_signature(draft(*TEXT, line))) == {}
