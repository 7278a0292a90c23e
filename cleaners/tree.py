"""One walk over the page: every block of text in reading order, with where it stands and what surrounds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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

_BLANKS = str.maketrans("\t\r\f\v", "    ")
_SPACES = re.compile(r"  +")  # what HTML folds: no-break and narrow spaces are part of the text
_LINES = re.compile(r"\s*\n\s*")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DEEPEST = 300  # elements inside each other below which an element is taken as one piece; pages have 30, traps thousands
BOLD, ITALIC = 1, 2
_STYLE = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC}
_MARK_TEXT = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡])\W*$")
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
    place: str
    """Signatures from the body, itself left out, down to this element, for a person to read."""


_ABOVE_ROOT = Node(tag="", path=-1, marks=0, own_words=0, words=0, parent=-1, depth=-1, signature="", place="")


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
        return self.nodes[block.node].place


def folded(text: str) -> str:
    """Return text in NFC without invisible characters, white space folded, line breaks kept as single newlines.

    >>> folded("  Kø\\u00adben  havn \\n\\n i dag ")
    'Køben havn\\ni dag'
    """
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", text).translate(_BLANKS)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _LINES.sub("\n", text)
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tree_of(root: html.HtmlElement) -> Tree:
    """Return the text blocks below a root element. Nothing is dropped but scripts, styles and form values."""
    return _Walk().run(root)


class _Walk:
    """The state of one walk: the nodes so far and the run of inline content that is not yet a block."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.paths: dict[tuple[int, str], int] = {}
        self.places: dict[tuple[int, str, str], tuple[int, str]] = {}
        self.groups: dict[str, int] = {}
        self.level = self.preformatted = 0
        self._clear()

    def _clear(self) -> None:
        self.pieces: list[str] = []
        self.link_chars = self.links = self.bold_chars = self.italic_chars = self.marks = 0
        self.mail = False
        self.words: int | None = None

    def run(self, root: html.HtmlElement) -> Tree:
        node = self._node(root, "html", -1)
        self._descend(root, node, 0, 0, 0)
        self._flush(node)
        return self.tree

    # Recursion is safe: the parser cuts nesting off at 256 elements, and a level takes one frame.
    def _descend(self, element: html.HtmlElement, node: int, link: int, style: int, words: int) -> None:
        """Take in the content of an element: `link` and `style` are what it stands in, `words` its inline groups."""
        if self.level == DEEPEST:
            self._text(" ".join(text for text in element.itertext() if not text.isspace()), link, style, words)
            return
        self.level += 1
        if text := element.text:
            self._text(text, link, style, words)
        for child in element:
            tag = child.tag
            if tag == "br":
                self.pieces.append("\n")
            elif tag in BLOCKS or (isinstance(tag, str) and "-" in tag and element.tag != "p"):
                self._flush(node)
                inner = self._node(child, tag, node)
                if tag == "figure":
                    self.tree.figures.append((len(self.tree.blocks), child))
                self.preformatted += tag == "pre"
                self._descend(child, inner, link, style, 0)
                self.preformatted -= tag == "pre"
                self._flush(inner)
            elif tag not in SKIPPED and isinstance(tag, str):
                self._descend(child, node, *self._inline(child, tag, link, style, words))
            if text := child.tail:
                self._text(text, link, style, words)
        self.level -= 1

    def _inline(self, element: html.HtmlElement, tag: str, link: int, style: int, words: int) -> tuple[int, int, int]:
        """Return link, style and word groups inside an inline element that stands in the given ones."""
        named = dict(element.items())
        if tag == "a":
            if not _is_citation(element, named):
                link, self.links = 1, self.links + 1
            self.mail = self.mail or named.get("href", "").startswith("mailto:")
        else:
            style |= _STYLE.get(tag, 0)
        if named:
            words |= self._groups(named)
            if _is_hidden(named):
                self.marks |= MARK["hidden"]
        return link, style, words

    def _text(self, text: str, link: int, style: int, words: int) -> None:
        empty = text.isspace()
        if self.pieces or not empty:  # what stands between two blocks is mostly line breaks and indents
            self.pieces.append(text if self.preformatted else text.replace("\n", " "))
        if empty:
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
        """End the run of inline content: it becomes a block of the node, or several."""
        if not self.pieces:
            if self.links or self.marks:
                self._clear()
            return
        raw = "".join(self.pieces)
        if text := folded(raw):
            self._blocks(text, raw, node)
        self._clear()

    def _blocks(self, text: str, raw: str, node: int) -> None:
        """Add the text as one block, or as several where the author parted paragraphs by line breaks."""
        marks = self.tree.nodes[node].marks | self.marks
        for part in _parts(text, raw):
            share = len(part) / len(text)
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

    def _groups(self, named: Mapping[str, str]) -> int:
        """Return the word groups of an element's own attributes."""
        found = 0
        for name in NAMING:
            if value := named.get(name):
                groups = self.groups.get(value)
                found |= self._groups_of(value) if groups is None else groups
        return found

    def _groups_of(self, value: str) -> int:
        """Return the word groups of an attribute, kept for the page: classes repeat, whole and word by word."""
        found = 0
        for word in value.split():
            groups = self.groups.get(word)
            if groups is None:
                groups = self.groups[word] = word_groups(word)
            found |= groups
        self.groups[value] = found
        return found

    def _node(self, element: html.HtmlElement, tag: str, parent: int) -> int:
        nodes = self.tree.nodes
        above = nodes[parent] if parent >= 0 else _ABOVE_ROOT
        own, marks, signature = 0, above.marks | MARK.get(tag, 0), tag
        if attributes := element.items():
            named = dict(attributes)
            own = self._groups(named)
            marks |= _own_marks(named)
            signature = _signature(tag, named)
        path, place = self._place(above, signature)
        nodes.append(
            Node(
                tag=tag,
                path=path,
                marks=marks,
                own_words=own,
                words=own | above.words,
                parent=parent,
                depth=above.depth + 1,
                signature=signature,
                place=place,
            )
        )
        return len(nodes) - 1

    def _place(self, above: Node, signature: str) -> tuple[int, str]:
        """Return path number and place of an element of this look below a node, kept for the page: most repeat."""
        key = (above.path, above.place, signature)
        found = self.places.get(key)
        if found is None:
            path = self.paths.setdefault((above.path, _DIGITS.sub("0", signature)), len(self.paths))
            place = signature if above.depth in (-1, 1) else f"{above.place}/{signature}"
            found = self.places[key] = path, place
        return found


def _signature(tag: str, named: Mapping[str, str]) -> str:
    names = (named.get("class") or named.get("id") or "").split(None, 1)
    return f"{tag}.{names[0]}" if names else tag


def _own_marks(named: Mapping[str, str]) -> int:
    """Return the landmarks that an element's attributes make it."""
    marks = MARK["hidden"] if _is_hidden(named) else 0
    if named.get("aria-hidden") == "true":
        marks |= MARK["aria_hidden"]
    if named.get("itemprop") == "articleBody":
        marks |= MARK["itemprop_body"]
    return marks


def _is_citation(element: html.HtmlElement, named: Mapping[str, str]) -> bool:
    """Return whether a link is the mark of a footnote or source, `[3]`: it leads nowhere else, so it is plain text."""
    return named.get("href", "").startswith("#") and bool(_MARK_TEXT.match("".join(element.itertext())))


def _is_hidden(named: Mapping[str, str]) -> bool:
    style = named.get("style")
    return "hidden" in named or bool(style and _HIDING.search(style))


def _parts(text: str, raw: str) -> list[str]:
    """Split at double line breaks, which old content systems use for paragraphs."""
    if raw.count("\n") < 2:
        return [text]
    parts = [folded(part) for part in re.split(r"\n\s*\n", raw)]
    return [part for part in parts if part]
