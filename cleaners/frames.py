"""Which words below a picture are its caption: what stands in a small element with it, whatever that is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from cleaners.credits import LABEL, is_date, is_labelled
from cleaners.draft import CERTAIN, Line
from cleaners.images import Frame
from cleaners.tree import MARK, Tree
from cleaners.words import GROUP_BIT

LEAST = 3  # words of a caption
BYLINE = 25  # characters beside a name up to which a line is a byline
_TAKEN = ("", "outside", "caption", "ai_image")  # rules of lines that may be one; others know better what they are
_HEADINGS = MARK["h1"] | MARK["h2"] | MARK["h3"] | MARK["h4"] | MARK["h5"] | MARK["h6"]


def caption_frames(
    lines: Sequence[Line], tree: Tree, frames: Iterable[Frame], title: int | None, authors: Sequence[str] = ()
) -> tuple[Frame, ...]:
    """Return the frames that belong to the article and hold nothing but a picture and its caption.

    `lines` holds one line for each block of the tree; `frames` stand in page order, and those far behind the text are
    not asked for; `title` is the index of the headline, None without one;
    `authors` are names whose portraits have no caption. The frames stand between headline and end of the text, or
    follow it in the same element.
    """
    kept = [i for i, line in enumerate(lines) if not line.rule]
    near = list(_up_to(frames, kept[-1])) if kept else []
    inside = {i for frame in near for i in frame.blocks}
    body = [i for i in kept if i not in inside or (lines[i].chance >= CERTAIN and not lines[i].has("caption"))]
    if not body:
        return ()
    paths = {tree.nodes[tree.blocks[i].node].path for i in body}
    start, end = min(body[0], body[0] if title is None else title), kept[-1]
    found: list[Frame] = []
    for frame in near:
        first, last = frame.blocks[0], frame.blocks[-1]
        follows = first == end + 1 and _is_in(tree, first, tree.nodes[tree.blocks[body[-1]].node].parent)
        inside_text = start < first <= end or follows
        if inside_text and _is_caption(frame, lines, tree, paths) and not _is_byline(lines[first], authors):
            found.append(frame)
            end = max(end, last)
    return tuple(found)


def named_captions(lines: Sequence[Line], tree: Tree) -> list[int]:
    """Return the lines that are in though their element is named for a caption and they hold a credit: "Photo: …"."""
    group = GROUP_BIT["caption"]
    named = (i for i, block in enumerate(tree.blocks) if tree.nodes[block.node].own_words & group)
    return [i for i in named if not lines[i].rule and lines[i].chance < CERTAIN and LABEL.search(lines[i].text)]


def _up_to(frames: Iterable[Frame], end: int) -> Iterator[Frame]:
    """Yield the frames that begin up to a block, right behind it, or right behind such a frame."""
    for frame in frames:
        if frame.blocks[0] > end + 1:
            return
        end = max(end, frame.blocks[-1])
        yield frame


def _is_in(tree: Tree, block: int, holder: int) -> bool:
    node = tree.blocks[block].node
    while node >= 0 and node != holder:
        node = tree.nodes[node].parent
    return node >= 0


def _is_caption(frame: Frame, lines: Sequence[Line], tree: Tree, paths: Collection[int]) -> bool:
    """Return whether no line of a frame is anything else; `paths` are those of the text."""
    mine = [lines[i] for i in frame.blocks]
    if all(is_date(line.text) for line in mine):
        return False
    if sum(len(line.tokens) for line in mine) < LEAST or any(_is_other(lines[i], tree, i) for i in frame.blocks):
        return False
    if any(_is_text(lines[i], tree.nodes[tree.blocks[i].node].path in paths) for i in frame.blocks):
        return False
    return not frame.loose or any(line.has("caption") or line.rule == "caption" for line in mine)


def _is_text(line: Line, alike: bool) -> bool:
    """Return whether a line is surely text, or looks `alike`, and does not speak of a picture."""
    return not line.rule and not line.has("caption") and (alike or line.chance >= CERTAIN)


def _is_byline(line: Line, authors: Sequence[str]) -> bool:
    """Return whether the first line below a picture is a byline; a caption may name the author as photographer."""
    return not line.has("caption") and line.rule != "caption" and is_portrait(line.text, authors)


def is_portrait(words: str, authors: Sequence[str]) -> bool:
    """Return whether the words below a picture are one of these names and hardly more: no caption, but a byline.

    >>> is_portrait("Von Eileen Wagner", ["Eileen Wagner"]), is_portrait("Eileen Wagner", ["Eileen Wagner"])
    (True, False)
    """
    text = words.casefold()
    return any(len(name) < len(text) <= len(name) + BYLINE and name.casefold() in text for name in authors)


def _is_other(line: Line, tree: Tree, index: int) -> bool:
    """Return whether a line is chrome or a heading."""
    block = tree.blocks[index]
    linked = 2 * block.link_chars > len(block.text)
    taken = line.rule in _TAKEN or (line.rule == "byline" and is_labelled(line.text))
    return bool(not taken or linked or block.marks & _HEADINGS or is_titled(tree, index))


def is_titled(tree: Tree, index: int) -> bool:
    """Return whether a block near a picture is named a title, of a file or a gallery, and not of a caption."""
    block = tree.blocks[index]
    node = tree.nodes[block.node]
    caption = block.marks & MARK["figcaption"] or "caption" in node.signature.lower()
    return bool(node.own_words & GROUP_BIT["headline"]) and not caption
