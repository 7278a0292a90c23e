"""Pictures of the article: address, caption, credit and alternative text of its figures and of what looks like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from cleaners.addresses import joined
from cleaners.credits import LABEL, is_labelled, is_short, told_apart
from cleaners.folding import folded
from cleaners.model import Image
from cleaners.tree import BLOCKS, DEEPEST, MARK, Tree
from cleaners.words import GROUP_BIT, word_groups

WORDS = 400  # characters up to which an element around a picture holds the picture's own words and no others
PARTS = 60  # elements in it at the most
LINES = 4  # lines of text below it at the most
LEVELS = 6  # elements above a picture in which its caption is looked for
ICON = 100  # pixels below which a picture is an icon, or a portrait beside a byline
_SOURCES = ("data-src", "data-lazy-src", "data-lazy", "data-original", "src")
_TAGS = ("img", "amp-img")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")  # ends of the addresses of pictures
_UNREAD = ("script", "style", "button", "noscript")
_LARGE = ("html", "body", "main", "article", "figure")  # what is no frame of one picture, or is one by its name
_OPENING = "(“«\"'’-/"  # what a word may follow without a space
_PIXELS = re.compile(r"\s*(\d{1,5})\s*(?:px\s*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture, in no `<figure>`, with the words below it."""

    picture: HtmlElement
    """The picture."""
    words: Sequence[HtmlElement | str]
    """The elements and strings below it that hold its words."""
    blocks: tuple[int, ...]
    """Indexes of the blocks of these words; never empty."""
    loose: bool = False
    """True if the words do not stand in a small element with the picture but in the next one."""


def figures_of(tree: Tree, first: int, last: int, base: str, but: Collection[int] = ()) -> list[tuple[int, Image]]:
    """Return the pictures of the figures between two block indexes, each with the number of blocks before it.

    Figures without picture and without caption are left out, and so are icons and links to other pages without caption;
    those outside belong to teasers and galleries around. `base` is the page's URL, `but` are indexes of figures of the
    tree that are left out, too.
    """
    near = [(at, element) for i, (at, element) in enumerate(tree.figures) if i not in but and first <= at <= last + 1]
    figures = [(at, _figure(element, base)) for at, element in near if not _is_teaser(element)]
    return [(at, image) for at, image in figures if image.url or image.caption]


def frames_of(root: HtmlElement, tree: Tree) -> Iterator[Frame]:
    """Yield the frames of pictures below a root element, in page order; `tree` is the walk over it.

    Whether a frame belongs to the article, and its words are a caption, is not judged here.
    """
    texts = [block.text.replace("\n", " ") for block in tree.blocks]
    places: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        places.setdefault(text, []).append(i)
    start = 0
    for picture in root.iter(*_TAGS):
        frame = None if _is_icon(picture) else _frame(picture, texts, places, start)
        if frame and not tree.blocks[frame.blocks[0]].marks & MARK["figure"]:
            start = frame.blocks[-1] + 1
            yield frame


def _is_teaser(figure: HtmlElement) -> bool:
    """Return whether a figure is a link to another page and has no caption, or its picture is an icon."""
    picture = next(figure.iter(*_TAGS), None)
    if picture is None or next(figure.iter("figcaption"), None) is not None:
        return False
    link = next(figure.iterancestors("a"), None)
    return _is_icon(picture) or (link is not None and _leads_to_page(link.get("href") or ""))


def _leads_to_page(address: str) -> bool:
    path = address.split("?")[0].split("#")[0].lower()
    return bool(path) and not path.startswith(("javascript:", "data:")) and not path.endswith(_PICTURES)


def framed(frame: Frame, base: str) -> Image:
    """Return the picture of a frame with its caption and credit, `base` being the page's URL."""
    elements = [part for part in frame.words if not isinstance(part, str)]
    marked = _credit_among(elements, _said(frame.words))
    caption, credit = told_apart(_lines(_apart(frame.words, marked)), _credit(marked), sure=False)
    return Image(
        url=_address(frame.picture, base),
        caption=caption,
        credit=credit,
        alt=_alternative(frame.picture),
    )


