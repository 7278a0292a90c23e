"""Any number of news pages made out of the fixtures' pages, each with a text, a title and a URL of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from pathlib import Path
from random import Random

from lxml import etree
from lxml.html import HtmlElement

from benchmarks.padding import MARKUP_SHARE, markup, scripts
from cleaners.decode import decoded, parsed

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
COPIES = 2
"""How often each paragraph is added once more: the fixtures' articles are a third as long as real ones."""
FEWEST_PARAGRAPHS = 5
WORDS, NUMBER, ADDRESS = "\ue000", "\ue001", "\ue002"
"""Marks in a template: around text that each page has in its own order, for the page's number, for its URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A fixture's page, padded, with marks where pages differ."""

    name: str
    """Outlet and case: `almarsa-mina`."""
    language: str
    """BCP 47 code of the article."""
    title: str
    """Headline."""
    markup: tuple[bytes, ...]
    """What stands before, between and after the texts, in UTF-8: one piece more than texts."""
    texts: tuple[str, ...]
    """Texts of the article's paragraphs; each page has their words in its own order."""


def load_templates(size: int, most: int, root: Path = FIXTURES) -> tuple[Template, ...]:
    """Return a template of each complete, undivided article among the fixtures, `most` at most.

    They are padded to about `size` bytes.
    """
    cases = [case for case in sorted(root.glob("*/*/expected.json")) if _is_fit(case)]
    goldens = [json.loads(case.read_text("utf-8")) for case in cases]
    templates = (
        _template(case.parent, golden, _titles(goldens, golden["language"]), size)
        for case, golden in zip(cases, goldens, strict=True)
    )
    return tuple(islice((template for template in templates if len(template.texts) >= FEWEST_PARAGRAPHS), most))


def page_of(templates: Sequence[Template], number: int, home: str) -> bytes:
    """Return page `number` of a site, in UTF-8; `home` is the site's address, without a slash at the end."""
    template, random = templates[number % len(templates)], Random(number)
    texts = (reworded(text, random).encode() for text in template.texts)
    page = b"".join(chain.from_iterable(zip(template.markup, chain(texts, [b""]), strict=True)))
    address = home + path_of(templates, number)
    return page.replace(NUMBER.encode(), str(number).encode()).replace(ADDRESS.encode(), address.encode())


def path_of(templates: Sequence[Template], number: int) -> str:
    """Return the path of a page: `/news/17-almarsa-mina.html`."""
    return f"/news/{number}-{templates[number % len(templates)].name}.html"


def reworded(text: str, random: Random) -> str:
    """Return the same words in another order, first and last kept; the same characters where words have no spaces.

    >>> sorted(reworded("One two three four five", Random(1)).split())
    ['One', 'five', 'four', 'three', 'two']
    """
    units, joint = (words, " ") if len(words := text.split(" ")) > 3 else (list(text), "")
    inner = sorted(units[1:-1], key=lambda _: random.random())
    return joint.join([*units[:1], *inner, *units[1:][-1:]])


def _is_fit(case: Path) -> bool:
    golden = json.loads(case.read_text("utf-8"))
    divided = case.with_name("page-2.html").exists()
    return golden["completeness"] == "full" and len(golden["paragraphs"]) >= FEWEST_PARAGRAPHS and not divided


def _titles(goldens: Sequence[dict[str, str]], language: str) -> list[str]:
    return [golden["title"] for golden in goldens if golden["language"] == language]


def _template(folder: Path, golden: dict[str, str], titles: Sequence[str], size: int) -> Template:
    name = f"{folder.parent.name}-{folder.name}"
    page = _marked((folder / "page.html").read_bytes(), golden)
    parts = _padded(page, titles, size, Random(name)).split(WORDS)
    return Template(
        name=name,
        language=golden["language"],
        title=golden["title"],
        markup=tuple(part.encode() for part in parts[::2]),
        texts=tuple(parts[1::2]),
    )


def _marked(body: bytes, golden: dict[str, str]) -> str:
    tree = parsed(decoded(body))
    _declare_utf8(tree)
    paragraphs = {_folded(text) for text in golden["paragraphs"]}
    blocks = [block for block in tree.iter("p", "h2", "h3", "li") if _folded(block.text_content()) in paragraphs]
    for block in [*blocks, *_copied(blocks)]:
        _mark_words(block)
    page = etree.tostring(tree, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    return _numbered(_addressed(page, golden), golden["title"])


def _declare_utf8(tree: HtmlElement) -> None:
    for meta in tree.xpath("//meta[@charset or @http-equiv]"):
        meta.drop_tree()
    tree.head.insert(0, etree.fromstring('<meta charset="utf-8"/>'))


def _copied(blocks: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Add copies of the paragraphs behind the last one."""
    paragraphs = [block for block in blocks if block.tag == "p"]
    behind = paragraphs[-1:]
    for paragraph in paragraphs * COPIES:
        behind[0].addnext(copy := deepcopy(paragraph))
        behind = [copy]
        yield copy


def _mark_words(block: HtmlElement) -> None:
    for element in block.iter():
        element.text = _mark(element.text)
        if element is not block:
            element.tail = _mark(element.tail)


def _mark(text: str | None) -> str | None:
    return f"{WORDS}{text}{WORDS}" if text and text.strip() and WORDS not in text else text


def _addressed(page: str, golden: dict[str, str]) -> str:
    addresses = {golden["url"], golden["canonical_url"]}
    spelt = sorted(addresses | set(map(escape, addresses)), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, spelt)), ADDRESS, page)


def _numbered(page: str, title: str) -> str:
    return re.sub(f"(?:{re.escape(title)}|{re.escape(escape(title, quote=False))})", rf"\g<0> {NUMBER}", page)


def _padded(page: str, titles: Sequence[str], size: int, random: Random) -> str:
    room = max(size - len(page.encode()), 0)
    furniture = markup(titles, int(room * MARKUP_SHARE), random)
    code = scripts(room - len(furniture.encode()), random)
    before, end, after = page.rpartition("</body>")
    return f"{before}{furniture}{code}{end}{after}"


def _folded(text: str) -> str:
    return " ".join(text.split())
