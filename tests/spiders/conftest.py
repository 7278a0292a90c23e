"""A news site on loopback, and what crawling its outlets over real HTTP yields."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
HTML = "text/html; charset=utf-8"
XML = "application/xml"


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Site:
    """Answers by path, and what was asked."""

    root: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def page(self, path: str, text: str, head: str = "") -> None:
        self.answers[path] = Answer(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode())

    def feed(self, path: str, *items: tuple[str, str]) -> None:
        rows = "".join(
            f"<item><title>Om {url}</title><link>{url}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
            for url, date in items
        )
        self.answers[path] = Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>'.encode(), XML)

    def sitemap(self, path: str, *entries: tuple[str, str], tag: str = "url", packed: bool = False) -> None:
        rows = "".join(
            f"<{tag}><loc>{self.root}{url}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{tag}>"
            for url, date in entries
        )
        root = "urlset" if tag == "url" else "sitemapindex"
        body = f"<{root}>{rows}</{root}>".encode()
        self.answers[path] = Answer(gzip.compress(body) if packed else body, "application/gzip" if packed else XML)


@dataclass(frozen=True)
class Crawled:
    """What the crawl of one outlet yielded."""

    pages: dict[str, dict[str, Any]]
    """Pages by path."""
    failures: dict[str, dict[str, Any]]
    """Failures by path."""
    lists: dict[str, bool]
    """Lists that were asked, by path, and whether conditionally."""
    stats: dict[str, int]
    """Scrapy's counts of discovery."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        condition = self.headers.get("If-None-Match", "")
        self.site.asked.append((self.path, condition))
        answer = self.site.answers.get(self.path, Answer(b"<html>gone</html>", status=404))
        if condition and ("ETag", condition) in answer.headers:
            answer = Answer(status=304)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.site = Site(root=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    fill(Handler.site)
    yield Handler.site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def crawled(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    """Crawl all outlets of the site in one process of its own."""
    jobs = tmp_path_factory.mktemp("jobs") / "jobs.json"
    jobs.write_text(json.dumps(jobs_of(site)), encoding="utf-8")
    script = str(Path(__file__).with_name("crawl_outlets.py"))
    done = subprocess.run(
        [sys.executable, script, str(jobs)],
        env={"PYTHONPATH": str(ROOT), "SCRAPY_PROJECT": "none", "PATH": ""},
        cwd=jobs.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return {name: crawled_of(site, result) for name, result in json.loads(done.stdout).items()}


def crawled_of(site: Site, result: dict[str, Any]) -> Crawled:
    items = {kind: [item for item in result["items"] if item["type"] == kind] for kind in ("Page", "FetchFailure")}
    return Crawled(
        pages={item["url"].removeprefix(site.root): item for item in items["Page"]},
        failures={item["url"].removeprefix(site.root): item for item in items["FetchFailure"]},
        lists={url.removeprefix(site.root): conditional for url, conditional in result["lists"].items()},
        stats=result["stats"],
    )


def fill(site: Site) -> None:
    now = datetime.now(UTC)
    today, old = now.isoformat(), (now - timedelta(days=20)).isoformat()
    site.answers["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /forbidden\nSitemap: /robots/news.xml\nSitemap: /robots/all.xml\n", "text/plain"
    )
    site.sitemap("/robots/news.xml", ("/robots/havnen-er-stengt-igjen", today))
    site.page("/robots/havnen-er-stengt-igjen", "Havnen er stengt.")

    paths = ("one", "one", "split", "gone", "pdf", "empty", "nothing", "moved", "busy", "untyped")
    site.feed("/feed/rss", *((f"/feed/{path}", today) for path in paths), ("/forbidden/a", today))
    site.page("/feed/one", "En.")
    site.page("/feed/split", "Side en.", '<link rel="next" href="/feed/split?page=2">')
    site.page("/feed/split?page=2", "Side to.", '<link rel="next" href="/feed/split?page=3">')
    site.page("/feed/split?page=3", "Side tre.", '<link rel="next" href="/feed/split?page=4">')
    site.answers["/feed/pdf"] = Answer(b"%PDF-1.7", "application/pdf")
    site.answers["/feed/empty"] = Answer(b"\n")
    site.answers["/feed/nothing"] = Answer(bytes(5000))
    site.answers["/feed/moved"] = Answer(status=301, headers=(("Location", "/feed/target"),))
    site.page("/feed/target", "Her er den.")
    site.answers["/feed/busy"] = Answer(status=503)
    site.answers["/feed/untyped"] = Answer(b"<!doctype html><p>Uten type.", "text/plain")

    unchanged = (("ETag", '"unchanged"'),)
    site.answers["/unchanged/rss"] = Answer(b"<rss/>", XML, headers=unchanged)
    site.answers["/unchanged/news.xml"] = Answer(b"<urlset/>", XML, headers=unchanged)
    site.sitemap("/unchanged/all.xml", ("/unchanged/havnen-er-stengt-igjen", today))

    site.sitemap("/fall/index.xml", ("/fall/new.xml.gz", today), ("/fall/old.xml.gz", old), tag="sitemap")
    site.sitemap("/fall/new.xml.gz", ("/fall/1023456", today), ("/fall/1000000", old), ("/om", today), packed=True)
    site.page("/fall/1023456", "Fra kartet.")

    site.page("/section/", '<a href="/section/havnen-er-stengt-igjen">Havnen</a><a href="/section/ski">Ski</a>')
    site.page("/section/ski", '<a href="/section/2026/11/20/ski">Ski</a>')
    site.page("/section/havnen-er-stengt-igjen", "Havnen.")
    site.page("/section/2026/11/20/ski", "Ski.")

    site.page("/html/rss", "Bare en side.")
    site.answers["/bomb.xml.gz"] = Answer(gzip.compress(bytes(60 * 2**20), 9), "application/gzip")

    site.feed("/since/rss", ("/since/new", today), ("/since/old", old), ("/since/undated", ""))
    for path in ("/since/new", "/since/undated", "/limit/target", "/limit/2"):
        site.page(path, "En sak.")
    site.answers["/limit/1"] = Answer(status=302, headers=(("Location", "/limit/target"),))
    site.feed("/limit/rss", *((f"/limit/{number}", today) for number in range(1, 6)))

    site.answers["/api/rows"] = Answer(b'{"rows": [{"id": "7", "head": "Syv"}]}', "application/json")
    site.answers["/api/7"] = Answer(b'{"story": "<p>Syv.</p>"}', "application/json")

    site.feed("/broken/rss", ("/broken/a", today), ("/broken/b", today))
    site.page("/broken/a", "Side en.", '<link rel="next" href="/broken/a/2">')
    site.answers["/broken/a/2"] = Answer(status=500)
    site.page("/broken/b", "Side en.", '<link rel="next" href="/broken/b/2">')
    site.page("/broken/b/2", "Side en.", '<link rel="next" href="/broken/b/2">')


def jobs_of(site: Site) -> list[dict[str, Any]]:
    def job(name: str, spider: str = "outlet", arguments: dict[str, str] | None = None, **lists: str) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "id": name,
            "name": name,
            "domain": site.root.removeprefix("http://"),
            "country": "no",
            "languages": ["nb"],
            "time_zone": "Europe/Oslo",
            "crawl": {"section_depth": 2},
        }
        facts |= {kind: [site.root + path] for kind, path in lists.items()}
        return {"outlet": facts, "spider": spider, "arguments": arguments or {}}

    return [
        job("feed", feeds="/feed/rss", sitemaps="/not-asked.xml"),
        job("unchanged", feeds="/unchanged/rss", news_sitemaps="/unchanged/news.xml", sitemaps="/unchanged/all.xml"),
        job("fall", feeds="/no-feed", sitemaps="/fall/index.xml"),
        job("section", sections="/section/"),
        job("html", feeds="/html/rss"),
        job("bomb", news_sitemaps="/bomb.xml.gz"),
        job("since", feeds="/since/rss", sitemaps="/not-asked.xml", arguments={"since": "2d"}),
        job("back", feeds="/since/rss", sitemaps="/fall/index.xml", arguments={"since": "30d"}),
        job("limit", feeds="/limit/rss", arguments={"limit": "2"}),
        job("api", "api", sections="/api/rows"),
        job("broken", feeds="/broken/rss"),
    ]
