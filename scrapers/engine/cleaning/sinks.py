"""Where the outcome of each page goes: articles, explanations, the audit."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from scrapers.engine.cleaning.audit import Audit
from scrapers.engine.cleaning.lines import Output, json_line
from scrapers.engine.cleaning.request import Request
from scrapers.engine.cleaning.work import Done, Lost


class Sinks:
    """Everything that a run writes but its progress."""

    def __init__(self, request: Request) -> None:
        """Open what is to be written.

        Raises:
            OutputError: the file cannot be written.
        """
        self._request = request
        self._audit = Audit()
        self._opened = ExitStack()
        takes_articles = request.output is not None or not request.reports
        self._articles = self._open(request.output) if takes_articles else None
        self._report = self._open(None) if request.reports else None

    def take(self, result: Done | Lost) -> None:
        """Write what came of one page.

        Raises:
            OutputError: it cannot be written.
            BrokenPipeError: whoever reads it has had enough.
        """
        if self._articles:
            self._articles.write(json_line(result, removed=self._request.removed))
        if self._request.explain:
            self._print(explanation(result))
        if self._request.audit:
            self._audit.add(result)

    def finish(self) -> None:
        """Write what stands at the end of a run; as `take` otherwise."""
        if self._request.audit:
            self._print(audit_table(self._audit))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def _open(self, path: Path | None) -> Output:
        return self._opened.enter_context(Output(path))

    def _print(self, content: RenderableType) -> None:
        if self._report:
            self._report.write(rendered(content))
