"""The date of a page that no standard field and no line of text states: other names of `<meta>`, data for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from cleaners.jsonld import is_json_ld

# A name is made of words that say "published" and of these: `article_date_published` is the article's date,
# `unpublish_date`, `account-created` and `video:upload_date` are not.
_BESIDE = (
    "date time at on of the first original originally online article post page content cms doc document news story"
    " citation utc iso".split()
)


def _made_of(*telling: str) -> re.Pattern[str]:
    words = "|".join(sorted((*telling, *_BESIDE), key=len, reverse=True))
    return re.compile(rf"(?=.*(?:{'|'.join(telling)}))(?:{words})+")


_PUBLISHED = ("publish", "published", "publishing", "publication", "pub", "posted")
_DATED = _made_of(*_PUBLISHED)
_MADE = _made_of(*_PUBLISHED, "created", "creation", "upload", "uploaded")
_NO_LETTER = re.compile(r"[^a-z]+")
LONGEST_NAME = 40  # characters
_DAY = re.compile(r"\d{4}\W?\d\d|\d\W\d{4}")
# Anchored at a quotation mark or the begin of a name, and bounded: linear in the script.
_KEY = re.compile(
    r"""(?<![\w-])([A-Za-z][\w-]{2,30})["']?\s?[:=]\s?["']"""
    r"""((?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?)["']"""
)
_DATE = 10  # characters of an ISO date
LONGEST_SCRIPT = 500_000  # characters of a script that are read


def loose_date(root: HtmlElement) -> str:
    """Return when a page says it was published, in words of its own; empty if it does not, or says several days.

    The data that scripts of a page hold are those of other articles, too: only if all agree on a day it is the page's.
    """
    if found := next(_from_meta(root), ""):
        return found
    said = list(_from_scripts(root))
    return max(said, key=len) if len({date[:_DATE] for date in said}) == 1 else ""


def _from_meta(root: HtmlElement) -> Iterator[str]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = (element.get("content") or "").strip()
        own = name.rpartition(":")[2]  # the prefix names the system: `harbour:uploaded`
        if ":video" not in name and _is_publication(own, _MADE) and _DAY.search(value):
            yield value


def _from_scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        text = (script.text or "")[:LONGEST_SCRIPT]
        if not is_json_ld(script):  # what that states is read as such
            text = text.replace("\\", "")  # JSON in a string has its quotation marks escaped
            yield from (date for name, date in _KEY.findall(text) if _is_publication(name, _DATED))


def _is_publication(name: str, made: re.Pattern[str]) -> bool:
    """Return whether a name says "date of publication".

    >>> _is_publication("cmsPublishingDate", _DATED), _is_publication("unpublish_date", _DATED)
    (True, False)
    """
    return len(name) <= LONGEST_NAME and bool(made.fullmatch(_NO_LETTER.sub("", name.lower())))
