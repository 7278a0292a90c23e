"""What is in of a page whose chances a test gives by hand."""

import numpy as np

from cleaners.choice import chosen
from cleaners.decode import parsed
from cleaners.tree import tree_of

BIT = 0.01  # a little more or less than a threshold


def choice(source: str, **chances: float) -> list[str]:
    """Return the texts that are in, given the chance of each block by the first word of its text, 0 by default."""
    tree = tree_of(parsed(source))
    values = np.array([chances.get(block.text.split()[0], 0.0) for block in tree.blocks])
    kept = chosen(values, tree)
    assert kept.shape == (len(tree.blocks),)
    return [block.text.split()[0] for block, is_in in zip(tree.blocks, kept, strict=True) if is_in]


RUNNING = "<p>{} paragraph that is long enough for running text, and that ends as a sentence of the article does.</p>"