def _frame(picture: HtmlElement, texts: Sequence[str], places: Mapping[str, Sequence[int]], start: int) -> Frame | None:
    """Return the frame of a picture, its words sought from one block on; None if it has none."""
    words, lines, loose = _words_below(picture)
    at = _place(lines, texts, places, start) if lines else -1
    if at < 0:
        return None
    return Frame(picture=picture, words=words, blocks=tuple(range(at, at + len(lines))), loose=loose)


def _words_below(picture: HtmlElement) -> tuple[list[HtmlElement | str], list[str], bool]:
    """Return what follows a picture in the innermost small element with words below it, or else the next element.

    The second value are the lines of these words, the third is True for the next element.
    """
    branch = picture
    for _ in range(LEVELS):
        parent = branch.getparent()
        if parent is None or _is_large(parent) or not _is_small(parent):
            break
        words = [branch.tail or "", *(part for one in branch.itersiblings() for part in (one, one.tail or ""))]
        if lines := _lines(_pieces(words, None)):
            if len(lines) > LINES:
                break
            return words, lines, False
        branch = parent
    following = branch.getnext()
    alone = branch.tag in BLOCKS and branch.tag not in _LARGE and not (branch.tail or "").strip()
    words = [following] if alone and following is not None and _is_small(following) else []
    return words, _lines(_pieces(words, None)), True


def _place(lines: list[str], texts: Sequence[str], places: Mapping[str, Sequence[int]], start: int) -> int:
    """Return the index of the first of the blocks that are these lines, from `start` on; -1 if there are none."""
    known = places.get(lines[0], ())
    nearest = bisect_left(known, start)
    return next((i for i in known[nearest : nearest + 3] if list(texts[i : i + len(lines)]) == lines), -1)


def _is_large(element: HtmlElement) -> bool:
    """Return whether an element is no frame of one picture by its tag; an `<article>` may be one by its name."""
    return element.tag in _LARGE and not (element.tag == "article" and _names(element) & GROUP_BIT["caption"])


def _is_small(element: HtmlElement) -> bool:
    """Return whether an element holds one picture and few words."""
    size = pictures = 0
    for parts, one in enumerate(element.iter()):
        pictures += one.tag in _TAGS
        size += 0 if one.tag in _UNREAD else len((one.text or "").strip())
        size += len((one.tail or "").strip()) if one is not element else 0
        if parts > PARTS or pictures > 1 or size > WORDS:
            return False
    return True


def _is_icon(picture: HtmlElement) -> bool:
    if (picture.get("src") or "").split("?")[0].lower().endswith(".svg"):
        return True
    sizes = [_PIXELS.match(picture.get(name) or "") for name in ("width", "height")]
    return any(size and int(size[1]) < ICON for size in sizes)


def _figure(figure: HtmlElement, base: str) -> Image:
    picture = next(figure.iter(*_TAGS), None)
    holder = next(figure.iter("figcaption"), None)
    holder = figure if holder is None else holder
    sure = holder is not figure
    whole = _said([holder]) if sure or picture is not None else ""
    marked = _credit_among(list(holder), whole, named=bool(_names(holder) & GROUP_BIT["credit"]))
    lines = _lines(_text_without(holder, marked, apart=True)) if whole else []
    caption, credit = told_apart(lines, _credit(marked), sure=sure)
    return Image(
        url=_address(picture, base) if picture is not None else "",
        caption=caption,
        credit=credit,
        alt=_alternative(picture) if picture is not None else "",
    )


def _credit(marked: HtmlElement | None) -> str:
    return "" if marked is None else " ".join(_lines(_text_without(marked, None, apart=True)))


def _alternative(picture: HtmlElement) -> str:
    return folded(picture.get("alt") or "").replace("\n", " ")


