"""The spider that every outlet has unless its entry in the catalogue names another."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import HtmlResponse, JsonResponse, Request, Response, TextResponse
from scrapy.utils.asyncio import run_in_thread

from cleaners.model import Discovery, Page
from scrapers.outlets.model import Outlet
from spiders import pagination, reading
from spiders.arguments import arguments_of, limit_of, reject_unknown, since_of
from spiders.dates import Clock
from spiders.errors import NotAList
from spiders.failure import FetchFailure, failure_of
from spiders.listing import Listing, lists_of
from spiders.window import Window

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

NOT_MODIFIED = 304
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
# White space and NULs: some servers pad what they could not read with them.
_NOTHING = b" \t\n\r\f\v\0"
_LIST_PRIORITY = 10
_CONTINUATION_PRIORITY = 1


class OutletSpider(scrapy.Spider):
    """Finds the articles of one outlet and yields a `Page` or a `FetchFailure` for each.

    A subclass for an odd site overrides at most `lists` (where to look), `read_list` (what is found there) and
    `page_of` (what an answer holds). Arguments of its own it takes in `__init__`, by name, and does not hand on.
    """

    outlet: Outlet
    """The outlet; whoever makes the spider class sets it, with `name` as its id."""

    def __init__(self, name: str | None = None, since: str = "", limit: str = "", **others: Any) -> None:
        """Take the arguments of the command line; raise ArgumentError for those that make no sense."""
        reject_unknown(others, self.arguments())
        super().__init__(name, **others)
        clock = Clock(zone=ZoneInfo(self.outlet.time_zone), languages=self.outlet.languages)
        now = datetime.now(UTC)
        self.window = Window(now=now, since=since_of(since, now, clock.zone), clock=clock)
        """The time that this run is about."""
        self.limit = limit_of(limit)
        """Most articles that this run asks for; None: all."""
        self._waiting: list[Listing] = []
        self._seen: set[str] = set()
        self._articles = 0
        self._found_any = False

    @classmethod
    def arguments(cls) -> tuple[str, ...]:
        """Name the arguments of the command line (`-a NAME=VALUE`) that this class takes: `since`, `limit`, its own."""
        return arguments_of(cls.__mro__[: cls.__mro__.index(OutletSpider) + 1])

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider and have it told what is asked for and when nothing is left to do."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.hold_to_limit, signals.request_scheduled)
        crawler.signals.connect(spider.ask_further, signals.spider_idle)
        return spider

    # The three methods for an odd site.

    def lists(self) -> Iterable[Listing]:
        """Name the places where articles are listed, with the rank in which they are asked."""
        return lists_of(self.outlet, self.window)

    def read_list(self, listing: Listing, response: Response) -> Iterable[reading.Named]:
        """Name the articles and further lists that stand in a list; raise NotAList if it is none.

        Called in a thread of its own: change nothing on the spider here.
        """
        return reading.read_list(listing, response, self.outlet, self.window)

    def page_of(self, response: Response) -> Page | FetchFailure:
        """Make the page out of an answer; a failure if it is no HTML or empty."""
        discovery = response.meta.get("discovery")
        problem = _problem(response)
        if problem:
            url = discovery.url if discovery else response.url
            return FetchFailure(
                url=url,
                discovery=discovery,
                status=response.status,
                reason=problem,
                permanent=bool(response.body.strip(_NOTHING)),
            )
        return Page(
            url=response.url,
            body=response.body,
            headers=_headers(response),
            status=response.status,
            fetched_at=datetime.now(UTC),
            outlet=self.outlet.id,
            discovery=discovery,
        )

    # Lists.

    async def start(self) -> AsyncIterator[Any]:
        """Ask the lists of the lowest rank."""
        self._waiting = list(self.lists())
        for request in self._next_rank():
            yield request

    def ask_further(self) -> None:
        """Ask the lists of the next rank if all others gave nothing; Scrapy calls it when nothing is left to do."""
        requests = [] if self._found_any else [*self._next_rank()]
        if requests and self.crawler.engine:
            for request in requests:
                self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def hold_to_limit(self, request: Request) -> None:
        """Refuse article requests over the limit; Scrapy calls it when one is about to be queued.

        Here, not where lists are read: what was fetched in an earlier run does not count.
        """
        asked_before = {"redirect_times", "retry_times"} & request.meta.keys()
        if self.limit is None or asked_before or "discovery" not in request.meta:
            return
        if self._articles >= self.limit:
            self._count("over_limit")
            raise IgnoreRequest("over the limit of the run")
        self._articles += 1

    async def parse_list(self, response: Response) -> AsyncIterator[Request | FetchFailure]:
        """Yield requests for what a list names, or the failure that it is."""
        listing: Listing = response.meta["listing"]
        if response.status == NOT_MODIFIED:
            self._found_any = True
            self._count("not_modified")
            return
        try:
            sifted = await run_in_thread(self._sifted, listing, response)
        except NotAList as error:
            self._forget_validators(response)
            yield self._list_failure(FetchFailure(url=listing.url, status=response.status, reason=str(error)))
            return
        except Exception as error:  # noqa: BLE001 - as in `_page_of`
            self._forget_validators(response)
            reason = f"{type(self).__name__}.read_list: {type(error).__name__}: {error}"
            yield self._list_failure(FetchFailure(url=listing.url, status=response.status, reason=reason))
            return
        if sifted.lists:
            self._forget_validators(response)
        for request in self._followed(listing, sifted):
            yield request

    def _sifted(self, listing: Listing, response: Response) -> reading.Sifted:
        named = tuple(self.read_list(listing, response))
        return reading.sift(named, self.outlet, self.window)

    def _followed(self, listing: Listing, sifted: reading.Sifted) -> Iterator[Request]:
        self._found_any |= bool(sifted.articles or sifted.older)
        self._count("listed", len(sifted.articles))
        self._count("older", sifted.older)
        self._count("not_article", sifted.not_articles)
        yield from self._list_requests(one for one in sifted.lists if one.rank <= listing.rank)
        self._waiting += [one for one in sifted.lists if one.rank > listing.rank]
        for discovery in sifted.articles:
            if self._is_new(discovery.url):
                yield self.article_request(discovery)

    def _next_rank(self) -> Iterator[Request]:
        lowest = min((one.rank for one in self._waiting), default=0)
        due = [one for one in self._waiting if one.rank == lowest]
        self._waiting = [one for one in self._waiting if one.rank != lowest]
        return self._list_requests(due)

    def _list_requests(self, listings: Iterable[Listing]) -> Iterator[Request]:
        for listing in listings:
            if self._is_new(listing.url):
                self._count(f"asked/{listing.kind}")
                yield self._list_request(listing)

    def _list_request(self, listing: Listing) -> Request:
        # A run over a window of its own must see the whole list, and must not make later runs skip the rest.
        conditional = listing.conditional and self.window.since is None
        return Request(
            listing.url,
            callback=self.parse_list,
            errback=self.fetch_failed,
            dont_filter=True,
            priority=_LIST_PRIORITY,
            meta={
                "listing": listing,
                "conditional": conditional,
                "handle_httpstatus_list": [NOT_MODIFIED],
                # RFC 9309: robots.txt itself is always allowed.
                "dont_obey_robotstxt": listing.kind == "robots",
            },
        )

    def _forget_validators(self, response: Response) -> None:
        # An index may stay as it is while its sitemaps change; what failed to be read must be read again.
        response.meta["conditional"] = False

    def _is_new(self, url: str) -> bool:
        if url in self._seen:
            self._count("repeated")
            return False
        self._seen.add(url)
        return True

    def _list_failure(self, failure: FetchFailure) -> FetchFailure:
        self._count("failed")
        named = failure.url in failure.reason
        self.logger.warning("%s", failure.reason if named else f"{failure.url}: {failure.reason}")
        return failure

    def _count(self, name: str, by: int = 1) -> None:
        if by:
            self.crawler.stats.inc_value(f"discovery/{name}", by)

    # Articles.

    def article_request(self, discovery: Discovery) -> Request:
        """Make the request for an article that a list named, in this run or in an earlier one."""
        return Request(
            discovery.url,
            callback=self.parse_article,
            errback=self.fetch_failed,
            meta={"discovery": discovery},
        )

    def parse_article(self, response: Response) -> Iterator[Page | FetchFailure | Request]:
        """Yield the page, the failure that it is, or the request for the second page of the article."""
        page = self._page_of(response)
        yield page if isinstance(page, FetchFailure) else self._continued(page, response)

    def _page_of(self, response: Response) -> Page | FetchFailure:
        """Return what `page_of` does; an error in an own spider is one page's failure, not the run's."""
        try:
            return self.page_of(response)
        except Exception as error:  # noqa: BLE001 - the method may be the user's
            discovery = response.meta.get("discovery")
            reason = f"{type(self).__name__}.page_of: {type(error).__name__}: {error}"
            url = discovery.url if discovery else response.url
            return FetchFailure(url=url, discovery=discovery, status=response.status, reason=reason)

    def parse_continuation(self, response: Response) -> Iterator[Page | Request]:
        """Yield the page with one more continuation, or the request for the next one."""
        page: Page = response.meta["page"]
        part = self._page_of(response)
        is_next = pagination.is_page(response.url, page.url, _number(page))
        if isinstance(part, FetchFailure) or not is_next or part.body in (page.body, *page.continuations):
            yield page
        else:
            yield self._continued(replace(page, continuations=(*page.continuations, part.body)), response)

    def continuation_failed(self, failure: Failure) -> Iterator[Page | FetchFailure]:
        """Yield the page as far as it goes if the rest is gone, else a failure: half an article is none."""
        page: Page = failure.request.meta["page"]  # type: ignore[attr-defined]
        url = page.discovery.url if page.discovery else page.url
        failed = failure_of(failure, url, page.discovery)
        forbidden = isinstance(failure.value, IgnoreRequest) and not failed.status
        if failed.permanent or forbidden:
            yield page
        else:
            yield replace(failed, reason=f"page {_number(page)} of the article: {failed.reason}")

    def fetch_failed(self, failure: Failure) -> Iterator[FetchFailure]:
        """Yield the failure to fetch an article or a list as a value."""
        request: Request = failure.request  # type: ignore[attr-defined]
        listing: Listing | None = request.meta.get("listing")
        if listing:
            yield self._list_failure(failure_of(failure, listing.url, None))
        else:
            discovery = request.meta.get("discovery")
            yield failure_of(failure, discovery.url if discovery else request.url, discovery)

    def _continued(self, page: Page, response: Response) -> Page | Request:
        number = _number(page)
        url = pagination.next_page(response, page.url, number) if number <= pagination.MAX_PAGES else ""
        if not url:
            return page
        return Request(
            url,
            callback=self.parse_continuation,
            errback=self.continuation_failed,
            dont_filter=True,
            priority=_CONTINUATION_PRIORITY,
            meta={"page": page},
        )


def _number(page: Page) -> int:
    return len(page.continuations) + 2


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def _problem(response: Response) -> str:
    if not response.body.strip(_NOTHING):
        return "the answer is empty"
    head = response.body[:2000].lower()
    # Some servers name no type, or text/plain, or text/xml for XHTML.
    is_text = isinstance(response, TextResponse) and not isinstance(response, JsonResponse)
    if isinstance(response, HtmlResponse) or (is_text and any(mark in head for mark in _MARKUP)):
        return ""
    kind = (response.headers.get("Content-Type") or b"of no named type").decode("latin-1")
    return f"the answer is no HTML but {kind}"
