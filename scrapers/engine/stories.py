"""What `scrapy stories` does: list stories, give the articles of one, or its pack."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from scrapers.article import Article
from scrapers.engine.cleaning.rendering import printable
from scrapers.engine.command import is_terminal
from scrapers.engine.hints import empty_store, no_story, nothing_to_read
from scrapers.engine.options import EngineOptions
from scrapers.errors import InputError, ReaderGone
from scrapers.feed.lines import LineWriter, line_of
from scrapers.normalizer.packs import pack
from scrapers.store import Store, Story, StoryQuery
from scrapers.store.dialect import is_missing
from scrapers.store.digest import SHORTEST_ID
from spiders.arguments import since_of
from spiders.errors import ArgumentError

DIGITS = 12
"""Digits of an id that a table shows: enough to name a story by."""
FEWER_DIGITS = 8
"""In a narrow one."""
WIDE = 130
"""Columns of a terminal from which a table shows everything."""
DAY = "%Y-%m-%d"
MINUTE = "%Y-%m-%d %H:%M"
NUMBERS = frozenset({"articles", "outlets"})
_SCRIPT = 4


def list_stories(options: EngineOptions, opts: Namespace) -> int:
    """Print the stories that a command line asks for and return the exit status.

    Where there is none, a line on standard error says why; a store that does not exist is not made.

    Raises:
        KlartekstError: no store, an outlet that does not exist, or a time that is none.
    """
    wanted = StoryQuery(
        since=_since(opts.since),
        outlets=tuple(opts.outlet),
        languages=tuple(code_of(one) for one in opts.language),
        articles=opts.articles,
        limit=opts.limit,
    )
    if is_missing(options.store_url):
        _hint(nothing_to_read(None, options, opts.outlet))
        return 0
    with Store.open(options.store_url) as store:
        told = list(nothing_to_read(store, options, opts.outlet))
        stories = store.stories(wanted)
        if not stories and not told:
            told = [no_story(store, wanted.languages)]
    _hint(told)
    if _wants_table(opts):
        _print(_table(stories, _width()))
        return 0
    return _write_lines(_line(story) for story in stories)


def give_story(options: EngineOptions, story: str, opts: Namespace) -> int:
    """Print the articles of a story, or with `--pack` all of it in one document, and return the exit status.

    Raises:
        KlartekstError: no store or nothing in it, no such story, or several.
    """
    if is_missing(options.store_url):
        raise InputError(empty_store(options), stage="feed")
    with Store.open(options.store_url) as store:
        found = _meant(store, story, options)
        articles = store.story(found)
    if opts.pack:
        indent = 2 if is_terminal() else None
        document = pack(articles, found).model_dump_json(by_alias=True, indent=indent)
        return _write_lines([document.encode() + b"\n"])
    if _wants_table(opts):
        _print(_article_table(articles, _width()))
        return 0
    return _write_lines(line_of(article) for article in articles)


def code_of(written: str) -> str:
    """Return a BCP 47 code in the usual case.

    >>> code_of("EN"), code_of("zh-hant-tw")
    ('en', 'zh-Hant-TW')
    """
    language, *rest = written.split("-")
    return "-".join([language.lower(), *(one.title() if len(one) == _SCRIPT else one.upper() for one in rest)])


def _meant(store: Store, story: str, options: EngineOptions) -> str:
    found = store.story_ids(story.lower())
    if len(found) == 1:
        return found[0]
    if not store.last_cursor():
        raise InputError(empty_store(options), stage="feed")
    if found:
        raise InputError(f"several stories begin with {story}: {', '.join(found)}; give more digits", stage="feed")
    if len(story) < SHORTEST_ID:
        raise InputError(f'"{story}" is too short for a story: give {SHORTEST_ID} digits of its id', stage="feed")
    raise InputError(f"there is no story {story}: `scrapy stories` lists the ids", stage="feed")


def _hint(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"scrapy stories: {line}\n")


def _since(written: str) -> datetime | None:
    try:
        return since_of(written, datetime.now(UTC), UTC)
    except ArgumentError as error:
        raise InputError(f"--{error}", stage="feed") from error


def _wants_table(opts: Namespace) -> bool:
    return is_terminal() and not opts.json


def _line(story: Story) -> bytes:
    return json.dumps(asdict(story), ensure_ascii=False, default=_as_text).encode() + b"\n"


def _as_text(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat(timespec="seconds")


def _write_lines(lines: Iterable[bytes]) -> int:
    with LineWriter("-") as output, suppress(ReaderGone):
        for line in lines:
            output.write_line(line)
    return 0


def _width() -> int:
    return Console().width


def _print(table: Table) -> None:
    Console(highlight=False, emoji=False).print(table)


def _table(stories: Sequence[Story], width: int) -> Table:
    """A narrow table leaves most of the room to the title: "3 in 2" are three articles in two outlets."""
    if width < WIDE:
        table = _empty_table("id", "last", "articles")
        for one in stories:
            number = f"{one.articles} in {len(one.outlets)}"
            table.add_row(one.id[:FEWER_DIGITS], one.last.strftime(DAY), number, printable(one.title))
        return table
    table = _empty_table("id", "first", "last", "articles", "outlets", "languages")
    for one in stories:
        days = (one.first.strftime(MINUTE), one.last.strftime(MINUTE))
        numbers = (str(one.articles), str(len(one.outlets)))
        table.add_row(one.id[:DIGITS], *days, *numbers, " ".join(one.languages), printable(one.title))
    return table


def _article_table(articles: Sequence[Article], width: int) -> Table:
    table = _empty_table("published", "outlet", "language")
    for one in articles:
        published = one.published.value[: len("2026-01-04") if width < WIDE else None]
        table.add_row(published, one.outlet.id, one.language.code, printable(one.title))
    return table


def _empty_table(*columns: str) -> Table:
    """A table whose last column, the title, takes what is left of the line."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    for name in columns:
        table.add_column(name, no_wrap=True, justify="right" if name in NUMBERS else "left")
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    return table
