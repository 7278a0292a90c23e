"""Numbers that describe each block of a page, none of which depends on its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaners.lexicon import Hit
from cleaners.metadata import PageData
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.words import GROUP_BIT

Matrix = npt.NDArray[np.float32]

SHINGLE = 5  # words in a row that do not recur by chance
LONG = 80  # characters from which a block with a sentence end counts as running text
_ENDS = tuple('.!?…。！？।؟۔"”»」』’)')
_SENTENCE = re.compile(r"[.!?…](?=\s|$)|[。！？।؟۔]")
_COMMA = re.compile(r"[,،、，;；]")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b(?:19|20)\d\d\b")
_SYMBOL = re.compile(r"[|»›→•·#@©®►▶▸⟩✓]|https?:|www\.")
_HANDLE = re.compile(r"(?:^|[\s(])@\w{3,}")
_QUOTE = re.compile(r"[\"“”„«»‘’「」『』]")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TAGS = (
    "p",
    "div",
    "li",
    "td",
    "span",
    "section",
    "article",
    "figcaption",
    "blockquote",
    "body",
    "button",
    "dd",
    "pre",
)

TEXT_COLUMNS = (
    "chars words link_share links bold_share ends sentences commas digits uppercase quote lower_start colon word_length"
    " lines clock symbol copyright count_on_page first_on_page title_overlap title_equal description_overlap"
    " body_overlap body_known italic_share mail handle repeats_part"
).split()
TREE_COLUMNS = (
    "heading depth path_blocks path_chars path_link_share path_mean_chars path_text_share siblings parent_chars"
    " parent_link_share parent_text_share grand_chars grand_link_share grand_text_share third_chars third_link_share"
    " third_text_share in_main main_distance position after_title title_distance chars_before text_before text_after"
    " to_previous_same_path to_next_same_path page_blocks page_chars page_text page_link_share has_title"
    " article_text_share article_has_title articles list_items list_link_share list_mean_chars list_ends"
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
FAR = 30  # blocks after which a heading over a list no longer counts


def column_names() -> tuple[str, ...]:
    """Return the names of the columns that `features_of` gives, in order."""
    return (
        *TEXT_COLUMNS,
        *TREE_COLUMNS,
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

    `tokens` and `hits` hold, for each block, its words and the phrases of chrome found in it.
    """
    blocks, nodes = tree.blocks, tree.nodes
    if not blocks:
        return np.zeros((0, len(column_names())), dtype=np.float32)
    text = _text_features(blocks, data, tokens)
    node = np.array([b.node for b in blocks])
    parent = np.array([n.parent for n in nodes])
    path = np.array([n.path for n in nodes])[node]
    heading = np.array([_HEADINGS.get(n.tag, 0) for n in nodes], dtype=np.float32)[node]
    place = _tree_features(tree, text, node, parent, path, heading)
    tags = np.array([[n.tag == tag for tag in _TAGS] for n in nodes], dtype=np.float32)[node]
    marks = _bits(np.array([b.marks for b in blocks], dtype=np.int64), len(MARK))
    own_words = np.array([n.own_words for n in nodes], dtype=np.int64)
    inline = np.array([b.words for b in blocks], dtype=np.int64)
    up = np.maximum(parent, 0)
    near = own_words[up[node]] | own_words[up[up[node]]]
    any_words = np.array([n.words for n in nodes], dtype=np.int64)[node] | inline
    groups = len(GROUP_BIT)
    return np.hstack(
        [
            text,
            place,
            _phrase_features(hits),
            tags,
            marks,
            _bits(own_words[node] | inline, groups),
            _bits(near, groups),
            _bits(any_words, groups),
            _near_features(text, heading, path, parent[node], tags[:, 0]),
        ]
    ).astype(np.float32)


def _bits(values: npt.NDArray[np.int64], count: int) -> Matrix:
    return ((values[:, None] >> np.arange(count)) & 1).astype(np.float32)


