"""Numbers that describe each block of a page, none of which depends on its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaners.lexicon import Hit
from cleaners.metadata import PageData
from cleaners.place import LONG, PLACE_COLUMNS, Indexes, place_columns
from cleaners.surface import Columns, Vector, surface_of
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.words import GROUP_BIT

Matrix = npt.NDArray[np.float32]

SHINGLE = 5  # words in a row that do not recur by chance
TITLE_WORDS = 60  # words up to which a block can be a headline
BODY_WORDS = 60  # words from which a stated body is one
NOWHERE = -9  # a path and a parent that no block has
FAR = 30  # blocks after which a heading over a list no longer counts
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TAGS = "p div li td span section article figcaption blockquote body button dd pre".split()

TEXT_COLUMNS = (
    "chars words link_share links bold_share ends sentences commas digits uppercase quote lower_start colon word_length"
    " lines clock symbol copyright count_on_page first_on_page title_overlap title_equal description_overlap"
    " body_overlap body_known italic_share mail handle repeats_part"
).split()
NEAR_OFFSETS = (-3, -2, -1, 1, 2, 3)
NEAR_COLUMNS = ("chars", "link_share", "ends", "heading", "same_path", "same_parent", "p")

# Kinds of phrases that mean the same to the decision.
PHRASE_GROUPS: dict[str, tuple[str, ...]] = {
    "list_heading": ("related", "most_read"),
    "read_also": ("read_also",),
    "consent": ("consent", "cookie_button"),
    "prompt": ("app_prompt", "newsletter", "login", "feedback"),
    "share": ("share",),
    "comments": ("comments",),
    "advert": ("advert", "continues", "sponsored"),
    "paywall": ("paywall",),
    "copyright": ("copyright", "supplied"),
    "ai": ("ai_text", "ai_image"),
    "player": ("watch", "listen"),
    "caption": ("caption",),
    "byline": ("byline", "updated"),
    "navigation": ("navigation", "topics", "sources"),
    "label": ("opinion", "correction"),
}
_PHRASE_COLUMN = {kind: column for column, kinds in enumerate(PHRASE_GROUPS.values()) for kind in kinds}
_LIST_HEADING = 0


def column_names() -> tuple[str, ...]:
    """Return the names of the columns that `features_of` gives, in order."""
    return (
        *TEXT_COLUMNS,
        *PLACE_COLUMNS,
        *(f"line_{group}" for group in PHRASE_GROUPS),
        *(f"phrase_{group}" for group in PHRASE_GROUPS),
        "since_list_heading",
        "hit_before",
        "hit_after",
        *(f"tag_{tag}" for tag in _TAGS),
        *(f"in_{mark}" for mark in MARK),
        *(f"own_{group}" for group in GROUP_BIT),
        *(f"near_{group}" for group in GROUP_BIT),
        *(f"any_{group}" for group in GROUP_BIT),
        *(f"{name}{offset:+d}" for offset in NEAR_OFFSETS for name in NEAR_COLUMNS),
    )


def features_of(tree: Tree, data: PageData, tokens: Sequence[Sequence[str]], hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return one row of numbers a block, columns as in `column_names`; shape (0, n) for a page without text.

    `tokens` and `hits` hold, for each block, its words and the phrases of chrome found in it. In memory the matrix
    lies column by column, as it is made and looked at.
    """
    if not tree.blocks:
        return np.zeros((0, len(column_names())), dtype=np.float32)
    node = np.array([block.node for block in tree.blocks])
    parent = np.array([each.parent for each in tree.nodes])
    path = np.array([each.path for each in tree.nodes])[node]
    tags = [tree.nodes[block.node].tag for block in tree.blocks]
    text = _text_columns(tree.blocks, data, tokens)
    text["heading"] = np.array([_HEADINGS.get(tag, 0) for tag in tags], dtype=np.float64)
    text["p"] = np.array([tag == "p" for tag in tags], dtype=np.float64)
    parts = [
        [text[name] for name in TEXT_COLUMNS],
        place_columns(tree, text, node, parent, path),
        _phrase_columns(hits),
        [np.array([tag == each for each in tags]) for tag in _TAGS],
        _bits([block.marks for block in tree.blocks], len(MARK)),
        _group_columns(tree, node, parent),
        _near_columns(text, path, parent[node]),
    ]
    return np.concatenate([np.asarray(part, dtype=np.float32) for part in parts]).T


def _text_columns(blocks: Sequence[TextBlock], data: PageData, tokens: Sequence[Sequence[str]]) -> Columns:
    texts = [block.text for block in blocks]
    columns = surface_of(texts, list(map(len, tokens)))
    size = np.array(list(map(len, texts)))
    for name in ("link", "bold", "italic"):
        columns[f"{name}_share"] = np.array([getattr(block, f"{name}_chars") for block in blocks]) / size
    columns["links"] = np.minimum([block.links for block in blocks], 10)
    columns["mail"] = np.array([block.mail for block in blocks], dtype=np.float64)
    counts, seen = Counter(texts), dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    columns["count_on_page"] = np.array([counts[text] for text in texts], dtype=np.float64)
    columns["first_on_page"] = np.array([seen[text] == i for i, text in enumerate(texts)], dtype=np.float64)
    columns["repeats_part"] = _repeats(texts, tokens)
    return columns | _stated_columns(data, tokens)


