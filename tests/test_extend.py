"""The examples of docs/extend.md and docs/lexicon.md, taken out of the pages and run as a user would."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cleaners import CleanOptions, clean
from cleaners.lexicon import FORMS, KINDS, lexicon_of
from cleaners.pipeline import STEPS
from cleaners.rules import LABELS, PROMPTS
from fixtures.sites import Route, Site, SiteServer
from scrapers.normalizer import STAGE_NAMES

ROOT = Path(__file__).parent.parent
EXTEND = (ROOT / "docs" / "extend.md").read_text("utf-8")
LEXICON = (ROOT / "docs" / "lexicon.md").read_text("utf-8")
AT_ONCE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "CLEAN_WORKERS=1")

ROBOTS = ("text/plain", "User-agent: *\nAllow: /\n")
KURIERO_URL = "http://kuriero.example/novajoj/nova-kajo"
READ_ALSO = "Legu ankaŭ: La malnova pramo iras al muzeo"
KURIERO_TEXT = (
    "La haveno de Marborda ricevis novan kajon, tri jarojn post kiam ondego forportis la malnovan.",
    "La urbestro diris lunde, ke fiŝistoj povos uzi ĝin jam en la somero, se la ondoj permesos tion.",
    "La laboroj kostis malpli ol la urbo timis, ĉar la ŝtonoj venis el la propra ŝtonminejo.",
)
KURIERO_PAGE = (
    '<!DOCTYPE html><html lang="eo"><head><meta charset="utf-8"><title>Nova kajo por la haveno</title></head><body>'
    '<nav><a href="/">Hejmo</a> <a href="/sporto">Sporto</a></nav><main><article><h1>Nova kajo por la haveno</h1>'
    f"<p>{KURIERO_TEXT[0]}</p><p>Legu ankaŭ: <a href='/muzeo'>La malnova pramo iras al muzeo</a></p>"
    f"<p>{KURIERO_TEXT[1]}</p><p>{KURIERO_TEXT[2]}</p></article></main></body></html>"
)
KURIERO_FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Marborda Kuriero</title><item>'
    f"<title>Nova kajo por la haveno</title><link>{KURIERO_URL}</link>"
    "<pubDate>Wed, 04 Mar 2026 10:00:00 +0100</pubDate></item></channel></rss>"
)

TIDES = {481: "High water 06:12, 4.1 m", 480: "Low water 12:40, 0.6 m"}
STORIES = {
    481: (
        "Eel ladder opens beside the old lock",
        "Young eels can climb past the old lock since Tuesday on a ladder of brushes built by the harbour office.",
        "It cost less than the gate that it replaces, the lock keeper said, and needs no power.",
    ),
    480: (
        "Gulls learn the ferry timetable",
        "Gulls at the ferry quay arrive four minutes before each boat, a class of the harbour school has counted.",
        "On Sundays, when the boat comes later, so do the gulls, the pupils write in their report.",
    ),
}


def examples(page: str) -> dict[str, str]:
    """The fenced blocks that open with a file name, by that name; several of one name make one file."""
    files: dict[str, str] = {}
    for name, text in re.findall(r"^```\w+\n# ([\w.]+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        files[name] = "\n\n".join([files[name], text]) if name in files else text
    return files


def output_of(page: str, name: str) -> str:
    """What the page says that an example prints: the `text` block after it."""
    found = re.search(rf"^# {re.escape(name)}\n.*?^```\n\n```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found, f"{name} is not followed by a text block"
    return found[1]


def command(start: str) -> list[str]:
    """The one command of the page that begins like this."""
    found = [line for line in re.findall(r"^    (\S.*)$", EXTEND, re.MULTILINE) if line.startswith(start)]
    assert len(found) == 1, f"{start}: {found}"
    return shlex.split(found[0])


@dataclass(frozen=True)
class Folder:
    """A user's folder: the examples as files, and the web as these outlets serve it."""

    path: Path
    proxy: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            arguments,
            cwd=self.path,
            env={**kept, "http_proxy": self.proxy, "PATH": paths, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            timeout=180,
        )


