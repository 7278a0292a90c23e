"""Imported by the process from which workers are forked, and only there: workers are born with everything loaded."""

from __future__ import annotations

import gc
import os
from datetime import UTC, datetime

from cleaners.model import Page
from scrapers.engine.options import EngineOptions
from scrapers.engine.workers import PageJob, make_article

BODY = b"<html><body><article><p>One sentence of 1 January 2026 is enough to load all.</p></article></body></html>"

parent = os.getppid()
# What is sent to the whole process group (Ctrl-C, `timeout`) is for the crawl, which then finishes its pages.
os.setsid()
# Lexicon, models and date tables are loaded by the first page.
make_article(
    PageJob(
        page=Page(body=BODY, headers={"content-type": "text/html"}),
        outlet=None,
        now=datetime.now(UTC),
        options=EngineOptions(store_url=""),
    )
)
# Whoever wanted workers may be gone meanwhile; the pipe that tells it is not read before this module is imported.
if os.getppid() != parent:
    os._exit(0)
# What is loaded now stays shared among the workers as long as no collection writes to it.
gc.freeze()
