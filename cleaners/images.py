"""Pictures of the article: address, caption, credit and alternative text of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.html import HtmlElement

from cleaners.model import Image
from cleaners.tree import Tree, folded
from cleaners.words import GROUP_BIT, word_groups

_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
# "Foto: Name" and its like at the end of a caption, in the languages where a label is usual.
_CREDIT = re.compile(
    r"[\s(|/–—-]*(?P<credit>(?:(?:Photo|Photos|Foto|Fotó|Fotos|Bild|Bilder|Image|Picture|Credit|Photograph|Photographer|"
    r"Zdroj|Zdjęcie|Фото|Снимка|Φωτ|Kuva|Valokuva|Ljósmynd|Crédit(?:\s?photo)?|Crédito|Imagen|写真|撮影|"
    r"摄影|图片来源|图|사진|تصوير|صورة|צילום|ภาพ|Ảnh)\s?(?:by\s|:|：|©|=)|Foto de\s|Photo de\s|Fot\.\s|Φωτ\.\s)"
    r"\s?[^.。]{2,80}?[.)]?)$",
    re.I,
)


def images_of(tree: Tree, first: int, last: int, base: str) -> tuple[Image, ...]:
    """Return the pictures of the figures that stand between two block indexes, `base` being the page's URL.

    Figures without picture and without caption are left out; those outside belong to teasers and galleries around.
    """
    figures = [element for at, element in tree.figures if first <= at <= last + 1]
    images = [_image(figure, base) for figure in figures]
    return tuple(dict.fromkeys(image for image in images if image.url or image.caption))


def parted(text: str) -> tuple[str, str]:
    """Return a caption line as caption and credit; the credit is empty where no label marks it.

    >>> parted("Ovnen brænder. Foto: Kai Holm")
    ('Ovnen brænder.', 'Foto: Kai Holm')
    """
    found = _CREDIT.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(" (|/–—-"), found.group("credit").strip(" ()")


def _image(figure: HtmlElement, base: str) -> Image:
    picture = next(figure.iter("img"), None)
    holder = next(figure.iter("figcaption"), None)
    holder = figure if holder is None else holder
    marked = next((element for element in holder.iterdescendants() if _names_credit(element)), None)
    text = _folded_line(_text_without(holder, marked)) if holder is not figure or picture is not None else ""
    caption, credit = parted(text) if marked is None else (text, _folded_line(_text_without(marked, None)))
    return Image(
        url=_address(picture, base) if picture is not None else "",
        caption=caption,
        credit=credit,
        alt=_folded_line([picture.get("alt") or ""]) if picture is not None else "",
    )


def _folded_line(pieces: Iterator[str] | list[str]) -> str:
    return folded("".join(pieces)).replace("\n", " ")


def _text_without(element: HtmlElement, left_out: HtmlElement | None) -> Iterator[str]:
    """Yield the text of an element but for one element inside, which leaves a space."""
    if (
        element is left_out
        or not isinstance(element.tag, str)
        or element.tag in ("script", "style", "button", "noscript")
    ):
        yield " "
    else:
        yield element.text or ""
        for child in element:
            yield " " if child.tag == "br" else ""
            yield from _text_without(child, left_out)
            yield child.tail or ""


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
