"""`scrapy feed`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.engine.command import KlartekstCommand
from scrapers.errors import InputError


class Command(KlartekstCommand):
    """Reads the feed out of the store."""

    def short_desc(self) -> str:
        return "Read the articles in the store, in the order in which they were stored"

    def long_desc(self) -> str:
        return (
            "Write articles as JSON Lines, oldest first: each version of each article once. Standard error names the "
            "cursor at the end; --since CURSOR goes on from there, and --cursor FILE keeps it in a file from one "
            "reading to the next. --follow waits for more until Ctrl-C."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        ScrapyCommand.add_options(self, parser)
        add = parser.add_argument
        add("--since", metavar="CURSOR", default="", help="read what comes after this cursor")
        add("--cursor", metavar="FILE", type=Path, help="read the cursor from FILE and keep it there")
        add("--limit", metavar="N", type=int, help="read at most N entries")
        add("--follow", action="store_true", help="wait for more articles, until Ctrl-C")
        add("-o", "--output", metavar="FILE", default="-", help="file to add to (default: standard output)")
        add("--removed", action="store_true", help="with what was taken out of each page")
        add("--changes", action="store_true", help="with what each revision changed, paragraph by paragraph")
        add("--outlet", metavar="ID", action="append", default=[], help="of this outlet only (repeatable)")
        add("--language", metavar="CODE", action="append", default=[], help="in this language only (repeatable)")
        add("--unique", action="store_true", help="without articles that repeat an earlier one")

    def process_options(self, args: list[str], opts: Namespace) -> None:
        ScrapyCommand.process_options(self, args, opts)
        if opts.since and opts.cursor:
            raise UsageError("use one of --since and --cursor")
        if opts.follow and opts.limit is not None:
            raise UsageError("use one of --limit and --follow")

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.feed_reading import read_feed
        from scrapers.engine.options import EngineOptions

        if args:
            raise InputError(f"it takes no argument {args[0]}; see scrapy feed -h", stage="feed")
        return read_feed(EngineOptions.from_settings(self.given), opts)
