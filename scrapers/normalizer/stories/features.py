"""Features: what of an article tells which story it belongs to, in a few kilobytes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from scrapers.article import Article, DateVerdict
from scrapers.normalizer.stories.days import days_of
from scrapers.normalizer.stories.figures import Figure, figures_of
from scrapers.normalizer.stories.names import name_keys, names_of
from scrapers.normalizer.stories.words import Terms, counted, term_id, terms_of, weighed_terms, words_of

LONGEST = 8000
"""Characters of a text that are looked at."""
SHORTEST = 20
"""Words of the shortest text that can be told from others."""
LEAD = 60
"""Words of a lead: title and first sentences."""
LEAD_CHARS = 400
TITLE = 12
"""Words that stand for the title of an article without one."""
SALIENT = 16
"""Stems by which candidates are found."""
SALIENT_KEYS = 12
"""Names and numbers by which candidates in other languages are found."""
GUESSED = frozenset({"first_seen", "http"})
"""Sources of a date that say when the page was fetched, not when it appeared."""
DAY = 86400.0

_NONE = weighed_terms({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What features are made from."""

    title: str
    """Headline; empty if none."""
    text: str
    """Standfirst and text."""
    language: str = "und"
    """BCP 47 code."""
    outlet: str = ""
    """Id of the outlet; empty if unknown."""
    day: float | None = None
    """Days since 1970 when it appeared, with a fraction; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What of an article tells which story it belongs to."""

    language: str
    """Language without script and region; `und` if undetermined."""
    outlet: str
    """Id of the outlet; empty if unknown."""
    day: float | None
    """Days since 1970 when it appeared; None if unknown."""
    size: int
    """Words."""
    body: Terms
    """Stems of the whole article."""
    title: Terms
    """Stems of the headline, or of the first words."""
    lead: Terms
    """Stems of headline and first sentences."""
    names: Terms
    """Stems of capitalised words inside sentences."""
    lead_names: Terms
    """Those in headline and first sentences."""
    keys: Terms
    """Sounds of names, the same in every script."""
    lead_keys: Terms
    """Those in headline and first sentences."""
    numbers: Terms
    """Numbers; longer ones weigh more."""
    figures: Terms
    """Numbers with the word after them."""
    units: Terms
    """The words after numbers."""
    days: Terms
    """Days of the year that the text names."""

    @property
    def salient(self) -> tuple[int, ...]:
        """Hashes by which articles of the same story are found, the most telling first; at most `SALIENT` and
        `SALIENT_KEYS`."""
        stems = _heaviest((self.title, self.lead, self.names), SALIENT)
        return tuple(dict.fromkeys((*stems, *_heaviest((self.lead_keys, self.keys), SALIENT_KEYS))))


def features_of(article: Article) -> Features | None:
    """Return the features of an article; None if it has too few words to be told from others."""
    return features_from(piece_of(article))


def piece_of(article: Article) -> Piece:
    """Return what features are made from."""
    standfirst = "" if article.standfirst in article.text else article.standfirst
    return Piece(
        title=article.title,
        text=f"{standfirst}\n{article.text}".strip(),
        language=article.language.code,
        outlet=article.outlet.id,
        day=day_of(article.published),
    )


def day_of(published: DateVerdict) -> float | None:
    """Return days since 1970, noon where only the day is known; None for a date that is a guess.

    >>> known = {"precision": "day", "source": "url", "raw": "", "zone_assumed": False}
    >>> day_of(DateVerdict(value="1970-01-02", **known))
    1.5
    """
    if published.source in GUESSED:
        return None
    moment = datetime.fromisoformat(published.value)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.timestamp() / DAY + (0.5 if published.precision == "day" else 0.0)


def features_from(piece: Piece) -> Features | None:
    """Return the features of a piece; None if it has too few words to be told from others."""
    text = piece.text[:LONGEST]
    full = f"{piece.title}.\n{text}" if piece.title else text
    words = words_of(full)
    if len(words) < SHORTEST:
        return None
    start = full[: len(piece.title) + LEAD_CHARS]
    figures = list(figures_of(full))
    named = days_of(full, piece.language)
    return Features(
        language=piece.language.partition("-")[0],
        outlet=piece.outlet,
        day=piece.day,
        size=len(words),
        body=terms_of(counted(words)),
        title=terms_of(counted(words_of(piece.title) or words[:TITLE])),
        lead=terms_of(counted(words[:LEAD])),
        names=terms_of(Counter(names_of(full))),
        lead_names=terms_of(Counter(names_of(start))),
        keys=_key_terms(name_keys(full)),
        lead_keys=_key_terms(name_keys(start)),
        numbers=_number_terms(figures),
        figures=_plain_terms(f"{one.number} {one.unit}" for one in figures if one.unit),
        units=_plain_terms(f"# {one.unit}" for one in figures if one.unit),
        days=_plain_terms(f"{one.month}/{one.day}" for one in named),
    )


def _key_terms(counts: Counter[str]) -> Terms:
    """Keys weigh by their length: a short sound is shared by chance."""
    return weighed_terms({term_id(key): (1 + math.log(n)) * min(len(key) - 2, 5) for key, n in counts.items()})


def _number_terms(figures: Iterable[Figure]) -> Terms:
    return weighed_terms({term_id(f"#{one.number}"): _number_weight(one) for one in figures})


def _number_weight(figure: Figure) -> float:
    if figure.is_year:
        return 0.7
    return (0.4, 0.8, 1.6, 2.4)[min(len(figure.number), 4) - 1]


def _plain_terms(terms: Iterable[str]) -> Terms:
    return weighed_terms({term_id(term): 1.0 for term in terms})


def _heaviest(groups: Sequence[Terms], number: int) -> list[int]:
    total: Counter[int] = Counter()
    for terms in groups:
        for one, weight in zip(terms.ids.tolist(), terms.weights.tolist(), strict=True):
            total[one] += weight
    return [one for one, _ in islice(sorted(total.items(), key=lambda item: (-item[1], item[0])), number)]
