"""What a command line asks for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scrapers.engine.cleaning.inputs import STDIN
from scrapers.errors import InputError

STDIN_FD = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to clean, and what to write of it."""

    inputs: Sequence[str]
    """Files, folders, `-` for standard input."""
    output: Path | None = None
    """File of articles; None is standard output, unless a report goes there."""
    removed: bool = True
    """Whether an article has what was taken out of its page."""
    explain: bool = False
    """Whether every block is shown with what became of it, on standard output."""
    memory: bool = True
    """Whether pages of one site teach about each other."""
    relate: bool = False
    """Whether an article says what it repeats of those before it."""
    audit: bool = False
    """Whether a table over all pages ends the run, on standard output."""

    @property
    def articles(self) -> bool:
        """Whether articles are written: a report takes their place unless they have a file."""
        return self.output is not None or not (self.explain or self.audit)

    @property
    def fills_stdout(self) -> bool:
        """Whether every page puts something on standard output."""
        return self.explain or (self.articles and self.output is None)

    def check(self) -> None:
        """Raise InputError if an input file would be overwritten."""
        for one in self.inputs:
            if self.output and self.output.is_file() and self._is_output(one):
                name = "standard input" if one == STDIN else one
                raise InputError(f"{name} is the output as well: name another output", stage="clean")

    def _is_output(self, name: str) -> bool:
        with suppress(OSError):  # a file that is not there, or standard input closed
            read = os.fstat(STDIN_FD) if name == STDIN else Path(name).stat()
            return self.output is not None and os.path.samestat(read, self.output.stat())
        return False
