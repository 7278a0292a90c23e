"""Relates the articles of one batch to one another, with no store: the same index, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import create_engine

from scrapers.article import Article
from scrapers.store.duplicates import DuplicateIndex
from scrapers.store.model import StoreOptions
from scrapers.store.stories import StoryIndex
from scrapers.store.tables import (
    copies,
    copy_outlets,
    fingerprints,
    metadata,
    story_articles,
    story_merges,
    story_terms,
)

KEPT = 1000
"""Articles after which what was read is forgotten: as rows of the database they take a quarter of the memory."""
KEPT_STORIES = 50_000
"""Articles whose stories later ones can join: about 250 MB."""


class Relating:
    """Fills in what articles repeat of those that came before them, and their stories. Close it when done."""

    def __init__(self, options: StoreOptions | None = None) -> None:
        options = options or StoreOptions()
        self._fewest = options.duplicate_words
        self._engine = create_engine("sqlite://")
        tables = [fingerprints, copies, copy_outlets, story_articles, story_terms, story_merges]
        metadata.create_all(self._engine, tables)
        self._connection = self._engine.connect()
        self._index = DuplicateIndex(self._connection, self._fewest)
        self._stories = StoryIndex(self._connection, options.story_days, kept=KEPT_STORIES)
        self._count = 0

    def related(self, articles: Sequence[Article]) -> list[Article]:
        """Return the articles with `duplicate`, `cluster`, `also_published_by` and `story`, in the same order.

        Nobody could be told of a merge: a story that turns out to be another one goes on beside it.
        """
        self._index.expect(articles)
        related = [self._related(article) for article in articles]
        if self._count // KEPT > (self._count - len(articles)) // KEPT:
            self._index.write()
            self._index = DuplicateIndex(self._connection, self._fewest)
        return related

    def found(self, article: Article) -> Article:
        """Return an article with the same fields, and leave no trace of it."""
        article = self._index.relation(article).put_into(article)
        placement = self._stories.placement(article, datetime.fromisoformat(article.fetched_at))
        return article.model_copy(update={"story": placement.story})

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _related(self, article: Article) -> Article:
        self._count += 1
        relation = self._index.relation(article)
        self._index.add(self._count, article, relation)
        article = relation.put_into(article)
        now = datetime.fromisoformat(article.fetched_at)
        placement = replace(self._stories.placement(article, now), merged=())
        self._stories.add(article, placement, now)
        return article.model_copy(update={"story": placement.story})
