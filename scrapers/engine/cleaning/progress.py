"""How far a batch has come: one live line on a terminal, the failures, and one line at the end; on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner

from scrapers.engine.cleaning.rendering import printable
from scrapers.engine.cleaning.work import Done, Lost

FAILURES_SHOWN = 20
"""Failures printed one by one; the output has them all."""


class Progress:
    """Counts pages, and tells a person about it."""

    def __init__(self, *, live: bool) -> None:
        self.pages = 0
        """Pages done, failures among them."""
        self.failures = 0
        """Pages, and input files, that came to nothing."""
        self._articles = 0
        self._seconds = 0.0
        self._last = ""
        self._started = time.monotonic()
        self._console = Console(file=sys.stderr, soft_wrap=True, highlight=False, markup=False, emoji=False)
        self._spinner = Spinner("dots")
        self._shown = live and self._console.is_terminal
        self._live = Live(get_renderable=self._line, console=self._console, transient=True, refresh_per_second=4)

    def __enter__(self) -> Self:
        if self._shown:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def add(self, result: Done | Lost) -> None:
        """Count one page; name it if it failed."""
        self.pages += 1
        self._last = printable(result.source_id)
        if isinstance(result, Lost):
            self._failed(result)
        else:
            self._articles += bool(result.article.text)
            self._seconds += result.seconds

    def ended(self, *, stopped: bool = False) -> None:
        """Sum up; say how far it came if it was stopped."""
        where = f"after {self._last}" if self._last else "before the first page was done"
        self._say(f"stopped {where}: {self.summary()}" if stopped else self.summary())

    def summary(self) -> str:
        """Say what came of the pages so far."""
        cleaned = self.pages - self.failures
        empty = cleaned - self._articles
        counts = [_many(self.pages, "page"), _many(self._articles, "article")]
        without = [f"{empty:,} without text"] if empty else []
        cost = f"{self._seconds / cleaned * 1000:.0f} ms a page" if cleaned else "nothing cleaned"
        return ", ".join((*counts, *without, _many(self.failures, "failure"), cost))

    def _failed(self, result: Lost) -> None:
        self.failures += 1
        if self.failures <= FAILURES_SHOWN:
            self._say(printable(result.message))
        elif self.failures == FAILURES_SHOWN + 1:
            self._say("more pages fail; the output names them all")

    def _say(self, message: str) -> None:
        self._console.print(f"scrapy clean: {message}")

    def _line(self) -> Spinner:
        rate = self.pages / max(time.monotonic() - self._started, 0.001)
        failures = f" · {_many(self.failures, 'failure')}" if self.failures else ""
        self._spinner.update(text=f"{_many(self.pages, 'page')} · {rate:,.0f} a second{failures}")
        return self._spinner


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
