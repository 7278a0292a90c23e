"""Numbers that describe each block of a page, none of which depends on its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

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
Column = npt.NDArray[np.generic]

SHINGLE = 5  # words in a row that do not recur by chance
TITLE_WORDS = 60  # words up to which a block can be a headline
BODY_WORDS = 60  # words from which a stated body is one
NOWHERE = -9  # a path and a parent that no block has
FAR = 30  # blocks after which a heading over a list no longer counts
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TAGS = "p div li td span section article figcaption blockquote body button dd pre".split()
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}

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
UNLEARNED = ("facts",)  # kinds that the decision does not know: a fact box looks like text of the article
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


_COLUMNS = len(column_names())


def features_of(tree: Tree, data: PageData, tokens: Sequence[Sequence[str]], hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return one row of numbers a block, columns as in `column_names`; shape (0, n) for a page without text.

    `tokens` and `hits` hold, for each block, its words and the phrases of chrome found in it. In memory the matrix
    lies column by column, as it is made and looked at.
    """
    if not tree.blocks:
        return np.zeros((0, _COLUMNS), dtype=np.float32)
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
        np.array([_TAG_NUMBER.get(tag, -1) for tag in tags]) == np.arange(len(_TAGS))[:, None],
        _bits([block.marks for block in tree.blocks], len(MARK)),
        _group_columns(tree, node, parent),
        _near_columns(text, path, parent[node]),
    ]
    return _matrix(parts, len(tree.blocks))


def _matrix(parts: Sequence[Sequence[Column] | Matrix], blocks: int) -> Matrix:
    """Return the columns of all parts, each turned to its final type as it is put in its place."""
    columns = np.empty((_COLUMNS, blocks), dtype=np.float32)
    start = 0
    for part in parts:
        if isinstance(part, np.ndarray):
            columns[start : start + len(part)] = part
        else:  # by each: as a whole, numpy would look into it for what it holds
            for at, values in enumerate(part, start):
                columns[at] = values
        start += len(part)
    return columns.T


def _text_columns(blocks: Sequence[TextBlock], data: PageData, tokens: Sequence[Sequence[str]]) -> Columns:
    texts = [block.text for block in blocks]
    columns = surface_of(texts, list(map(len, tokens)))
    size = np.array(list(map(len, texts)))
    columns["link_share"] = np.array([block.link_chars for block in blocks]) / size
    columns["bold_share"] = np.array([block.bold_chars for block in blocks]) / size
    columns["italic_share"] = np.array([block.italic_chars for block in blocks]) / size
    columns["links"] = np.minimum([block.links for block in blocks], 10)
    columns["mail"] = np.array([block.mail for block in blocks], dtype=np.float64)
    counts = Counter(texts)
    first: dict[str, int] = {}
    columns["count_on_page"] = np.array([counts[text] for text in texts], dtype=np.float64)
    columns["first_on_page"] = np.array([first.setdefault(text, i) == i for i, text in enumerate(texts)])
    columns["repeats_part"] = _repeats(texts, tokens)
    return columns | _stated_columns(data, tokens)


def _stated_columns(data: PageData, tokens: Sequence[Sequence[str]]) -> Columns:
    """Return how like each block is to the title, the description and the body that the page states."""
    titles = [tokens_of(title) for title in dict.fromkeys(data.values("title")[:6])]
    description = set(tokens_of(" ".join(dict.fromkeys(data.values("description")[:4]))))
    body = tokens_of(data.body)
    overlap = _title_overlap(tokens, titles)
    return {
        "title_overlap": overlap,
        "title_equal": np.array(
            [o == 1 and list(words) in titles for o, words in zip(overlap.tolist(), tokens, strict=True)]
        ),
        "description_overlap": np.array([_share_of(description, words) for words in tokens]),
        "body_overlap": _body_overlap(tokens, body),
        "body_known": np.full(len(tokens), float(len(body) > BODY_WORDS)),
    }


