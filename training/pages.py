"""Corpus pages read for training: features, what belongs to the article, and how much each block weighs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cleaners.decision import Vector
from cleaners.decode import decoded, parsed
from cleaners.features import Matrix, features_of
from cleaners.lexicon import shipped_lexicon
from cleaners.lookup import hits_of
from cleaners.metadata import page_data
from cleaners.model import Page
from cleaners.tokens import tokens_of
from cleaners.tree import Tree, tree_of
from training.labels import Label, golds_of, kept_by_gold, kept_by_label, read_gold, read_labels

SETS = {"world": 1.0, "outlets5": 1.0, "articles181": 1.0, "articles_dev": 0.4, "dates": 1.0}
"""Sets that are learned from, and what a page of each counts: `articles_dev` is blogs and guides as much as news."""
DOUBT = 0.3  # weight of a block that may be in or out
_HOST = re.compile(rb"""(?:canonical|og:url)["'][^>]{0,80}(?:href|content)=["']?https?://(?:www\.)?([^/"'>\s]+)""")


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """One page to learn from."""

    name: str
    """SET/ID."""
    site: str
    """What its site is called: pages of one site are never on both sides of a split."""
    tree: Tree
    """Its blocks."""
    rows: Matrix
    """Features of each block."""
    kept: Vector
    """1 for a block of the article, 0 for another."""
    weights: Vector
    """How much each block counts."""
    golds: tuple[str, ...]
    """Accepted texts."""


def training_pages(corpus: Path, sets: Iterable[str] = SETS) -> Iterator[TrainingPage]:
    """Yield the pages of the sets that have gold in the corpus folder or a label; a page with both goes by its gold."""
    labels = read_labels()
    for name in sets:
        gold = read_gold(corpus / name) if (corpus / name).exists() else {}
        for file in sorted((corpus / name / "html").glob("*.html.gz")):
            page = f"{name}/{file.name.removesuffix('.html.gz')}"
            texts, label = tuple(gold.get(page.partition("/")[2], ())), labels.get(page)
            if texts or label is not None:
                yield _page(page, gzip.decompress(file.read_bytes()), texts, label)


def _page(name: str, body: bytes, golds: tuple[str, ...], label: Label | None) -> TrainingPage:
    root = parsed(decoded(body))
    tree, data = tree_of(root), page_data(root, Page())
    tokens = [tokens_of(block.text) for block in tree.blocks]
    lexicon = shipped_lexicon()
    hits = [hits_of(lexicon, words, block) for words, block in zip(tokens, tree.blocks, strict=True)]
    rows = features_of(tree, data, tokens, hits)
    kept: list[bool | None] = kept_by_gold(tree, golds) if golds or label is None else [*kept_by_label(tree, label)]
    if not golds and label is not None:
        golds = tuple(golds_of(tree, label))
    return TrainingPage(
        name=name,
        site=_site(name, body),
        tree=tree,
        rows=rows,
        kept=np.array([float(bool(k)) for k in kept]),
        weights=SETS.get(name.partition("/")[0], 1.0) * _weights(tree, kept),
        golds=golds,
    )


def _weights(tree: Tree, kept: list[bool | None]) -> Vector:
    """Return weights with which long blocks count more than short ones and a page of many blocks not much more than
    one of few."""
    size = np.log1p([len(block.text) for block in tree.blocks])
    sure = np.array([DOUBT if k is None else 1.0 for k in kept])
    return np.asarray(sure * (0.3 + size / 5) * np.sqrt(200 / max(1, len(size))))


def _site(name: str, body: bytes) -> str:
    """Return the outlet in the page's id, or the host it names; its id where neither is known."""
    folder, _, page = name.partition("/")
    if folder in ("world", "outlets5"):
        return re.sub(r"_\d.*", "", page)
    found = _HOST.search(body)
    return found.group(1).decode("ascii", "replace").lower() if found else page
