"""Text for people: in colours on a terminal, plain and unbroken in a file or a pipe."""

from __future__ import annotations

import re
import shutil
from io import StringIO

from rich.console import Console, RenderableType

from scrapers.engine.command import is_terminal

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PLAIN_WIDTH = 120
"""Columns that a table takes where there is no terminal."""
UNBROKEN = 1_000_000
"""Columns enough that no line is broken."""


def rendered(content: RenderableType, *, plain_width: int = PLAIN_WIDTH) -> bytes:
    """Lay out what is meant for standard output, as whole lines in UTF-8.

    On a terminal it has that one's width and colours; elsewhere `plain_width` columns at most, and no ANSI codes.
    """
    coloured = is_terminal()
    width = shutil.get_terminal_size().columns if coloured else plain_width
    # Standard output itself takes bytes, so that one writer serves it.
    console = Console(file=StringIO(), force_terminal=coloured, width=width, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(content, markup=False)
    lines = capture.get().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "replace")


def printable(text: object) -> str:
    r"""Give a text that cannot steer a terminal: a sign stands in for each control character.

    >>> printable("harbour\x1b[2J")
    'harbour\ufffd[2J'
    """
    return _CONTROL.sub("\ufffd", str(text))
