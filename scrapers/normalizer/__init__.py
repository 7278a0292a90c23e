"""The normalizer: `normalize(cleaned, outlet, now)` judges what the cleaner found and gives the published article."""

from scrapers.normalizer.assembly import PlacedStep, Step, normalize
from scrapers.normalizer.identity import article_id
from scrapers.normalizer.quality import lowered
from scrapers.normalizer.stages import STAGES
from scrapers.normalizer.urls import canonical_url, identity_key

STAGE_NAMES = tuple(name for name, _ in STAGES)
"""Names of the stages, in order: where own steps can be placed."""

__all__ = [
    "STAGE_NAMES",
    "PlacedStep",
    "Step",
    "article_id",
    "canonical_url",
    "identity_key",
    "lowered",
    "normalize",
]
