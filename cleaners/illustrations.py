"""The pictures of an article: figures, frames and captions that stand alone, and the one that the page states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from cleaners.credits import told_apart
from cleaners.draft import Line
from cleaners.frames import is_portrait, is_titled
from cleaners.images import Frame, figures_of, framed
from cleaners.model import Image
from cleaners.pictures import distinct, foreign_figures, lead_of
from cleaners.place import innermost
from cleaners.reading import Reading
from cleaners.tree import MARK, Tree

GALLERIES = frozenset({"ImageGallery", "MediaGallery"})

Placed = tuple[int, Image]  # a picture with the number of blocks before it


def is_gallery(reading: Reading) -> bool:
    """Return whether the page calls itself a gallery: its pictures are what it is about."""
    return not GALLERIES.isdisjoint(reading.data.types)


def shown_pictures(
    reading: Reading, lines: Sequence[Line], frames: Sequence[Frame], title: int | None, base: str
) -> list[Placed]:
    """Return the pictures from the headline to the end of the text, in page order, each with the blocks before it.

    `lines` holds one line for each block, `frames` the pictures outside figures whose words are captions, `title` is
    the index of the headline, and `base` the page's URL.
    """
    kept = [i for i, line in enumerate(lines) if not line.rule]
    if not kept:
        return []
    first = _above(reading.tree, min(kept[0], kept[0] if title is None else title))
    span = first, _end(reading, first, kept[-1])
    authors = reading.data.values("author")
    foreign = frozenset[int]() if is_gallery(reading) else foreign_figures(reading.tree, lines, span)
    figures = figures_of(reading.tree, *span, base, foreign)
    found = [one for one in figures if not is_portrait(one[1].caption, authors)]
    found += [(frame.blocks[0], framed(frame, base)) for frame in frames]
    taken = {i for frame in frames for i in frame.blocks}
    found += [(i, _bare(lines[i])) for i in _bare_captions(reading.tree, lines, span) if i not in taken]
    return _joined(sorted((one for one in found if one[1] != Image()), key=lambda one: one[0]))


def _above(tree: Tree, first: int) -> int:
    """Return the first block of the figure right above a block, or its own index: a picture may open a page. Several
    figures there are teasers."""
    around = innermost(tree.nodes, ("figure",))
    figures = [around[block.node] for block in tree.blocks[:first]]
    inside = list(takewhile(lambda figure: figure == figures[-1], reversed(figures))) if figures else []
    above = first - len(inside)
    alone = bool(inside) and inside[0] >= 0 and (above == 0 or figures[above - 1] < 0)
    return above if alone else first


def _joined(pictures: Sequence[Placed]) -> list[Placed]:
    """Return the pictures with captions that stand right behind a figure without one joined to it."""
    joined: list[Placed] = []
    for at, image in pictures:
        before = joined[-1] if joined else (-1, Image())
        beside = before[0] == at and image.url in ("", before[1].url)
        if beside and (image.caption or image.credit) and before[1].url and not (before[1].caption or before[1].credit):
            joined[-1] = at, replace(image, url=before[1].url, alt=before[1].alt)
        else:
            joined.append((at, image))
    return joined


def illustrations(reading: Reading, lines: Sequence[Line], shown: Sequence[Placed], base: str) -> tuple[Image, ...]:
    """Return all pictures of the article, each once.

    The picture that the page states comes first if none of those shown stands at the first paragraph or above.
    """
    kept = [i for i, line in enumerate(lines) if not line.rule]
    images = [image for _, image in shown]
    first = next((i for i in kept if lines[i].kind == "paragraph" and lines[i].running), kept[0] if kept else 0)
    led = not kept or any(image.url and at <= first + 1 for at, image in shown)
    return distinct([*(() if led else lead_of(reading.data.values("image"), images, base)), *images])


def _end(reading: Reading, first: int, last: int) -> int:
    """Return the last block before which pictures count: in a gallery they follow the text, in the same article."""
    if not is_gallery(reading):
        return last
    tree = reading.tree
    article = _article(tree, first)
    return max(
        [last, *(at for at, _ in tree.figures if at < len(tree.blocks) and _article(tree, at) == article)],
    )


def _article(tree: Tree, index: int) -> int:
    """Return the innermost `<article>` around a block; -1 if there is none."""
    node = tree.blocks[index].node
    while node >= 0 and tree.nodes[node].tag != "article":
        node = tree.nodes[node].parent
    return node


def _bare_captions(tree: Tree, lines: Sequence[Line], span: tuple[int, int]) -> list[int]:
    """Return the captions inside the article that stand in no figure; the title of a picture is none."""
    return [
        i
        for i in range(span[0], min(span[1] + 1, len(lines)))
        if lines[i].rule == "caption" and not tree.blocks[i].marks & MARK["figure"] and not is_titled(tree, i)
    ]


def _bare(line: Line) -> Image:
    caption, credit = told_apart([line.text.replace("\n", " ")], "", sure=False)
    return Image(caption=caption, credit=credit)
