"""What `scrapy crawl` does: choose, crawl, report."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from rich.console import Console
from scrapy.crawler import AsyncCrawlerProcess

from scrapers.engine.command import FAILED, STOPPED, silence_stdout
from scrapers.engine.crawl_runs import CrawlRun
from scrapers.engine.options import EngineOptions
from scrapers.engine.outlet_spiders import OutletLoader
from scrapers.engine.output import Destination, Output, destinations, open_output
from scrapers.engine.own_steps import check_own
from scrapers.engine.progress import Progress
from scrapers.engine.report import print_report
from scrapers.engine.selection import chosen_outlets, spider_arguments
from scrapers.engine.services import Services
from scrapers.engine.tally import Tally
from scrapers.errors import OutputError

if TYPE_CHECKING:
    from scrapy.settings import Settings

ALLOCATIONS = 10_000
"""New objects after which Python looks for garbage among them: an article is hundreds of them, and none is garbage."""
NO_CONTACT = (
    "Outlets cannot reach you: tell them how with -s CONTACT=https://example.org/bot (or a mail address), "
    "or in your settings."
)


def crawl(settings: Settings, names: list[str], opts: Namespace) -> int:
    """Crawl the outlets that a command line names and return the exit status.

    Raises:
        UsageError: an output format that does not exist.
        KlartekstError: nothing was crawled: an unknown outlet, a mistake in a file, no store, no output.
    """
    options, files = EngineOptions.from_settings(settings), destinations(settings, opts.output, opts.overwrite_output)
    outlets = chosen_outlets(OutletLoader(settings).catalogue, names, opts.spargs, options.replay)
    arguments = spider_arguments(opts.spargs, outlets)
    check_own(options)
    services, console = Services(options), Console(stderr=True)
    try:
        services.store  # noqa: B018 - opened before the output is emptied, so that an error of the store costs nothing
        services.output = open_output(settings, files)
        process = AsyncCrawlerProcess(settings)
        if not (options.replay or options.contact):
            console.print(NO_CONTACT, markup=False, highlight=False, soft_wrap=True)
        _spare_the_collector()
        with Progress(len(outlets), console) as progress:
            run = CrawlRun(process, services, progress)
            tallies = run.crawl(outlets, arguments)
    finally:
        services.close()
    problem = _closed(services.output) or services.problem
    # Standard output may be the articles' own.
    complete = () if problem else files
    _report(tallies, places(options, complete), to_stderr=any(file.path == "-" for file in files))
    # What Ctrl-C stopped early has not failed.
    return STOPPED if run.interrupted and not problem else status_of(tallies, problem)


def _report(tallies: Sequence[Tally], lines: Iterable[str], *, to_stderr: bool) -> None:
    """Print the end of a crawl; that nobody reads it, or that the disk is full, is no failure of the crawl."""
    try:
        print_report(tallies, lines, to_stderr=to_stderr)
        sys.stdout.flush()
    except OSError as error:
        silence_stdout()
        sys.stderr.write(f"scrapy crawl: the crawl is done, but its report cannot be printed: {error.strerror}\n")


def status_of(tallies: Iterable[Tally], problem: str) -> int:
    """Give the exit status: failed if nothing came of any outlet, or if not everything could be written.

    >>> status_of([Tally(outlet="a", problem="no store"), Tally(outlet="b", new=1)], "")
    0
    """
    tried = tuple(tallies)
    return FAILED if problem or (tried and all(tally.broken for tally in tried)) else 0


def _spare_the_collector() -> None:
    # What is loaded by now stays. Looking it through for garbage takes 0.1 s at a time, in which nothing else happens.
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)


def _closed(output: Output | None) -> str:
    try:
        if output is not None:
            output.close()
    except OutputError as error:
        sys.stderr.write(f"scrapy crawl: {error}\n")
        return str(error)
    return ""


def places(options: EngineOptions, files: Iterable[Destination]) -> Iterable[str]:
    """Say where the articles are, and with which command this very store is read.

    >>> [*places(EngineOptions(store_url="sqlite:///news.db", names_store=True), ())]
    ['Articles are in the store sqlite:///news.db; `scrapy feed -s STORE_URL=sqlite:///news.db` reads it.']
    """
    settings = {
        "REPLAY": str(options.replay) if options.replay else "",
        "STORE_URL": options.store_url if options.names_store else "",
    }
    given = "".join(f" -s {name}={quote(value)}" for name, value in settings.items() if value)
    yield f"Articles are in the store {options.store_url}; `scrapy feed{given}` reads it."
    yield from (f"This run's articles are in {file.path}." for file in files if file.path != "-")
