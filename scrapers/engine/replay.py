"""Download handlers that play a cassette instead of asking the network, or record one while asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from scrapers.engine.addon import Klartekst
from scrapers.engine.cassette import Recorded
from scrapers.engine.tally import count

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class ReplayHandler(BaseDownloadHandler):
    """Answers every request from the crawl's cassette; opens no connection."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tape = Klartekst.of(crawler).tape

    async def download_request(self, request: Request) -> Response:
        """Play the next recorded answer.

        Raises:
            NotOnCassette: nothing was recorded for this URL.
        """
        return _response(request, self._tape.play(request.method, request.url))


class RecordHandler(BaseDownloadHandler):
    """Asks the network through Scrapy's own handler and notes down every answer."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tape = Klartekst.of(crawler).tape
        self._handlers: dict[str, BaseDownloadHandler] = {}

    async def download_request(self, request: Request) -> Response:
        """Fetch the page and record it; a failed connection is not recorded."""
        response = await self._handler(request).download_request(request)
        self._tape.record(request.method, request.url, _answer(response))
        count(self.crawler.stats, "recorded")
        return response

    async def close(self) -> None:
        """Close the connections."""
        for handler in self._handlers.values():
            await handler.close()

    def _handler(self, request: Request) -> BaseDownloadHandler:
        scheme = urlparse_cached(request).scheme
        if scheme not in self._handlers:
            handler = load_object(self.crawler.settings["DOWNLOAD_HANDLERS_BASE"][scheme])
            self._handlers[scheme] = cast("BaseDownloadHandler", build_from_crawler(handler, self.crawler))
        return self._handlers[scheme]


def _response(request: Request, recorded: Recorded) -> Response:
    headers = Headers(recorded.headers, encoding="latin-1")
    kind = responsetypes.from_args(headers=headers, url=request.url, body=recorded.body)
    return kind(url=request.url, status=recorded.status, headers=headers, body=recorded.body)


def _answer(response: Response) -> Recorded:
    headers = {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in response.headers.items()
    }
    return Recorded(status=response.status, headers=headers, body=response.body)