@dataclass(frozen=True)
class Crawled:
    """The folder after the commands of the page."""

    folder: Folder
    report: str
    asked: tuple[str, ...]
    articles: Mapping[str, Any]
    """Articles of the feed by title, with what was removed."""


def site(host: str, answers: Mapping[str, tuple[str, str]], folder: Path) -> Site:
    routes = []
    for number, (path, (kind, body)) in enumerate(answers.items()):
        (folder / f"{host}-{number}").write_text(body, "utf-8")
        routes.append(Route(path=path, file=f"{host}-{number}", type=kind))
    return Site(host=host, route=tuple(routes), folder=folder)


def story_html(number: int) -> str:
    _, first, last = STORIES[number]
    return f"<p>{first}</p><p>{TIDES[number]}</p><p>{last}</p>"


def story(number: int) -> dict[str, str]:
    address = f"http://tidewatch.example/harbour/{number}"
    return {"address": address, "headline": STORIES[number][0], "html": story_html(number)}


def latest(*numbers: int, older: str) -> tuple[str, str]:
    listed = [
        {"api": f"/api/story/{n}", "headline": STORIES[n][0] if n in STORIES else "", "time": "2026-03-04T09:30:00Z"}
        for n in numbers
    ]
    return "application/json", json.dumps({"stories": listed, "older": older})


def web(folder: Path) -> dict[str, Site]:
    kuriero = {
        "/robots.txt": ROBOTS,
        "/rss.xml": ("application/rss+xml; charset=utf-8", KURIERO_FEED),
        "/novajoj/nova-kajo": ("text/html; charset=utf-8", KURIERO_PAGE),
    }
    tidewatch = {
        "/robots.txt": ROBOTS,
        "/api/latest": latest(481, 479, older="/api/latest?before=479"),
        "/api/latest?before=479": latest(480, older="/api/latest?before=480"),
        "/api/latest/sandrock": latest(480, older=""),
        "/api/story/481": ("application/json", json.dumps(story(481))),
        "/api/story/480": ("application/json", json.dumps(story(480))),
        "/api/story/479": ("application/json", '{"headline": "Cut o'),
    }
    return {
        "kuriero": site("kuriero.example", kuriero, folder),
        "tidewatch": site("tidewatch.example", tidewatch, folder),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Folder, SiteServer]]:
    path = tmp_path_factory.mktemp("own")
    for name, text in {**examples(EXTEND), **examples(LEXICON)}.items():
        (path / name).write_text(text, "utf-8")
    html = f"<html><body><article><h1>{STORIES[481][0]}</h1>{story_html(481)}</article></body></html>"
    (path / "page.html").write_text(html, "utf-8")
    with SiteServer(web(tmp_path_factory.mktemp("web"))) as server:
        yield Folder(path, server.proxy), server


@pytest.fixture(scope="module")
def crawled(folder: tuple[Folder, SiteServer]) -> Crawled:
    own, server = folder
    crawl = own.run(*command("scrapy crawl marborda-kuriero tidewatch"), *AT_ONCE)
    assert crawl.returncode == 0, crawl.stderr
    feed = own.run(*command("scrapy feed"), "--removed")
    assert feed.returncode == 0, feed.stderr
    lines = (own.path / "inbox.jsonl").read_text("utf-8").splitlines()
    articles = {article["title"]: article for article in map(json.loads, lines)}
    return Crawled(own, crawl.stdout + crawl.stderr, tuple(one.url for one in server.requests), articles)


def test_every_example_is_run_by_a_test() -> None:
    assert examples(EXTEND).keys() == {
        *("scrapy.cfg", "my_settings.py", "outlets.toml", "my_spiders.py", "phrases.toml", "my_steps.py"),
        *("my_formats.py", "library.py", "library_article.py", "reader.py"),
    }
    assert examples(LEXICON).keys() == {"try_phrases.py"}


