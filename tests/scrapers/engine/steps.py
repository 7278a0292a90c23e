"""Own steps that go wrong when a page says so: what a user's code may do to the pool."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

from cleaners.model import Cleaned
from scrapers.article import Article


@dataclass(frozen=True)
class Unpicklable(Exception):
    """Cannot come back from a worker: it wants more than a message."""

    first: str
    second: str


def troublesome(article: Article, cleaned: Cleaned) -> Article:
    """Do what the page's text asks for."""
    text = " ".join(block.text for block in cleaned.blocks)
    if "HANG" in text:
        time.sleep(3600)
    if "CRASH" in text:
        os._exit(3)
    if "LEAVE" in text:
        sys.exit("I leave")
    if "RAISE" in text:
        raise Unpicklable("a", "b")
    return article