def _credit_among(parts: Sequence[HtmlElement], whole: str, *, named: bool = False) -> HtmlElement | None:
    """Return the element of a caption that is its credit: by its name, or because it begins with a label.

    `parts` are the elements of the caption and `whole` its words. An element of that name that holds all of them, or
    the caption itself if it is `named` so, has the credit inside. None if nothing tells.
    """
    if not whole:
        return None
    inside = list(islice((one for part in parts for one in part.iter() if isinstance(one.tag, str)), PARTS))
    by_name = _named_credits(inside)
    found = _one_of(by_name, whole)
    if found is None and LABEL.search(whole):
        words = ((one, _said([one])) for one in inside)
        found = next((one for one, text in words if text != whole and is_labelled(text)), None)
    if found is None:
        found = _last_of(list(by_name[-1]) if by_name else [*parts] if named else [])
    return found


def _named_credits(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the elements that are named a credit, then those of a caption that are named a byline."""
    credits = [one for one in elements if _names(one) & GROUP_BIT["credit"]]
    return credits + [one for one in elements if _names(one) & GROUP_BIT["byline"] and _is_in_caption(one)]


def _one_of(by_name: Sequence[HtmlElement], whole: str) -> HtmlElement | None:
    """Return the first element that holds a part of the words, or all of them if they are few."""
    said = [(one, text) for one in by_name if (text := _said([one]))]
    found = next((one for one, text in said if text != whole), None)
    return said[0][0] if found is None and said and is_short(whole) else found


def _last_of(children: Sequence[HtmlElement]) -> HtmlElement | None:
    """Return the last of several elements if it is short: the credit stands behind the caption."""
    return children[-1] if len(children) > 1 and is_short(_said(children[-1:])) else None


def _is_in_caption(element: HtmlElement) -> bool:
    above = islice(element.iterancestors(), LEVELS)
    return any(one.tag == "figcaption" or "caption" in (one.get("class") or "").lower() for one in above)


def _said(parts: Iterable[HtmlElement | str]) -> str:
    return " ".join(_lines(_pieces(parts, None)))


def _pieces(parts: Iterable[HtmlElement | str], left_out: HtmlElement | None) -> Iterator[str]:
    """Yield the text of elements and strings, but for one element."""
    for part in parts:
        if isinstance(part, str):
            yield _one_line(part)
        else:
            yield from _text_without(part, left_out)


def _apart(parts: Iterable[HtmlElement | str], left_out: HtmlElement | None) -> Iterator[str]:
    """Yield what `_pieces` does, with a space between elements that touch."""
    for part in parts:
        yield from [_one_line(part)] if isinstance(part, str) else _text_without(part, left_out, apart=True)


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _lines(pieces: Iterable[str]) -> list[str]:
    """Return pieces of text as folded lines, none of them empty."""
    return [line for line in folded("".join(pieces)).split("\n") if line]


def _text_without(
    element: HtmlElement, left_out: HtmlElement | None, depth: int = 0, *, apart: bool = False
) -> Iterator[str]:
    """Yield the text of an element but for one element inside, which leaves a space; blocks are parted by newlines.

    `apart` puts a space where two inline elements touch: they look apart to readers.
    """
    if element is left_out or not isinstance(element.tag, str) or element.tag in _UNREAD:
        yield " "
        return
    edge = "\n" if element.tag in BLOCKS else " " if element.tag == "br" else ""
    yield edge + _one_line(element.text)
    for child in element:
        if depth < DEEPEST:
            yield from _text_without(child, left_out, depth + 1, apart=apart)
        yield _one_line(child.tail)
        if apart and not child.tail and _touches(child):
            yield " "
    yield edge


def _touches(element: HtmlElement) -> bool:
    """Return whether the words of the next element begin right behind this one, and are not the rest of a word."""
    following = element.getnext()
    if following is None or not {element.tag, following.tag}.isdisjoint(BLOCKS):
        return False
    left, right = "".join(element.itertext()), "".join(following.itertext())
    if len(left) < 2 or not right or left[-1].isspace() or left[-1] in _OPENING:
        return False
    return right[0].isupper() or right[0] in "©(|" or left[-1] in ".,:;!?)»”…"


def _names(element: HtmlElement) -> int:
    """Return the word groups in the names of an element."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return word_groups(names) if names.strip() else 0


def _address(picture: HtmlElement, base: str) -> str:
    for name in _SOURCES:
        address = (picture.get(name) or "").strip()
        if address and not address.startswith("data:"):
            return joined(base, address)
    return ""