def test_own_outlets_are_listed(folder: tuple[Folder, SiteServer]) -> None:
    listed = folder[0].run("scrapy", "list").stdout.split()
    assert {"marborda-kuriero", "tidewatch", "cbsnews"} <= {*listed}


def test_own_outlet_is_crawled(crawled: Crawled) -> None:
    article = crawled.articles["Nova kajo por la haveno"]
    assert article["url"] == KURIERO_URL
    assert article["outlet"] == {"id": "marborda-kuriero", "name": "Marborda Kuriero", "country": "nl"}
    assert article["published"]["value"] == "2026-03-04T10:00:00+01:00"
    assert article["text"].split("\n\n") == [*KURIERO_TEXT]


def test_own_spider_reads_what_feeds_and_pages_do_not_say(crawled: Crawled) -> None:
    for number in (481, 480):  # the second one stands in the further list
        article = crawled.articles[STORIES[number][0]]
        assert article["url"] == f"http://tidewatch.example/harbour/{number}"
        assert article["published"]["source"] == "feed"
        assert article["text"].split("\n\n") == [*STORIES[number][1:]]
    lists = [url for url in crawled.asked if url.startswith("http://tidewatch.example/api/latest")]
    assert lists == ["http://tidewatch.example/api/latest", "http://tidewatch.example/api/latest?before=479"]


def test_own_spider_takes_an_argument_of_its_own(folder: tuple[Folder, SiteServer], crawled: Crawled) -> None:
    own, server = folder
    before = len(server.requests)
    crawl = own.run(*command("scrapy crawl tidewatch -a"), "-s", "STORE_URL=sqlite:///harbour.sqlite", *AT_ONCE)
    assert crawl.returncode == 0, crawl.stderr
    asked = [one.url for one in server.requests[before:]]
    assert "http://tidewatch.example/api/latest/sandrock" in asked
    assert "http://tidewatch.example/api/latest" not in asked


def test_own_spider_refuses_an_argument_that_it_does_not_take(folder: tuple[Folder, SiteServer]) -> None:
    crawl = folder[0].run("scrapy", "crawl", "tidewatch", "-a", "harbor=sandrock")
    assert crawl.returncode == 2
    assert crawl.stderr.splitlines() == [
        "scrapy crawl: unknown argument harbor; known are since=, limit=, harbour=, only=, country=, language="
    ]


def test_what_an_own_spider_cannot_read_is_told(crawled: Crawled) -> None:
    assert "http://tidewatch.example/api/story/479: the answer holds no story: JSONDecodeError" in crawled.report


def test_own_phrases_take_out_what_stays_without_them(crawled: Crawled) -> None:
    phrases = CleanOptions(phrases=(str(crawled.folder.path / "phrases.toml"),))
    assert READ_ALSO in [block.text for block in clean(KURIERO_PAGE).blocks]
    assert [block.text for block in clean(KURIERO_PAGE, phrases).blocks] == [*KURIERO_TEXT]
    removed = [(one["rule"], one["text"]) for one in crawled.articles["Nova kajo por la haveno"]["removed"]]
    assert ("read_also", READ_ALSO) in removed


def test_own_phrases_work_without_elements_too(crawled: Crawled) -> None:
    text = "\n\n".join([*KURIERO_TEXT[:2], READ_ALSO, KURIERO_TEXT[2], "Sekvu nin ĉe Mastodon!", "Plej legataj"])
    phrases = CleanOptions(phrases=(str(crawled.folder.path / "phrases.toml"),))
    assert [one.rule for one in clean(text, phrases).removals] == ["read_also", "share", "most_read"]
    assert clean(text).removals == ()


