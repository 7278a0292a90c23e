from dataclasses import replace

import pytest

from cleaners.decode import parsed
from cleaners.endings import BOX, endings
from cleaners.reading import kind_of
from cleaners.tree import tree_of
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE

TEXT = f"<p>{SENTENCE}</p><p>{SECOND}</p>" * 2
SAID = "<div><b>Kai</b><p>The quay was better before, and cheaper by far than now.</p></div>"
NOTE = "Nora Quay has written on harbours for the Gazette since the spring of 2019, and sails."


def found_in(source: str) -> dict[str, str]:
    """Return what goes, text and rule; all lines are in and sure."""
    tree = tree_of(parsed(source))
    lines = [
        replace(MAKER.line(block.text, tree.path(block), kind=kind_of(tree, block)), chance=0.99)
        for block in tree.blocks
    ]
    return {tree.blocks[i].text: rule for i, rule in endings(lines, tree).items()}


@pytest.mark.parametrize(
    ("source", "gone"),
    [
        (f"<article>{TEXT}</article><section><h3>Comments</h3>{SAID}</section>", True),
        (f"<article>{TEXT}<div><div><h3>Comments</h3></div>{SAID}</div></article>", True),
        (f"<article>{TEXT}<h3>Comments</h3>{SAID}</article>", False),  # a section of the article
        (f"<article>{TEXT}</article><section><h3>The quay</h3>{SAID}</section>", False),
        (f"<section><h3>Comments</h3>{SAID}</section><article>{TEXT}</article>", False),
        (f"<p>{SENTENCE}</p><section><h3>Comments</h3>{SAID}</section>", False),
    ],
)
def test_comments_go_with_the_heading_of_their_element(source, gone):
    said = {"Comments", "Kai", "The quay was better before, and cheaper by far than now."}
    assert found_in(source) == (dict.fromkeys(said, "comments") if gone else {})


@pytest.mark.parametrize(
    ("source", "gone"),
    [
        (f"{TEXT}<div class=author-box><h4>Nora Quay</h4><p>{NOTE}</p></div>", True),
        (f"{TEXT}<div class=bio><p>{NOTE}</p></div><p>Ends</p>", True),
        (f"{TEXT}<div class=bio><p>{NOTE}</p></div><p>{SENTENCE}</p>", False),  # the article goes on
        (f"<div class=author-page>{TEXT}<p>{NOTE}</p></div>", False),  # all of it is the author's
        (f"{TEXT}<div class=author-text><p>{NOTE}</p>{f'<p>{SECOND}</p>' * (BOX // len(SECOND) + 1)}</div>", False),
        (f"{TEXT}<div class=box><p>{NOTE}</p></div>", False),
    ],
)
def test_the_last_small_element_that_is_named_for_the_author_goes(source, gone):
    assert found_in(source).get(NOTE, "") == ("author_note" if gone else "")
