"""What is written: an article, or what went wrong, as one line of JSON; the same output takes reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

from scrapers.engine.cleaning.work import Done, Lost
from scrapers.errors import OutputError
from scrapers.feed.lines import LineWriter, line_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

STDOUT = "-"


def json_line(result: Done | Lost, *, removed: bool) -> bytes:
    r"""Give the line of one page: its article with `source_id` before the other fields, or its error.

    `removed` adds what was taken out of the page.

    >>> json_line(Lost(source_id=3, kind="input", message="a.jsonl, row 3: not JSON"), removed=True)
    b'{"source_id":3,"error":{"kind":"input","message":"a.jsonl, row 3: not JSON"}}\n'
    """
    if isinstance(result, Done):
        source_id = json.dumps(result.source_id).encode()
        return b'{"source_id":' + source_id + b"," + line_of(result.article, removed=removed)[1:]
    error = {"kind": result.kind, "message": result.message}
    return json.dumps({"source_id": result.source_id, "error": error}, separators=(",", ":")).encode() + b"\n"


class Output:
    """A file, or standard output, that takes whole lines."""

    def __init__(self, path: Path | None) -> None:
        """Open the output; None is standard output. A file is emptied, folders above it are made.

        Raises:
            OutputError: it cannot be written.
        """
        self._name = str(path) if path else "standard output"
        try:
            self._lines = LineWriter(path or STDOUT)
        except OutputError as error:
            raise self._told(error) from error

    def write(self, lines: bytes) -> None:
        """Write whole lines.

        Raises:
            OutputError: not all could be written.
            BrokenPipeError: whoever reads them has had enough.
        """
        try:
            self._lines.write_line(lines)
        except OutputError as error:
            if isinstance(error.__cause__, BrokenPipeError):
                raise error.__cause__ from None
            raise self._told(error) from error

    def close(self) -> None:
        """Complete the output; raises OutputError if the disk has lost lines."""
        try:
            self._lines.close()
        except OutputError as error:
            raise self._told(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _told(self, error: OutputError) -> OutputError:
        # Without the advice to look into the store, in which these articles are not.
        cause = error.__cause__
        if isinstance(cause, BlockingIOError) or not isinstance(cause, OSError):
            return error
        return OutputError(f"{self._name} cannot be written: {cause.strerror}", stage="clean")
