"""What `--audit` shows: rules, verdicts, languages and the pages to look at first."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scrapers.engine.cleaning.audit import Audit, RuleUse
from scrapers.engine.cleaning.rendering import printable

EXAMPLE = 48
"""Characters shown of an example."""


def audit_table(audit: Audit) -> RenderableType:
    """Lay out the counts of a batch; a table without rows is left out."""
    tables = {
        "What was removed": _rules(audit),
        "Verdicts": _verdicts(audit),
        "Languages": _languages(audit),
        "What lowered the quality": _doubts(audit),
        "Pages of lowest quality": _worst(audit),
    }
    filled = ((Text(title, "bold"), table) for title, table in tables.items() if table.row_count)
    # Not as titles of the tables: those are broken where the table is narrow.
    return Group(*(part for pair in filled for part in pair))


def _rules(audit: Audit) -> Table:
    table = _table("rule", "examples", numbers=("pages", "blocks", "characters", "of text"))
    whole = audit.kept + sum(use.characters for use in audit.rules.values())
    for rule, use in sorted(audit.rules.items(), key=lambda item: -item[1].characters):
        share = f"{use.characters / whole:.1%}" if whole else "–"
        table.add_row(rule, f"{use.pages:,}", f"{use.lines:,}", f"{use.characters:,}", share, _examples(use))
    if audit.rules:
        table.add_row("(kept)", f"{audit.pages:,}", "", f"{audit.kept:,}", f"{audit.kept / whole:.1%}" if whole else "")
    return table


def _verdicts(audit: Audit) -> Table:
    table = _table("verdict", "for example", numbers=("pages", "share"))
    for verdict, pages in audit.verdicts.most_common():
        named = printable(", ".join(audit.pages_of[verdict]))
        table.add_row(verdict, f"{pages:,}", f"{pages / audit.pages:.1%}", named)
    return table


def _languages(audit: Audit) -> Table:
    table = _table("article", "page around it", numbers=("pages",))
    for (article, page), pages in audit.languages.most_common():
        table.add_row(article, f"{pages:,}", page)
    return table


def _doubts(audit: Audit) -> Table:
    table = _table("reason", numbers=("pages",))
    for reason, pages in audit.doubts.most_common():
        table.add_row(reason, f"{pages:,}")
    return table


def _worst(audit: Audit) -> Table:
    table = _table("page", "because", numbers=("quality",))
    for negated, _, page, reasons in sorted(audit.worst, reverse=True):
        table.add_row(printable(page), f"{-negated:.2f}", reasons)
    return table


def _table(first: str, last: str = "", *, numbers: tuple[str, ...]) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold")
    table.add_column(first, overflow="fold")
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    if last:
        table.add_column(last, overflow="fold")
    return table


def _examples(use: RuleUse) -> str:
    return "\n".join(_short(one) for one in use.examples)


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= EXAMPLE else f"{line[: EXAMPLE - 1]}…"
