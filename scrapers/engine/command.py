"""What Klartekst's commands have in common: an error is one clear line and an exit status, never a traceback."""

from __future__ import annotations

import logging
import os
import sys
from abc import abstractmethod
from argparse import Namespace

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings, default_settings

from scrapers.engine.messages import quiet_others
from scrapers.errors import KlartekstError, OutputError, StoreError
from scrapers.feed.lines import STDOUT

FAILED = 1
"""Exit status when the store or the output failed, or nothing came of the crawl."""
WRONG = 2
"""Exit status when what was asked for makes no sense: an unknown outlet, a mistake in a file or a setting."""
STOPPED = 130
"""Exit status after Ctrl-C, also where what was under way has been finished: not all is done."""


def is_terminal() -> bool:
    """Return whether a person reads standard output; a daemon may have closed it."""
    return sys.stdout is not None and sys.stdout.isatty()


def silence_stdout() -> None:
    """Send what is left for standard output nowhere: else Python complains at its end that it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)


def _fits(name: str, value: str) -> bool:
    """Return whether a value can be that of a setting: of those that are numbers for Scrapy, numbers only."""
    if not isinstance(getattr(default_settings, name, None), (int, float)):
        return True
    try:
        float(value)
    except ValueError:
        return value.lower() in ("true", "false")
    return True


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

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Take Scrapy's own options.

        Raises:
            UsageError: a level of logging that there is not, or no number for a setting of Scrapy that is one.
        """
        if opts.loglevel and opts.loglevel.upper() not in logging.getLevelNamesMapping():
            raise UsageError(f"-L takes DEBUG, INFO, WARNING, ERROR or CRITICAL, not {opts.loglevel}", print_help=False)
        ScrapyCommand.process_options(self, args, opts)
        for name, value in (given.split("=", 1) for given in opts.set if "=" in given):
            if not _fits(name, value):
                raise UsageError(f"the setting {name} takes a number, not {value}", print_help=False)

    @property
    def name(self) -> str:
        """Name on the command line."""
        return type(self).__module__.rpartition(".")[2]

    @property
    def given(self) -> Settings:
        """The settings with what the command line says."""
        assert self.settings is not None
        return self.settings
