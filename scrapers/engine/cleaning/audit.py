"""What cleaning did to a batch: counts that grow page by page, in memory that does not."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field

from scrapers.article import Article, RemovedLine
from scrapers.engine.cleaning.rows import RowId
from scrapers.engine.cleaning.work import Done, Lost

EXAMPLES = 3
"""Examples kept of each rule and each verdict."""
WORST = 10
"""Pages of lowest quality that are named."""


@dataclass(slots=True, kw_only=True)
class RuleUse:
    """How often one rule took something out."""

    pages: int = 0
    """Pages on which it did."""
    lines: int = 0
    """Blocks that it took."""
    characters: int = 0
    """Characters in them."""
    examples: list[str] = field(default_factory=list)
    """The first few different ones."""


@dataclass(slots=True, kw_only=True)
class Audit:
    """Counts over all pages of a batch."""

    rules: dict[str, RuleUse] = field(default_factory=dict)
    """By name of the rule."""
    kept: int = 0
    """Characters of text that stayed."""
    verdicts: Counter[str] = field(default_factory=Counter)
    """Pages by completeness verdict, failures by `failed (kind)`."""
    pages_of: dict[str, list[str]] = field(default_factory=dict)
    """The first few ids of each verdict."""
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Pages by language of the article and of the page around it."""
    doubts: Counter[str] = field(default_factory=Counter)
    """Pages by what lowered their quality, without the particulars."""
    worst: list[tuple[float, int, str, str]] = field(default_factory=list)
    """Heap of the pages of lowest quality: negated quality, negated number, id, reasons."""
    pages: int = 0
    """Pages counted, failures among them."""

    def add(self, result: Done | Lost) -> None:
        """Count one page."""
        self.pages += 1
        if isinstance(result, Lost):
            self._judge(f"failed ({result.kind})", result.source_id)
            return
        article = result.article
        self._judge(article.completeness.verdict, result.source_id)
        self.kept += sum(len(block.text) for block in article.blocks)
        self.languages[article.language.code, article.page_language.code] += 1
        self._doubt(article, result.source_id)
        for line in article.removed:
            self._take(line)
        for rule in {line.rule for line in article.removed}:
            self.rules[rule].pages += 1

    def _judge(self, verdict: str, source_id: RowId) -> None:
        self.verdicts[verdict] += 1
        named = self.pages_of.setdefault(verdict, [])
        if len(named) < EXAMPLES:
            named.append(str(source_id))

    def _doubt(self, article: Article, source_id: RowId) -> None:
        quality = article.quality
        self.doubts.update({reason.partition(":")[0] for reason in quality.lowered_by})
        if quality.score < 1:
            page = (-quality.score, -self.pages, str(source_id), ", ".join(quality.lowered_by))
            (heapq.heappush if len(self.worst) < WORST else heapq.heappushpop)(self.worst, page)

    def _take(self, line: RemovedLine) -> None:
        use = self.rules.setdefault(line.rule, RuleUse())
        use.lines += 1
        use.characters += len(line.text)
        if len(use.examples) < EXAMPLES and line.text not in use.examples:
            use.examples.append(line.text)
