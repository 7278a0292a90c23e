"""One walk over the page: every block of text in reading order, with where it stands and what surrounds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from cleaners.words import word_groups

SKIPPED = frozenset(
    [
        "script",
        "style",
        "svg",
        "iframe",
        "select",
        "option",
        "textarea",
        "object",
        "embed",
        "canvas",
        "math",
        "map",
        "head",
        "input",
        "datalist",
        "track",
        "source",
        "applet",
        "frame",
        "frameset",
        "noframes",
        "audio",
        "video",
        "param",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "picture",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
# Marks an element leaves on every block below it.
LANDMARKS = [
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "figcaption",
    "form",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "section",
    "button",
    "label",
    "template",
    "noscript",
    "dialog",
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "pre",
    "details",
    "dl",
    "hidden",
    "aria_hidden",
    "itemprop_body",
]
MARK = {name: 1 << i for i, name in enumerate(LANDMARKS)}

# Attributes whose words say what an element is for.
NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")

_SPACE = re.compile(r"[ \t\r\f\v]+")  # what HTML folds: no-break and narrow spaces are part of the text
_LINES = re.compile(r"\s*\n\s*")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BOLD, ITALIC = 1, 2
_STYLE = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC}
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Node:
    """One block-level element on the way down: what its blocks inherit."""

    tag: str
    """Tag in lower case."""
    path: int
    """Number of the tag-and-class path, the same for elements that look alike."""
    marks: int
    """Landmarks of this element and all above it, bits of `MARK`."""
    own_words: int
    """Word groups in its own class, id, role and itemprop, bits as in `word_groups`."""
    words: int
    """Word groups of this element and all above it."""
    parent: int
    """Index of the parent node; -1 for the root."""
    depth: int
    """Number of block-level elements above it."""
    signature: str
    """Tag with its first class or id, for a person to read."""


@dataclass(slots=True)
class TextBlock:
    """One run of inline content: the smallest piece that is kept or removed as a whole."""

    text: str
    """Plain text, NFC, white space folded, single line breaks kept; never empty."""
    node: int
    """Index of the node that holds it."""
    link_chars: int = 0
    """Characters of `text` inside links."""
    links: int = 0
    """Number of links."""
    bold_chars: int = 0
    """Characters in bold or strong."""
    italic_chars: int = 0
    """Characters in italics or emphasis."""
    mail: bool = False
    """True if a link in it opens a mail."""
    marks: int = 0
    """Landmarks of its node and of inline elements inside."""
    words: int = 0
    """Word groups of inline elements around all of its text, such as a span with class `caption`."""


@dataclass(slots=True)
class Tree:
    """All blocks of a page with the nodes that hold them."""

    blocks: list[TextBlock] = field(default_factory=list)
    """In reading order."""
    nodes: list[Node] = field(default_factory=list)
    """Block-level elements, parents before children."""
    figures: list[tuple[int, html.HtmlElement]] = field(default_factory=list)
    """`<figure>` elements, each with the number of blocks before it."""

    def path(self, block: TextBlock) -> str:
        """Return where a block stands, from the body down, for a person to read."""
        parts: list[str] = []
        index = block.node
        while index >= 0:
            parts.append(self.nodes[index].signature)
            index = self.nodes[index].parent
        return "/".join(reversed(parts[:-2] if len(parts) > 2 else parts))


def folded(text: str) -> str:
    """Return text in NFC without invisible characters, white space folded, line breaks kept as single newlines.

    >>> folded("  Kø\\u00adben\\u00a0havn \\n\\n i dag ")
    'Køben havn\\ni dag'
    """
    text = _UNSEEN.sub("", text) if not text.isascii() or not text.isprintable() else text
    text = _LINES.sub("\n", _SPACE.sub(" ", text)).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tree_of(root: html.HtmlElement) -> Tree:
    """Return the text blocks below a root element. Nothing is dropped but scripts, styles and form values."""
    return _Walk().run(root)


class _Walk:
    """The state of one walk; a class because the loop must stay flat for pages nested thousands deep."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.paths: dict[tuple[int, str], int] = {}
        self.word_cache: dict[str, int] = {}
        self._clear()

    def _clear(self) -> None:
        self.pieces: list[str] = []
        self.link_chars = self.links = self.bold_chars = self.italic_chars = self.marks = 0
        self.mail = False
        self.words: int | None = None

    def run(self, root: html.HtmlElement) -> Tree:
        stack: list[tuple[Iterator[html.HtmlElement], html.HtmlElement, int, int, int, int]] = []
        node = self._node(root, -1, "html")
        self._text(root.text, 0, 0, 0)
        # Each entry: children still to visit, their element, block node, inside a link, style bits, inline words.
        stack.append((iter(root), root, node, 0, 0, 0))
        while stack:
            children, element, node, link, style, words = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element, stack[-1] if stack else None, node)
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                self._text(child.tail, link, style, words)
            elif tag == "br":
                self.pieces.append("\n")
                self._text(child.tail, link, style, words)
            elif tag in BLOCKS or ("-" in tag and element.tag != "p"):
                self._flush(node)
                inner = self._node(child, node, tag)
                if tag == "figure":
                    self.tree.figures.append((len(self.tree.blocks), child))
                self._text(child.text, link, style, 0)
                stack.append((iter(child), child, inner, link, style, 0))
            else:
                stack.append(self._enter_inline(child, tag, (node, link, style, words)))
        return self.tree

    def _enter_inline(
        self, child: html.HtmlElement, tag: str, state: tuple[int, int, int, int]
    ) -> tuple[Iterator[html.HtmlElement], html.HtmlElement, int, int, int, int]:
        node, link, style, words = state
        if tag == "a":
            link, self.links = 1, self.links + 1
            self.mail = self.mail or (child.get("href") or "").startswith("mailto:")
        else:
            style |= _STYLE.get(tag, 0)
        if child.attrib:
            words |= self._groups(child)
            if _is_hidden(child):
                self.marks |= MARK["hidden"]
        self._text(child.text, link, style, words)
        return iter(child), child, node, link, style, words

    def _leave(self, element: html.HtmlElement, outer: tuple[object, ...] | None, node: int) -> None:
        if outer is None:
            self._flush(node)
            return
        _, _, outer_node, link, style, words = outer
        if outer_node != node:
            self._flush(node)
        self._text(element.tail, link, style, words)  # type: ignore[arg-type]

    def _text(self, text: str | None, link: int, style: int, words: int) -> None:
        if not text:
            return
        if "\n" in text:
            text = text.replace("\n", " ")
        self.pieces.append(text)
        if text.isspace():
            return
        size = len(text)
        if link:
            self.link_chars += size
        if style & BOLD:
            self.bold_chars += size
        if style & ITALIC:
            self.italic_chars += size
        self.words = words if self.words is None else self.words & words

    def _flush(self, node: int) -> None:
        if not self.pieces:
            if self.links or self.marks:
                self._clear()
            return
        text = folded("".join(self.pieces))
        if text:
            self._blocks(text, node)
        self._clear()

    def _blocks(self, text: str, node: int) -> None:
        """Add the text as one block, or as several where the author parted paragraphs by line breaks."""
        size = max(1, len(text))
        marks = self.tree.nodes[node].marks | self.marks
        for part in _parts(text, "".join(self.pieces)):
            share = len(part) / size
            self.tree.blocks.append(
                TextBlock(
                    text=part,
                    node=node,
                    link_chars=min(len(part), round(self.link_chars * share)),
                    links=self.links,
                    bold_chars=min(len(part), round(self.bold_chars * share)),
                    italic_chars=min(len(part), round(self.italic_chars * share)),
                    mail=self.mail,
                    marks=marks,
                    words=self.words or 0,
                )
            )

    def _groups(self, element: html.HtmlElement) -> int:
        """Return the word groups of an element's own attributes, cached for the page: classes repeat."""
        get = element.get
        names = " ".join(filter(None, map(get, NAMING)))
        groups = self.word_cache.get(names)
        if groups is None:
            groups = self.word_cache[names] = word_groups(names)
        return groups

    def _node(self, element: html.HtmlElement, parent: int, tag: str) -> int:
        above = self.tree.nodes[parent] if parent >= 0 else None
        own = self._groups(element) if element.attrib else 0
        marks = MARK.get(tag, 0) | (above.marks if above else 0)
        name = ""
        if element.attrib:
            name = _first_name(element)
            if _is_hidden(element):
                marks |= MARK["hidden"]
            if element.get("aria-hidden") == "true":
                marks |= MARK["aria_hidden"]
            if element.get("itemprop") == "articleBody":
                marks |= MARK["itemprop_body"]
        signature = f"{tag}.{name}" if name else tag
        path = self.paths.setdefault((above.path if above else -1, _DIGITS.sub("0", signature)), len(self.paths))
        self.tree.nodes.append(
            Node(
                tag=tag,
                path=path,
                marks=marks,
                own_words=own,
                words=own | (above.words if above else 0),
                parent=parent,
                depth=above.depth + 1 if above else 0,
                signature=signature,
            )
        )
        return len(self.tree.nodes) - 1


def _first_name(element: html.HtmlElement) -> str:
    names = (element.get("class") or element.get("id") or "").split(None, 1)
    return names[0] if names else ""


def _is_hidden(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDING.search(style))


def _parts(text: str, raw: str) -> list[str]:
    """Split at double line breaks, which old content systems use for paragraphs."""
    if raw.count("\n") < 2:
        return [text]
    parts = [folded(part) for part in re.split(r"\n\s*\n", raw)]
    return [part for part in parts if part]
