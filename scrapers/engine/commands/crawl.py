"""`scrapy crawl OUTLET` and `scrapy crawl all`."""

from __future__ import annotations

from argparse import Namespace

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from scrapers.engine.command import KlartekstCommand


class Command(KlartekstCommand, BaseRunSpiderCommand):
    """Crawls outlets into the store."""

    def syntax(self) -> str:
        return "[options] OUTLET … | all"

    def short_desc(self) -> str:
        return "Crawl outlets into the store, and into a file if you like"

    def long_desc(self) -> str:
        return (
            "Crawl the outlets with these ids (`scrapy list` shows them), or all that are enabled. `all` is "
            "narrowed with -a only=ID,ID, -a country=dk, -a language=da. -a since=2d leaves out what is older, "
            "-a limit=20 fetches no more articles than that from each outlet. -s REPLAY=DIR plays recorded "
            "outlets instead of asking the network. Only what is new or due is fetched; the articles go into the "
            "store, and with -O FILE.jsonl, a line each, into a file. Exit status: 0 if the crawl ran, 1 if every "
            "outlet, the store or the file failed, 2 if the request makes no sense, 130 if Ctrl-C stopped it early."
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        # Not Scrapy's own: one file for many spiders is more than its feed exports can do.
        KlartekstCommand.process_options(self, args, opts)
        if not args:
            raise UsageError("name an outlet, or all")
        opts.output, opts.overwrite_output = opts.output or [], opts.overwrite_output or []
        try:
            opts.spargs = arglist_to_dict(opts.spargs)
        except ValueError:
            raise UsageError("Invalid -a value, use -a NAME=VALUE", print_help=False) from None

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.crawl import crawl

        return crawl(self.given, args, opts)
