"""Pictures of the article: address, caption, credit and alternative text of its figures and of what looks like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from cleaners.draft import SENTENCE_END
from cleaners.model import Image
from cleaners.tree import BLOCKS, DEEPEST, MARK, Tree, folded
from cleaners.words import GROUP_BIT, word_groups

WORDS = 400  # characters up to which an element around a picture holds the picture's own words and no others
PARTS = 60  # elements in it at the most
LINES = 4  # lines of text below it at the most
LEVELS = 6  # elements above a picture in which its caption is looked for
ICON = 100  # pixels below which a picture is an icon, or a portrait beside a byline
CREDIT = 40  # characters up to which the last of several lines below a picture is its credit
_SOURCES = ("data-src", "data-lazy-src", "data-lazy", "data-original", "src")
_UNREAD = ("script", "style", "button", "noscript")
_LARGE = ("html", "body", "main", "article", "figure")  # what is no frame of one picture, or is one by its name
_COUNTER = re.compile(r"\D{0,12}\d{1,3}\D{1,12}\d{1,3}\D{0,2}$")  # "Bild 1 von 7", "3/12"
_PIXELS = re.compile(r"\s*(\d{1,5})\s*(?:px\s*)?$")
# "Foto: Name" and its like at the end of a caption, in the languages where a label is usual.
_CREDIT = re.compile(
    r"[\s(|/–—-]*(?P<credit>(?:(?:Photo|Photos|Foto|Fotó|Fotos|Bild|Bilder|Image|Picture|Credit|Photograph|Photographer|"
    r"Zdroj|Zdjęcie|Фото|Снимка|Φωτ|Kuva|Valokuva|Ljósmynd|Crédit(?:\s?photo)?|Crédito|Imagen|写真|撮影|"
    r"摄影|图片来源|图|사진|تصوير|صورة|צילום|ภาพ|Ảnh)\s?(?:by\s|:|：|©|=)|Foto de\s|Photo de\s|Fot\.\s|Φωτ\.\s)"
    r"\s?[^.。]{2,80}?[.)]?)$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture, in no `<figure>`, with the words below it."""

    picture: HtmlElement
    """The picture."""
    caption: str
    """Words below it, on one line, without the credit."""
    credit: str
    """Credit among them; empty if none shows."""
    blocks: tuple[int, ...]
    """Indexes of the blocks of these words; never empty."""
    loose: bool = False
    """True if the words do not stand in a small element with the picture but in the next one."""


def images_of(tree: Tree, first: int, last: int, base: str) -> tuple[Image, ...]:
    """Return the pictures of the figures that stand between two block indexes, `base` being the page's URL.

    Figures without picture and without caption are left out; those outside belong to teasers and galleries around.
    """
    return tuple(dict.fromkeys(image for _, image in figures_of(tree, first, last, base)))


def figures_of(tree: Tree, first: int, last: int, base: str) -> list[tuple[int, Image]]:
    """Return what `images_of` does, equal ones too, each with the number of blocks before it."""
    figures = [(at, _figure(element, base)) for at, element in tree.figures if first <= at <= last + 1]
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
    for picture in root.iter("img"):
        frame = None if _is_icon(picture) else _frame(picture, texts, places, start)
        if frame and not tree.blocks[frame.blocks[0]].marks & MARK["figure"]:
            start = frame.blocks[-1] + 1
            yield frame


def framed(frame: Frame, base: str) -> Image:
    """Return the picture of a frame with its caption and credit, `base` being the page's URL."""
    return Image(
        url=_address(frame.picture, base),
        caption=frame.caption,
        credit=frame.credit,
        alt=_alternative(frame.picture),
    )


def parted(text: str) -> tuple[str, str]:
    """Return a caption line as caption and credit; the credit is empty where no label marks it.

    >>> parted("Ovnen brænder. Foto: Kai Holm")
    ('Ovnen brænder.', 'Foto: Kai Holm')
    """
    found = _CREDIT.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(" (|/–—-"), found.group("credit").strip(" ()")


def _frame(picture: HtmlElement, texts: Sequence[str], places: Mapping[str, Sequence[int]], start: int) -> Frame | None:
    """Return the frame of a picture, its words sought from one block on; None if it has none."""
    words, loose = _words_below(picture)
    lines = _lines(_pieces(words, None))
    at = _place(lines, texts, places, start) if lines else -1
    if at < 0:
        return None
    marked = next((one for element in words if not isinstance(element, str) for one in _credits(element)), None)
    caption, credit = _told_apart(_lines(_pieces(words, marked)), marked)
    blocks = tuple(range(at, at + len(lines)))
    return Frame(picture=picture, caption=caption, credit=credit, blocks=blocks, loose=loose)


