"""`scrapy stories` and `scrapy stories ID`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.engine.command import KlartekstCommand
from scrapers.errors import InputError


class Command(KlartekstCommand):
    """Lists the stories in the store, or gives one of them."""

    def syntax(self) -> str:
        return "[options] [ID]"

    def short_desc(self) -> str:
        return "List the stories in the store, or give all of one for a summarizer"

    def long_desc(self) -> str:
        return (
            "List stories, the one with the newest article first: a table on a terminal, else a line of JSON each. "
            "With the ID of a story, or its first digits: its articles, oldest first. With --pack, what a summarizer "
            "needs of it in one JSON document: numbered sources, passages each once, figures in which sources "
            "differ, and a timeline."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        ScrapyCommand.add_options(self, parser)
        add = parser.add_argument
        add("--pack", action="store_true", help="all of one story in one JSON document")
        add("--since", metavar="TIME", default="", help="with an article from 2d, 6h or 1w back, or from a date on")
        add("--outlet", metavar="ID", action="append", default=[], help="with an article of it (repeatable)")
        add("--language", metavar="CODE", action="append", default=[], help="with an article in it (repeatable)")
        add("--articles", metavar="N", type=int, default=1, help="with N articles or more")
        add("--limit", metavar="N", type=int, help="list at most N stories")
        add("--json", action="store_true", help="JSON Lines on a terminal, too")

    def process_options(self, args: list[str], opts: Namespace) -> None:
        KlartekstCommand.process_options(self, args, opts)
        if opts.pack and not args:
            raise UsageError("--pack takes the ID of a story: scrapy stories ID --pack")
        if opts.limit is not None and opts.limit < 1:
            raise UsageError("--limit takes 1 or more")
        if opts.articles < 1:
            raise UsageError("--articles takes 1 or more")

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.options import EngineOptions
        from scrapers.engine.stories import give_story, list_stories

        if len(args) > 1:
            raise InputError(f"it takes one ID, not {' '.join(args)}; see scrapy stories -h", stage="feed")
        options = EngineOptions.from_settings(self.given)
        return give_story(options, args[0], opts) if args else list_stories(options, opts)
