import numpy as np
import pytest

from cleaners.choice import KEEP, SURE, chosen
from cleaners.decode import parsed
from cleaners.pointers import CARDS, DOUBTED, KEEP_CARDS, KEEP_LABELLED, KEEP_LAST
from cleaners.tree import tree_of
from tests.cleaners.choices import BIT, RUNNING, choice
from tests.cleaners.growth import is_linear

KICKED = "<li>Kb {}: <a href=/{}>All that the council has decided</a></li>"
LETTERS = str.maketrans("0123456789", "abcdefghij")


@pytest.mark.parametrize(
    "pointer",
    [
        "<p>&gt;&gt; out <a href=/x>All that the council has decided</a></p>",
        "<p>→ out <a href=/x>All that the council has decided</a></p>",
        "<p><a href=/x>out All that the council has decided &gt;&gt;</a></p>",
        "<p>[out All that <a href=/x>the council</a> has decided]</p>",
        "<p>funda out | <a href=/x>All that the council has decided</a></p>" * 2,
        "<p>funda out: <a href=/x>All that the council has decided</a></p>" * 2,
    ],
)
def test_lines_that_lead_elsewhere_are_out_whatever_their_language(pointer):
    page = f"<div>{RUNNING.format('a')}{pointer}{RUNNING.format('b')}</div>"
    assert choice(page, a=SURE, b=SURE, funda=SURE, out=SURE, **{">>": SURE, "→": SURE, "[out": SURE}) == ["a", "b"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>a out | <a href=/x>All that the council has decided</a></p>",  # once may be anything
        "<p>a out: <a href=/x>@handle</a></p>" * 2,
        "<p>a out: All that the council has decided</p>" * 2,
        "<p>a » All that <a href=/x>the</a> council has decided on</p>",
        "<p>a <a href=/x>slope</a> of the curve that goes from Hobro →</p>",
    ],
)
def test_lines_that_only_look_like_pointers_stay(line):
    assert set(choice(f"<div>{RUNNING.format('a')}{line}</div>", a=SURE)) == {"a"}
    assert len(choice(f"<div>{RUNNING.format('a')}{line}</div>", a=SURE)) == 1 + line.count("<p>")


@pytest.mark.parametrize(("chance", "is_in"), [(KEEP_LABELLED + BIT, True), (KEEP_LABELLED - BIT, False)])
def test_a_list_of_kickers_with_linked_headlines_leads_elsewhere(chance, is_in):
    kicked = KICKED.format(1, 1) + KICKED.format(2, 2)
    site = "<nav>" + "<div><a href=//harbour.example/1>Ferries</a></div>" * 3 + "</nav>"
    page = site + RUNNING.format("a") + "<ul>{}</ul>" + RUNNING.format("b")
    chances = {"a": SURE, "b": SURE, "Kb": chance, "an": chance}
    assert ("Kb" in choice(page.format(kicked), **chances)) is is_in
    assert "Kb" in choice(page.format(kicked + "<li>an item of the article's own, without a link</li>"), **chances)
    assert "Kb" in choice(page.format(kicked.replace("href=/", "href=//other.example/")), **chances)
    announced = "<p>an announcement of all that the council has said of it:</p><ul>"
    assert "Kb" in choice(page.replace("<ul>", announced).format(kicked), **chances)


@pytest.mark.parametrize(("chance", "is_in"), [(KEEP_LAST + BIT, True), (KEEP_LAST - BIT, False)])
def test_a_list_of_links_behind_the_text_leads_elsewhere(chance, is_in):
    site = "<nav>" + "<div><a href=//harbour.example/1>Ferries</a></div>" * 3 + "</nav>"
    page = site + RUNNING.format("a") + "<ul>{}</ul>"
    links = "<li><a href=/1>One more</a></li><li><a href=/2>One more</a></li>"
    chances = {"a": SURE, "One": chance, "told": SURE}
    assert ("One" in choice(page.format(links), **chances)) is is_in
    assert "One" in choice(page.format(links) + RUNNING.format("told"), **chances)
    assert "One" in choice(page.format(links.replace("href=/", "href=//shop.example/")), **chances)
    accordion = links.replace("</li>", "<p>told by those who were there</p></li>")
    assert "One" in choice(page.format(accordion), **chances)


def cards(count: int, between: str = "") -> str:
    """Return elements of one look, each with a linked heading and a paragraph, and paragraphs that begin so between."""
    one = "<div class=c><h3><a href=/1>head {0}</a></h3>" + RUNNING.format("told {0}") + "</div>"
    text = RUNNING.format(f"{between} {{0}}") if between else ""
    return "".join((one + text).format(number) for number in range(count))


def teasing(mean: float) -> dict[str, float]:
    """Return chances by which a card's paragraph is in and its heading with it, both together of this mean."""
    return {"a": SURE, "told": KEEP + BIT, "head": 2 * mean - KEEP - BIT}


