"""Cleaning: a page in; the article, and everything that was taken out of the page, out. Pure, and usable alone.

>>> from cleaners import clean
>>> clean("A short note\\n\\nThe harbour of the town has got a new quay, the mayor said on Monday.").title
'A short note'
"""

from __future__ import annotations

import re

from cleaners.assembly import cleaned_of
from cleaners.decision import Decision, shipped_decision
from cleaners.errors import PhraseError, StepError
from cleaners.lexicon import Lexicon, shipped_lexicon
from cleaners.memory import NOTHING, learned
from cleaners.model import Block, Cleaned, CleanOptions, Discovery, Page, SiteMemory
from cleaners.page import draft_of_page
from cleaners.pipeline import run_steps, steps_with
from cleaners.plain import draft_of_text

__all__ = [
    "Block",
    "CleanOptions",
    "Cleaned",
    "Discovery",
    "Page",
    "PhraseError",
    "SiteMemory",
    "StepError",
    "clean",
    "clean_with",
    "learned",
]

DEFAULTS = CleanOptions()
_TAG = re.compile(r"<(?:[a-zA-Z][^<>]*|/[a-zA-Z]+\s*|!doctype[^<>]*)>", re.I)


def clean(source: Page | str | bytes, options: CleanOptions = DEFAULTS, memory: SiteMemory = NOTHING) -> Cleaned:
    """Return the article that a page holds, with everything that was taken out and why.

    `source` is a Page, or HTML or plain text as str, or HTML as bytes; a str without a tag is plain text. A page
    without an article gives a Cleaned without blocks, whose `evidence` says why. `memory` is what other pages of the
    same site have taught: `memory = learned(memory, cleaned.footprint)` after each of them. The same source, options
    and memory always give the same result; no bytes make it raise. Raises PhraseError or StepError for options that
    name what does not exist.
    """
    page = source if isinstance(source, Page) else _page(source)
    return clean_with(page, shipped_lexicon(options.phrases), shipped_decision(), options, memory)


def clean_with(
    page: Page,
    lexicon: Lexicon,
    decision: Decision,
    options: CleanOptions = DEFAULTS,
    memory: SiteMemory = NOTHING,
) -> Cleaned:
    """Return what `clean` does, by a lexicon and a decision of one's own: for training and measuring."""
    if page.form == "text":
        draft = draft_of_text(page, lexicon, memory)
    else:
        draft = draft_of_page(page, lexicon, decision, memory)
    return cleaned_of(run_steps(draft, steps_with(options.steps)), page, memory.id)


def _page(source: str | bytes) -> Page:
    if isinstance(source, bytes):
        return Page(body=source)
    is_html = _TAG.search(source) is not None
    headers = {"content-type": "text/html; charset=utf-8"}
    return Page(body=source.encode("utf-8", "replace"), headers=headers, form="html" if is_html else "text")