def _phrase_features(hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return which groups of phrases each block is or holds, and what was hit around it."""
    groups = len(PHRASE_GROUPS)
    found = np.zeros((len(hits), 2 * groups + 3), dtype=np.float32)
    since = FAR
    for row, block_hits in enumerate(hits):
        since = min(FAR, since + 1)
        for hit in block_hits:
            column = _PHRASE_COLUMN[hit.kind]
            found[row, column if hit.form == "line" else groups + column] = 1
            if column == 0 and hit.form == "line":
                since = 0
        found[row, 2 * groups] = since
    any_hit = np.array([bool(h) for h in hits], dtype=np.float32)
    found[1:, 2 * groups + 1] = any_hit[:-1]
    found[:-1, 2 * groups + 2] = any_hit[1:]
    return found


def _text_features(blocks: list[TextBlock], data: PageData, tokens_by_block: Sequence[Sequence[str]]) -> Matrix:
    counts = Counter(b.text for b in blocks)
    titles = [tokens_of(t) for t in data.values("title")[:6]]
    description = set(tokens_of(" ".join(data.values("description")[:4])))
    body = tokens_of(data.body)
    body_pairs = set(pairwise(body))
    openings = _openings(blocks, tokens_by_block)
    rows: list[list[float]] = []
    seen: set[str] = set()
    for block, tokens in zip(blocks, tokens_by_block, strict=True):
        rows.append(_surface(block, tokens))
        unique = set(tokens)
        overlap, equal = _title_likeness(tokens, unique, titles)
        pairs = list(pairwise(tokens))
        rows[-1] += [
            counts[block.text],
            block.text not in seen,
            overlap,
            equal,
            len(unique & description) / len(unique) if unique else 0,
            sum(p in body_pairs for p in pairs) / len(pairs) if pairs and body_pairs else 0,
            len(body) > 60,
            block.italic_chars / len(block.text),
            block.mail,
            bool(_HANDLE.search(block.text)),
            _repeats_part(tokens, openings, len(block.text)),
        ]
        seen.add(block.text)
    return np.array(rows, dtype=np.float32)


def _openings(blocks: list[TextBlock], tokens_by_block: Sequence[Sequence[str]]) -> dict[tuple[str, ...], int]:
    """Return, for each run of SHINGLE words on the page, the length of the longest block that holds it."""
    longest: dict[tuple[str, ...], int] = {}
    for block, tokens in zip(blocks, tokens_by_block, strict=True):
        size = len(block.text)
        if size >= LONG:
            for i in range(len(tokens) - SHINGLE + 1):
                shingle = tuple(tokens[i : i + SHINGLE])
                if longest.get(shingle, 0) < size:
                    longest[shingle] = size
    return longest


def _repeats_part(tokens: Sequence[str], openings: dict[tuple[str, ...], int], size: int) -> bool:
    """Return whether a longer block begins or holds what this one does: a pull quote or a repeated standfirst."""
    if len(tokens) < SHINGLE:
        return False
    first, last = tuple(tokens[:SHINGLE]), tuple(tokens[-SHINGLE:])
    return openings.get(first, 0) > size and openings.get(last, 0) > size


def _surface(block: TextBlock, tokens: Sequence[str]) -> list[float]:
    text = block.text
    size = len(text)
    words = max(1, len(tokens))
    return [
        np.log1p(size),
        np.log1p(len(tokens)),
        block.link_chars / size,
        min(block.links, 10),
        block.bold_chars / size,
        text.endswith(_ENDS),
        min(len(_SENTENCE.findall(text)), 10),
        min(len(_COMMA.findall(text)), 10),
        len(_DIGIT.findall(text)) / size,
        sum(map(str.isupper, text)) / size,
        bool(_QUOTE.search(text)),
        text[0].islower(),
        text.endswith((":", "：")),
        min(20, size / words),
        text.count("\n"),
        bool(_CLOCK.search(text)) if size < 200 else 0,
        bool(_SYMBOL.search(text)),
        "©" in text,
    ]


def _title_likeness(tokens: Sequence[str], unique: set[str], titles: list[list[str]]) -> tuple[float, bool]:
    """Return the best share of words in common with a stated title, and whether one is the same."""
    if not unique or len(tokens) > 60:
        return 0.0, False
    best = max((len(unique & set(t)) / len(unique | set(t)) for t in titles if t), default=0.0)
    return best, list(tokens) in titles


def _tree_features(
    tree: Tree,
    text: Matrix,
    node: npt.NDArray[np.int_],
    parent: npt.NDArray[np.int_],
    path: npt.NDArray[np.int_],
    heading: Matrix,
) -> Matrix:
    """Return where each block stands: its path, its ancestors, the main container, the title, its distances."""
    count = len(tree.blocks)
    chars = np.array([len(b.text) for b in tree.blocks], dtype=np.float64)
    link = np.array([b.link_chars for b in tree.blocks], dtype=np.float64)
    running = np.where((chars >= LONG) & (text[:, 5] > 0) & (link < 0.5 * chars), chars, 0.0)
    sums = _subtree_sums(np.stack([chars, link, running], axis=1), node, parent)
    total_running = max(1.0, running.sum())
    depth = np.array([n.depth for n in tree.nodes], dtype=np.float64)
    columns: list[npt.NDArray[np.float64]] = [heading.astype(np.float64), depth[node]]
    columns += _path_columns(path, chars, link, running, total_running)
    columns.append(np.bincount(parent[node] + 1, minlength=len(parent) + 1)[parent[node] + 1].astype(np.float64))
    up = np.maximum(parent, 0)
    level = node
    for _ in range(3):
        columns += [
            np.log1p(sums[level, 0]),
            sums[level, 1] / np.maximum(1, sums[level, 0]),
            sums[level, 2] / total_running,
        ]
        level = up[level]
    columns += _main_columns(sums[:, 2] / total_running, node, parent, depth)
    columns += _position_columns(text, heading, chars, running, total_running)
    columns += _same_path_distances(path)
    page = [np.log1p(count), np.log1p(chars.sum()), np.log1p(running.sum()), link.sum() / max(1.0, chars.sum())]
    columns += [np.full(count, value) for value in page]
    columns.append(np.full(count, float((heading == 1).any())))
    columns += _article_columns(tree, sums[:, 2] / total_running, node, text, heading)
    columns += _list_columns(tree, node, parent, chars, link, text[:, 5])
    return np.stack(columns, axis=1).astype(np.float32)


def _article_columns(
    tree: Tree, share: npt.NDArray[np.float64], node: npt.NDArray[np.int_], text: Matrix, heading: Matrix
) -> list[npt.NDArray[np.float64]]:
    """Return, of the innermost `<article>` around each block, its share of the running text and whether it holds the
    headline; and how many there are. Teasers and other articles stand in articles of their own."""
    nearest: list[int] = []
    for index, each in enumerate(tree.nodes):
        nearest.append(index if each.tag == "article" else nearest[each.parent] if each.parent >= 0 else -1)
    around = np.array(nearest)[node]
    likeness = text[:, TEXT_COLUMNS.index("title_overlap")] + (heading == 1) * 0.5
    title_article = around[int(np.argmax(likeness))]
    count = np.full(len(node), float(min(50, sum(each.tag == "article" for each in tree.nodes))))
    return [np.where(around >= 0, share[around], -1.0), (around == title_article).astype(np.float64), count]


def _list_columns(
    tree: Tree,
    node: npt.NDArray[np.int_],
    parent: npt.NDArray[np.int_],
    chars: npt.NDArray[np.float64],
    link: npt.NDArray[np.float64],
    ends: Matrix,
) -> list[npt.NDArray[np.float64]]:
    """Return, of the innermost list around each block, the number of blocks, their share of link text, mean length and
    how many end a sentence; -1 outside lists."""
    nearest: list[int] = []
    for index, each in enumerate(tree.nodes):
        nearest.append(index if each.tag in ("ul", "ol", "dl") else nearest[each.parent] if each.parent >= 0 else -1)
    around = np.array(nearest)[node]
    slot = np.maximum(around, 0)
    items, all_chars = np.bincount(slot, minlength=len(parent)), np.bincount(slot, chars, minlength=len(parent))
    columns = [
        items[slot].astype(np.float64),
        np.bincount(slot, link, minlength=len(parent))[slot] / np.maximum(1, all_chars[slot]),
        np.log1p(all_chars[slot] / np.maximum(1, items[slot])),
        np.bincount(slot, ends, minlength=len(parent))[slot] / np.maximum(1, items[slot]),
    ]
    return [np.where(around >= 0, column, -1.0) for column in columns]


def _subtree_sums(values: Matrix, node: npt.NDArray[np.int_], parent: npt.NDArray[np.int_]) -> npt.NDArray[np.float64]:
    """Return, for each node, the column sums over all blocks in or below it."""
    sums = np.zeros((len(parent), values.shape[1]))
    np.add.at(sums, node, values)
    rows = sums.tolist()
    for index in range(len(rows) - 1, 0, -1):  # children come after their parents
        above, row = rows[parent[index]], rows[index]
        for column, value in enumerate(row):
            above[column] += value
    return np.array(rows)


def _path_columns(
    path: npt.NDArray[np.int_],
    chars: npt.NDArray[np.float64],
    link: npt.NDArray[np.float64],
    running: npt.NDArray[np.float64],
    total_running: float,
) -> list[npt.NDArray[np.float64]]:
    blocks = np.bincount(path).astype(np.float64)
    path_chars = np.bincount(path, chars)
    path_link = np.bincount(path, link)
    path_running = np.bincount(path, running)
    per_block = np.maximum(1, blocks)
    return [
        np.log1p(blocks)[path],
        np.log1p(path_chars)[path],
        (path_link / np.maximum(1, path_chars))[path],
        np.log1p(path_chars / per_block)[path],
        path_running[path] / total_running,
    ]


def _main_columns(
    share: npt.NDArray[np.float64],
    node: npt.NDArray[np.int_],
    parent: npt.NDArray[np.int_],
    depth: npt.NDArray[np.float64],
) -> list[npt.NDArray[np.float64]]:
    """Return whether a block is in the deepest node with 60 % of the running text, and how far from it."""
    holders = np.flatnonzero(share >= 0.6)
    main = int(holders[np.argmax(depth[holders])]) if len(holders) else 0
    inside = np.zeros(len(parent), dtype=bool)
    inside[main] = True
    parents = parent.tolist()
    flags = inside.tolist()
    for index in range(main + 1, len(parents)):
        flags[index] = flags[index] or flags[parents[index]]
    below = np.array(flags)[node]
    return [below.astype(np.float64), depth[node] - depth[main]]


def _position_columns(
    text: Matrix,
    heading: Matrix,
    chars: npt.NDArray[np.float64],
    running: npt.NDArray[np.float64],
    total_running: float,
) -> list[npt.NDArray[np.float64]]:
    count = len(chars)
    index = np.arange(count)
    likeness = text[:, TEXT_COLUMNS.index("title_overlap")] + (heading == 1) * 0.5
    title = int(np.argmax(likeness)) if likeness.max() > 0.4 else -1
    before = np.cumsum(running) - running
    distance = np.clip(index - title, -50, 100) if title >= 0 else np.zeros(count)
    return [
        index / count,
        (index > title).astype(np.float64) if title >= 0 else np.full(count, 0.5),
        distance.astype(np.float64),
        (np.cumsum(chars) - chars) / max(1.0, chars.sum()),
        before / total_running,
        (total_running - before - running) / total_running,
    ]


def _same_path_distances(path: npt.NDArray[np.int_]) -> list[npt.NDArray[np.float64]]:
    """Return how many blocks away the previous and the next block on the same path are, at most 30."""
    count = len(path)
    previous, following = np.full(count, 30.0), np.full(count, 30.0)
    last: dict[int, int] = {}
    for index, number in enumerate(path.tolist()):
        if (seen := last.get(number)) is not None:
            previous[index] = following[seen] = min(30, index - seen)
        last[number] = index
    return [previous, following]


def _near_features(
    text: Matrix, heading: Matrix, path: npt.NDArray[np.int_], parent: npt.NDArray[np.int_], is_p: Matrix
) -> Matrix:
    base = np.stack([text[:, 0], text[:, 2], text[:, 5], heading, is_p], axis=1)
    columns = []
    for offset in NEAR_OFFSETS:
        shifted = _shifted(base, offset)
        same_path = (_shifted(path[:, None] + 1, offset)[:, 0] == path + 1).astype(np.float32)
        same_parent = (_shifted(parent[:, None] + 2, offset)[:, 0] == parent + 2).astype(np.float32)
        columns += [shifted[:, :4], same_path[:, None], same_parent[:, None], shifted[:, 4:]]
    return np.hstack(columns)


def _shifted(values: npt.NDArray[np.generic], offset: int) -> Matrix:
    """Return each row's neighbour `offset` rows further on, zeros beyond the ends."""
    out = np.zeros(values.shape, dtype=np.float32)
    if offset > 0:
        out[:-offset] = values[offset:]
    else:
        out[-offset:] = values[:offset]
    return out
