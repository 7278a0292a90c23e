"""In which language a text is written: py3langid's probabilities, weighed with what is known of page and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from scrapers.article import LanguageVerdict
from scrapers.normalizer.languages.variants import TABLE, with_script, word_hits

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory
    from py3langid.langid import LanguageIdentifier

SAMPLE = 400
"""Characters that are looked at: on 1,010 real articles they gave the language of the whole body but for two, at a
fifteenth of its time (docs/benchmarks.md)."""
SHORTEST = 20
"""Letters below which a text is too short to tell; a character of Han, Kana, Hangul or Thai counts as three, a
letter of a script that writes vowels as marks (of India, Myanmar, Cambodia, Ethiopia) as two."""
_SURE = 0.9
_HINT = 4.0
_WORD = 2.5
_SECOND_OPINION = 2.0
_PLAUSIBLE = 0.001
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSE = re.compile(r"(?=[\u0900-\u0dff\u0e80-\u139f\u1780-\u17ff])[^\W\d_]")
UNDETERMINED = LanguageVerdict(code="und", confidence=0.0)
"""The verdict on a text that is too short to tell."""


def language_of(text: str, hints: Iterable[str] = (), country: str = "", *, sample: int = SAMPLE) -> LanguageVerdict:
    """Return the language of `text` and how probable it is.

    `hints` are BCP 47 codes that page and outlet name, `country` the outlet's (ISO 3166-1 alpha-2): they decide
    between languages that the text leaves open, never against it. langdetect is asked where py3langid is unsure.
    Only the first `sample` characters are looked at. `und` with confidence 0 if they hold fewer letters than
    `SHORTEST`.

    >>> language_of("Byrådet besluttede tirsdag at lukke den gamle bro, mens den bliver repareret.").code
    'da'
    >>> language_of("42").code
    'und'
    """
    start = text[:sample]
    if _letters(start) < SHORTEST:
        return UNDETERMINED
    weights = _weighed(_model_probabilities(start), start, frozenset(map(plain_code, hints)))
    if max(weights.values()) < _SURE and (second := _second_opinion(start)) in weights:
        weights = _normal({**weights, second: weights[second] * _SECOND_OPINION})
    best = max(weights, key=weights.__getitem__)
    if best == "zxx":
        return UNDETERMINED
    return LanguageVerdict(code=with_script(best, start, country), confidence=round(weights[best], 4))


def plain_code(code: str) -> str:
    """Return the language of a code or locale as a page writes it, without region or script.

    >>> plain_code("nb_NO"), plain_code("no"), plain_code("zh-Hant-TW"), plain_code("EN")
    ('nb', 'nb', 'zh', 'en')
    """
    folded = code.strip().replace("_", "-").casefold()
    primary = folded.partition("-")[0]
    return TABLE.hint_aliases.get(folded) or TABLE.hint_aliases.get(primary, primary)


def _letters(sample: str) -> int:
    return len(_LETTER.findall(sample)) + len(_DENSE.findall(sample)) + 2 * len(_WIDE.findall(sample))


def _model_probabilities(sample: str) -> dict[str, float]:
    probabilities: dict[str, float] = {}
    for label, probability in _model().rank(sample):
        code = TABLE.aliases.get(label, label)
        probabilities[code] = probabilities.get(code, 0.0) + probability
    return probabilities


def _weighed(probabilities: Mapping[str, float], sample: str, hints: frozenset[str]) -> dict[str, float]:
    """Only what the text itself makes plausible is weighed."""
    weights = {code: share for code, share in probabilities.items() if share >= _PLAUSIBLE}
    for code in weights.keys() & hints:
        weights[code] *= _HINT
    hits = word_hits(sample, max(weights, key=weights.__getitem__))
    for code in weights.keys() & hits.keys():
        weights[code] *= _WORD ** hits[code]
    return _normal(weights)


def _normal(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def _second_opinion(sample: str) -> str:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles().create()
    detector.append(sample)
    try:
        label = str(detector.detect())
    except LangDetectException:
        return ""
    return TABLE.aliases.get(label, label)


@cache
def _model() -> LanguageIdentifier:
    # Loaded on first use and kept: 0.6 s, 100 MB. An own one, since the library's shared one has no probabilities.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _profiles() -> DetectorFactory:
    # Loaded when first in doubt: 0.4 s, 35 MB. An own factory, so that the seed that makes it repeatable is ours alone.
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory
