"""One walk over the page: every block of text in reading order, with where it stands and what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from lxml import html

from cleaners.folding import folded
from cleaners.words import FOR_SPEECH, FOR_SUBSCRIBERS, NameGroups

SKIPPED = frozenset(
    "script style svg iframe select option textarea object embed canvas math map head input datalist track source"
    " applet frame frameset noframes audio video param".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p picture pre"
    " search section summary table tbody td template tfoot th thead tr ul".split()
)
# Marks an element leaves on every block below it.
LANDMARKS = (
    "article main aside nav footer header figure figcaption form ul ol li blockquote table section button label"
    " template noscript dialog a h1 h2 h3 h4 h5 h6 p pre details dl hidden aria_hidden itemprop_body".split()
)
MARK = {name: 1 << i for i, name in enumerate(LANDMARKS)}
_UNSEEN_BELOW = MARK["hidden"] | MARK["aria_hidden"] | MARK["template"] | MARK["noscript"] | MARK["dialog"]

# Attributes whose words say what an element is for.
NAMING = frozenset(["class", "id", "role", "itemprop", "data-testid", "data-component"])
_HIDERS = frozenset(["hidden", "style", "aria-hidden"])

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DEEPEST = 300  # elements inside each other below which an element is taken as one piece; pages have 30, traps thousands
UNSEEN = 3  # characters up to which a text may be none that can be seen: editors leave joiners in empty paragraphs
NOTE = 80  # characters of a note on a link that screen readers alone find
BOLD, ITALIC = 1, 2
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STYLE = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC}
_MARK_TEXT = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡])\W*$")
_DIGITS = re.compile(r"\d+")
_BREAKS = re.compile(r"\n\s*\n")


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
    end: int
    """Index behind the last node below it."""
    signature: str
    """Tag with its first class or id, for a person to read."""
    place: str
    """Signatures from the body, itself left out, down to this element, for a person to read."""
    names: str = ""
    """Its classes, or its id if it has none."""
    first: int = 0
    """Number of blocks before it: the index of the first block in or below it, if there is one."""
    last: int = -1
    """Index of the last block in or below it; -1 if there is none."""


_ABOVE_ROOT = Node(tag="", path=-1, marks=0, own_words=0, words=0, parent=-1, depth=-1, end=0, signature="", place="")


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
    """Number of links that begin in it, without one around the whole block and those without an address, which open
    or scroll by script; `link_chars` counts both."""
    bold_chars: int = 0
    """Characters in bold or strong."""
    italic_chars: int = 0
    """Characters in italics or emphasis."""
    address: str = ""
    """Where the last link in it leads, as the page says; empty without links, and if line breaks part the text."""
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

    def spans(self) -> tuple[list[int], list[int]]:
        """Return the indexes of the first and the last block in or below each node; of one without, the last is -1."""
        return [node.first for node in self.nodes], [node.last for node in self.nodes]

    def above(self, node: int, most: int) -> list[int]:
        """Return a node and those above it, innermost first, `most` levels up at the most and never the root."""
        found: list[int] = []
        while node > 0 and len(found) <= most:
            found.append(node)
            node = self.nodes[node].parent
        return found


def tree_of(root: html.HtmlElement) -> Tree:
    """Return the text blocks below a root element. Nothing is dropped but scripts, styles and form values."""
    return _Walk().run(root)


class _Walk:
    """The state of one walk: the nodes so far and the run of inline content that is not yet a block.

    It is the longest loop of all, so it asks an element for its attributes once, and makes no call for what is empty.
    """

    def __init__(self) -> None:
        self.tree = Tree()
        self.paths: dict[tuple[int, str], int] = {}
        self.groups = NameGroups()
        self.places: dict[tuple[int, str, str, str], tuple[int, str, str]] = {}
        self.level = self.preformatted = 0
        self._clear()

    def _clear(self) -> None:
        self.pieces: list[str] = []
        self.linked: list[tuple[int, int]] = []  # which of them are in links, and in which
        self.link_chars = self.links = self.bold_chars = self.italic_chars = self.marks = 0
        self.mail, self.address = False, ""
        self.words = -1  # all groups, of which every piece of text leaves those it stands in

    def run(self, root: html.HtmlElement) -> Tree:
        node = self._node(root, "html", -1)
        self._descend(root, node, 0, 0, 0)
        self._close(node)
        return self.tree

    # Recursion is safe: it ends at DEEPEST, and a level takes one frame.
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
                inner = self._open(child, tag, node)
                self.preformatted += tag == "pre"
                self._descend(child, inner, link, style, 0)
                self.preformatted -= tag == "pre"
                self._close(inner)
            elif tag not in SKIPPED and isinstance(tag, str):
                inside = self._inline(child, tag, link, style, words)
                read_out = link and tag == "span" and self._is_read_out(child)
                if (child.text or len(child)) and not read_out:
                    self._descend(child, node, *inside)
                if tag == "span" and self._opens(child):
                    self.pieces.append(" ")
            if text := child.tail:
                self._text(text, link, style, words)
        self.level -= 1

    def _open(self, element: html.HtmlElement, tag: str, parent: int) -> int:
        """Return the node of a block-level element; what stands before it becomes a block of its own."""
        if self.pieces or self.links or self.marks:
            self._flush(parent)
        if tag == "figure":
            self.tree.figures.append((len(self.tree.blocks), element))
        return self._node(element, tag, parent)

    def _inline(self, element: html.HtmlElement, tag: str, link: int, style: int, words: int) -> tuple[int, int, int]:
        """Return link, style and word groups inside an inline element that stands in the given ones."""
        groups, marks, _ = _look(element, self.groups)
        self.marks |= marks & MARK["hidden"]
        if tag == "a":
            href = element.get("href", "")
            anchor = "href" not in element.attrib and "name" in element.attrib  # a place to link to, no link
            if not anchor and not (href.startswith("#") and _is_citation(element)):
                link, self.links = 1, self.links + ("href" in element.attrib)
            self.mail, self.address = self.mail or href.startswith("mailto:"), href
            return link, style, words | groups
        return link, style | _STYLE.get(tag, 0), words | groups

    def _opens(self, span: html.HtmlElement) -> bool:
        """Return whether all that stands so far is a place or a name in a `<span>` with a class, set off by its look
        alone: "Gia Lai" and then, without a space, "The dam"."""
        touches = len(self.pieces) == 1 and span.text and span.tail and span.tail[0].isupper()
        opening = self.pieces[0].strip() if touches and span.get("class") else ""
        return len(opening) > len("Mac") and opening[0].isupper() and opening[-1].islower()

    def _is_read_out(self, span: html.HtmlElement) -> bool:
        """Return whether words in a `<span>` behind the text of a link are for screen readers alone: "(opens in a new
        tab)". A colon alone parts what is seen, and a long text is no note: its tag was left open."""
        behind = self.linked and self.linked[-1][1] == self.links
        if not behind or not FOR_SPEECH.search(span.get("class", "")):
            return False
        note = "".join(span.itertext())
        return len(note) <= NOTE and any(map(str.isalpha, note))

    def _text(self, text: str, link: int, style: int, words: int) -> None:
        if text.isspace():
            if self.pieces:  # what stands between two blocks is mostly line breaks and indents
                self.pieces.append(text if self.preformatted else text.replace("\n", " "))
            return
        self.pieces.append(text if self.preformatted else text.replace("\n", " "))
        self.words &= words
        if link:
            self.link_chars += min(len(text), len(text.strip()) + 1)  # indents in the source are no text
            self.linked.append((len(self.pieces) - 1, self.links))
        if style:
            self.bold_chars += len(text) if style & BOLD else 0
            self.italic_chars += len(text) if style & ITALIC else 0

    def _close(self, node: int) -> None:
        """End a node: what is left inside it becomes its last block."""
        if self.pieces or self.links or self.marks:
            self._flush(node)
        closed, blocks = self.tree.nodes[node], len(self.tree.blocks)
        closed.end = len(self.tree.nodes)
        if blocks > closed.first:
            closed.last = blocks - 1

    def _flush(self, node: int) -> None:
        """End the run of inline content: it becomes a block of the node, or several."""
        raw = "".join(self.pieces)
        text = folded(raw)
        if len(text) > UNSEEN or any(map(str.isprintable, text)):
            self._add(text, raw, node)
        self._clear()

    def _add(self, text: str, raw: str, node: int) -> None:
        """Add the text as one block, or as several where the author parted paragraphs by line breaks."""
        marks = self.tree.nodes[node].marks | self.marks
        parts = _parts(text, raw)
        links = [(self.link_chars, self.links)] if len(parts) == 1 else self._links_in(parts)
        for (part, _, _), (link_chars, number) in zip(parts, links, strict=True):
            size, share = len(part), len(part) / len(text)
            block = TextBlock(text=part, node=node, links=number, mail=self.mail, marks=marks, words=self.words)
            if link_chars:
                block.link_chars, block.address = min(size, link_chars), self.address if len(parts) == 1 else ""
            if self.bold_chars or self.italic_chars:
                block.bold_chars = min(size, round(self.bold_chars * share))
                block.italic_chars = min(size, round(self.italic_chars * share))
            self.tree.blocks.append(block)

    def _links_in(self, parts: Sequence[Part]) -> list[tuple[int, int]]:
        """Return how many characters of links, and how many links, each part of the run holds."""
        ends = list(accumulate(map(len, self.pieces)))
        found: list[tuple[int, int]] = []
        at = 0
        for _, _, end in parts:
            chars, links = 0, set()
            while at < len(self.linked) and ends[self.linked[at][0]] <= end:
                piece, link = self.linked[at]
                chars += min(len(self.pieces[piece]), len(self.pieces[piece].strip()) + 1)
                links.add(link)
                at += 1
            found.append((chars, len(links)))
        return found

    def _node(self, element: html.HtmlElement, tag: str, parent: int) -> int:
        nodes = self.tree.nodes
        above = nodes[parent] if parent >= 0 else _ABOVE_ROOT
        own, marks, names = _look(element, self.groups)
        path, signature, place = self._place(above, tag, names)
        words, inherited = own | above.words, above.marks
        if tag == "main":  # HTML has none in a header, menu or button: what seems to be around it was left open
            words, inherited = own, inherited & _UNSEEN_BELOW
        marks |= inherited | MARK.get(tag, 0)
        # By position: two thirds of the time that names take, and pages have a thousand of these.
        if tag == "div" and above.tag in HEADINGS and _is_all(element):
            tag = above.tag
        first = len(self.tree.blocks)
        nodes.append(Node(tag, path, marks, own, words, parent, above.depth + 1, 0, signature, place, names, first))
        return len(nodes) - 1

    def _place(self, above: Node, tag: str, names: str) -> tuple[int, str, str]:
        """Return path number, signature and place of an element of this look below a node, kept: most repeat."""
        key = (above.path, above.place, tag, names)
        found = self.places.get(key)
        if found is None:
            signature = f"{tag}.{names.split(None, 1)[0]}" if names and not names.isspace() else tag
            look = _DIGITS.sub("0", signature)
            if "-only" in look or "-preview" in look:  # asked first, for most elements are named for nobody
                look = FOR_SUBSCRIBERS.sub("content", look)
            path = self.paths.setdefault((above.path, look), len(self.paths))
            place = signature if above.depth in (-1, 1) else f"{above.place}/{signature}"
            found = self.places[key] = path, signature, place
        return found


def _look(element: html.HtmlElement, groups_of: NameGroups) -> tuple[int, int, str]:
    """Return what an element's attributes say: word groups, landmarks, and its classes or else its id."""
    groups = marks = 0
    classes = identity = ""
    for name, value in element.items():
        if name == "class":
            groups |= groups_of[value]
            classes = value
        elif name == "id":
            identity = value
            if element.tag not in HEADINGS:  # theirs are made of their text, to be linked to
                groups |= groups_of[value]
        elif name in NAMING:
            groups |= groups_of[value]
            if value == "articleBody" and name == "itemprop":
                marks |= MARK["itemprop_body"]
        elif name in _HIDERS:
            marks |= _hidden(name, value)
    return groups, marks, classes or identity


def _is_all(element: html.HtmlElement) -> bool:
    """Return whether an element is all that a heading right above it holds."""
    holder = element.getparent()
    beside = f"{holder.text or ''}{element.tail or ''}"
    return holder.tag in HEADINGS and len(holder) == 1 and not beside.strip()


def _hidden(name: str, value: str) -> int:
    """Return the landmark of an element hidden by an attribute; 0 if it is not."""
    if name == "aria-hidden":
        return MARK["aria_hidden"] if value == "true" else 0
    return MARK["hidden"] if name == "hidden" or _HIDING.search(value) else 0


def _is_citation(element: html.HtmlElement) -> bool:
    """Return whether a link on the page is the mark of a footnote or source, `[3]`: it is plain text."""
    return bool(_MARK_TEXT.match("".join(element.itertext())))


Part = tuple[str, int, int]  # text of a part, and where it begins and ends in the run it is from


def _parts(text: str, raw: str) -> list[Part]:
    """Split at double line breaks, which old content systems use for paragraphs."""
    if raw.count("\n") < 2:
        return [(text, 0, len(raw))]
    breaks = [(0, 0), *(found.span() for found in _BREAKS.finditer(raw)), (len(raw), len(raw))]
    spans = [(end, start) for (_, end), (start, _) in pairwise(breaks)]
    parts = [(folded(raw[start:end]), start, end) for start, end in spans]
    return [part for part in parts if part[0]]
