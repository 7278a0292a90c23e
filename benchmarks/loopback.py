"""A news site of generated pages on loopback, served by a process of its own."""

from __future__ import annotations

import asyncio
import re
import signal
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from multiprocessing import get_context
from multiprocessing.connection import Connection

from markupsafe import escape

from benchmarks.pages import Template, load_templates, page_of, path_of

FEED = "/feed.xml"
ROBOTS = "User-agent: *\nDisallow: /search\nAllow: /\n"
PUBLISHED = "Sun, 04 Jan 2026 09:00:00 GMT"
_PAGE = re.compile(r"/news/(\d+)-")


class Site:
    """What the server answers: robots.txt, an RSS feed of all pages, the pages."""

    def __init__(self, templates: Sequence[Template], pages: int, home: str) -> None:
        self._templates = templates
        self._pages = pages
        self._home = home

    def answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        """Return status, content type and body."""
        if path == "/robots.txt":
            return HTTPStatus.OK, "text/plain; charset=utf-8", ROBOTS.encode()
        if path == FEED:
            return HTTPStatus.OK, "application/rss+xml; charset=utf-8", self._feed().encode()
        number = int(found[1]) if (found := _PAGE.match(path)) else self._pages
        if number < self._pages and path == path_of(self._templates, number):
            return HTTPStatus.OK, "text/html; charset=utf-8", page_of(self._templates, number, self._home)
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"no such page\n"

    def _feed(self) -> str:
        items = "".join(map(self._item, range(self._pages)))
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Loopback</title>{items}</channel></rss>'

    def _item(self, number: int) -> str:
        title = escape(f"{self._templates[number % len(self._templates)].title} {number}")
        link = self._home + path_of(self._templates, number)
        return f"<item><title>{title}</title><link>{link}</link><pubDate>{PUBLISHED}</pubDate></item>"


@contextmanager
def serving(pages: int, size: int) -> Iterator[str]:
    """Serve a site of pages of about `size` bytes from entry to exit; the context is its address without a slash."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(there, pages, size), daemon=True)
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(parent: Connection, pages: int, size: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_listen(parent, load_templates(size, pages), pages))


async def _listen(parent: Connection, templates: Sequence[Template], pages: int) -> None:
    sites: list[Site] = []
    server = await asyncio.start_server(partial(_converse, sites), "127.0.0.1", 0)
    home = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    sites.append(Site(templates, pages, home))
    parent.send(home)
    await server.serve_forever()


async def _converse(sites: Sequence[Site], reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(_response(*sites[0].answer(head.split(b" ", 2)[1].decode("ascii"))))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _response(status: HTTPStatus, content_type: str, body: bytes) -> bytes:
    lines = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
