"""What `scrapy stories` does: list stories, give the articles of one, or its pack."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from scrapers.article import Article
from scrapers.engine.cleaning.rendering import printable
from scrapers.errors import InputError, OutputError
from scrapers.feed.lines import LineWriter, line_of
from scrapers.normalizer.packs import pack
from scrapers.store import Store, Story, StoryQuery
from spiders.arguments import since_of
from spiders.errors import ArgumentError

DIGITS = 12
"""Digits of an id that a table shows: enough to name a story by."""
MINUTE = "%Y-%m-%d %H:%M"
NUMBERS = frozenset({"articles", "outlets"})


def list_stories(store_url: str, opts: Namespace) -> int:
    """Print the stories that a command line asks for and return the exit status.

    Raises:
        KlartekstError: no store, or a time that is none.
    """
    wanted = StoryQuery(
        since=_since(opts.since),
        outlets=tuple(opts.outlet),
        languages=tuple(opts.language),
        articles=opts.articles,
        limit=opts.limit,
    )
    with Store.open(store_url) as store:
        stories = store.stories(wanted)
    if _wants_table(opts):
        _print(_table(stories))
        return 0
    return _write_lines(_line(story) for story in stories)


def give_story(store_url: str, story: str, opts: Namespace) -> int:
    """Print the articles of a story, or with `--pack` all of it in one document, and return the exit status.

    Raises:
        KlartekstError: no store, or no such story.
    """
    with Store.open(store_url) as store:
        found = store.story_id(story)
        if found is None:
            raise InputError(
                f"there is no story {story}, or several begin so: `scrapy stories` lists the ids", stage="feed"
            )
        articles = store.story(found)
    if opts.pack:
        indent = 2 if sys.stdout.isatty() else None
        document = pack(articles, found).model_dump_json(by_alias=True, indent=indent)
        return _write_lines([document.encode() + b"\n"])
    if _wants_table(opts):
        _print(_article_table(articles))
        return 0
    return _write_lines(line_of(article) for article in articles)


def _since(written: str) -> datetime | None:
    try:
        return since_of(written, datetime.now(UTC), UTC)
    except ArgumentError as error:
        raise InputError(f"--{error}", stage="feed") from error


def _wants_table(opts: Namespace) -> bool:
    return sys.stdout.isatty() and not opts.json


def _line(story: Story) -> bytes:
    return json.dumps(asdict(story), ensure_ascii=False, default=_as_text).encode() + b"\n"


def _as_text(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat(timespec="seconds")


def _write_lines(lines: Iterable[bytes]) -> int:
    with LineWriter("-") as output:
        for line in lines:
            try:
                output.write_line(line)
            except OutputError as error:
                # `scrapy stories | head` has what it wanted.
                if isinstance(error.__cause__, BrokenPipeError):
                    break
                raise
    return 0


def _print(table: Table) -> None:
    Console(highlight=False, emoji=False).print(table)


def _table(stories: Sequence[Story]) -> Table:
    table = _empty_table("id", "first", "last", "articles", "outlets", "languages")
    for one in stories:
        days = (one.first.strftime(MINUTE), one.last.strftime(MINUTE))
        numbers = (str(one.articles), str(len(one.outlets)))
        table.add_row(one.id[:DIGITS], *days, *numbers, " ".join(one.languages), printable(one.title))
    return table


def _article_table(articles: Sequence[Article]) -> Table:
    table = _empty_table("published", "outlet", "language")
    for one in articles:
        table.add_row(one.published.value, one.outlet.id, one.language.code, printable(one.title))
    return table


def _empty_table(*columns: str) -> Table:
    """A table whose last column, the title, takes what is left of the line."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    for name in columns:
        table.add_column(name, no_wrap=True, justify="right" if name in NUMBERS else "left")
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    return table
