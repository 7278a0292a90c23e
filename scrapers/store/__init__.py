"""The durable truth: articles and their revisions, URLs, the feed's log, runs and site memory."""

from scrapers.normalizer.revisions import Changes
from scrapers.store.model import (
    Admission,
    LogEntry,
    OutletCounts,
    Run,
    Save,
    Stored,
    StoreOptions,
    Story,
    StoryQuery,
    UrlKey,
    Validators,
)
from scrapers.store.store import Store
from scrapers.store.writer import StoreWriter

__all__ = [
    "Admission",
    "Changes",
    "LogEntry",
    "OutletCounts",
    "Run",
    "Save",
    "Store",
    "StoreOptions",
    "StoreWriter",
    "Stored",
    "Story",
    "StoryQuery",
    "UrlKey",
    "Validators",
]
