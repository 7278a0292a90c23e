"""A small news site on loopback, and a project folder in which `scrapy` crawls it as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from scrapers.engine.cassette import Recorded, Tape

REPOSITORY = Path(__file__).parents[3]

STORIES: tuple[tuple[str, ...], ...] = (
    (
        "Ferry line gets a second boat before summer",
        "The council of Brennholm voted on Tuesday to buy a second ferry for the crossing to Lyr island.",
        "The boat was built nine years ago for a fjord further north and carries forty cars. It replaces no other "
        "vessel, so that the timetable can be doubled in July and August.",
        "Islanders had collected two thousand signatures after a winter in which the only ferry lay in dock for weeks.",
    ),
    (
        "Night trains return to the valley station",
        "From the first of March a sleeping car will stop again at Oberau, eleven years after the last one left.",
        "The operator expects thirty passengers a night. The waiting room, which had become a bicycle shop, stays "
        "with its new tenant; travellers are offered a heated shelter instead.",
        "A reservation is needed, and dogs travel free of charge.",
    ),
    (
        "School kitchen wins prize for turnip soup",
        "Cooks from the primary school in Hartley won the regional prize with a soup that costs forty cents a plate.",
        "The jury praised the bread above all. It is baked each morning by pupils of the fifth form, who also keep "
        "the books of the kitchen.",
        "The prize money buys a larger oven.",
    ),
    (
        "Beavers close a mountain road for a week",
        "A dam built by beavers has flooded the road between Tarn and Ellwick to the depth of a bicycle wheel.",
        "The road authority wants to lower the water with a pipe rather than remove the dam, because the animals "
        "would rebuild it within days. A detour of nineteen kilometres is signposted.",
        "Rangers ask visitors to keep their dogs on the lead.",
    ),
    (
        "Library lends out telescopes",
        "The public library of Marsh Green has bought twelve telescopes that can be borrowed for a week like a book.",
        "On the first evening all of them were gone within an hour. The library now keeps a waiting list and holds "
        "an introduction every second Thursday, weather permitting.",
        "The money came from a legacy of a retired postman.",
    ),
    (
        "Old brewery becomes a home for bats",
        "Builders who wanted to turn the brewery at Sandford into flats have found four hundred bats in its cellar.",
        "The plans were changed within a month: the cellar stays as it is, and the flats above it get a staircase "
        "on the outside. The owner calls the animals the quietest tenants he has ever had.",
        "Work starts again in October, when the young can fly.",
    ),
)
"""Title and paragraphs of each article; every one on another subject, so that none passes for a copy."""


@dataclass
class Site:
    """What the server answers: for each path the answers in turn, the last one again and again."""

    answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)
    host: str = ""

    @property
    def url(self) -> str:
        return self.host

    def answer(self, path: str, body: str | bytes, content_type: str = "text/html", status: int = 200) -> None:
        data = body if isinstance(body, bytes) else body.encode()
        self.answers.setdefault(path, []).append((status, {"Content-Type": f"{content_type}; charset=utf-8"}, data))

    def publish(self, stories: Sequence[int], etag: str = "") -> None:
        """Serve these stories and a feed that lists them, in place of an older feed."""
        for number in stories:
            if path(number) not in self.answers:
                self.answer(path(number), page(number))
        headers = {"Content-Type": "application/rss+xml; charset=utf-8"} | ({"ETag": etag} if etag else {})
        self.answers["/feed.xml"] = [(200, headers, self.feed(stories).encode())]

    def feed(self, stories: Sequence[int]) -> str:
        items = "".join(
            f"<item><title>{STORIES[n][0]}</title><link>{self.url}{path(n)}</link>"
            f"<pubDate>Mon, 0{n + 1} Jun 2026 10:00:00 +0200</pubDate></item>"
            for n in stories
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def path(number: int) -> str:
    return f"/news/{number}-{STORIES[number][0].lower().replace(' ', '-')}.html"


def page(number: int, extra: str = "") -> str:
    title, *paragraphs = STORIES[number]
    text = "".join(f"<p>{one}</p>" for one in (*paragraphs, *([extra] if extra else [])))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2026-06-0{number + 1}T10:00:00+02:00"></head>'
        f'<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article><h1>{title}</h1>{text}'
        "</article></main><footer><p>© Courier. All rights reserved.</p></footer></body></html>"
    )


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on loopback with a robots.txt that allows everything."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked[self.path] += 1
            site.headers.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
            answers = site.answers.get(self.path, [(404, {"Content-Type": "text/plain"}, b"not here")])
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.host = f"http://127.0.0.1:{server.server_address[1]}"
        site.answer("/robots.txt", "User-agent: *\nAllow: /\n", "text/plain")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Project:
    """A folder with a scrapy.cfg and one outlet, `courier`, whose home is the site."""

    folder: Path

    @property
    def outlets(self) -> Path:
        return self.folder / "outlets.toml"

    def describe(self, url: str, **fields: Any) -> None:
        """Write the outlet file; `fields` are added to the entry or replace its own."""
        entry: dict[str, Any] = {
            "id": "courier",
            "name": "Courier",
            "domain": url.removeprefix("http://"),
            "country": "gb",
            "languages": ["en"],
            "time_zone": "Europe/London",
            "feeds": [f"{url}/feed.xml"],
            **fields,
        }
        lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in entry.items())
        self.outlets.write_text(f"[[outlet]]\n{lines}\ncrawl = {{ delay = 0, concurrency = 4 }}\n", "utf-8")

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start `scrapy ARGUMENTS` in the folder."""
        command = [sys.executable, "-m", "scrapy", *arguments, "-s", f"OUTLET_FILES={self.outlets}"]
        environment = {**os.environ, "PYTHONPATH": f"{self.folder}:{REPOSITORY}", "CLEAN_WORKERS": "1"}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    def scrapy(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `scrapy ARGUMENTS` in the folder to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def command(self, command: ScrapyCommand, *arguments: str) -> int:
        """Run a command in this process, without a reactor: for what ends before anything is fetched."""
        settings = Settings()
        settings.setmodule("scrapers.engine.settings", priority="project")
        settings.set("OUTLET_FILES", [str(self.outlets)], "project")
        command.settings = settings
        parser = ArgumentParser()
        command.add_options(parser)
        opts, args = parser.parse_known_args(arguments)
        command.process_options(args, opts)
        command.run(args, opts)
        return command.exitcode

    def lines(self, name: str) -> list[dict[str, Any]]:
        """Read a JSON Lines file of the folder."""
        return [json.loads(line) for line in (self.folder / name).read_text("utf-8").splitlines()]


HOST = "http://courier.example"


def record(folder: Path, stories: Sequence[int], *, without: Sequence[str] = ()) -> Path:
    """Write a cassette of `courier` with these stories; one page answers 503 first. Leave out some paths."""
    site = Site(host=HOST)
    site.answer("/robots.txt", "User-agent: *\nAllow: /\n", "text/plain")
    site.answer(path(stories[0]), "come back later", status=503)
    site.answer(path(stories[0]), page(stories[0]))
    site.publish(stories)
    tape = Tape(folder / "courier.yaml")
    for where, answers in site.answers.items():
        for status, headers, body in answers if where not in without else ():
            listed = {name: [value] for name, value in headers.items()}
            tape.record("GET", f"{HOST}{where}", Recorded(status=status, headers=listed, body=body))
    tape.save()
    return tape.path


def new_project(folder: Path) -> Project:
    """Make a project folder."""
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = scrapers.engine.settings\n", "utf-8")
    return Project(folder)
