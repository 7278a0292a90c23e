"""Fetches that gave no page, as values: what was asked, and why nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from cleaners.model import Discovery
from scrapers.errors import KlartekstError

GONE = frozenset({404, 410, 451})
"""HTTP statuses after which asking again is no use."""

_REASONS: dict[type[BaseException], str] = {
    exceptions.CannotResolveHostError: "the host name does not resolve",
    exceptions.DownloadConnectionRefusedError: "the server refused the connection",
    exceptions.DownloadTimeoutError: "the server did not answer in time",
    exceptions.DownloadCancelledError: "the download was cancelled, the answer is too large",
    exceptions.ResponseDataLossError: "the answer broke off",
    exceptions.UnsupportedURLSchemeError: "the URL's scheme is not supported",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """One fetch that gave neither a page nor a list."""

    url: str
    """Absolute URL that was asked for, as listed."""
    discovery: Discovery | None = None
    """What the list said of the article; None if the fetch was of a list."""
    status: int = 0
    """HTTP status; 0 if no answer came."""
    reason: str
    """What went wrong, for a person to read."""
    permanent: bool = False
    """True if asking again is no use: gone, or no HTML."""


def failure_of(failure: Failure, url: str, discovery: Discovery | None) -> FetchFailure:
    """Return what an errback was given as a value."""
    error = failure.value
    status = error.response.status if isinstance(error, HttpError) else 0
    return FetchFailure(url=url, discovery=discovery, status=status, reason=_reason(error), permanent=status in GONE)


def _reason(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return _status_line(error.response.status)
    if isinstance(error, (KlartekstError, exceptions.IgnoreRequest)) and str(error):
        return str(error)
    known = next((words for kind, words in _REASONS.items() if isinstance(error, kind)), "")
    return known or f"{type(error).__name__}: {error}".rstrip(": ")


def _status_line(status: int) -> str:
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"
