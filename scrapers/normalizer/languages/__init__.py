"""Languages: which one a text is in, told from text first and from page and outlet where the text leaves it open."""

from scrapers.normalizer.languages.detection import UNDETERMINED, language_of, plain_code

__all__ = ["UNDETERMINED", "language_of", "plain_code"]
