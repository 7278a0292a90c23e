"""Run one extractor over pages, inside the extractor's own environment: peer_runner.py EXTRACTOR PAGES TEXTS.

PAGES holds a JSON object a line: `id`, `html` (decoded), `language` (code that the page declares, "" if none) and
`language_name` (its English name). TEXTS gets `id`, `text`, `ms` (CPU milliseconds) and `error` ("" if none). Each
extractor is called as its documentation says for the main text of an article. Only the standard library is imported
before the extractor is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

Page = Mapping[str, str]
Extract = Callable[[Page], str | None]

LONGEST_ERROR = 200
"""Characters."""
ADDRESS = "https://news.example/article"
"""For extractors that ask for one; it tells them nothing."""
BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "td", "blockquote", "figcaption", "pre")
GOOSE_STOP_WORDS = MappingProxyType({"ar": "Arabic", "ja": "Japanese", "ko": "Korean", "zh": "Chinese"})


def trafilatura(**options: bool) -> Extract:
    """trafilatura, without comments."""
    extract = import_module("trafilatura").extract
    return lambda page: extract(page["html"], include_comments=False, **options)


def rs_trafilatura() -> Extract:
    """The port of trafilatura to Rust."""
    extract = import_module("rs_trafilatura").extract
    return lambda page: extract(page["html"]).main_content


def newspaper4k() -> Extract:
    """newspaper4k, in the language that the page declares, without asking for its pictures."""
    article = import_module("newspaper").article
    return lambda page: article(ADDRESS, input_html=page["html"], fetch_images=False).text


def news_please() -> Extract:
    """news-please, without asking for the page's pictures."""
    from_html = import_module("newsplease").NewsPlease.from_html
    return lambda page: from_html(page["html"], url=ADDRESS, fetch_images=False).maintext


def readability() -> Extract:
    """readability-lxml; its result is markup, of which the text is taken block by block."""
    document = import_module("readability").Document
    fromstring = import_module("lxml.html").fromstring
    return lambda page: _text_of(fromstring(document(page["html"]).summary()))


def resiliparse() -> Extract:
    """Resiliparse's plain text of the main content."""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: extract(page["html"], main_content=True, alt_texts=False)


def goose3() -> Extract:
    """goose3, with the stop words that it wants to be told of in some languages."""
    goose, words = import_module("goose3").Goose, import_module("goose3.text")

    def extract(page: Page) -> str | None:
        name = GOOSE_STOP_WORDS.get(page["language"].partition("-")[0])
        options = {"stopwords_class": getattr(words, f"StopWords{name}")} if name else {}
        text: str | None = goose(options).extract(raw_html=page["html"]).cleaned_text
        return text

    return extract


def justext() -> Extract:
    """jusText, with the stop words of the page's language, or of all languages if it has none for it."""
    library = import_module("justext")
    lists = library.get_stoplists()
    every = frozenset(word for name in lists for word in library.get_stoplist(name))

    def extract(page: Page) -> str:
        name = page["language_name"]
        words = library.get_stoplist(name) if name in lists else every
        paragraphs = library.justext(page["html"], words)
        return "\n\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return extract


def boilerpy3() -> Extract:
    """BoilerPy3's extractor of articles."""
    extractor = import_module("boilerpy3.extractors").ArticleExtractor()
    return lambda page: extractor.get_content(page["html"])


EXTRACTORS: Mapping[str, Callable[[], Extract]] = MappingProxyType(
    {
        "trafilatura": trafilatura,
        "trafilatura-fast": partial(trafilatura, fast=True),
        "trafilatura-precision": partial(trafilatura, favor_precision=True),
        "rs-trafilatura": rs_trafilatura,
        "newspaper4k": newspaper4k,
        "news-please": news_please,
        "readability-lxml": readability,
        "resiliparse": resiliparse,
        "goose3": goose3,
        "jusText": justext,
        "boilerpy3": boilerpy3,
    }
)


def run(extract: Extract, page: Page) -> dict[str, Any]:
    """Return the row of one page; what the extractor raises is its `error`, and its text is empty then."""
    text, error, started = "", "", time.process_time()
    try:
        text = extract(page) or ""
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is the extractor's answer to this page
        error = " ".join(f"{type(problem).__name__}: {problem}".split())[:LONGEST_ERROR]
    return {"id": page["id"], "text": text, "ms": 1000 * (time.process_time() - started), "error": error}


def main(name: str, given: Path, written: Path) -> None:
    """Run the extractor of this name over the pages of a file; the first page is run twice, to load all it needs."""
    extract = EXTRACTORS[name]()
    pages = [json.loads(line) for line in given.read_text("utf-8").splitlines()]
    run(extract, pages[0])
    with written.open("w", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps(run(extract, page)) + "\n")


def _text_of(element: Any) -> str:
    for block in element.iter(*BLOCKS):
        block.tail = "\n" + (block.tail or "")
    return str(element.text_content())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
