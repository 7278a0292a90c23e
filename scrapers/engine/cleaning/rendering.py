"""Text for people: in colours on a terminal, plain and unbroken in a file or a pipe."""

from __future__ import annotations

import shutil
import sys
from io import StringIO

from rich.console import Console, RenderableType

PLAIN_WIDTH = 120
"""Columns that a table takes where there is no terminal."""


def rendered(content: RenderableType) -> bytes:
    """Lay out what is meant for standard output, as whole lines in UTF-8; no ANSI codes unless that is a terminal."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else PLAIN_WIDTH
    # Standard output itself takes bytes, so that one writer serves it.
    console = Console(file=StringIO(), force_terminal=is_terminal, width=width, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(content, soft_wrap=not is_terminal, markup=False)
    return capture.get().encode("utf-8", "replace")


def printable(text: object) -> str:
    r"""Give a text that cannot steer a terminal.

    >>> printable("harbour\x1b[2J")
    'harbour\ufffd[2J'
    """
    return "".join(one if one.isprintable() else "\ufffd" for one in str(text))
