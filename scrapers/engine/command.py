"""What Klartekst's commands have in common: an error is one clear line and an exit status, never a traceback."""

from __future__ import annotations

import sys
from abc import abstractmethod
from argparse import Namespace

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from scrapers.engine.messages import quiet_others
from scrapers.errors import KlartekstError, OutputError, StoreError

FAILED = 1
"""Exit status when the store or the output failed, or nothing came of the crawl."""
WRONG = 2
"""Exit status when what was asked for makes no sense: an unknown outlet, a mistake in a file or a setting."""
STOPPED = 130
"""Exit status after Ctrl-C, also where what was under way has been finished: not all is done."""


class KlartekstCommand(ScrapyCommand):
    """A Scrapy command that reports its errors in one line."""

    requires_project = True
    # Scrapy would read the catalogue before the command can report its mistakes.
    requires_crawler_process = False

    @abstractmethod
    def execute(self, args: list[str], opts: Namespace) -> int:
        """Do what was asked and return the exit status.

        Raises:
            KlartekstError: it cannot be done; the message is what the user reads.
        """

    def run(self, args: list[str], opts: Namespace) -> None:
        """Execute the command, and turn an error into a line on standard error and an exit status."""
        quiet_others()
        try:
            self.exitcode = self.execute(args, opts)
        except KlartekstError as error:
            sys.stderr.write(f"scrapy {self.name}: {error}\n")
            self.exitcode = FAILED if isinstance(error, (OutputError, StoreError)) else WRONG
        except KeyboardInterrupt:
            self.exitcode = STOPPED

    @property
    def name(self) -> str:
        """Name on the command line."""
        return type(self).__module__.rpartition(".")[2]

    @property
    def given(self) -> Settings:
        """The settings with what the command line says."""
        assert self.settings is not None
        return self.settings
