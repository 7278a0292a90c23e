"""Pages in the manner of five content systems, built around an article: for tests that need a page in any language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from string import Template

from tests.cleaners.lookalikes import FOLDER, Story

Blocks = Sequence[tuple[str, tuple[str, ...]]]
DATE = "2026-01-05T08:30:00+00:00"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
FIRST = 2  # blocks before a box in the middle of the text
WITHOUT_DATA = ("layout_table", "microdata")  # many older sites say nothing of themselves in JSON-LD
_FILES = {path.stem: Template(path.read_text("utf-8")) for path in sorted((FOLDER / "pages").glob("*.html"))}
SKELETONS = tuple(name for name in _FILES if not name.startswith("head_"))


def page_of(skeleton: str, story: Story, blocks: Blocks) -> str:
    """Return an article, each block as form and lines, as a page of one of SKELETONS."""
    parts = [block(form, lines) for form, lines in blocks]
    consent, agree, refuse = map(escape, story.consent)
    names = {
        "data": json.dumps({"@type": "NewsArticle", "headline": story.title, "datePublished": DATE}),
        "date": DATE,
        "direction": "rtl" if story.language in RIGHT_TO_LEFT else "ltr",
        "first": "\n".join(parts[:FIRST]),
        "rest": "\n".join(parts[FIRST:]),
        "wrapped": "\n".join(f'<div data-component="text-block" class="ssrcss-1q0x1qg">{part}</div>' for part in parts),
        **{name: escape(getattr(story, name)) for name in ("language", "site", "title", "related", "newsletter")},
        "copyright": escape(story.copyright),
        "consent": consent,
        "agree": agree,
        "refuse": refuse,
    }
    for name, texts in (("nav", story.nav), ("share", story.share), ("teaser", story.teasers)):
        names |= {f"{name}_items": links(texts, "li"), f"{name}_boxes": links(texts, "div")}
    head = "head_bare" if skeleton in WITHOUT_DATA else "head_json_ld"
    return f"{_FILES[head].substitute(names)}{_FILES[skeleton].substitute(names)}</body></html>"


def block(form: str, lines: tuple[str, ...]) -> str:
    """Return a block of an article as HTML."""
    texts = [escape(line) for line in lines]
    if form == "poem":
        return f"<p>{'<br>'.join(texts)}</p>"
    if form in ("ul", "ol"):
        return f"<{form}>{''.join(f'<li>{text}</li>' for text in texts)}</{form}>"
    if form == "table":
        rows = ["".join(f"<td>{cell}</td>" for cell in text.split(" ")) for text in texts]
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    return f"<blockquote><p>{texts[0]}</p></blockquote>" if form == "blockquote" else f"<{form}>{texts[0]}</{form}>"


def links(texts: Sequence[str], tag: str) -> str:
    return "".join(f'<{tag}><a href="/a/{i}">{escape(text)}</a></{tag}>' for i, text in enumerate(texts))
