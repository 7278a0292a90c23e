"""What `--explain` shows of a page: every block in page order, kept or removed, by which rule, how sure, and where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cleaners.model import Block, Cleaned, Removal
from scrapers.article import Article
from scrapers.engine.cleaning.rendering import printable
from scrapers.engine.cleaning.work import Done, Lost

INDENT = 8
LABEL = 14
CHANCE = 6
# Named colours follow the terminal's own theme, dark or light.
KEPT, REMOVED, STRONG = "green", "red", "bold"


def explanation(result: Done | Lost) -> RenderableType:
    """Lay out what became of one page; a page that failed has its error instead."""
    heading = Text(f"== {printable(result.source_id)} ==", STRONG)
    if isinstance(result, Lost):
        return Group(heading, Text.assemble(("failed", REMOVED), f"  {result.kind}: {printable(result.message)}"), "")
    blocks = (part for one in in_page_order(result.cleaned or Cleaned()) for part in _block(one))
    return Group(heading, *_facts(result.article), "", *blocks, "")


def in_page_order(cleaned: Cleaned) -> tuple[Block | Removal, ...]:
    """Give blocks and removals as they stood in the page."""
    both: tuple[Block | Removal, ...] = (*cleaned.blocks, *cleaned.removals)
    return tuple(sorted(both, key=lambda one: one.order))


def _facts(article: Article) -> Iterator[Text]:
    published, verdict = article.published, article.completeness
    quality = ", ".join((f"quality {article.quality.score:.2f}", *article.quality.lowered_by))
    yield _fact("title", article.title or "–")
    if article.canonical_url:
        yield _fact("url", article.canonical_url)
    yield _fact("published", f"{published.value} ({published.precision}, {published.source})")
    yield _fact("language", f"{article.language.code}, page {article.page_language.code}")
    yield _fact("verdict", f"{verdict.verdict}; {quality}")
    yield from (_fact("because", reason) for reason in verdict.evidence)
    yield from (_fact("disclosed", f"{one.kind}: {one.text}") for one in article.disclosures)


def _fact(name: str, value: str) -> Text:
    return Text(f"{name:<11}{printable(value)}")


def _block(one: Block | Removal) -> Iterator[RenderableType]:
    kept = isinstance(one, Block)
    word, label = ("keep", one.kind) if isinstance(one, Block) else ("remove", one.rule)
    sure = "" if one.chance is None else f"{one.chance:<{CHANCE}.0%}"
    colour = KEPT if kept else REMOVED
    yield Text.assemble((f"{word:<{INDENT}}", colour), (f"{label:<{LABEL}}", STRONG), sure, printable(one.path))
    text = "\n".join(map(printable, one.text.split("\n")))
    yield Padding(Text(text), (0, 0, 0, INDENT), expand=False)
