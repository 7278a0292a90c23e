"""Stories: which articles tell of one event, in one language or across several."""

from scrapers.normalizer.stories.decision import Decision, Member, decide
from scrapers.normalizer.stories.features import Features, features_of
from scrapers.normalizer.stories.likeness import likeness
from scrapers.normalizer.stories.portable import from_bytes, to_bytes

__all__ = ["Decision", "Features", "Member", "decide", "features_of", "from_bytes", "likeness", "to_bytes"]