def _title_overlap(tokens: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> Vector:
    """Return the best share of words that each block has in common with a title; 0 for what is too long for one."""
    stated = {frozenset(title) for title in titles}
    known = frozenset().union(*stated)
    overlap = np.zeros(len(tokens))
    for i, words in enumerate(tokens):
        if len(words) <= TITLE_WORDS and not known.isdisjoint(words):
            own = known.intersection(words)
            size = len(set(words))
            both = [(len(own & title), len(title)) for title in stated]
            overlap[i] = max(common / (size + length - common) for common, length in both)
    return overlap


def _share_of(known: set[str], words: Sequence[str]) -> float:
    """Return which share of the different words is known."""
    common = known.intersection(words)
    return len(common) / len(set(words)) if common else 0.0


def _body_overlap(tokens: Sequence[Sequence[str]], body: Sequence[str]) -> Vector:
    """Return which share of the pairs of neighbouring words in each block stands in the body."""
    overlap = np.zeros(len(tokens))
    if len(body) > 1:
        known, pairs = frozenset(body), set(pairwise(body))
        for i, words in enumerate(tokens):
            if len(words) > 1 and not known.isdisjoint(words):
                overlap[i] = sum(map(pairs.__contains__, pairwise(words))) / (len(words) - 1)
    return overlap


def _repeats(texts: Sequence[str], tokens: Sequence[Sequence[str]]) -> Vector:
    """Return whether a longer block begins or holds what each one does: a pull quote or a repeated standfirst."""
    ends = {
        i: (tuple(words[:SHINGLE]), tuple(words[-SHINGLE:])) for i, words in enumerate(tokens) if len(words) >= SHINGLE
    }
    wanted = set(chain.from_iterable(ends.values()))
    longest = dict.fromkeys(wanted, 0)  # length of the longest block that holds each run of words
    sizes = list(map(len, texts))
    for i in sorted((i for i, size in enumerate(sizes) if size >= LONG), key=sizes.__getitem__):
        shingles = zip(*(tokens[i][start:] for start in range(SHINGLE)), strict=False)
        longest.update(dict.fromkeys(wanted.intersection(shingles), sizes[i]))
    repeated = np.zeros(len(texts))
    for i, (start, end) in ends.items():
        repeated[i] = longest[start] > sizes[i] and longest[end] > sizes[i]
    return repeated


def _bits(values: Sequence[int] | Indexes, count: int) -> Indexes:
    """Return one row a bit, lowest first."""
    return (np.asarray(values, dtype=np.int64) >> np.arange(count)[:, None]) & 1


def _group_columns(tree: Tree, node: Indexes, parent: Indexes) -> Indexes:
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
            column = _PHRASE_COLUMN.get(hit.kind)
            if column is not None:
                found[column + (0 if hit.form == "line" else groups), i] = 1
    last = np.maximum.accumulate(np.where(found[_LIST_HEADING] > 0, index, -FAR))
    found[2 * groups] = np.minimum(FAR, index - last)
    is_hit = found[: 2 * groups].max(axis=0)
    found[2 * groups + 1, 1:] = is_hit[:-1]
    found[2 * groups + 2, :-1] = is_hit[1:]
    return found


def _padded(values: Indexes, value: int, reach: int) -> Indexes:
    ends = np.full(reach, value)
    return np.concatenate([ends, values, ends])


def _near_columns(text: Columns, path: Indexes, parent: Indexes) -> Matrix:
    """Return what the blocks before and after look like and whether they stand in the same place; 0 beyond the ends."""
    reach, count = max(NEAR_OFFSETS), len(path)
    around = np.zeros((5, count + 2 * reach))
    around[:, reach : reach + count] = [text[name] for name in ("chars", "link_share", "ends", "heading", "p")]
    paths, parents = _padded(path, NOWHERE, reach), _padded(parent, NOWHERE, reach)
    columns = np.empty((len(NEAR_OFFSETS), len(NEAR_COLUMNS), count), dtype=np.float32)
    for near, offset in zip(columns, NEAR_OFFSETS, strict=True):
        window = slice(reach + offset, reach + offset + count)
        near[:4], near[6] = around[:4, window], around[4, window]
        near[4], near[5] = paths[window] == path, parents[window] == parent
    return columns.reshape(-1, count)
