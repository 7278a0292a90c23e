import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from cleaners.model import Discovery
from scrapers.errors import NotOnCassette
from spiders.failure import FetchFailure, failure_of

URL = "https://nord.example/a"


@pytest.mark.parametrize(
    ("status", "reason", "permanent"),
    [
        (404, "HTTP 404 Not Found", True),
        (410, "HTTP 410 Gone", True),
        (451, "HTTP 451 Unavailable For Legal Reasons", True),
        (403, "HTTP 403 Forbidden", False),
        (503, "HTTP 503 Service Unavailable", False),
        (599, "HTTP 599", False),
    ],
)
def test_http_errors(status: int, reason: str, permanent: bool) -> None:
    found = Discovery(url=URL)
    error = HttpError(Response(URL, status=status))
    assert failure_of(Failure(error), URL, found) == FetchFailure(
        url=URL, discovery=found, status=status, reason=reason, permanent=permanent
    )


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (exceptions.CannotResolveHostError("x"), "the host name does not resolve"),
        (exceptions.DownloadTimeoutError("x"), "the server did not answer in time"),
        (exceptions.DownloadConnectionRefusedError("x"), "the server refused the connection"),
        (exceptions.ResponseDataLossError("x"), "the answer broke off"),
        (exceptions.DownloadFailedError("reset by peer"), "DownloadFailedError: reset by peer"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "Forbidden by robots.txt"),
        (exceptions.IgnoreRequest(), "IgnoreRequest"),
        (NotOnCassette("nord.yaml holds no GET https://nord.example/a"), "nord.yaml holds no GET " + URL),
        (OSError("disk"), "OSError: disk"),
    ],
)
def test_other_errors(error: Exception, reason: str) -> None:
    assert failure_of(Failure(error), URL, None) == FetchFailure(url=URL, reason=reason)
