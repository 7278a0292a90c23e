"""Markdown tables, printed and kept in a page of the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table.

    >>> markdown(["a", "b"], [["1", "2"]])
    '| a | b |\\n|---|---|\\n| 1 | 2 |'
    """
    lines = [columns, ["---"] * len(columns), *rows]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return text.replace("| --- |", "|---|").replace(" --- |", "---|")


def write_table(page: Path, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table into a page between `<!-- NAME -->` and `<!-- /NAME -->`; add the marks at the end if missing."""
    text = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if start not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, _, rest = text.partition(start)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{start}\n{markdown(columns, rows)}\n{end}{after}", encoding="utf-8")
