"""The two sides of the crawl benchmark, each run as a user would run it: `scrapy …` in a fresh folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.loopback import FEED
from benchmarks.probe import Crawled
from benchmarks.processes import Usage, run

ROOT = Path(__file__).resolve().parent.parent
START_UP = 120.0
"""Seconds that a run may take beyond what its pages take."""
SECONDS_A_PAGE = 2.0
"""Seconds that a page may take at most, before the run is given up."""
PROBE_FILE = "probe.json"
BARE, WHOLE = "bare Scrapy", "whole pipeline"

OUTLET = """
[[outlet]]
id = "loopback"
name = "Loopback"
domain = "{domain}"
country = "dk"
languages = {languages}
time_zone = "Europe/Copenhagen"
feeds = ["{home}{feed}"]
crawl = {{ delay = 0, concurrency = {concurrency} }}
"""
LANGUAGES = ("en", "da", "sv", "de", "fr", "es", "cs", "ru", "ar", "ja", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is crawled, and how."""

    home: str
    """Address of the site, without a slash at the end."""
    pages: int
    """Pages that its feed names."""
    workers: int
    """Processes that clean."""
    concurrency: int
    """Requests under way at once, on both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl, measured."""

    crawled: Crawled
    """What its own process saw."""
    usage: Usage
    """What all its processes took."""


class CrawlFailed(Exception):
    """A crawl did not bring all pages; the message says what it brought and what it wrote."""


def crawl_bare(load: Load, folder: Path) -> Run:
    """Download all pages with Scrapy and its defaults.

    Raises CrawlFailed if a page is missing.
    """
    spider = str(ROOT / "benchmarks" / "bare.py")
    settings = {
        "CONCURRENT_REQUESTS": load.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": load.concurrency,
        "DOWNLOAD_DELAY": 0,
        "EXTENSIONS": json.dumps({"benchmarks.probe.Probe": 0}),
        "LOG_LEVEL": "WARNING",
        "REMOTE_CONTROL_ENABLED": 0,
    }
    found = _crawl(["runspider", spider, "-a", f"feed={load.home}{FEED}"], settings, load, folder)
    return _complete(found, found.crawled.pages, load)


def crawl_whole(load: Load, folder: Path) -> Run:
    """Crawl all pages into a store and a file, with the settings that ship but for politeness.

    Raises CrawlFailed if an article is missing.
    """
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = scrapers.engine.settings\n", "utf-8")
    (folder / "outlets.toml").write_text(_outlet(load), "utf-8")
    settings = {
        "AUTOTHROTTLE_ENABLED": 0,
        "CLEAN_WORKERS": load.workers,
        "EXTENSIONS": json.dumps({"scrapers.engine.monitor.Monitor": 500, "benchmarks.probe.Probe": 0}),
        "OUTLET_FILES": "outlets.toml",
        "STORE_URL": "sqlite:///klartekst.db",
    }
    found = _crawl(["crawl", "loopback", "-O", "articles.jsonl"], settings, load, folder)
    return _complete(found, (folder / "articles.jsonl").read_bytes().count(b"\n"), load)


def _outlet(load: Load) -> str:
    return OUTLET.format(
        domain=load.home.removeprefix("http://"),
        home=load.home,
        feed=FEED,
        languages=json.dumps(LANGUAGES),
        concurrency=load.concurrency,
    )


def _crawl(arguments: Sequence[str], settings: Mapping[str, object], load: Load, folder: Path) -> Run:
    given = [f"{name}={value}" for name, value in {**settings, "PROBE_FILE": PROBE_FILE}.items()]
    options = [part for one in given for part in ("-s", one)]
    command = [sys.executable, "-m", "scrapy", *arguments, *options]
    usage = run(command, folder, _environment(), START_UP + SECONDS_A_PAGE * load.pages)
    probed = folder / PROBE_FILE
    if usage.status or not probed.exists():
        raise CrawlFailed(f"scrapy {arguments[0]} ended with status {usage.status}:\n{usage.output[-2000:]}")
    return Run(crawled=Crawled(**json.loads(probed.read_text("utf-8"))), usage=usage)


def _complete(run: Run, pages: int, load: Load) -> Run:
    if pages != load.pages or run.crawled.reason != "finished":
        brought = f"{pages} of {load.pages} pages came out, and the crawl ended as {run.crawled.reason}"
        raise CrawlFailed(f"{brought}:\n{run.usage.output[-2000:]}")
    return run


def _environment() -> dict[str, str]:
    """Keep settings and proxies of the caller out."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SCRAPY_") and not name.lower().endswith("_proxy")
    }
    return {**kept, "PYTHONPATH": str(ROOT)}
