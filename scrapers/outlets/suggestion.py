"""The known word that a mistyped one probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the known word nearest to `word` as the end of a sentence; empty if none is near.

    Case does not count; the known word is given as it is known.

    >>> did_you_mean("feed", ["name", "feeds"])
    '; did you mean "feeds"?'
    >>> did_you_mean("qqq", ["name", "feeds"])
    ''
    """
    spelling = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), spelling, n=1)
    return f'; did you mean "{spelling[near[0]]}"?' if near else ""
