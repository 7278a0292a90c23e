"""What the log says and at which level: one line for what is expected, a traceback for what is a bug."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.logformatter import LogFormatter, LogFormatterResult

from scrapers.errors import KlartekstError

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure

EXPECTED_ERRORS = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    KlartekstError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
# They log a traceback with every page that cannot be fetched.
LOGGERS = ("scrapy.core.scraper", "scrapy.downloadermiddlewares.robotstxt")
# It warns of answers that are cut off or too large; the failure that follows says the same.
HANDLER = "scrapy.core.downloader.handlers.http11"
# It names the database and each step, with every command.
MIGRATIONS = "alembic"


class Messages(LogFormatter):
    """Scrapy's messages without the article in them."""

    def scraped(
        self,
        item: Any,
        response: Response | Failure | None,  # noqa: ARG002 - Scrapy passes it
        spider: Spider,
    ) -> LogFormatterResult:
        """Name the article."""
        return {"level": logging.DEBUG, "msg": "%(outlet)s: %(url)s", "args": _about(item, spider)}

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002 - Scrapy passes it
        spider: Spider,
    ) -> LogFormatterResult:
        """Name the page and why it gave no article to hand on."""
        args = {**_about(item, spider), "reason": str(exception)}
        return {"level": logging.DEBUG, "msg": "%(outlet)s: %(url)s: %(reason)s", "args": args}

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        """Name the page and the error."""
        args = {"outlet": spider.name, "url": request.url, "reason": errmsg or failure.getErrorMessage()}
        return {"level": logging.WARNING, "msg": "%(outlet)s: %(url)s: %(reason)s", "args": args}


def without_traceback(record: logging.LogRecord) -> bool:
    """Keep the record, but leave out the traceback of an error that is nobody's bug."""
    if record.exc_info and isinstance(record.exc_info[1], EXPECTED_ERRORS):
        record.exc_info = None
    return True


def is_error(record: logging.LogRecord) -> bool:
    """Say whether a record is an error, or worse."""
    return record.levelno >= logging.ERROR


def quiet_others() -> None:
    """Make the libraries' loggers leave out what is no news to a user; doing it twice changes nothing.

    Scrapy's leave out tracebacks of expected errors, and what the failure of the page says, too.
    """
    for name in LOGGERS:
        logging.getLogger(name).addFilter(without_traceback)
    # A filter: Scrapy sets the levels of its loggers anew.
    logging.getLogger(HANDLER).addFilter(is_error)
    logging.getLogger(MIGRATIONS).setLevel(logging.WARNING)


def _about(item: Any, spider: Spider) -> dict[str, Any]:
    return {"outlet": spider.name, "url": getattr(item, "url", "")}
