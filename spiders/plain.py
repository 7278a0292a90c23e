"""Plain text out of the markup that lists put into titles and summaries."""

from __future__ import annotations

import html
import re

from w3lib.html import remove_comments, remove_tags, remove_tags_with_content

# One class repeated once, bounded by ">": cannot backtrack.
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|t[rdh]|table|blockquote|figure|img)\b[^>]*>", re.I)


def fold(text: str) -> str:
    r"""Fold every run of white space into one space and trim.

    >>> fold(" Storm\n over  Skagen ")
    'Storm over Skagen'
    """
    return " ".join(text.split())


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment: no tags, scripts or comments, entities resolved, space folded.

    >>> plain_text("<p>Fish &amp; chips</p><p>are <b>back</b>.</p>")
    'Fish & chips are back.'
    """
    bare = remove_tags_with_content(remove_comments(markup), which_ones=("script", "style"))
    return fold(html.unescape(remove_tags(_BLOCK_TAG.sub(" ", bare))))


def shorten(text: str, limit: int) -> str:
    """Cut plain text to at most `limit` characters, between two words where there are any.

    >>> shorten("one two three", 9)
    'one two'
    """
    if len(text) <= limit:
        return text
    head, _, _ = text[: limit + 1].rpartition(" ")
    return head or text[:limit]
