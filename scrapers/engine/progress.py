"""How far a crawl has come: one live line on a terminal, a line per ended outlet elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner

from scrapers.engine.report import line_of
from scrapers.engine.tally import Tally, tally_so_far, total_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

STOPPING = "Finishing what is under way; press Ctrl-C again to stop at once."


def counts_so_far(total: Tally) -> str:
    """Word the counts of a crawl that is under way.

    >>> counts_so_far(Tally(outlet="", found=5, new=2, failed=1))
    '5 found · 2 pages · 2 new · 0 changed · 1 failed'
    """
    return (
        f"{total.found} found · {total.pages} pages · {total.new} new · {total.changed} changed · {total.failed} failed"
    )


class Progress:
    """Shows a person how far a crawl has come, on standard error."""

    def __init__(
        self,
        outlets: int,
        console: Console,
        *,
        ended: Callable[[Tally], str] = line_of,
        so_far: Callable[[Tally], str] = counts_so_far,
    ) -> None:
        """Expect so many outlets; `ended` words what came of one, `so_far` what came of all together until now."""
        self._outlets = outlets
        self._console = console
        self._describe = ended
        self._so_far = so_far
        self._running: dict[str, Crawler] = {}
        self._ended: list[Tally] = []
        self._spinner = Spinner("dots")
        self._live = Live(get_renderable=self._line, console=console, transient=True, refresh_per_second=4)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def started(self, crawler: Crawler) -> None:
        """Watch a crawl that begins."""
        self._running[crawler.spidercls.name] = crawler

    def ended(self, tally: Tally) -> None:
        """Note a crawl that has ended."""
        self._running.pop(tally.outlet, None)
        self._ended.append(tally)
        if not self._console.is_terminal:
            self._console.print(self._describe(tally), markup=False, highlight=False, soft_wrap=True)

    def stopping(self) -> None:
        """Say that the crawl was asked to stop, and how to stop it at once."""
        self._console.print(STOPPING, markup=False, highlight=False)

    def _line(self) -> Spinner:
        now = total_of((*self._ended, *map(tally_so_far, tuple(self._running.values()))))
        self._spinner.update(
            text=f"{len(self._ended)} of {self._outlets} outlets · {self._so_far(now)} · {_names(self._running)}"
        )
        return self._spinner


def _names(running: dict[str, Crawler]) -> str:
    names = sorted(running)
    return ", ".join(names[:3]) + (" …" if len(names) > len(names[:3]) else "")
