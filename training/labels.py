"""Which blocks of a corpus page are its article: from the corpus' own gold, or from labels made by reading the page.

`labels.jsonl` beside this file holds, for each page read, hashes of the blocks that belong to the article. It holds no
text: the pages themselves stay in the corpus folder.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cleaners.tokens import tokens_of
from cleaners.tree import Tree

LABELS = Path(__file__).with_name("labels.jsonl")
HELD = 0.8  # share of a block's shingles that must stand in the gold
SHINGLE = 4  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What was read of one page."""

    page: str
    """SET/ID."""
    keep: frozenset[str]
    """Keys of the blocks that are the article, as `block_keys` gives them."""
    optional: frozenset[str] = field(default_factory=frozenset)
    """Those of them that a careful editor might as well leave out."""
    standfirst: frozenset[str] = field(default_factory=frozenset)
    """Those of them that are the standfirst."""
    title: str = ""
    """Key of the block that shows the headline; empty if none."""
    published: str | None = None
    """When it appeared, ISO 8601; None if unknown."""
    authors: tuple[str, ...] | None = None
    """Names; None if unknown."""


def block_keys(texts: Sequence[str]) -> list[str]:
    """Return a key for each block of a page: a hash of its words and which of its like on the page it is."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        digest = hashlib.blake2b(" ".join(tokens_of(text)).encode(), digest_size=8).hexdigest()
        keys.append(f"{digest}.{seen[digest]}")
        seen[digest] += 1
    return keys


def read_labels(path: Path = LABELS) -> dict[str, Label]:
    """Return the labels of a file by page; empty if there is no file."""
    if not path.exists():
        return {}
    return {label.page: label for label in map(_label, path.read_text(encoding="utf-8").splitlines())}


def _label(line: str) -> Label:
    row = json.loads(line)
    return Label(
        page=row["page"],
        keep=frozenset(row["keep"]),
        optional=frozenset(row.get("optional", ())),
        standfirst=frozenset(row.get("standfirst", ())),
        title=row.get("title", ""),
        published=row.get("published"),
        authors=tuple(row["authors"]) if row.get("authors") is not None else None,
    )


def read_gold(folder: Path) -> dict[str, list[str]]:
    """Return the accepted texts, one or more, of the pages of a set by id: those that `gold.jsonl` can be read of."""
    return gold_in(folder / "gold.jsonl")


def gold_in(file: Path) -> dict[str, list[str]]:
    """Return the accepted texts, one or more, of the pages by id that a file with gold holds (`id`, `gold`)."""
    stated = ((str(row["id"]), row.get("gold")) for row in read_rows(file))
    return {page: [str(text) for text in texts] for page, texts in stated if isinstance(texts, list) and texts}


def read_rows(file: Path) -> Iterator[Mapping[str, object]]:
    """Yield the readable rows of a file with gold; damaged lines are passed over."""
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line.lstrip("\0"))
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def kept_by_label(tree: Tree, label: Label) -> list[bool]:
    """Return, for each block of a page, whether its label keeps it."""
    return [key in label.keep for key in block_keys([block.text for block in tree.blocks])]


def kept_by_gold(tree: Tree, golds: Sequence[str]) -> list[bool | None]:
    """Return, for each block, whether a gold text holds its words; None where only part of them stand in it."""
    tokens = [tokens_of(block.text) for block in tree.blocks]
    return max((_held(tokens, tokens_of(gold)) for gold in golds), key=lambda held: sum(map(bool, held)))


def _held(blocks: Sequence[Sequence[str]], gold: Sequence[str]) -> list[bool | None]:
    shingles = {n: {tuple(gold[i : i + n]) for i in range(len(gold) - n + 1)} for n in range(1, SHINGLE + 1)}
    found: list[bool | None] = []
    for tokens in blocks:
        n = min(SHINGLE, len(tokens))
        own = [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)] if n else []
        share = sum(shingle in shingles[n] for shingle in own) / len(own) if own else 0.0
        found.append(True if share >= HELD else None if share > 1 - HELD else False)
    return found


def golds_of(tree: Tree, label: Label) -> list[str]:
    """Return the texts that a label accepts: with and without its standfirst and its optional blocks."""
    blocks = list(zip(block_keys([block.text for block in tree.blocks]), tree.blocks, strict=True))
    left_out = [frozenset[str](), label.standfirst, label.optional, label.standfirst | label.optional]
    texts = [
        "\n\n".join(block.text for key, block in blocks if key in label.keep and key not in without)
        for without in left_out
    ]
    return list(dict.fromkeys(texts))
