from dataclasses import replace

import pytest

from cleaners.decode import parsed
from cleaners.draft import CERTAIN
from cleaners.leftovers import DOUBTFUL, benefits, footers, leftovers
from cleaners.reading import kind_of
from cleaners.tree import tree_of
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE

TEXT = f"<p>{SENTENCE}</p><p>{SECOND}</p>" * 3
BOX = "<div><h4>Harbour letter</h4><p>Sent on Fridays.</p><button>Send it</button></div>"


def left(source: str, **rules: str) -> dict[str, str]:
    """Return what goes: lines of the text have a chance of 1, removed ones of 0, others of 0.6; `rules` take lines out,
    given by their last word."""
    tree = tree_of(parsed(source))
    lines = []
    for block in tree.blocks:
        rule = rules.get(block.text.split()[-1].rstrip("."), "")
        chance = 1.0 if block.text in (SENTENCE, SECOND) else 0.0 if rule else 0.6
        line = MAKER.line(block.text, tree.path(block), kind=kind_of(tree, block))
        lines.append(replace(line, rule=rule, chance=chance))
    return {tree.blocks[i].text: rule for i, rule in leftovers(lines, tree).items()}


def test_the_heading_of_a_box_goes_with_the_box():
    assert left(TEXT + BOX + TEXT, Fridays="outside", it="button") == {"Harbour letter": "outside"}


def test_a_sign_without_words_is_nothing_that_goes():
    tip = "<div><span>💡</span><p>Keep the ropes dry.</p></div>"
    assert left(TEXT + tip + TEXT, **{"💡": "outside"}) == {}


def test_a_box_of_which_most_is_likely_stays():
    longer = BOX.replace("<button>", "".join(f"<p>Harbour news {number}</p>" for number in range(4)) + "<button>")
    assert left(TEXT + longer + TEXT, it="button") == {}


@pytest.mark.parametrize("label", ["Advertisement", "Related articles"])
def test_what_a_label_stands_above_goes_with_it(label):
    box = f"<div><span>{label}</span><p>Seven tips for a warm boat.</p><p>What mooring costs.</p></div>"
    rule = {"Advertisement": "advert", "Related articles": "related"}[label]
    found = left(TEXT + box + TEXT, **{label.split()[-1]: rule})
    assert set(found.values()) == {rule}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("section", "is_in"),
    [
        (f"<p>{SENTENCE[:-1]} at noon.</p><figcaption>A gull, and a quay behind it.</figcaption>", True),
        (f"<p>{SENTENCE[:-1]} at noon.</p><div>A gull, and a quay behind it.</div>", False),
        (f"<h3>{SENTENCE[:-1]} at noon.</h3><div>A gull, and a quay behind it.</div>", False),
        ("<h3>The best boat of noon</h3><div>A gull, and a quay behind it.</div><p>Buy one now</p>", True),
    ],
)
def test_text_beside_a_caption_and_the_heading_above_one_stay(section, is_in):
    found = left(f"{TEXT}<section>{section}</section>{TEXT}", it="caption", now="button")
    assert any(text.rstrip(".").endswith("noon") for text in found) is not is_in


def test_nothing_goes_above_the_text():
    assert left(BOX + TEXT, Fridays="outside", it="button") == {}


def test_a_likely_line_keeps_its_box():
    tree = tree_of(parsed(TEXT + BOX))
    chances = {"Harbour letter": DOUBTFUL, "Sent on Fridays.": 0.0, "Send it": 0.0}
    lines = [
        replace(
            MAKER.line(block.text, ""), chance=chances.get(block.text, 1.0), rule="button" * (block.text in chances)
        )
        for block in tree.blocks
    ]
    heading = next(i for i, line in enumerate(lines) if line.text == "Harbour letter")
    lines[heading] = replace(lines[heading], rule="")
    assert leftovers(lines, tree) == {}


def test_a_question_and_its_answer_are_no_box():
    asked = (
        f"<div><h4>Who pays for the new quay?</h4><p>{SENTENCE[:-1]} and at noon.</p><button>Read more</button></div>"
    )
    assert left(TEXT + asked + TEXT, more="read_also") == {}


