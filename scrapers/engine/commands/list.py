"""`scrapy list`."""

from __future__ import annotations

import sys
from argparse import Namespace

from scrapy.commands.list import Command as ScrapyList

from scrapers.engine.command import FAILED, silence_stdout


class Command(ScrapyList):
    """Lists the outlets, as Scrapy does, and bears it if nobody reads to the end."""

    def short_desc(self) -> str:
        return "List the outlets that can be crawled"

    def run(self, args: list[str], opts: Namespace) -> None:
        try:
            super().run(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
        except OSError as error:
            silence_stdout()
            sys.stderr.write(f"scrapy list: standard output cannot be written: {error.strerror}\n")
            self.exitcode = FAILED
