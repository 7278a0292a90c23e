"""Exact duplicates: the same words under another id, stored earlier."""

from __future__ import annotations

import re
from itertools import islice

from sqlalchemy import Connection, bindparam, select

from scrapers.normalizer.identity import text_hash
from scrapers.store.tables import feed

UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that leave no space between words."""

WORD = re.compile(rf"[{UNSPACED}]{{2}}|[^\W{UNSPACED}]+")
"""A word, or two letters of an unspaced script. The alternatives share no letter: nothing to backtrack into."""

ENDLESS = 2**62
"""Higher than any cursor."""

EARLIEST = (
    select(feed.c.article_id)
    .where(feed.c.text_hash == bindparam("shared"), feed.c.article_id != bindparam("own_id"))
    .where(feed.c.cursor < bindparam("before"))
    .order_by(feed.c.cursor)
    .limit(1)
)


def duplicate_hash(text: str, words: int) -> str | None:
    """Return what two exact duplicates share; None for a text with fewer words, which could repeat by chance."""
    return (text_hash(text) or None) if has_words(text, words) else None


def has_words(text: str, words: int) -> bool:
    """Tell whether a text has at least so many words; in scripts without spaces, two letters are a word.

    >>> has_words("Det regner i dag", 4), has_words("今天下雨", 3)
    (True, False)
    """
    return sum(1 for _ in islice(WORD.finditer(text), words)) == words


def earlier_copy(connection: Connection, shared: str | None, own_id: str, before: int | None) -> str | None:
    """Return the id of the first article that ever had this text; None if there is none.

    `before` is the cursor of the article's own first version, None if it has none: an article that came later is never
    its original, or two could each be the duplicate of the other.
    """
    if shared is None:
        return None
    values = {"shared": shared, "own_id": own_id, "before": ENDLESS if before is None else before}
    return connection.execute(EARLIEST, values).scalar()
