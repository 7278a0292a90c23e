"""Section and keywords, as the outlet gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.model import Candidate
from scrapers.normalizer.authors import unique
from scrapers.normalizer.titles import fold, plain_title

_TRUST = ("json_ld", "meta", "html", "visible_text", "feed", "sitemap", "link", "url")
_TRAIL = re.compile(r"\s*[>›»→]\s*|\s+/\s+|\|")
_LIST = re.compile(r"\s*[,;،、，；]\s*")
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
    ("News > World > Asia") the last step is taken. The outlet's own name and "Home" are no sections.

    >>> section_of([Candidate(field="section", value="Nyheder > Udland", source="meta")])
    'Udland'
    """
    none = _NO_SECTION | {fold(name) for name in outlet_names}
    for one in sorted(candidates, key=_rank):
        steps = [step for step in _TRAIL.split(plain_title(one.value)) if fold(step) not in none]
        if steps and len(steps[-1]) <= _LONGEST:
            return steps[-1]
    return ""


def keywords_of(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Return the keywords in order, each once, at most 50; empty if none are given.

    Takes the candidates of field `keyword`; a value may be a list ("flood, storm"). What is longer than 60
    characters is a sentence and no keyword.

    >>> keywords_of([Candidate(field="keyword", value="flood, Storm;storm", source="meta")])
    ('flood', 'Storm')
    """
    found = (word for one in candidates for word in _LIST.split(plain_title(one.value)))
    return unique(word for word in found if 0 < len(word) <= _LONGEST)[:_MOST_KEYWORDS]


def _rank(candidate: Candidate) -> int:
    return _TRUST.index(candidate.source) if candidate.source in _TRUST else len(_TRUST)