def test_own_cleaning_step_takes_out_what_stays_without_it(crawled: Crawled) -> None:
    page = f"<html><body><article><h1>{STORIES[481][0]}</h1>{story_html(481)}</article></body></html>"
    assert TIDES[481] in [block.text for block in clean(page).blocks]
    for number, tide in TIDES.items():
        removed = crawled.articles[STORIES[number][0]]["removed"]
        assert [one["text"] for one in removed if one["rule"] == "tides"] == [tide]


def test_own_normalizing_step_fills_the_section(crawled: Crawled) -> None:
    sections = {title: article["section"] for title, article in crawled.articles.items()}
    assert sections == {"Nova kajo por la haveno": "Novajoj", STORIES[481][0]: "Harbour", STORIES[480][0]: "Harbour"}


def test_places_named_are_those_that_there_are() -> None:
    lists = [re.findall(r"`([a-z]+)`", part) for part in re.findall(r"(?:`[a-z]+`,?\s){7,}`[a-z]+`", EXTEND)]
    assert lists == [[name for name, _ in STEPS], [*STAGE_NAMES]]


def test_own_store_is_used(crawled: Crawled) -> None:
    assert [path.name for path in crawled.folder.path.glob("*.db")] == ["news.db"]


def test_own_format_is_written_beside_json_lines(crawled: Crawled) -> None:
    markdown = (crawled.folder.path / "articles.md").read_text("utf-8")
    assert f"# {STORIES[480][0]}\n\nTidewatch, 2026-03-04\n\n{STORIES[480][1]}\n\n" in markdown
    assert markdown.count("# ") == 3
    assert len((crawled.folder.path / "articles.jsonl").read_text("utf-8").splitlines()) == 3


def test_library_example_prints_what_the_page_says(folder: tuple[Folder, SiteServer]) -> None:
    assert folder[0].run("python", "library.py").stdout == output_of(EXTEND, "library.py")


def test_library_gives_a_whole_article(folder: tuple[Folder, SiteServer]) -> None:
    done = folder[0].run("python", "library_article.py")
    assert done.returncode == 0, done.stderr
    article = json.loads(done.stdout)
    assert (article["schema"], article["outlet"]["id"], article["section"]) == ("article/1", "tidewatch", "Harbour")
    assert article["text"].split("\n\n") == [*STORIES[481][1:]]


def test_reader_needs_nothing_but_the_file(crawled: Crawled) -> None:
    done = crawled.folder.run("python", "-I", "reader.py")
    assert sorted(done.stdout.splitlines()) == [
        "2026-03-04 marborda-kuriero Nova kajo por la haveno",
        f"2026-03-04 tidewatch {STORIES[481][0]}",
        f"2026-03-04 tidewatch {STORIES[480][0]}",
    ]


def test_lexicon_page_names_every_kind_and_what_it_does() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .*? \| (yes)? ?\| (yes)? ?\|", LEXICON, re.MULTILINE)
    assert [kind for kind, _, _ in rows] == [*dict.fromkeys(kind for kind, _, _ in rows)]
    assert {kind for kind, _, _ in rows} == KINDS
    assert {kind for kind, alone, _ in rows if alone} == {*LABELS}
    assert {kind for kind, _, within in rows if within} == {*PROMPTS}
    assert {*re.findall(r"^\| `(\w+)` \| [^|]+ \|$", LEXICON, re.MULTILINE)} == FORMS


def test_phrase_file_of_the_lexicon_page_is_one() -> None:
    found = re.search(r"^```toml\n(.*?)^```$", LEXICON, re.MULTILINE | re.DOTALL)
    assert found
    assert lexicon_of([("lexicon.md", found[1])]).languages == {tomllib.loads(found[1])["language"]}


def test_phrases_are_tried_as_the_lexicon_page_says(folder: tuple[Folder, SiteServer]) -> None:
    printed = folder[0].run("python", "try_phrases.py").stdout
    assert [line.rstrip() for line in printed.splitlines()] == output_of(LEXICON, "try_phrases.py").splitlines()


def test_index_leads_to_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    named = {*re.findall(r"\]\(([\w-]+\.md)\)", index)}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} <= named
