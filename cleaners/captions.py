"""Captions and credits that stand between the paragraphs: out of the text, into the images."""

from __future__ import annotations

import re
from dataclasses import replace

from cleaners.draft import Draft, Line
from cleaners.model import Image

_CREDIT_END = re.compile(
    r"[(\[/|–—-]\s*(?:Photo|Foto|Image|Bild|Credit|Fot\.|Фото)?\s*:?\s*[^()\[\]]{0,60}?"
    r"\b(?:AP|AFP|EPA|EPA-EFE|EFE|Reuters|REUTERS|Getty Images|dpa|ANSA|Scanpix|NTB|TT|Yonhap|Kyodo|Xinhua|TASS|PTI|ANI)"
    r"(?: Photo| Images)?\s*[)\]]?\.?\s*$"
)
MAX_CAPTION = 90  # words


def strip_captions(draft: Draft) -> Draft:
    """Return the draft with caption lines out and among the images; the short line just above one is its alt text."""
    rules: dict[int, str] = {}
    images = list(draft.images)
    for i in draft.doubtful():
        if not _is_caption(draft.lines[i]):
            continue
        rules[i] = "caption"
        alt = ""
        if i and draft.form == "text" and _is_alt(draft.lines[i - 1], draft.lines[i]):
            rules[i - 1] = "alt"
            alt = draft.lines[i - 1].text
        images.append(Image(caption=draft.lines[i].text, alt=alt))
    return replace(draft.without(rules), images=tuple(images))


def _is_caption(line: Line) -> bool:
    if len(line.tokens) > MAX_CAPTION:
        return False
    return line.has("caption", forms=("start", "end")) or (
        len(line.tokens) <= MAX_CAPTION // 2 and bool(_CREDIT_END.search(line.text))
    )


def _is_alt(line: Line, caption: Line) -> bool:
    return line.group == caption.group and not line.rule and not line.running and len(line.tokens) <= 12
