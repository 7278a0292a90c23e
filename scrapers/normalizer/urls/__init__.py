"""URLs as identities: one spelling for each, what an article's share, and which of a page's URLs is the article's."""

from scrapers.normalizer.urls.declared import canonical_of, chosen_canonical, refusal
from scrapers.normalizer.urls.key import identity_key
from scrapers.normalizer.urls.normal_form import canonical_url

__all__ = ["canonical_of", "canonical_url", "chosen_canonical", "identity_key", "refusal"]
