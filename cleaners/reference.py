"""trafilatura as the fallback: for a page unlike anything the decision has learned."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import trafilatura

from cleaners.decision import Vector
from cleaners.tokens import tokens_of
from cleaners.tree import Tree

SAME = 0.9  # share of a block's word pairs that must stand in trafilatura's text
KEPT, OUT = 0.7, 0.1  # chances given to blocks that it keeps and leaves out


def reference_chances(text: str, tree: Tree) -> Vector:
    """Return a chance for each block of a page given as text: high where trafilatura keeps its words, else low."""
    # Its own fallbacks (fast=False) need time quadratic in the paragraphs of a hostile page.
    extracted = trafilatura.extract(text, include_comments=False, favor_precision=True, fast=True) or ""
    words = tokens_of(extracted)
    pairs = set(pairwise(words))
    known = set(words)
    chances = np.full(len(tree.blocks), OUT)
    for i, block in enumerate(tree.blocks):
        tokens = tokens_of(block.text)
        own = list(pairwise(tokens))
        share = sum(pair in pairs for pair in own) / len(own) if own else float(bool(known) and set(tokens) <= known)
        if tokens and share >= SAME and len(tokens) > 3:
            chances[i] = KEPT
    return chances
