"""Dates: from what pages and feeds write to a verdict with precision, source and offset."""

from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.dates.verdict import DATE_FIELDS, Dates, dates_of

__all__ = ["DATE_FIELDS", "Dates", "Moment", "Reader", "dates_of"]
