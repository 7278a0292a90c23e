import numpy as np
import pytest
from hypothesis import given, settings

from cleaners.decode import parsed
from cleaners.features import PHRASE_GROUPS, UNLEARNED, Matrix, column_names, features_of
from cleaners.lexicon import KINDS, Lexicon, lexicon_of
from cleaners.metadata import page_data
from cleaners.model import Page
from cleaners.tokens import tokens_of
from cleaners.tree import tree_of
from tests.cleaners.drafts import LEXICON
from tests.cleaners.soup import soups

COLUMNS = column_names()


def features(source: str, lexicon: Lexicon = LEXICON) -> Matrix:
    root = parsed(source)
    tree = tree_of(root)
    tokens = [tuple(tokens_of(block.text)) for block in tree.blocks]
    return features_of(tree, page_data(root, Page()), tokens, [lexicon.hits(words) for words in tokens])


def column(source: str, name: str) -> list[float]:
    return [float(value) for value in features(source)[:, COLUMNS.index(name)]]


def test_each_kind_of_phrase_is_learned_or_said_not_to_be():
    learned = [kind for kinds in PHRASE_GROUPS.values() for kind in kinds]
    assert sorted([*learned, *UNLEARNED]) == sorted(KINDS)
    page = "<article><h3>Fact box</h3><p>Built in 1952.</p></article>"
    assert np.array_equal(features(page), features(page, lexicon_of([])))


def test_names_are_unique():
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>x</script>"])
def test_a_page_without_text_gives_no_rows(source):
    assert features(source).shape == (0, len(COLUMNS))


@pytest.mark.parametrize(
    "source",
    [
        "<p>x</p>",
        "<p>…</p><p>&nbsp;x</p>",
        "<ul><li>a</ul><dl><dt>b<dd>c</dl>",
        f"{'<div>' * 200}x",
        "<p>x</p>" * 500,
        "<table><tr><td>1<td>2</table>",
        "<h1>T</h1><article><p>A</p></article><article><p>B</p></article>",
    ],
)
def test_one_row_of_finite_numbers_a_block(source):
    rows = features(source)
    assert rows.shape == (len(tree_of(parsed(source)).blocks), len(COLUMNS))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


@settings(deadline=None, derandomize=True, max_examples=60)
@given(soups())
def test_any_page_gives_finite_numbers(source):
    rows = features(source)
    assert rows.shape[1] == len(COLUMNS)
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("link_share", "<p><a href=x>ab</a>cd</p><p>x</p>", [0.5, 0]),
        ("ends", "<p>It ends.</p><p>It does not</p><p>終わり。</p><p>ختم شد؟</p>", [1, 0, 1, 1]),
        ("tag_p", "<p>a</p><div>b</div>", [1, 0]),
        ("tag_li", "<ul><li>a</ul><p>b</p>", [1, 0]),
        ("heading", "<h1>a</h1><h3>b</h3><p>c</p>", [1, 3, 0]),
        ("in_nav", "<nav><p>a</p></nav><p>b</p>", [1, 0]),
        ("in_hidden", "<p hidden>a</p><p>b</p>", [1, 0]),
        ("own_related", '<div class="related">a</div><p>b</p>', [1, 0]),
        ("near_related", '<div class="related"><p>a</p></div><p>b</p>', [1, 0]),
        ("any_related", '<div class="related"><div><div><p>a</p></div></div></div><p>b</p>', [1, 0]),
        ("line_list_heading", "<h2>Related articles</h2><p>Related articles of a law</p>", [1, 0]),
        ("line_share", "<p>Share</p><p>Shares</p>", [1, 0]),
        ("phrase_consent", "<p>Here we use cookies</p><p>b</p>", [1, 0]),
        ("since_list_heading", "<p>x</p><h2>Related articles</h2><p>a</p><p>b</p>", [30, 0, 1, 2]),
        ("hit_before", "<p>Share</p><p>a</p><p>b</p>", [0, 1, 0]),
        ("hit_after", "<p>a</p><p>b</p><p>Share</p>", [0, 1, 0]),
        ("count_on_page", "<p>a</p><p>b</p><p>a</p>", [2, 1, 2]),
        ("first_on_page", "<p>a</p><p>b</p><p>a</p>", [1, 1, 0]),
        ("title_equal", "<title>The quay</title><h1>The quay</h1><p>b</p>", [1, 0]),
        ("lower_start", "<p>abc</p><p>Abc</p>", [1, 0]),
        ("mail", '<p><a href="mailto:a@b.example">a</a></p><p>b</p>', [1, 0]),
        ("handle", "<p>Port (@varnport)</p><p>a@b.example</p>", [1, 0]),
        ("lines", "<p>a<br>b<br>c</p><p>d</p>", [2, 0]),
        ("articles", "<article>a</article><article>b</article>", [2, 2]),
        ("list_items", "<ul><li>a<li>b</ul><p>c</p>", [2, 2, -1]),
        ("to_previous_same_path", "<p>a</p><h2>b</h2><p>c</p>", [30, 30, 2]),
        ("to_next_same_path", "<p>a</p><h2>b</h2><p>c</p>", [2, 30, 30]),
    ],
)
def test_columns(name, source, expected):
    assert column(source, name) == expected


def test_neighbours_are_looked_at_up_to_the_ends_of_the_page():
    source = "<p>a</p><h2>b</h2><p>c</p>"
    assert column(source, "heading-1") == [0, 0, 2]
    assert column(source, "heading+1") == [2, 0, 0]
    assert column(source, "same_path-2") == [0, 0, 1]
    assert column(source, "same_path+3") == [0, 0, 0]


def test_a_pull_quote_repeats_part_of_a_longer_block():
    quote = "the quay is the best thing that has happened to us"
    source = f"<p>{quote}</p><p>“I say that {quote} since the war,” the old fisherman told the mayor on Monday.</p>"
    assert column(source, "repeats_part") == [1, 0]


def test_the_same_shape_in_another_language_gives_the_same_numbers():
    danish = '<article><h1>Kaj åbnet</h1><p class="lead">Ny kaj.</p><p>Borgmesteren kom.</p></article>'
    english = '<article><h1>Kaj opens</h1><p class="lead">Ny kaj.</p><p>Borgmesteren ate.</p></article>'
    assert features(danish).shape == features(english).shape
    assert (features(danish)[1] == features(english)[1]).all()
