from cleaners.decode import parsed
from cleaners.reference import KEPT, OUT, reference_chances
from cleaners.tree import tree_of
from tests.cleaners.drafts import SECOND, SENTENCE

TEXTS = [f"{text} It was number {i}." for i, text in enumerate([SENTENCE, SECOND] * 4)]
ARTICLE = f"<h1>The quay opens</h1>{''.join(f'<p>{text}</p>' for text in TEXTS)}"
NAV, FOOTER = "<nav><a href=a>News</a> <a href=b>Sport</a></nav>", "<footer><p>Imprint</p></footer>"
PAGE = f"<html><body>{NAV}<article>{ARTICLE}</article>{FOOTER}</body></html>"


def chances(source: str) -> dict[str, float]:
    tree = tree_of(parsed(source))
    found = reference_chances(source, tree)
    assert found.shape == (len(tree.blocks),)
    return {block.text: float(chance) for block, chance in zip(tree.blocks, found, strict=True)}


def test_what_the_reference_keeps_is_likely_and_the_rest_is_not():
    found = chances(PAGE)
    assert {chance for text, chance in found.items() if "It was number" in text} == {KEPT}
    assert found["News Sport"] == found["Imprint"] == OUT


def test_a_page_without_text_has_no_chances():
    assert chances("") == {}


def test_a_page_that_the_reference_makes_nothing_of():
    assert set(chances("<p>x</p><p>y</p>").values()) == {OUT}
