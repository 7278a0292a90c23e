"""Captions, credits and embedded posts that stand between the paragraphs: out of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from cleaners.credits import ENDED, any_of, is_labelled, parted
from cleaners.draft import Draft, Line
from cleaners.model import Image

# A line that ends like "(AFP)", "/ Reuters" or "via AP": agencies whose credit stands under pictures everywhere.
_CREDIT_END = re.compile(
    rf"(?:[(\[/|–—-]\s*|\bvia )(?:[^()\[\]/|]{{0,40}}[ /])?(?:{any_of('agencies')})"
    r"(?: Photo| Images)?\s*[)\]]?\.?\s*$"
)
# And one that ends like "© Getty Images / Ida Holm"; behind a year it is the page's own.
_SIGN_END = re.compile(r"©\s*[^\W\d_][^©.!?]{1,60}$")
# And one that ends in the words for who took it, in scripts that put them behind the name: "。龙开兴摄", "＝森健撮影".
_TAKEN_END = re.compile(
    r"(?:[。）)」\s]|^)[\u3400-\u9fff·\s]{2,12}(?<!拍)[摄攝]$|＝(?:[^。＝]{1,16}、)?[\u3040-\u30ff\u3400-\u9fff々\s]{2,12}(?:撮影|提供)$"
)
_POST_AUTHOR = re.compile(r"^[—–-]\s?.{1,80}\(@\w+\)")
# What a script of the page, or the outlet's own system, was to fill: `{{ad}}`, `[form id=12]`, `{"id":12}`.
_UNFILLED = re.compile(r"\{\{[^{}]*\}\}|\[[a-z][\w-]*(?:\s+[\w-]+=[^\]]*)+\]|\{\s*\"\w+\"\s*:.*\}", re.S)
_QUOTE = re.compile(r".*(?:^|/)blockquote\b[^/]*")
_CODE = re.compile(r"(?:^|/)(?:pre|code)\b")
_SIGN = re.compile(r"\W*(?:©|\([cC]\))\s*\w")
_IN_BRACKETS = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]+)[)\]）］】]")
# What stands at the end of a line in brackets, or behind a stroke.
_APART = re.compile(r"(?:[(\[（［【]([^()\[\]（）［］【】]{3,80})[)\]）］】]|\s\|\s([^|]{3,80}))\.?$")
MAX_CAPTION = 90  # words
LONGEST_POST = 600  # characters of an embedded post
MAX_ALT = 12  # words


def strip_captions(draft: Draft) -> Draft:
    """Return the draft with caption lines out and among the images; the short line just above one is its alt text."""
    rules: dict[int, str] = {}
    images = list(draft.images)
    doubtful = frozenset(draft.doubtful())
    for i in draft.kept():
        line, alt = draft.lines[i], _alt_above(draft, i)
        worded = i in doubtful and (_is_caption(line) or (alt and _is_caption_by_shape(line)))
        if not worded and not _is_credit(line):
            continue
        rules[i] = "caption"
        if alt:
            rules[i - 1] = "alt"
        images.append(_image(draft, i, alt))
    return replace(draft.without(rules), images=tuple(images))


def _image(draft: Draft, index: int, alt: str) -> Image:
    text = draft.lines[index].text
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed[1]
    caption, credit = parted(text)
    return Image(caption=caption or text, credit=credit, alt=alt)


def _is_credit(line: Line) -> bool:
    """Return whether a line is nothing but a credit, however likely the page makes it: behind its label, in brackets
    perhaps, or behind the sign of a copyright, `Photo: Ida Holm`, `© Ida Holm`; or ends in one behind no sentence, `The
    quay at dawn / Reuters`, or set apart behind whatever, `The quay opens. (Photo: Ida Holm)`."""
    bracketed = _IN_BRACKETS.fullmatch(line.text)
    words = bracketed[1] if bracketed else line.text
    labelled = (words[0].isalpha() and is_labelled(words)) or line.has("caption", forms=("line",))
    short = len(line.tokens) <= MAX_ALT and not line.running
    if short and (labelled or _SIGN.match(line.text) is not None):
        return True
    apart = _APART.search(line.text) if len(line.tokens) <= MAX_CAPTION // 2 else None
    if apart and is_labelled(apart[1] or apart[2]):
        return True
    return line.kind == "paragraph" and not line.sentence and not ENDED.search(line.text) and _ends_in_credit(line)


def _is_caption(line: Line) -> bool:
    if len(line.tokens) > MAX_CAPTION:
        return False
    return line.has("caption", forms=("start", "end")) or _ends_in_credit(line)


def _ends_in_credit(line: Line) -> bool:
    short = len(line.tokens) <= MAX_CAPTION // 2 and not line.has("supplied")
    return short and any(end.search(line.text) for end in (_CREDIT_END, _SIGN_END, _TAKEN_END))


def _is_caption_by_shape(line: Line) -> bool:
    """A caption ends in a credit or in nothing, where a paragraph ends its sentence."""
    return MAX_ALT < len(line.tokens) <= MAX_CAPTION and not line.running


def _alt_above(draft: Draft, index: int) -> str:
    """Return the short line that a plain text has just above a caption, no blank line between; empty if there is none.

    Only where blank lines part the paragraphs: else every short line would do.
    """
    if draft.form != "text" or index == 0:
        return ""
    above, line = draft.lines[index - 1], draft.lines[index]
    together = above.group == line.group
    alone = (index + 1 == len(draft.lines) or draft.lines[index + 1].group != line.group) and (
        index == 1 or draft.lines[index - 2].group != line.group
    )
    short = not above.rule and not above.running and len(above.tokens) <= MAX_ALT
    return above.text if together and alone and short else ""


def strip_embeds(draft: Draft) -> Draft:
    """Return the draft without embedded posts, known by their line "— Name (@handle) date" and what it signs, and
    without what should have been replaced by an embed, or by anything, and was not."""
    rules: dict[int, str] = {}
    for i in draft.kept():
        line = draft.lines[i]
        if line.text[0] in "{[" and _UNFILLED.fullmatch(line.text) and not _CODE.search(line.path):
            rules[i] = "embed"
        if not _POST_AUTHOR.match(line.text):
            continue
        rules |= dict.fromkeys(range(i - _signed_above(draft, i), i + 1), "embed")
    return draft.without(rules)


def _signed_above(draft: Draft, index: int) -> int:
    """Return how many lines above the one that signs a post are its text: those of the same quote; in plain text those
    up to a blank line, or only the last where these are more than a post can be."""
    if draft.form != "text":
        quote = _QUOTE.match(draft.lines[index].path)
        said = takewhile(lambda line: _is_of_post(line, quote[0]), reversed(draft.lines[:index])) if quote else ()
        return len(list(said))
    size = above = 0
    while above < index and draft.lines[index - above - 1].group == draft.lines[index].group:
        size += len(draft.lines[index - above - 1].text)
        above += 1
        if size > LONGEST_POST:
            return int(len(draft.lines[index - 1].text) <= LONGEST_POST)
    return above


def _is_of_post(line: Line, quote: str) -> bool:
    """Return whether a line stands in the quote at this path and does not sign the post before it."""
    return line.path.startswith(f"{quote}/") and not _POST_AUTHOR.match(line.text)
