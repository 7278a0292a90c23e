"""Lists of links whose heading is out: they go with it, whatever it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from cleaners.draft import Line
from cleaners.lookup import POINTING

HEADING = 80  # characters of a line that heads a list
UNHEADED = 0.5  # chance below which an unlinked line above a list is not the article's
LINKED = 0.8  # share of a list's items that hold a link
ITEMS = 2  # items of a list
WHOLLY = 0.9  # share of links in an item that is one from end to end
LABELS = (*POINTING, "navigation", "topics")
"""Kinds of labels above such lists; "Sources" and "References" are none, for theirs may be the article's."""


def linked_lists(lines: Sequence[Line], labels: Mapping[int, str]) -> dict[int, str]:
    """Return the items, as index and rule, of lists of links right below a short line that is out as such a label, or
    for no reason but that it is unlikely; and such a label that is in, with its list, if that is nothing but links.

    `lines` are those of a page; `labels` the kinds of lines that are about to go, by index.
    """
    found: dict[int, str] = {}
    for i, line in enumerate(lines[:-1]):
        if line.linked or len(line.text) > HEADING or lines[i + 1].kind != "list_item" or lines[i + 1].rule:
            continue
        items = _links_from(lines, i + 1)
        gone = labels.get(i) or line.rule
        said = next((hit.kind for hit in line.hits if hit.form == "line" and hit.kind in LABELS), "")
        if gone in LABELS:
            found |= dict.fromkeys(items, gone)
        elif gone == "outside" and line.kind != "list_item" and line.chance < UNHEADED:
            found |= dict.fromkeys(items, "related")
        elif not gone and said and items and all(lines[at].linked >= WHOLLY for at in items):
            found |= dict.fromkeys([i, *items], said)
    return found


def _links_from(lines: Sequence[Line], start: int) -> range:
    """Return the indexes of the items that begin there and are in; empty if they are no list of links."""
    items = list(takewhile(lambda line: line.kind == "list_item" and not line.rule, lines[start:]))
    linked = sum(item.linked > 0 for item in items)
    is_list = len(items) >= ITEMS and linked >= LINKED * len(items)
    return range(start, start + len(items) if is_list else start)
