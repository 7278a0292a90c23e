"""The date of a page that no standard field and no line of text states: other names of `<meta>`, data for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_PUBLISHED = r"(?:publi(?:sh(?:ed|ing)?|cation)|creat(?:ed|ion)|upload(?:ed)?|issued?|posted|display)"
_NAME = re.compile(
    rf"{_PUBLISHED}[^a-z]*(?:date|time|at|on)?$|(?:date|time)[^a-z]*(?:of[^a-z]*)?{_PUBLISHED}$"
    r"|^(?:citation|doc|article|news|page)[^a-z]*date$",
    re.I,
)
_DAY = re.compile(r"\d{4}\W?\d\d|\d\W\d{4}")
_KEY = re.compile(
    rf"""[\w-]{{0,20}}?(?:{_PUBLISHED}[_-]?(?:date|time|at|on)|date[_-]?(?:published|created)|published)(?:[_-]?time)?"""
    r"""["']?\s?[:=]\s?["']((?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?)["']""",
    re.I,
)
_QUOTES = str.maketrans("", "", "\\")  # JSON in a string has its quotation marks escaped
_DATE = 10  # characters of an ISO date


def loose_date(root: HtmlElement) -> str:
    """Return when a page says it was published, in words of its own; empty if it does not, or says several days.

    The data that scripts of a page hold are those of other articles, too: only if all agree on a day it is the page's.
    """
    if found := next(_from_meta(root), ""):
        return found
    said = [date for script in root.iter("script") for date in _KEY.findall((script.text or "").translate(_QUOTES))]
    return max(said, key=len) if len({date[:_DATE] for date in said}) == 1 else ""


def _from_meta(root: HtmlElement) -> Iterator[str]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = (element.get("content") or "").strip()
        if _NAME.search(name) and _DAY.search(value):
            yield value
