from dataclasses import replace

import pytest

from cleaners.draft import Line
from cleaners.linked_lists import HEADING, UNHEADED, linked_lists
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE

BIT = 0.01


def line(text: str, kind: str = "list_item", rule: str = "", chance: float = 0.9, linked: float = 0.4) -> Line:
    """Return a line of a page, by default the item of a list with a link in it."""
    return replace(MAKER.line(text, "", kind=kind), rule=rule, chance=chance, linked=linked)


def head(text: str = "More from the quay", **fields: object) -> Line:
    """Return an unlinked line above a list, by default one that is out because it is unlikely."""
    return line(text, **{"kind": "heading", "rule": "outside", "chance": UNHEADED - BIT, "linked": 0.0} | fields)


ITEMS = [line("The ferry is late again"), line("A new bridge at last, and whose it is")]
TEXT = [line(SENTENCE, kind="paragraph", linked=0.0), line(SECOND, kind="paragraph", linked=0.0)]


@pytest.mark.parametrize(
    ("above", "rule"),
    [
        (head(), "related"),
        (head(rule="read_also", chance=0.9), "read_also"),
        (head(rule="navigation", chance=0.9), "navigation"),
        (head(chance=UNHEADED + BIT), ""),  # what was likely went for a reason of its own
        (head(rule=""), ""),
        (head(rule="sources", chance=0.9), ""),
        (head(text="Quay " * HEADING), ""),
        (head(linked=1.0), ""),
    ],
)
def test_a_list_of_links_goes_with_its_heading(above, rule):
    found = linked_lists([*TEXT, above, *ITEMS, *TEXT], {})
    assert found == ({3: rule, 4: rule} if rule else {})


def test_a_label_that_is_about_to_go_takes_its_list_with_it():
    lines = [*TEXT, head(rule=""), *ITEMS]
    assert linked_lists(lines, {2: "related"}) == {3: "related", 4: "related"}
    assert linked_lists(lines, {2: "sources"}) == {}


def test_a_label_that_is_in_goes_with_a_list_that_is_nothing_but_links():
    label = head(text="Related articles", rule="", chance=0.99)
    whole = [replace(item, linked=1.0) for item in ITEMS]
    assert linked_lists([*TEXT, label, *whole, *TEXT], {}) == {2: "related", 3: "related", 4: "related"}
    assert linked_lists([*TEXT, label, *ITEMS, *TEXT], {}) == {}
    assert linked_lists([*TEXT, replace(label, text="The quay", hits=()), *whole], {}) == {}


@pytest.mark.parametrize(
    "items",
    [
        ITEMS[:1],
        [ITEMS[0], line("An item of the article's own", linked=0.0)],
        [replace(item, rule="outside") for item in ITEMS],
        TEXT,
    ],
)
def test_what_is_no_list_of_links_stays(items):
    assert linked_lists([head(), *items], {}) == {}
