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


def quiet_scrapy() -> None:
    """Make Scrapy's loggers leave out tracebacks of expected errors; doing it twice changes nothing."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(without_traceback)


def _about(item: Any, spider: Spider) -> dict[str, Any]:
    return {"outlet": spider.name, "url": getattr(item, "url", "")}
