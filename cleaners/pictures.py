"""Which pictures are the article's: none in boxes of other stories, none twice, and the one that leads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaners.addresses import joined, parts_of
from cleaners.draft import Line
from cleaners.model import Image
from cleaners.tree import MARK, Tree

FAR = 30  # blocks before and after a figure in which its box is looked for
_LARGE = frozenset(["html", "body", "main", "article"])  # what is no box
_OF_PICTURE = frozenset(["caption", "alt", "ai_image"])  # rules of lines that belong to a picture
_OTHERS = frozenset(  # rules of lines that stand among other stories
    "related read_also most_read after_related teaser aside side footer foot recurring newsletter app_prompt comments"
    " advert".split()
)
# A logo or a stand-in, which sites state for pages without a picture.
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:logos?|default|placeholder|fallback|favicon|no-?image|share-?image)(?:$|[\d/_.-])|\.svg$", re.I
)


def foreign_figures(tree: Tree, lines: Sequence[Line], span: tuple[int, int]) -> frozenset[int]:
    """Return the indexes of the figures, between two blocks, that stand in a box of other stories.

    All words of such a box beside its pictures are removed, and some because they lead to other stories. `lines` holds
    one line for each block of the tree.
    """
    nodes = [n for n, node in enumerate(tree.nodes) if node.tag == "figure"]
    near = (i for i, (at, _) in enumerate(tree.figures) if span[0] <= at <= span[1] + 1)
    return frozenset(i for i in near if _is_among_others(tree, lines, tree.figures[i][0], nodes[i]))


def distinct(images: Iterable[Image]) -> tuple[Image, ...]:
    """Return the pictures in order, each once; one without URL is the same as one of its caption.

    >>> distinct([Image(url="https://a.example/q.jpg", caption="A quay."), Image(caption="A quay.")])
    (Image(url='https://a.example/q.jpg', caption='A quay.', credit='', alt=''),)
    """
    each = tuple(dict.fromkeys(images))
    best: dict[str, Image] = {}
    for image in sorted(each, key=lambda one: not one.url):
        best.setdefault(image.caption.casefold(), image)
    return tuple(one for one in each if one.url or not one.caption or best[one.caption.casefold()] is one)


def lead_of(stated: Iterable[str], images: Iterable[Image], base: str) -> tuple[Image, ...]:
    """Return the first picture that the page states, `base` being its URL; empty if it is a logo or among the others.

    >>> lead_of(["/q.jpg"], [], "https://a.example/news/")
    (Image(url='https://a.example/q.jpg', caption='', credit='', alt=''),)
    """
    address = next((url for value in stated if (url := _address(value, base))), "")
    known = {_file(image.url) for image in images if image.url}
    return (Image(url=address),) if address and _file(address) not in known else ()


def _is_among_others(tree: Tree, lines: Sequence[Line], at: int, figure: int) -> bool:
    """Return whether the innermost box with words beside a figure holds other stories alone."""
    near = [i for i in range(max(0, at - FAR), min(len(lines), at + FAR)) if not _is_of_picture(tree, lines, i)]
    box = tree.nodes[figure].parent
    while box >= 0 and tree.nodes[box].tag not in _LARGE:
        if inside := [i for i in near if _is_below(tree, i, box)]:
            removed = all(lines[i].rule not in ("", "title") for i in inside)
            return removed and any(_leads_away(tree, lines, i) for i in inside)
        box = tree.nodes[box].parent
    return False


def _is_of_picture(tree: Tree, lines: Sequence[Line], index: int) -> bool:
    return bool(tree.blocks[index].marks & MARK["figure"]) or lines[index].rule in _OF_PICTURE


def _is_below(tree: Tree, index: int, box: int) -> bool:
    node = tree.blocks[index].node
    while node > box:  # parents come before their children
        node = tree.nodes[node].parent
    return node == box


def _leads_away(tree: Tree, lines: Sequence[Line], index: int) -> bool:
    block, rule = tree.blocks[index], lines[index].rule
    return rule in _OTHERS or (rule == "outside" and 2 * block.link_chars > len(block.text))


def _address(value: str, base: str) -> str:
    """Return the absolute URL of a stated picture; empty if it is none, or a stand-in for one."""
    url = joined(base, value)
    parts = parts_of(url)
    picture = parts.scheme in ("http", "https") and not parts.fragment and parts.path.strip("/")
    return "" if not picture or url == base or _STAND_IN.search(parts.path) else url


def _file(url: str) -> str:
    """Return the name of a file: what two addresses of one picture share."""
    return url.split("?")[0].rpartition("/")[2].lower()