def test_the_article_itself_is_no_box():
    short = f"<div><p>{SENTENCE}</p><p>The ferry is back.</p><p>So is the crane.</p></div>"
    assert left(f"{short}<div>Log in</div>", **{"in": "login"}) == {}
    assert left(f"<p>{SENTENCE}</p><div><p>The ferry and the crane are back.</p><p>x</p></div>", x="outside") == {}


def test_a_quote_with_who_said_it_is_no_box():
    quote = "<div><blockquote>The ferry is back.</blockquote><p>Ida Lund</p></div>"
    assert left(TEXT + quote + TEXT, Lund="byline") == {}
    assert left(TEXT + quote.replace("blockquote", "p") + TEXT, Lund="byline") == {"The ferry is back.": "byline"}


def test_an_empty_page():
    assert left("") == {}


LETTER = "<p>Sign up for our letter</p><ul><li>Every tide, every ship.</li><li><p>A crossword.</p></li></ul>"


def given(source: str, *out: str) -> list[str]:
    """Return what goes with an offer; lines of which a word is given are out, and the others likely."""
    tree = tree_of(parsed(source))
    lines = [MAKER.line(block.text, "") for block in tree.blocks]
    lines = [
        replace(line, rule="outside", chance=0.1) if set(out) & set(line.text.split()) else replace(line, chance=0.85)
        for line in lines
    ]
    found = benefits(lines, tree)
    assert set(found.values()) <= {"newsletter"}
    return [tree.blocks[i].text for i in found]


def test_what_an_offer_lists_goes_with_it():
    offer, gone = f"<div>{LETTER}</div>", ["Every tide, every ship.", "A crossword."]
    assert given(offer + TEXT, "Sign") == given(TEXT + offer + TEXT, "Sign") == gone


def test_a_list_below_an_offer_among_paragraphs_stays():
    assert given(f"<div><p>{SENTENCE}</p>{LETTER}</div>", "Sign") == []
    assert given(f"<div>{LETTER}</div>") == []  # likely enough to be what the article quotes


IMPRINT = (
    "<p>Tides as the harbour office gives them, no promise.</p><p>© 2026 Quay Press. All rights reserved.</p>"
    "<p>Printed by the old lock.</p>"
)


def at_the_foot(source: str, chance: float = 0.8, rule: str = "") -> list[str]:
    """Return what goes with the foot of a page; lines of the text are sure, or out by `rule`, others have `chance`."""
    tree = tree_of(parsed(source))
    lines = []
    for block in tree.blocks:
        line = MAKER.line(block.text, "")
        sure = block.text in (SENTENCE, SECOND)
        lines.append(replace(line, chance=1.0 if sure else chance, rule=rule if sure else ""))
    found = footers(lines, tree)
    assert set(found.values()) <= {"foot"}
    return [tree.blocks[i].text.split()[0] for i in found]


@pytest.mark.parametrize("foot", ["<footer>{}</footer>", "<div class=page-footer><div>{}</div></div>"])
def test_notes_beside_a_copyright_line_go_with_the_foot_of_the_page(foot):
    assert at_the_foot(TEXT + foot.format(IMPRINT)) == ["Tides", "©", "Printed"]
    assert at_the_foot(TEXT + foot.format(IMPRINT), rule="title") == ["Tides", "©", "Printed"]


def test_what_is_no_foot_of_the_page_stays():
    assert at_the_foot(TEXT + f"<div>{IMPRINT}</div>") == []
    assert at_the_foot(TEXT + "<footer><p>Printed by the old lock.</p></footer>") == []  # signs the article
    assert at_the_foot(TEXT + f"<footer>{IMPRINT}</footer>", chance=CERTAIN) == []
    assert at_the_foot(f"<footer>{IMPRINT}</footer>" + TEXT) == []
    assert at_the_foot(f"<div class=footer-fixed>{TEXT}{IMPRINT}</div>") == []
    assert at_the_foot(TEXT + f"<footer>{IMPRINT}</footer>", rule="outside") == []  # nothing else is left of the page
