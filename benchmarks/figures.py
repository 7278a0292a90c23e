"""What an extractor reached on a set of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """What one extractor reached on one set."""

    name: str
    """Name of the extractor."""
    scores: Mapping[str, float]
    """Means over pages, as score.py computes them."""
    milliseconds: float
    """Mean CPU time a page; 0 if not measured in this run."""


def figures_of(
    name: str, texts: Mapping[str, str], golds: Mapping[str, Sequence[str]], score: Any, milliseconds: float
) -> Figures:
    """Return the means over all pages with gold; a page without text counts as an empty one."""
    scored = [score.score_body(texts.get(page, ""), list(accepted)) for page, accepted in golds.items()]
    means = {key: sum(row[key] for row in scored) / len(scored) for key in scored[0]}
    means["F4"] = score.f1(means["P4"], means["R4"])
    return Figures(name, means, milliseconds)
