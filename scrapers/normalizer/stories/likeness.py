"""Likeness: the chance that two articles tell of one event, by a logistic regression over their comparison."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from scrapers.normalizer.stories.comparison import Meeting, across_languages, same_language
from scrapers.normalizer.stories.features import Features

FADING = 0.35
"""What each day between two articles beyond the first takes off the log-odds."""
TEMPLATE_HOURS = 18.0
"""Hours between two issues of a column that comes out daily, at least."""
TEMPLATE_FIGURES = 4
"""Different numbers, at least, of an issue: a form has something to fill in."""
TEMPLATE_TITLE, TEMPLATE_NUMBERS = 0.6, 0.5
"""Likeness of the titles, at least, and share of equal numbers, at most, of two issues from one outlet."""
FORM_BODY, FORM_NUMBERS = 0.8, 0.25
"""Likeness of the words, at least, and share of equal numbers, at most, of one form filled in by two outlets."""
TEMPLATE_CHANCE = 0.02
NAMES = 3
"""Sounds of names, at least, that articles in two languages must share: one name makes no story."""
FEW_NAMES_CHANCE = 0.05
_DAY_HOURS = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A logistic regression."""

    bias: float
    """Log-odds where every column is 0."""
    weights: Mapping[str, float]
    """What each column adds to the log-odds, per unit."""

    def log_odds(self, columns: Mapping[str, float]) -> float:
        """Return the log-odds of a row."""
        return self.bias + sum(weight * columns[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learned from pairs of articles with a verdict."""

    same_language: Regression
    """For two articles in one language."""
    across_languages: Regression
    """For two articles in different ones."""


def likeness(a: Features, b: Features, model: Model | None = None) -> float:
    """Return the chance, 0 to 1, that two articles tell of the same event; the same whichever comes first.

    Days apart count against it where both dates are known. Two issues of a daily column (the weather, the markets:
    nearly the same words, other numbers, other days) are never one event; nor are articles in two languages with
    hardly a name in common. `model` is the one that ships unless another is given.
    """
    if is_template(a, b):
        return TEMPLATE_CHANCE
    if not in_one_language(a, b) and Meeting(a.keys, b.keys).number < NAMES:
        return FEW_NAMES_CHANCE
    odds = log_odds(a, b, model or shipped_model()) - FADING * max(0.0, days_apart(a, b) - 1.0)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def log_odds(a: Features, b: Features, model: Model) -> float:
    """Return what the model says, without regard to time."""
    if in_one_language(a, b):
        return model.same_language.log_odds(same_language(a, b))
    return model.across_languages.log_odds(across_languages(a, b))


def in_one_language(a: Features, b: Features) -> bool:
    """Return whether the words of two articles can be compared; an undetermined language may be any."""
    return a.language == b.language or "und" in (a.language, b.language)


def days_apart(a: Features, b: Features) -> float:
    """Return the days between two articles; 0 where the date of one is not known."""
    return 0.0 if a.day is None or b.day is None else abs(a.day - b.day)


def is_template(a: Features, b: Features) -> bool:
    """Return whether two articles are issues of one column: a form filled in anew each day."""
    is_full = min(len(a.numbers), len(b.numbers)) >= TEMPLATE_FIGURES
    if not is_full or days_apart(a, b) * _DAY_HOURS < TEMPLATE_HOURS:
        return False
    numbers = Meeting(a.numbers, b.numbers)
    equal = max(numbers.held, numbers.holds)
    if a.outlet and a.outlet == b.outlet:
        return equal <= TEMPLATE_NUMBERS and Meeting(a.title, b.title).cosine >= TEMPLATE_TITLE
    return equal <= FORM_NUMBERS and Meeting(a.body, b.body).cosine >= FORM_BODY


def model_from(document: str) -> Model:
    """Return the model in a JSON document as `training.stories` writes it."""
    parts: dict[str, Any] = json.loads(document)
    regressions = {name: Regression(bias=part["bias"], weights=part["weights"]) for name, part in parts.items()}
    return Model(**regressions)


@cache
def shipped_model() -> Model:
    """Return the model that ships: a frozen table, read once."""
    return model_from((files(__package__) / "model.json").read_text("utf-8"))
