"""Packs: all that a summarizer needs of a story, in one value."""

from scrapers.normalizer.packs.pack import pack

__all__ = ["pack"]
