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


def write_table(page: Path, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], kept: int = 0) -> None:
    """Put a table into a page between `<!-- NAME -->` and `<!-- /NAME -->`; add the marks at the end if missing.

    With `kept`, rows of the page stay unless a row with the same first `kept` cells was measured anew.
    """
    text = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if start not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, _, rest = text.partition(start)
    old, _, after = rest.partition(end)
    if kept and markdown(columns, []) in old:
        rows = _updated(old, rows, kept)
    page.write_text(f"{before}{start}\n{markdown(columns, rows)}\n{end}{after}", encoding="utf-8")


def _updated(old: str, rows: Sequence[Sequence[str]], kept: int) -> list[Sequence[str]]:
    """Return the rows of a table with those measured anew in their places; what is new stands behind its like."""
    before = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in old.strip().splitlines()[2:]]
    fresh = {tuple(row[:kept]): tuple(row) for row in rows}
    merged: list[Sequence[str]] = [fresh.pop(row[:kept], row) for row in before]
    for row in fresh.values():
        alike = [at for at, other in enumerate(merged) if other[: kept - 1] == row[: kept - 1]]
        merged.insert(alike[-1] + 1 if alike else len(merged), row)
    return merged
