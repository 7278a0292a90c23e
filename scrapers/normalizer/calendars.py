"""Words of the calendar in any language: what stands in the place of a name and is a date."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

_MARKS = re.compile(r"[\s.,;:/|–—]+")
_SHORTEST = 3  # letters of an abbreviation that is no initial
_LANGUAGES = 64


def is_calendar(text: str, language: str = "") -> bool:
    """Return whether a text is nothing but names of weekdays and months, in a language (BCP 47) or in English.

    Digits are none of them; particles between the names ("de", "of") do not count. A name such as "April Jones" is no
    date, "April" is one.

    >>> is_calendar("Monday"), is_calendar("lunes de marzo", "es"), is_calendar("April Jones"), is_calendar("May Li")
    (True, True, False, False)
    """
    words = [word for word in _MARKS.split(text) if word]
    known = calendar_words("en") | calendar_words(language)
    if " ".join(words).casefold() in known:  # some are of two words ("thứ hai")
        return True
    named = [word.casefold() in known for word in words]
    particles = [len(word) < _SHORTEST and word.islower() for word in words]
    return any(named) and all(name or particle for name, particle in zip(named, particles, strict=True))


@lru_cache(maxsize=_LANGUAGES)
def calendar_words(language: str) -> frozenset[str]:
    """Return the names of weekdays and months in a language, long and short, in lower case; empty if unknown."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return frozenset()
    tables = [
        names
        for kind in (locale.days, locale.months)
        for context in kind.values()
        for width, names in context.items()
        if width in ("wide", "abbreviated")
    ]
    words = {str(name).casefold().rstrip(".") for names in tables for name in names.values()}
    return frozenset(word for word in words if len(word) >= _SHORTEST or not word.isascii())
