"""The whole of `scrapy clean`: input files to articles, an explanation, an audit."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.engine.cleaning.inputs import STDIN, sources
from scrapers.engine.cleaning.interruption import Interruption
from scrapers.engine.cleaning.outlets import OutletsByHost
from scrapers.engine.cleaning.progress import Progress
from scrapers.engine.cleaning.reading import rows
from scrapers.engine.cleaning.work import Done, Lost, Work
from scrapers.engine.command import FAILED, STOPPED
from scrapers.engine.own import check_own
from scrapers.errors import InputError

if TYPE_CHECKING:
    from scrapers.engine.options import EngineOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a command line asks for."""

    inputs: Sequence[str]
    """Files, folders, `-`."""
    output: Path | None = None
    """File of articles; None is standard output, unless that is wanted for a report."""
    removed: bool = True
    """Whether an article has what was taken out of its page."""
    explain: bool = False
    """Whether every block is shown with what became of it."""
    audit: bool = False
    """Whether a table over all pages ends the run."""

    @property
    def reports(self) -> bool:
        """Whether standard output is for a person."""
        return self.explain or self.audit

    @property
    def lines_to_stdout(self) -> bool:
        """Whether every page puts something on standard output."""
        return self.explain or (self.output is None and not self.audit)


def clean_files(options: EngineOptions, request: Request) -> int:
    """Clean every page of the inputs, write what came of each in order, and return the exit status.

    Status 1: a page or an input came to nothing; 130: stopped by Ctrl-C, with whole lines written so far.

    Raises:
        KlartekstError: a mistake in a setting, an outlet file or an own step; an output that cannot be written.
    """
    check_own(options)
    _spare_inputs(request)
    with ExitStack() as opened:
        interruption = opened.enter_context(Interruption())
        work = Work(options, datetime.now(UTC), explain=request.explain)
        opened.callback(work.close)
        work.start()
        progress = Progress(live=not (request.lines_to_stdout and sys.stdout.isatty()))
        try:
            sinks = opened.enter_context(_sinks(request))
            with progress:
                _take_all(work, options, request, (sinks, progress, interruption))
        except KeyboardInterrupt:
            progress.interrupted()
            return STOPPED
        except BrokenPipeError:
            # `scrapy clean … | head` has what it wanted.
            return 0
    progress.ended()
    return FAILED if progress.failures else 0
