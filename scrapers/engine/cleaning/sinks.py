"""Where the outcome of each page goes: articles, explanations, the audit."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from scrapers.engine.cleaning.audit import Audit
from scrapers.engine.cleaning.audit_table import audit_table
from scrapers.engine.cleaning.explanation import explanation
from scrapers.engine.cleaning.lines import json_line
from scrapers.engine.cleaning.rendering import UNBROKEN, rendered
from scrapers.feed.lines import LineWriter

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scrapers.engine.cleaning.request import Request
    from scrapers.engine.cleaning.work import Done, Lost


class Sinks:
    """Everything that a run writes but its progress. To be entered."""

    def __init__(self, request: Request) -> None:
        """Open what is to be written.

        Raises:
            OutputError: the file cannot be written.
        """
        self._request = request
        self._audit = Audit()
        self._opened = ExitStack()
        self._articles = self._open(request.output) if request.articles else None
        self._report = self._open(None) if request.explain or request.audit else None

    def take(self, result: Done | Lost) -> None:
        """Write what came of one page.

        Raises:
            OutputError: it cannot be written.
            ReaderGone: whoever reads it has had enough.
        """
        if self._articles:
            self._articles.write_line(json_line(result, removed=self._request.removed))
        if self._request.explain:
            self._print(rendered(explanation(result), plain_width=UNBROKEN))
        if self._request.audit:
            self._audit.add(result)

    def finish(self) -> None:
        """Write what stands at the end of a run; raises as `take` does."""
        if self._request.audit:
            self._print(rendered(audit_table(self._audit)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def _open(self, path: Path | None) -> LineWriter:
        return self._opened.enter_context(LineWriter(path or "-"))

    def _print(self, lines: bytes) -> None:
        if self._report:
            self._report.write_line(lines)
