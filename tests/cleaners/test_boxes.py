import pytest

from cleaners.boxes import attributions, boxes
from cleaners.decode import parsed
from cleaners.tree import tree_of
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE

TEXT = f"<p>{SENTENCE}</p><p>{SECOND}</p>" * 3


def boxed(source: str) -> dict[str, str]:
    tree = tree_of(parsed(source))
    lines = [MAKER.line(block.text, "") for block in tree.blocks]
    return {tree.blocks[i].text: rule for i, rule in boxes(lines, tree).items()}


def test_a_small_box_goes_with_the_line_that_says_ai_wrote_it():
    box = "<section><h2>In short</h2><ul><li>A quay.</li><li>Three years.</li></ul><p>Reported by AI</p></section>"
    found = boxed(f"<article>{box}{TEXT}</article>")
    assert set(found) == {"In short", "A quay.", "Three years.", "Reported by AI"}
    assert set(found.values()) == {"ai_summary"}


def test_the_article_itself_does_not_go():
    found = boxed(f"<article>{TEXT}<p>Reported by AI</p></article>")
    assert set(found) <= {"Reported by AI"}


def test_a_page_that_says_nothing_of_ai_has_no_boxes():
    assert boxed(f"<article><section><h2>In short</h2></section>{TEXT}</article>") == {}
    assert boxed("") == {}


@pytest.mark.parametrize(
    "name", ["fact-box", "c-factbox", "Infobox", "info_box", "faktaboks", "fakta", "app-faktaruta"]
)
def test_a_fact_box_is_no_text(name):
    box = f"<div class={name}><div><h3>The quay</h3><ul><li>Built in 1952.</li></ul></div></div>"
    assert boxed(f"<article>{TEXT}{box}</article>") == dict.fromkeys(["The quay", "Built in 1952."], "side")


def test_a_small_element_behind_text_that_opens_with_the_heading_of_a_fact_box_is_none():
    box = "<section class=x1><div><h3>Fact box</h3></div><ul><li>Built in 1952.</li></ul></section>"
    assert boxed(f"<article>{TEXT}{box}</article>") == dict.fromkeys(["Fact box", "Built in 1952."], "side")
    assert boxed(f"<article>{box}{TEXT}</article>") == {}  # a kicker and what it is about
    assert boxed(f"<article>{TEXT}<h3>Fact box</h3><p>Built in 1952.</p></article>") == {}
    assert boxed(f"<article>{TEXT}{box.replace('<div>', '<p>Also:</p><div>')}</article>") == {}


def test_one_of_several_sections_with_like_headings_is_no_fact_box():
    sections = [f"<section><h2>{name}</h2><p>Built in 1952.</p></section>" for name in ("The quay", "Fact box")]
    assert boxed(f"<article>{TEXT}{''.join(sections)}</article>") == {}
    assert boxed(f"<article>{TEXT}{sections[1] * 2}</article>").keys() == {"Fact box", "Built in 1952."}
    inside = sections[1].replace("</h2>", "</h2><h3>The quay</h3>")  # as alike as headings of two levels are
    assert boxed(f"<article>{TEXT}{inside}</article>").keys() == {"Fact box", "The quay", "Built in 1952."}


def test_a_fact_box_ends_with_the_smallest_element_that_it_opens():
    box = "<div><div><h3>Fact box</h3><p>Built in 1952.</p></div><p>The mayor has left.</p></div>"
    assert boxed(f"<article>{TEXT}{box}</article>").keys() == {"Fact box", "Built in 1952."}


def test_a_fact_box_that_ai_wrote_says_so():
    box = "<div class=ai-summary><h3>Fact box</h3><p>Built in 1952.</p></div>"
    assert set(boxed(f"<article>{TEXT}{box}</article>").values()) == {"ai_summary"}


@pytest.mark.parametrize("name", ["factory-box", "information", "facts-of-the-day", "quick-factor"])
def test_other_names_are_no_fact_box(name):
    assert boxed(f"<article>{TEXT}<div class={name}><p>Built in 1952.</p></div></article>") == {}


def test_a_box_that_holds_most_of_the_text_is_the_article():
    assert boxed(f"<body><div class=info-box>{TEXT}</div></body>") == {}


def test_a_fact_box_is_named_so_by_any_of_its_classes():
    box = "<div class='sc-c01-0 infoBox'><p>Built in 1952.</p></div>"
    assert boxed(f"<article>{TEXT}{box}</article>") == {"Built in 1952.": "side"}


def test_who_said_a_quote_is_none_of_it():
    quote = "<blockquote><p>It opens.</p><footer>Ida Lund</footer></blockquote><footer>The Quay</footer>"
    quote += "<blockquote><p>It shuts.</p><cite>Ole Lund</cite></blockquote><blockquote><i>Nobody.</i></blockquote>"
    tree = tree_of(parsed(f"<article>{TEXT}{quote}</article>"))
    lines = [MAKER.line(block.text, "") for block in tree.blocks]
    assert {tree.blocks[i].text: rule for i, rule in attributions(lines, tree).items()} == dict.fromkeys(
        ["Ida Lund", "Ole Lund"], "quoted"
    )


def test_a_box_is_named_for_ai_by_any_of_its_classes():
    box = "<div class='c-summary c-ai-summary'><ul><li>Built in 1952.</li></ul></div>"
    assert boxed(f"<article>{TEXT}{box}</article>") == {"Built in 1952.": "ai_summary"}
