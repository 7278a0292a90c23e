"""Which language the article is in, and which the chrome around it; what stands in the wrong one goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from cleaners.draft import QUOTED, Draft

SAMPLE = 400  # characters that decide the language of an article: more change it on two of a thousand pages
MIN_TOKENS = 4  # words below which a line's language is a guess
DECLARED = 3  # lines of chrome that weigh as much as the page's own `lang`
SURE = 0.9  # probability from which a line counts as being in another language


@cache
def _identifier() -> LanguageIdentifier:
    """Return the language identifier: a frozen table of weights, read once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """Return the BCP 47 code of a text's language and the probability, 0 to 1; ("", 0.0) for a text without letters.

    >>> language_of("Havnen i byen er blevet udvidet med en ny kaj, siger borgmesteren.")[0] in ("da", "nb", "no")
    True
    """
    if not any(map(str.isalpha, text)):
        return "", 0.0
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)


def name_languages(draft: Draft) -> Draft:
    """Return the draft with the language of the article, by its text, and of the page, by the chrome found in it."""
    text = "\n".join(draft.lines[i].text for i in draft.kept())
    language = language_of(text)[0]
    return replace(draft, language=language, page_language=_chrome_language(draft) or language)


def _chrome_language(draft: Draft) -> str:
    """Return the language that most phrases of chrome are in; empty where none was found or several share the lead.

    A phrase that several languages have in common ("cookies") speaks for none of them.
    """
    votes: Counter[str] = Counter()
    declared = next((c.value for c in draft.candidates if c.field == "language" and c.source == "html"), "")
    if declared:
        votes[declared.replace("_", "-").split("-")[0].lower()] += DECLARED
    for line in draft.lines:
        languages = {hit.language for hit in line.hits}
        if len(languages) == 1 and (line.rule or draft.form == "html"):
            votes.update(languages)
    leaders = votes.most_common(2)
    if not leaders or (len(leaders) == 2 and leaders[0][1] == leaders[1][1]):
        return ""
    return leaders[0][0]


def strip_foreign(draft: Draft) -> Draft:
    """Return the draft without lines in the language of the chrome where the article is in another; quotes stay."""
    if not draft.language or draft.page_language == draft.language:
        return draft
    rules = {}
    for i in draft.doubtful():
        line = draft.lines[i]
        if len(line.tokens) < MIN_TOKENS or line.running or QUOTED.search(line.text):
            continue
        code, probability = language_of(line.text)
        if code == draft.page_language and probability >= SURE:
            rules[i] = "foreign"
    return draft.without(rules)
