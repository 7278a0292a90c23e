"""Dates: from what pages and feeds write to a verdict with precision, source and offset."""

from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.dates.verdict import Dates, dates_of

__all__ = ["Dates", "Moment", "Reader", "dates_of"]
