"""What `scrapy record` does: crawl as if for the first time, and keep the answers."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess

from scrapers.engine.command import FAILED
from scrapers.engine.loader import OutletLoader
from scrapers.engine.options import EngineOptions
from scrapers.engine.progress import Progress
from scrapers.engine.run import CrawlRun
from scrapers.engine.selection import chosen_outlets, spider_arguments
from scrapers.engine.services import Services
from scrapers.engine.tally import Tally

if TYPE_CHECKING:
    from scrapy.settings import Settings

HANDLERS = dict.fromkeys(("http", "https"), "scrapers.engine.replay.RecordHandler")


def record(settings: Settings, names: list[str], opts: Namespace) -> int:
    """Record the outlets that a command line names and return the exit status.

    Raises:
        KlartekstError: nothing was recorded: an unknown outlet, a mistake in a file.
    """
    _set_recording(settings, opts.output)
    outlets = chosen_outlets(OutletLoader(settings).catalogue, names, {}, None)
    arguments, options = spider_arguments(opts.spargs), EngineOptions.from_settings(settings)
    process, console = AsyncCrawlerProcess(settings), Console(stderr=True)
    with TemporaryDirectory() as folder:
        # What a store knows already would not be fetched, and so not be recorded.
        services = Services(replace(options, store_url=f"sqlite:///{folder}/record.db"))
        try:
            with Progress(len(outlets), console, _line) as progress:
                tallies = CrawlRun(process, services, progress).crawl(outlets, arguments)
        finally:
            services.close()
    whole = [tally.outlet for tally in tallies if not tally.problem]
    for name in () if services.problem else whole:
        console.print(f"{name}: recorded in {opts.output / name}.yaml", markup=False, highlight=False, soft_wrap=True)
    return 0 if len(whole) == len(outlets) and not services.problem else FAILED


def _line(tally: Tally) -> str:
    return f"{tally.outlet}: {tally.problem or f'{tally.found} articles listed, {tally.failed} failed'}"


def _set_recording(settings: Settings, folder: Path) -> None:
    extensions = {**settings.getdict("EXTENSIONS"), "scrapers.engine.recorder.Recorder": 600}
    for name, value in {
        "DOWNLOAD_HANDLERS": {**settings.getdict("DOWNLOAD_HANDLERS"), **HANDLERS},
        "EXTENSIONS": extensions,
        "ITEM_PIPELINES": {"scrapers.engine.recorder.FailurePipeline": 300},
        "RECORD": str(folder),
        "REPLAY": "",
    }.items():
        settings.set(name, value, "cmdline")
