"""Which texts repeat one another: pure functions from a text to its prints, and from two of these to a verdict."""

from scrapers.normalizer.duplicates.likeness import Likeness, likeness
from scrapers.normalizer.duplicates.prints import Prints, prints_of
from scrapers.normalizer.duplicates.verdict import Origin, Thresholds, kind_of, refusal

__all__ = ["Likeness", "Origin", "Prints", "Thresholds", "kind_of", "likeness", "prints_of", "refusal"]