@pytest.mark.parametrize(("mean", "is_in"), [(KEEP_CARDS + BIT, True), (KEEP_CARDS - BIT, False)])
def test_elements_alike_with_a_linked_heading_each_are_teasers(mean, is_in):
    assert ("told" in choice(RUNNING.format("a") * 4 + cards(CARDS), **teasing(mean))) is is_in
    assert "told" in choice(RUNNING.format("a") * 4 + cards(CARDS - 1), **teasing(mean))


def test_sections_with_text_between_them_or_without_links_are_no_cards():
    chances, text = teasing(KEEP_CARDS - BIT), RUNNING.format("a") * 4
    assert "told" in choice(text + cards(CARDS, between="a"), **chances)
    for heading in ("<b>", "<a>", "<a href=#1>"):
        assert "told" in choice(text + cards(CARDS).replace("<a href=/1>", heading), **chances)


AROUND = "".join(RUNNING.format(f"a {number}") for number in range(3))


def pointed(address: str, text: str = "How many Croats read? The poll surprised all", before: str = "") -> str:
    """Return a page with a paragraph that is a link between paragraphs."""
    return f"{AROUND}{before}<p><a href={address}>{text}</a></p>{RUNNING.format('b')}"


@pytest.mark.parametrize(
    ("address", "is_in"),
    [
        ("/news/how-many-croats-read-the-poll-surprised-all/2541020", False),
        ("https://harbour.example/2026/how-many-croats-read-poll-surprised-all.html", False),
        ("/news/2541020", True),
        ("/news/croats-surprised-by-a-poll", True),
    ],
)
def test_a_link_between_paragraphs_whose_address_spells_it_leads_elsewhere(address, is_in):
    assert ("How" in choice(pointed(address), a=SURE, How=SURE - BIT, b=SURE)) is is_in
    assert "How" in choice(pointed(address), a=SURE, How=SURE, b=SURE)


def test_an_address_in_other_letters_spells_its_headline():
    page = pointed("/novosti/skolko-chitayut-v-gorode-reki", "Сколько читают в городе реки")
    assert "Сколько" not in choice(page, a=SURE, Сколько=SURE - BIT, b=SURE)


@pytest.mark.parametrize(
    ("address", "is_in"), [("/r/7003", False), ("//harbour.example/r/7003", False), ("//shop.example/7003", True)]
)
def test_a_bold_link_between_paragraphs_leads_elsewhere_on_the_same_site(address, is_in):
    site = "<nav>" + "<div><a href=https://www.harbour.example/1>Ferries</a></div>" * 2 + "</nav>"
    page = site + pointed(address, "<b>How many Croats read books</b>")
    assert ("How" in choice(page, a=SURE, How=SURE - BIT, b=SURE)) is is_in


def test_a_link_above_the_text_leads_elsewhere_if_it_is_not_sure():
    page = "<h2><a href=/live>Live The latest from the quay</a></h2>" + AROUND
    assert "Live" not in choice(page, Live=DOUBTED - BIT, a=SURE)
    assert "Live" in choice(page, Live=DOUBTED, a=SURE)
    assert "Live" in choice(page.replace("Live The", "</a>Live The <a>"), Live=DOUBTED - BIT, a=SURE)
    assert choice("<h2><a href=/live>Live The latest from the quay</a></h2>", Live=DOUBTED - BIT) == ["Live"]


def test_linked_headlines_of_a_digest_those_announced_and_headings_stay():
    chances = {"a": SURE, "How": SURE - BIT, "b": SURE, "The": SURE}
    address = "/how-many-croats-read-the-poll-surprised-all"
    assert choice(pointed(address, before=pointed(address)), **chances).count("How") == 0
    digest = "".join(f"<p><a href={address}>How many Croats read? The poll surprised all {n}</a></p>" for n in range(3))
    digest = digest.replace("</p>", "</p>" + RUNNING.format("b"))
    assert choice(AROUND + digest, **chances).count("How") == 3
    announced = "<p>The poll of the harbour office is in three parts, of which the first is this one:</p>"
    assert "How" in choice(pointed(address, before=announced), **chances)
    assert "How" in choice(pointed(address).replace("<p><a", "<h3><a").replace("</a></p>", "</a></h3>"), **chances)


def test_cards_of_many_looks_are_decided_in_linear_time():
    def decided(n: int) -> None:
        names = (str(look).translate(LETTERS) for look in range(n))  # digits in names make no other look
        looks = "".join(f"<div class={name}><h3><a href=/1>head</a></h3><p>told</p></div>" for name in names)
        tree = tree_of(parsed(RUNNING.format("a") + looks * CARDS))
        assert chosen(np.full(len(tree.blocks), SURE), tree).all()

    assert is_linear(decided, 600, 6000)
