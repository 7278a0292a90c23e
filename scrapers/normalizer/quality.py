"""How far an article can be trusted: 1, less a documented weight for each thing that is missing, weak or disputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from scrapers.article import Article, Quality
from scrapers.normalizer.completeness import size_of

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "consent_wall": 0.8,
        "script_shell": 0.8,
        "not_article": 0.7,
        "paywalled": 0.35,
        "teaser": 0.3,
        "live_blog": 0.1,
        "no_title": 0.2,
        "no_date": 0.2,
        "weak_date": 0.1,
        "dates_disagree": 0.1,
        "zone_assumed": 0.02,
        "no_language": 0.15,
        "language_unsure": 0.1,
        "language_unexpected": 0.05,
        "canonical_refused": 0.05,
        "extraction_disputed": 0.15,
        "short": 0.05,
    }
)
"""What is taken off the score, by reason."""
FULL = Quality(score=1.0, lowered_by=())
"""Nothing is wrong."""
_UNSURE = 0.8
_SHORT = 300


def lowered(quality: Quality, reason: str, detail: str = "", *, weight: float | None = None) -> Quality:
    """Return `quality` lowered for a reason, not below 0.

    `weight` is what is taken off; without it the weight of `WEIGHTS`. Raises KeyError for a reason that is not there
    if no weight is given.

    >>> lowered(FULL, "no_title").score
    0.8
    """
    loss = WEIGHTS[reason] if weight is None else weight
    words = f"{reason}: {detail}" if detail else reason
    return Quality(score=max(0.0, round(quality.score - loss, 3)), lowered_by=(*quality.lowered_by, words))


def judged(article: Article, expected_languages: frozenset[str]) -> Quality:
    """Return the article's quality, lowered further for what its own fields show.

    `expected_languages` are the languages of the outlet, without region; empty if unknown.
    """
    quality = article.quality
    for reason, detail in _faults(article, expected_languages):
        quality = lowered(quality, reason, detail)
    return quality


def _faults(article: Article, expected: frozenset[str]) -> Iterator[tuple[str, str]]:
    verdict = article.completeness.verdict
    if verdict != "full":
        yield verdict, "; ".join(article.completeness.evidence)
    if not article.title:
        yield "no_title", ""
    yield from _date_faults(article)
    yield from _language_faults(article, expected)
    if verdict == "full" and size_of(article.text) < _SHORT:
        yield "short", f"{len(article.text)} characters"


def _date_faults(article: Article) -> Iterator[tuple[str, str]]:
    if article.published.source == "first_seen":
        yield "no_date", ""
    elif article.published.source == "http":
        yield "weak_date", "Last-Modified header"
    if article.published.zone_assumed:
        yield "zone_assumed", article.published.raw


def _language_faults(article: Article, expected: frozenset[str]) -> Iterator[tuple[str, str]]:
    code, confidence = article.language.code, article.language.confidence
    if code == "und":
        yield "no_language", ""
    elif confidence < _UNSURE:
        yield "language_unsure", f"{code} {confidence:.2f}"
    elif expected and code.partition("-")[0] not in expected:
        yield "language_unexpected", code
