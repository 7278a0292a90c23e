"""Decisions made by hand, so that tests of what is built on them do not depend on trained weights."""

from __future__ import annotations

import numpy as np

from cleaners.decision import Decision, Forest
from cleaners.features import column_names

SURE = 4.0  # score of a leaf; its probability is 0.982


def stump(column: int, threshold: float = 0.5, below: float = -SURE, above: float = SURE) -> Forest:
    """Make a forest of one tree that asks one question."""
    return Forest(
        feature=np.array([[column, 0, 0]], dtype=np.int16),
        threshold=np.array([[threshold, 0, 0]], dtype=np.float32),
        left=np.array([[1, 1, 2]], dtype=np.int16),
        right=np.array([[2, 1, 2]], dtype=np.int16),
        value=np.array([[0, below, above]], dtype=np.float32),
        depth=1,
    )


def keeping(column: str) -> Decision:
    """Make a decision that keeps the blocks with a mark and no others."""
    names = column_names()
    return Decision(alone=stump(names.index(column)), sequence=stump(len(names)))


PARAGRAPHS = keeping("tag_p")
NOTHING = Decision(alone=stump(0, 99.0), sequence=stump(0, 99.0))
EVERYTHING = Decision(alone=stump(0, -99.0), sequence=stump(0, -99.0))