def _words_below(picture: HtmlElement) -> tuple[list[HtmlElement | str], bool]:
    """Return what follows a picture in the innermost small element with words below it, or else the next element.

    The second value is True for the next element.
    """
    branch = picture
    for _ in range(LEVELS):
        parent = branch.getparent()
        if parent is None or parent.tag in _LARGE or not _is_small(parent):
            break
        words = [branch.tail or "", *(part for one in branch.itersiblings() for part in (one, one.tail or ""))]
        if lines := _lines(_pieces(words, None)):
            if len(lines) > LINES:
                break
            return words, False
        branch = parent
    following = branch.getnext()
    alone = branch.tag in BLOCKS and branch.tag not in _LARGE and not (branch.tail or "").strip()
    return ([following] if alone and following is not None and _is_small(following) else []), True


def _place(lines: list[str], texts: Sequence[str], places: Mapping[str, Sequence[int]], start: int) -> int:
    """Return the index of the first of the blocks that are these lines, from `start` on; -1 if there are none."""
    known = places.get(lines[0], ())
    nearest = bisect_left(known, start)
    return next((i for i in known[nearest : nearest + 3] if list(texts[i : i + len(lines)]) == lines), -1)


def _is_small(element: HtmlElement) -> bool:
    """Return whether an element holds one picture and few words."""
    size = pictures = 0
    for parts, one in enumerate(element.iter()):
        pictures += one.tag == "img"
        size += 0 if one.tag in _UNREAD else len((one.text or "").strip())
        size += len((one.tail or "").strip()) if one is not element else 0
        if parts > PARTS or pictures > 1 or size > WORDS:
            return False
    return True


def _is_icon(picture: HtmlElement) -> bool:
    sizes = [_PIXELS.match(picture.get(name) or "") for name in ("width", "height")]
    return any(size and int(size[1]) < ICON for size in sizes)


def _figure(figure: HtmlElement, base: str) -> Image:
    picture = next(figure.iter("img"), None)
    holder = next(figure.iter("figcaption"), None)
    holder = figure if holder is None else holder
    marked = next((one for one in _credits(holder) if one is not holder), None)
    lines = _lines(_text_without(holder, marked)) if holder is not figure or picture is not None else []
    caption, credit = _told_apart(lines, marked)
    return Image(
        url=_address(picture, base) if picture is not None else "",
        caption=caption,
        credit=credit,
        alt=_alternative(picture) if picture is not None else "",
    )


def _told_apart(lines: list[str], marked: HtmlElement | None) -> tuple[str, str]:
    """Return caption and credit: by the element that is named so, by a label, or because the last of several lines is
    short and no sentence."""
    lines = [line for line in lines if len(lines) == 1 or not _COUNTER.match(line)]
    if marked is not None:
        return " ".join(lines), " ".join(_lines(_text_without(marked, None)))
    caption, credit = parted(" ".join(lines))
    if credit or len(lines) < 2 or len(lines[-1]) > CREDIT or SENTENCE_END.search(lines[-1]):
        return caption, credit
    return " ".join(lines[:-1]), lines[-1]


def _alternative(picture: HtmlElement) -> str:
    return folded(picture.get("alt") or "").replace("\n", " ")


def _credits(element: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in element.iter() if _names_credit(one))


def _pieces(parts: Iterable[HtmlElement | str], left_out: HtmlElement | None) -> Iterator[str]:
    """Yield the text of elements and strings, but for one element."""
    for part in parts:
        if isinstance(part, str):
            yield _one_line(part)
        else:
            yield from _text_without(part, left_out)


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _lines(pieces: Iterable[str]) -> list[str]:
    """Return pieces of text as folded lines, none of them empty."""
    return [line for line in folded("".join(pieces)).split("\n") if line]


def _text_without(element: HtmlElement, left_out: HtmlElement | None, depth: int = 0) -> Iterator[str]:
    """Yield the text of an element but for one element inside, which leaves a space; blocks are parted by newlines."""
    if element is left_out or not isinstance(element.tag, str) or element.tag in _UNREAD:
        yield " "
        return
    edge = "\n" if element.tag in BLOCKS else " " if element.tag == "br" else ""
    yield edge + _one_line(element.text)
    for child in element:
        if depth < DEEPEST:
            yield from _text_without(child, left_out, depth + 1)
        yield _one_line(child.tail)
    yield edge


def _names_credit(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return bool(names.strip()) and bool(word_groups(names) & GROUP_BIT["credit"])


def _address(picture: HtmlElement, base: str) -> str:
    for name in _SOURCES:
        address = (picture.get(name) or "").strip()
        if address and not address.startswith("data:"):
            try:
                return str(urljoin(base, address))
            except ValueError:
                return ""
    return ""
