"""Whether one text repeats another, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scrapers.normalizer.duplicates.likeness import Likeness

Kind = Literal["exact", "near", "wire"]
Refusal = Literal["little_shared", "other_numbers", "same_template", "same_background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on two texts are one; shares of words, 0 to 1."""

    similarity: float = 0.4
    """Least similarity of a copy: half of the text, less what the borders of passages may cost."""
    other_numbers: float = 0.06
    """Share of passages with other numbers from which the texts tell of different things."""
    changed: float = 0.24
    """Share of places with other words from which the texts come from one template."""
    similar: float = 0.7
    """Similarity from which many changed places are an editor's work."""
    boilerplate: float = 0.65
    """Similarity under which two texts that share their last third, and of the first nothing, share a background."""
    own: float = 0.05
    """Share of own words from which a text was edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text comes from."""

    outlet: str
    """Outlet id; empty if unknown."""
    wire: bool
    """True if it is recognised as agency copy."""


def refusal(likeness: Likeness, thresholds: Thresholds) -> Refusal | None:
    """Return why two texts are not one; None if the one is a copy of the other.

    >>> refusal(Likeness(similarity=0.8), Thresholds()), refusal(Likeness(similarity=0.3), Thresholds())
    (None, 'little_shared')
    """
    if likeness.similarity < thresholds.similarity:
        return "little_shared"
    if likeness.other_numbers >= thresholds.other_numbers:
        return "other_numbers"
    if likeness.changed >= thresholds.changed and likeness.similarity < thresholds.similar:
        return "same_template"
    ends_alike = likeness.head < 0.1 and likeness.tail >= 0.8
    return "same_background" if ends_alike and likeness.similarity < thresholds.boilerplate else None


def kind_of(likeness: Likeness, one: Origin, other: Origin, thresholds: Thresholds) -> Kind:
    """Return the kind of a copy that is not exact: `wire` or `near`.

    `wire`: one of the two is recognised as agency copy; or they are not of the same outlet and each has words of its
    own, as when two newsrooms edit the text of one agency. Everything else is `near`: a text that another outlet cut
    short, or that its own outlet published again.

    >>> kind_of(Likeness(), Origin(outlet="a", wire=False), Origin(outlet="b", wire=True), Thresholds())
    'wire'
    """
    if one.wire or other.wire:
        return "wire"
    apart = not one.outlet or one.outlet != other.outlet
    return "wire" if apart and likeness.own >= thresholds.own else "near"
