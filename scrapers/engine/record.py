"""What `scrapy record` does: crawl as if for the first time, and keep the answers."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.filesize import decimal
from scrapy.crawler import AsyncCrawlerProcess

from scrapers.engine.command import FAILED
from scrapers.engine.crawl_runs import CrawlRun
from scrapers.engine.options import EngineOptions
from scrapers.engine.outlet_spiders import OutletLoader
from scrapers.engine.progress import Progress
from scrapers.engine.report import failure_lines
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
    outlets = chosen_outlets(OutletLoader(settings).catalogue, names, opts.spargs, None)
    arguments, options = spider_arguments(opts.spargs, outlets), EngineOptions.from_settings(settings)
    told = partial(recording_line, folder=opts.output)
    process, console = AsyncCrawlerProcess(settings), Console(stderr=True)
    with TemporaryDirectory() as folder:
        # What a store knows already would not be fetched, and so not be recorded.
        services = Services(replace(options, store_url=f"sqlite:///{folder}/record.db"))
        try:
            with Progress(len(outlets), console, ended=told, so_far=_so_far) as progress:
                tallies = CrawlRun(process, services, progress).crawl(outlets, arguments)
        finally:
            services.close()
    # Elsewhere than on a terminal, each was told when it ended.
    ended = [told(tally) for tally in tallies] if console.is_terminal else []
    for line in (*ended, *failure_lines(tallies)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return 0 if all(tally.saved for tally in tallies) and len(tallies) == len(outlets) else FAILED


def recording_line(tally: Tally, folder: Path) -> str:
    """Say what was recorded of one outlet, and where it is.

    >>> recording_line(Tally(outlet="dr", recorded=23, saved=41_300, failed=1), Path("tapes"))
    'dr: 23 answers recorded in tapes/dr.yaml (41.3 kB), 1 failed'
    """
    failed = f", {tally.failed} failed" if tally.failed else ""
    answers = f"{tally.recorded} {'answer' if tally.recorded == 1 else 'answers'}"
    if tally.saved:
        return f"{tally.outlet}: {answers} recorded in {folder / tally.outlet}.yaml ({decimal(tally.saved)}){failed}"
    problem = f"{tally.problem}; " if tally.problem else ""
    return f"{tally.outlet}: {problem}{answers}{failed}, no cassette was written"


def _so_far(total: Tally) -> str:
    return f"{total.recorded} answers recorded · {total.failed} failed"


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
