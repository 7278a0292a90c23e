"""`scrapy feed`."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.engine.command import KlartekstCommand
from scrapers.errors import InputError

CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A BCP 47 code."""


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
        KlartekstCommand.process_options(self, args, opts)
        if opts.since and opts.cursor:
            raise UsageError("use one of --since and --cursor")
        if opts.follow and opts.limit is not None:
            raise UsageError("use one of --limit and --follow")
        if opts.limit is not None and opts.limit < 1:
            raise UsageError("--limit takes 1 or more")
        if wrong := [code for code in opts.language if not CODE.fullmatch(code)]:
            raise UsageError(f"--language takes one code, as in da or zh-Hant, not {wrong[0]}; repeat it for more")
        if opts.cursor and opts.output != "-" and opts.cursor.absolute() == Path(opts.output).absolute():
            raise UsageError("--cursor and -o name the same file: give each its own")

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.feed_reading import read_feed
        from scrapers.engine.options import EngineOptions

        if args:
            raise InputError(f"it takes no argument {args[0]}; see scrapy feed -h", stage="feed")
        return read_feed(EngineOptions.from_settings(self.given), opts)
