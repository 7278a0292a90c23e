"""Comparison: two articles as a row of numbers for the learned decision."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scrapers.normalizer.stories.features import Features
    from scrapers.normalizer.stories.words import Terms

Vector = npt.NDArray[np.float64]
TELLING = 5.0
"""Rarity from which a shared stem is no accident."""


def same_language(a: Features, b: Features) -> dict[str, float]:
    """Return how alike two articles in one language are, by column; the order of the two does not matter."""
    body, lead = Meeting(a.body, b.body), Meeting(a.lead, b.lead)
    titles = (Meeting(a.title, b.body), Meeting(b.title, a.body))
    leads = (Meeting(a.lead, b.body).held, Meeting(b.lead, a.body).held)
    names = (Meeting(a.lead_names, b.names).held, Meeting(b.lead_names, a.names).held)
    return {
        "body": body.cosine,
        "body_held": max(body.held, body.holds),
        "title": Meeting(a.title, b.title).cosine,
        "title_body": (titles[0].cosine + titles[1].cosine) / 2,
        "title_held_less": min(titles[0].held, titles[1].held),
        "title_held_more": max(titles[0].held, titles[1].held),
        "lead": lead.cosine,
        "lead_held_less": min(leads),
        "lead_held_more": max(leads),
        "names": Meeting(a.names, b.names).cosine,
        "names_held_less": min(names),
        "names_held_more": max(names),
        "telling": math.log1p(_telling(body)),
        **_figures(a, b),
        **_common(a, b),
    }


def across_languages(a: Features, b: Features) -> dict[str, float]:
    """Return how alike two articles are by what no language changes: names, numbers and days."""
    keys = (Meeting(a.lead_keys, b.keys).held, Meeting(b.lead_keys, a.keys).held)
    lead = Meeting(a.lead_keys, b.lead_keys)
    return {
        "keys": Meeting(a.keys, b.keys).cosine,
        "keys_lead": lead.cosine,
        "keys_held_less": min(keys),
        "keys_held_more": max(keys),
        "keys_shared": math.log1p(lead.number),
        **_common(a, b),
    }


class Meeting:
    """Two sets of terms, and what they share."""

    __slots__ = ("_a", "_b", "_left", "_right")

    def __init__(self, a: Terms, b: Terms) -> None:
        self._a, self._b = a.weights, b.weights
        places = b.ids.searchsorted(a.ids)
        both = b.ids.take(places, mode="clip") == a.ids if len(b) else np.zeros(len(a), dtype=np.bool_)
        self._left, self._right = a.weights[both], b.weights[places[both]]

    @property
    def number(self) -> int:
        """How many terms they share."""
        return len(self._left)

    @property
    def cosine(self) -> float:
        """Cosine of the two, 0 to 1; 0 if one is empty."""
        if not self.number:
            return 0.0
        return float(self._left @ self._right) / math.sqrt(float(self._a @ self._a) * float(self._b @ self._b))

    @property
    def held(self) -> float:
        """Which share of the first, by weight, is in the second; 0.5, which says nothing, if the first is empty."""
        return float(self._left.sum() / self._a.sum()) if len(self._a) else 0.5

    @property
    def holds(self) -> float:
        """Which share of the second, by weight, is in the first; 0.5 if the second is empty."""
        return float(self._right.sum() / self._b.sum()) if len(self._b) else 0.5

    @property
    def lesser(self) -> Vector:
        """The lower of the two weights of each term that they share."""
        return np.asarray(np.minimum(self._left, self._right))


def _figures(a: Features, b: Features) -> dict[str, float]:
    figures, units = Meeting(a.figures, b.figures).number, Meeting(a.units, b.units).number
    return {"figures_same": math.log1p(figures), "figures_differ": math.log1p(max(0, units - figures))}


def _common(a: Features, b: Features) -> dict[str, float]:
    numbers, days = Meeting(a.numbers, b.numbers), Meeting(a.days, b.days).number
    return {
        "numbers": numbers.cosine,
        "numbers_held": max(numbers.held, numbers.holds),
        "days_same": float(days > 0),
        "days_differ": float(bool(len(a.days)) and bool(len(b.days)) and not days),
        "same_outlet": float(bool(a.outlet) and a.outlet == b.outlet),
        "size_ratio": abs(math.log(a.size / b.size)),
        "size": math.log(min(a.size, b.size)),
    }


def _telling(meeting: Meeting) -> float:
    weights = meeting.lesser
    return float(weights[weights >= TELLING].sum())
