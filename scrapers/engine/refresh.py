"""Downloader middleware: follows `<meta http-equiv="refresh">` without decoding every page to look for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

HEAD = 4 * 4096
"""Bytes that hold the characters in which Scrapy looks for a refresh, in any encoding."""


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's own, asked only about pages whose bytes leave a refresh possible."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Give the request for where the page leads at once; else the page."""
        if not may_refresh(response.body):
            return response
        answer: Request | Response = super().process_response(request, response)
        return answer


def may_refresh(body: bytes) -> bool:
    """Say whether the beginning of a page may ask for a refresh.

    >>> may_refresh(b'<meta HTTP-EQUIV="Refresh" content="0; url=/front">')
    True
    >>> may_refresh(b"<title>Storm</title>")
    False
    """
    head = body[:HEAD].lower()
    # With NULs it is UTF-16, in which the word looks different.
    return b"refresh" in head or b"\0" in head
