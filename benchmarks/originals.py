"""Real pages that hold a whole article, taken apart so that a script can alter them: paragraphs, headline, language."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import tomli
from lxml.html import HtmlElement

from cleaners.decode import decoded, parsed
from cleaners.tokens import tokens_of
from training.corpus import golds_by_page, pages_of

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
WORDS = Path(__file__).with_name("altered.toml")
SETS = ("world", "articles181", "outlets5")
FLAWED = {
    "world/ChunichiShimbun_2025_01_13": "paywalled",
    "world/TheMirror_2024_08_05": "live_blog",
    "articles181/042bb7b5fedab6ea": "paywalled",
    "articles181/7ab16ade32386ece": "paywalled",
}
"""Pages of the corpus that are no whole articles as they stand, and what they are; read by eye."""
LEAST = 3
"""Paragraphs that a page has at least, or there is nothing to cut off."""
FOUND = 0.6
"""Share of them that elements of their own hold, or a cut would leave the others behind."""
BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "div", "td", "pre", "section")
_LANGUAGE = re.compile(r"[a-z]{2}", re.I)
_ALIKE = {"nb": "da", "nn": "da", "no": "da", "sk": "cs"}  # near enough for a word on a button

Phrases = dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A page with a whole article."""

    name: str
    """SET/ID, or `fixtures/OUTLET/CASE`."""
    body: bytes
    """As fetched."""
    texts: frozenset[str]
    """Words of each of its paragraphs, as `key_of` gives them."""
    words: Phrases = field(default_factory=dict)
    """Words of `altered.toml` in the language of the page, English if it has none."""
    summaries: tuple[str, ...] = ()
    """First paragraphs of other articles in the same language: what a list of articles shows."""

    @property
    def side(self) -> int:
        """0 for sites to mend by, 1 for sites to measure by."""
        site = self.name.rsplit("/", 1)[0] if self.name.startswith("fixtures/") else self.name.split("/")[1]
        return zlib.crc32(site.split("_")[0].encode()) % 2

    def root(self) -> HtmlElement:
        """Return the page parsed, afresh at each call."""
        return parsed(decoded(self.body))

    def paragraphs(self, root: HtmlElement) -> list[HtmlElement]:
        """Return the elements of a page that hold a paragraph of the article each, in order, none inside another."""
        found: list[HtmlElement] = []
        longest = 2 * max(map(len, self.texts), default=0)
        for element in root.iter(*BLOCKS):
            text = element.text_content()
            if len(text) <= longest and key_of(text) in self.texts:
                if found and found[-1] in element.iterancestors():
                    continue
                found.append(element)
        return found


def originals(corpus: Path, sets: Sequence[str] = SETS) -> list[Original]:
    """Return the whole articles of the corpus' sets and of the fixtures, those that can be cut."""
    words = tomli.loads(WORDS.read_text(encoding="utf-8"))
    pages = [*_of_corpus(corpus, sets, words), *_of_fixtures(words)]
    whole = [page for page in pages if len(page.paragraphs(page.root())) >= max(LEAST, FOUND * len(page.texts))]
    return [_with_summaries(page, whole) for page in whole]


def key_of(text: str) -> str:
    """Return the words of a text, parted by a space, whatever its case and punctuation."""
    return " ".join(tokens_of(text))


def _of_corpus(corpus: Path, sets: Sequence[str], words: dict[str, Phrases]) -> Iterator[Original]:
    for name in sets:
        golds = golds_by_page(corpus, name)
        for page, body in pages_of(corpus, name):
            if page in golds and f"{name}/{page}" not in FLAWED:
                blocks = (block for gold in golds[page] for block in gold.split("\n\n"))
                yield _original(f"{name}/{page}", body, blocks, words)


def _of_fixtures(words: dict[str, Phrases]) -> Iterator[Original]:
    for case in sorted(FIXTURES.glob("*/*/expected.json")):
        golden = json.loads(case.read_text("utf-8"))
        body = case.with_name("page.html")
        if golden["completeness"] == "full" and body.exists() and not case.with_name("page-2.html").exists():
            name = f"fixtures/{case.parent.parent.name}/{case.parent.name}"
            yield _original(name, body.read_bytes(), golden["paragraphs"], words, golden["language"])


def _original(name: str, body: bytes, blocks: Iterable[str], words: dict[str, Phrases], language: str = "") -> Original:
    code = (language or _language_of(body))[:2].lower()
    texts = frozenset(key for block in blocks if (key := key_of(block)))
    return Original(name=name, body=body, texts=texts, words=words.get(_ALIKE.get(code, code), words["en"]))


def _language_of(body: bytes) -> str:
    stated = _LANGUAGE.match(parsed(decoded(body)).get("lang") or "")
    return stated[0] if stated else "en"


def _with_summaries(page: Original, pages: Sequence[Original]) -> Original:
    others = [one for one in pages if one.words is page.words and one.side == page.side and one.name != page.name]
    start = zlib.crc32(page.name.encode()) % max(1, len(others))
    near = [*others[start:], *others[:start]][:12]
    return Original(
        name=page.name,
        body=page.body,
        texts=page.texts,
        words=page.words,
        summaries=tuple(text for one in near if (text := _first(one))),
    )


def _first(page: Original) -> str:
    texts = (" ".join(one.text_content().split()) for one in page.paragraphs(page.root()))
    return next((text for text in texts if len(text) >= 60), "")


def cast_elements(found: object) -> list[HtmlElement]:
    """Return what an XPath that selects elements found."""
    return cast("list[HtmlElement]", found)
