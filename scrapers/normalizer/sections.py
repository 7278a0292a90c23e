"""Section and keywords, as the outlet gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from cleaners.model import Candidate
from scrapers.normalizer.authors import unique
from scrapers.normalizer.titles import fold, plain_title

_TRUST = ("json_ld", "meta", "html", "visible_text", "feed", "sitemap", "link", "url")
_TRAIL = re.compile(r"\s*[>›»→]\s*|\s+/\s+|\|")
_LIST = re.compile(r"\s*[,;،、，；]\s*")
# In the last part of a list it makes the whole one name: "Arts, Culture and Media".
_JOINED = re.compile(r"\s(?:&|and|und|og|och|et|y|e|i|ja|en|ve|dan|и|і|és|și)\s", re.I)
_ARROW = " »›>"  # of the link that a keyword was
_NO_SECTION = frozenset(
    [
        "",
        "home",
        "homepage",
        "startseite",
        "forside",
        "forsiden",
        "accueil",
        "inicio",
        "uncategorized",
        "null",
        "article",
    ]
)
_LONGEST = 60
_MOST_KEYWORDS = 50


def section_of(candidates: Iterable[Candidate], outlet_names: Iterable[str] = ()) -> str:
    """Return the section, as written; empty if none is given.

    Takes the candidates of field `section`; the most trusted source wins, its first value. Of a trail
    ("News > World > Asia") the last step is taken, of a list ("Sport, Football") what another source names, or else
    its first. The outlet's own name and "Home" are no sections.

    >>> section_of([Candidate(field="section", value="Nyheder > Udland", source="meta")])
    'Udland'
    """
    none = _NO_SECTION | {fold(name) for name in outlet_names}
    ranked = sorted(candidates, key=_rank)
    for one in ranked:
        steps = [step for step in _TRAIL.split(plain_title(one.value)) if fold(step) not in none]
        elsewhere = {fold(other.value) for other in ranked if other.source != one.source}
        if steps and len(section := _one_of(steps[-1], elsewhere - none, none)) <= _LONGEST:
            return section
    return ""


def _one_of(value: str, elsewhere: Collection[str], none: Collection[str]) -> str:
    """Return the section that a list of them means; a value that is no list, or that others say as it is, whole.

    `elsewhere` is what other sources say and `none` what is no section, both folded.
    """
    parts = [part for part in _LIST.split(value) if fold(part) not in none]
    named = next((part for part in parts if fold(part) in elsewhere), "")
    if not parts or fold(value) in elsewhere or (not named and _JOINED.search(parts[-1])):
        return value
    return named or parts[0]


def keywords_of(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Return the keywords in order, each once, at most 50; empty if none are given.

    Takes the candidates of field `keyword`; a value may be a list ("flood, storm"). What is longer than 60
    characters is a sentence and no keyword, and a number alone is an id.

    >>> keywords_of([Candidate(field="keyword", value="flood, Storm;storm", source="meta")])
    ('flood', 'Storm')
    """
    found = (word.rstrip(_ARROW) for one in candidates for word in _LIST.split(plain_title(one.value)))
    return unique(word for word in found if 0 < len(word) <= _LONGEST and not word.isdecimal())[:_MOST_KEYWORDS]


def _rank(candidate: Candidate) -> int:
    return _TRUST.index(candidate.source) if candidate.source in _TRUST else len(_TRUST)
