"""`scrapy record OUTLET`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from scrapers.engine import CASSETTES
from scrapers.engine.command import KlartekstCommand


class Command(KlartekstCommand):
    """Records outlets on cassettes."""

    def syntax(self) -> str:
        return "[options] OUTLET …"

    def short_desc(self) -> str:
        return "Record an outlet on a cassette that `crawl -s REPLAY=DIR` plays"

    def long_desc(self) -> str:
        return (
            "Crawl outlets live, as if for the first time, and write every answer to DIR/OUTLET.yaml. The store is "
            "neither read nor written. An older cassette is replaced only when the new one is complete. "
            "-a limit=5 keeps it small."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        ScrapyCommand.add_options(self, parser)
        parser.add_argument(
            "-o", "--output", metavar="DIR", type=Path, default=Path(CASSETTES), help=f"folder (default: {CASSETTES})"
        )
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help="since=… or limit=…"
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        KlartekstCommand.process_options(self, args, opts)
        if not args:
            raise UsageError("name an outlet")
        if "all" in args:
            raise UsageError("name the outlets: a recording of all would ask the whole catalogue", print_help=False)
        try:
            opts.spargs = arglist_to_dict(opts.spargs)
        except ValueError:
            raise UsageError("Invalid -a value, use -a NAME=VALUE", print_help=False) from None

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.record import record

        return record(self.given, args, opts)
