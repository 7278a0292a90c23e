import pytest

from cleaners.decode import parsed
from cleaners.lexicon import Hit
from cleaners.lookup import hits_in, hits_of, pointing_hits
from cleaners.tokens import tokens_of
from cleaners.tree import tree_of
from tests.cleaners.drafts import LEXICON, SENTENCE


def found_in(text: str) -> list[str]:
    return [hit.kind for hit in hits_in(LEXICON, tokens_of(text), text) if hit.form == "line"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Advertisement (story continues)", ["advert"]),
        ("Advertisement – Story continues", ["advert"]),
        ("Share | Copy link", ["share"]),
        ("ADVERTISEMENTStory continues", ["advert"]),
        ("AdvertisementStory continues", ["advert"]),
        ("AdvertisementHarbour", []),
        ("Advertisement", ["advert"]),
        ("Advertisement – a history", []),
        ("Share – Share – Share – Share", []),
        (SENTENCE, []),
    ],
)
def test_labels_side_by_side_are_one(text, kinds):
    assert found_in(text) == kinds


@pytest.mark.parametrize(
    ("source", "is_label"),
    [
        ("<p>Related articles<br><a href=x>The quay opens</a><br><a href=y>The quay closes</a></p>", True),
        ("<p>Related articles<br><a href=x>The quay opens</a> [REPORT]<br><a href=y>It sinks</a> [LIVE]</p>", True),
        ("<p>Related articles<br><a href=x>The quay opens</a> on a Monday in the harbour</p>", False),
        ("<p>The mayor<br><a href=x>The quay opens</a></p>", False),
        ("<p>Related articles<br>The quay opens</p>", False),
        ("<p><a href=x>Related articles</a><br>The end</p>", False),
    ],
)
def test_a_label_above_links_says_what_they_are(source, is_label):
    block = tree_of(parsed(source)).blocks[0]
    hits = hits_of(LEXICON, tokens_of(block.text), block)
    assert (Hit("related", "line", "en") in hits) is is_label


@pytest.mark.parametrize(
    ("source", "points"),
    [
        ("<p>Related articles: <a href=x>The quay opens</a></p>", True),
        ("<p>Related articles：<a href=x>The quay: it opens</a></p>", True),
        ("<p>Related articles | <a href=x>The quay: it opens</a></p>", True),
        ("<p>Related articles: <a href=x>The quay</a> opens on a Monday</p>", False),
        ("<p><a href=x>Related articles: The quay opens</a></p>", False),
        ("<p>The mayor: <a href=x>The quay opens</a></p>", False),
        ("<p>Share: <a href=x>The quay opens</a></p>", False),
    ],
)
def test_a_label_a_colon_and_a_link_point_elsewhere(source, points):
    found = pointing_hits(LEXICON, tree_of(parsed(source)).blocks[0])
    assert found == ((Hit("related", "line", "en"),) if points else ())
