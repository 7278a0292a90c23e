"""The whole of `scrapy clean`: input files to articles, an explanation, an audit."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapers.engine.cleaning.inputs import sources
from scrapers.engine.cleaning.interruption import Interruption
from scrapers.engine.cleaning.outlets import OutletsByHost
from scrapers.engine.cleaning.progress import Progress
from scrapers.engine.cleaning.reading import rows
from scrapers.engine.cleaning.relations import Relations
from scrapers.engine.cleaning.sinks import Sinks
from scrapers.engine.cleaning.work import Work
from scrapers.engine.command import FAILED, STOPPED, is_terminal
from scrapers.engine.own_steps import check_own
from scrapers.errors import ReaderGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.engine.cleaning.request import Request
    from scrapers.engine.cleaning.work import Done, Lost
    from scrapers.engine.options import EngineOptions


def clean_files(options: EngineOptions, request: Request) -> int:
    """Clean every page of the inputs, write what came of each in order, and return the exit status.

    Status 1: a page or an input came to nothing; 130: stopped by Ctrl-C, with whole lines written so far.

    Raises:
        KlartekstError: a mistake in a setting, an outlet file or an own step; an output that cannot be written.
    """
    request.check()
    check_own(options)
    progress = Progress(live=not (request.fills_stdout and is_terminal()))
    try:
        stopped = _cleaned(options, request, progress)
    except KeyboardInterrupt:
        progress.ended(stopped=True)
        stopped = True
    except ReaderGone:
        return 0
    if stopped:
        return STOPPED
    progress.ended()
    return min(progress.failures, FAILED)


def _cleaned(options: EngineOptions, request: Request, progress: Progress) -> bool:
    """Do all the work; true if Ctrl-C stopped it, which has been said then: ending the processes may take a moment."""
    with ExitStack() as opened:
        interruption = opened.enter_context(Interruption())
        sinks = opened.enter_context(Sinks(request))
        work = Work(options, datetime.now(UTC), explain=request.explain, memory=request.memory)
        opened.callback(work.close)
        relations = opened.enter_context(Relations(wanted=request.relate))
        work.start()

        def take(result: Done | Lost) -> None:
            result = relations.added(result)
            with interruption.held():
                sinks.take(result)
                progress.add(result)

        with progress:
            stopped = _taken(work, options, request, take)
        if stopped:
            progress.ended(stopped=True)
        sinks.finish()
    return stopped


def _taken(work: Work, options: EngineOptions, request: Request, take: Callable[[Done | Lost], None]) -> bool:
    outlets = OutletsByHost(options.outlet_files)
    try:
        for result in work.results(rows(sources(request.inputs, request.output)), outlets.of):
            take(result)
    except KeyboardInterrupt:
        return True
    return False