def _stated_columns(data: PageData, tokens: Sequence[Sequence[str]]) -> Columns:
    """Return how like each block is to the title, the description and the body that the page states."""
    titles = [tokens_of(title) for title in data.values("title")[:6]]
    description = set(tokens_of(" ".join(data.values("description")[:4])))
    body = tokens_of(data.body)
    pairs = set(pairwise(body))
    overlap = _title_overlap(tokens, titles)
    return {
        "title_overlap": overlap,
        "title_equal": np.array([o == 1 and list(words) in titles for o, words in zip(overlap, tokens, strict=True)]),
        "description_overlap": np.array([_share_of(description, words) for words in tokens]),
        "body_overlap": np.array([_share_in(pairs, words) for words in tokens]),
        "body_known": np.full(len(tokens), float(len(body) > BODY_WORDS)),
    }


def _title_overlap(tokens: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> Vector:
    """Return the best share of words that each block has in common with a title; 0 for what is too long for one."""
    stated = {frozenset(title) for title in titles}
    known = frozenset().union(*stated)
    overlap = np.zeros(len(tokens))
    for i, words in enumerate(tokens):
        if len(words) <= TITLE_WORDS and not known.isdisjoint(words):
            own = set(words)
            overlap[i] = max(len(own & title) / len(own | title) for title in stated)
    return overlap


def _share_of(known: set[str], words: Sequence[str]) -> float:
    """Return which share of the different words is known."""
    if known.isdisjoint(words):
        return 0.0
    own = set(words)
    return len(own & known) / len(own)


def _share_in(pairs: set[tuple[str, str]], words: Sequence[str]) -> float:
    """Return which share of the pairs of neighbouring words is among the given ones."""
    if not pairs or len(words) < 2:
        return 0.0
    return sum(map(pairs.__contains__, pairwise(words))) / (len(words) - 1)


def _repeats(texts: Sequence[str], tokens: Sequence[Sequence[str]]) -> Vector:
    """Return whether a longer block begins or holds what each one does: a pull quote or a repeated standfirst."""
    ends = [(tuple(words[:SHINGLE]), tuple(words[-SHINGLE:])) if len(words) >= SHINGLE else () for words in tokens]
    wanted = {shingle for pair in ends for shingle in pair}
    longest = dict.fromkeys(wanted, 0)  # length of the longest block that holds each run of words
    for i in sorted(range(len(texts)), key=lambda i: len(texts[i])):
        if len(texts[i]) >= LONG:
            shingles = zip(*(tokens[i][start:] for start in range(SHINGLE)), strict=False)
            longest.update(dict.fromkeys(wanted.intersection(shingles), len(texts[i])))
    return np.array(
        [
            bool(pair) and all(longest[shingle] > len(text) for shingle in pair)
            for pair, text in zip(ends, texts, strict=True)
        ]
    )


def _bits(values: Sequence[int] | Indexes, count: int) -> Matrix:
    """Return one row a bit, lowest first."""
    return ((np.asarray(values, dtype=np.int64) >> np.arange(count)[:, None]) & 1).astype(np.float32)


def _group_columns(tree: Tree, node: Indexes, parent: Indexes) -> Matrix:
    """Return the word groups of each block's element, of the two above it, and of all above it."""
    own_words = np.array([each.own_words for each in tree.nodes], dtype=np.int64)
    all_words = np.array([each.words for each in tree.nodes], dtype=np.int64)
    inline = np.array([block.words for block in tree.blocks], dtype=np.int64)
    up = np.maximum(parent, 0)
    near = own_words[up[node]] | own_words[up[up[node]]]
    groups = len(GROUP_BIT)
    return np.concatenate(
        [_bits(own_words[node] | inline, groups), _bits(near, groups), _bits(all_words[node] | inline, groups)]
    )


def _phrase_columns(hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return which groups of phrases each block is or holds, how far back a list heading is, and hits around it."""
    groups, index = len(PHRASE_GROUPS), np.arange(len(hits))
    found = np.zeros((2 * groups + 3, len(hits)), dtype=np.float32)
    for i, block_hits in enumerate(hits):
        for hit in block_hits:
            found[_PHRASE_COLUMN[hit.kind] + (0 if hit.form == "line" else groups), i] = 1
    last = np.maximum.accumulate(np.where(found[_LIST_HEADING] > 0, index, -FAR))
    found[2 * groups] = np.minimum(FAR, index - last)
    is_hit = found[: 2 * groups].max(axis=0)
    found[2 * groups + 1, 1:] = is_hit[:-1]
    found[2 * groups + 2, :-1] = is_hit[1:]
    return found


def _padded(values: Vector | Indexes, value: int, reach: int) -> Vector | Indexes:
    ends = np.full(reach, value, dtype=values.dtype)
    return np.concatenate([ends, values, ends])


def _near_columns(text: Columns, path: Indexes, parent: Indexes) -> list[npt.NDArray[np.generic]]:
    """Return what the blocks before and after look like and whether they stand in the same place; 0 beyond the ends."""
    reach, count = max(NEAR_OFFSETS), len(path)
    around = {name: _padded(values, 0, reach) for name, values in text.items() if name in NEAR_COLUMNS}
    paths, parents = _padded(path, NOWHERE, reach), _padded(parent, NOWHERE, reach)
    columns: list[npt.NDArray[np.generic]] = []
    for offset in NEAR_OFFSETS:
        window = slice(reach + offset, reach + offset + count)
        columns += [around[name][window] for name in ("chars", "link_share", "ends", "heading")]
        columns += [paths[window] == path, parents[window] == parent, around["p"][window]]
    return columns
