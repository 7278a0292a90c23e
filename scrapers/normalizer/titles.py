"""The headline as the outlet shows it, without what sites add around it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaners.model import Candidate

_SEPARATOR = re.compile(r"(\s+(?:[|–—·•»›«/_\\-]|:{1,2})\s+|\s*[|｜：]\s*)")
_PREFIX_SEPARATOR = re.compile(r"(?<=\S)(\s*[|｜]\s*|:\s+|\s+[–—-]\s+)")
_NOT_WORD = re.compile(r"[\W_]+")
_WORDS = re.compile(r"\w+")
_DOMAIN_TAIL = re.compile(r"\.(?:com|org|net|co\.\w\w|com\.\w\w|[a-z]{2,4})$", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_COUNT = re.compile(r"\s*[(\[]\d{1,5}[)\]]$")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_IN_BRACKETS = re.compile(r"\s*[()]\s*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_SURE_WORDS = 5
_SURE_WIDE = 12
_PAGE_DATA = ("json_ld", "meta")
_STATING = (*_PAGE_DATA, "html")
_TRUST = ("json_ld", "meta", "feed", "sitemap", "html", "visible_text")


class _Said(NamedTuple):
    """A title as one source gives it, site names gone, and its folded form."""

    source: str
    title: str
    folded: str


def title_of(shown: str, candidates: Iterable[Candidate], names: Iterable[str], sections: Iterable[str]) -> str:
    """Return the headline; empty if neither the page nor a candidate gives one.

    `shown` is the headline in the page; `candidates` are those of field `title`; `names` are what the outlet is called
    (name, site name, domain), `sections` its sections. Site names with the slogan behind them, and section names in
    front or behind, are taken off each. `shown` wins where another source says the same or it is too long to be a
    label, without its kicker if page data give the rest alone. Else, and where page data and `<title>` agree on words
    that it does not repeat, what most sources say.

    >>> both = (Candidate(field="title", value="Storm hits coast | The Daily", source="html"),)
    >>> title_of("", both, ["The Daily"], [])
    'Storm hits coast'
    """
    site, section = _folded_names(names), frozenset(fold(one) for one in sections if one)
    headline = without_site(plain_title(shown), site, section)
    said = tuple(_by_source(candidates, site, section))
    if headline and fold(headline) not in site and not _is_outvoted(headline, said):
        rest = _without_kicker(headline, said)
        if rest != headline or _is_headline(headline, said):
            return rest
    return _most_said(said) or headline


def plain_title(text: str) -> str:
    """Return `text` without entities, invisible characters and runs of white space, in NFC.

    >>> plain_title("Storm &amp;amp; flood\\u00ad s")
    'Storm & flood s'
    """
    text = html.unescape(html.unescape(text)) if "&" in text else text
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def without_site(title: str, names: frozenset[str], sections: frozenset[str]) -> str:
    """Return `title` without site names, slogans behind them and section names; all names folded by `fold`.

    >>> without_site("Cup ends in draw - Example - all that matters", frozenset({"example"}), frozenset())
    'Cup ends in draw'
    """
    parts = _SEPARATOR.split(title)
    stop = next((at for at in range(2, len(parts), 2) if fold(parts[at]) in names), len(parts) + 1)
    parts = parts[: stop - 1]
    while len(parts) > 2 and fold(parts[-1]) in sections:
        parts = parts[:-2]
    return _without_prefix("".join(parts), names | sections) or title


def fold(text: str) -> str:
    """Return the word characters of `text`, case folded: what two spellings of a name share.

    >>> fold("The Daily-News.com")
    'dailynews'
    """
    text = _NOT_WORD.sub(" ", _DOMAIN_TAIL.sub("", text.strip().casefold())).strip()
    return text.removeprefix("www ").removeprefix("the ").replace(" ", "")


def _without_prefix(title: str, names: frozenset[str]) -> str:
    parts = _PREFIX_SEPARATOR.split(title, maxsplit=1)
    if len(parts) < 3 or fold(parts[0]) not in names:
        return title
    # "Iran: what we know" is one phrase: a headline of its own would begin in upper case.
    runs_on = parts[1].strip() == ":" and parts[2][:1].islower()
    return title if runs_on else _without_prefix(parts[2], names)


def _folded_names(names: Iterable[str]) -> frozenset[str]:
    """`Swiss Radio (SRF)` goes by both names."""
    parts = [part for one in names for part in (one, *_IN_BRACKETS.split(one))]
    return frozenset(folded for part in parts if len(folded := fold(part)) > 1)


def _by_source(candidates: Iterable[Candidate], names: frozenset[str], sections: frozenset[str]) -> Iterator[_Said]:
    seen: set[tuple[str, str]] = set()
    for one in sorted(candidates, key=lambda one: _rank(one.source)):
        title = without_site(plain_title(one.value), names, sections)
        folded = fold(title)
        if folded and folded not in names and (one.source, folded) not in seen:
            seen.add((one.source, folded))
            yield _Said(one.source, title, folded)


def _rank(source: str) -> int:
    return _TRUST.index(source) if source in _TRUST else len(_TRUST)


def _without_kicker(headline: str, said: tuple[_Said, ...]) -> str:
    """The headline that page data give, if the shown one only has words of a kicker before it, or a number of comments
    in brackets behind it."""
    headline = _uncounted(headline, said)
    folded = fold(headline)
    rests = [one.title for one in said if one.source in _PAGE_DATA and folded.endswith(one.folded)]
    glued = next((rest for rest in rests if _is_glued(headline, rest)), "")
    if glued:
        return glued
    if any(one.folded == folded for one in said):
        return _with_colon(headline, [one.title for one in said if one.folded == folded and one.source in _PAGE_DATA])
    whole = [rest for rest in rests if len(fold(rest)) * 2 > len(folded) and _ends_in_words(headline, rest)]
    return max(whole, key=len, default=headline)


def _uncounted(headline: str, said: tuple[_Said, ...]) -> str:
    """The headline without the number of comments in brackets behind it, if another source gives it so."""
    bare = _COUNT.sub("", headline)
    return bare if bare != headline and any(one.folded == fold(bare) for one in said) else headline


def _ends_in_words(headline: str, rest: str) -> bool:
    """Whether the words of the rest are the last of the headline: "Sandstorm" is no kicker before "Storm"."""
    words = _WORDS.findall(rest.casefold())
    return bool(_WIDE.search(rest)) or _WORDS.findall(headline.casefold())[-len(words) :] == words


def _is_glued(headline: str, rest: str) -> bool:
    """Whether the headline is a kicker and the rest without a space between: two elements on the page."""
    before = headline.removesuffix(rest)
    return before != headline and before[-1:].isalnum() and rest[:1].isupper() and len(rest) > len(before)


def _with_colon(headline: str, titles: list[str]) -> str:
    """The headline as page data spell it, if only a colon behind the kicker is missing in what is shown."""
    return next((title for title in titles if title.replace(": ", " ", 1) == headline), headline)


def _is_headline(headline: str, said: tuple[_Said, ...]) -> bool:
    folded, words = fold(headline), set(_WORDS.findall(headline.casefold()))
    alike = [one for one in said if 2 * len(words & set(_WORDS.findall(one.title.casefold()))) >= len(words)]
    return not said or bool(alike) or len(words) >= _SURE_WORDS or len(_WIDE.findall(folded)) >= _SURE_WIDE


def _is_outvoted(headline: str, said: tuple[_Said, ...]) -> bool:
    """Whether all page data and `<title>` say the same, and neither they nor the headline are part of the other."""
    shown, stated = fold(headline), {one.folded for one in said if one.source in _STATING}
    other = next(iter(stated)) if len(stated) == 1 else shown
    return {*_STATING} <= {one.source for one in said} and other not in shown and shown not in other


def _most_said(said: tuple[_Said, ...]) -> str:
    whole = [one for one in said if not _is_cut(one.title, said)]
    votes = Counter(one.folded for one in whole)
    best = max(votes.values(), default=0)
    return next((one.title for one in whole if votes[one.folded] == best), "")


def _is_cut(title: str, said: tuple[_Said, ...]) -> bool:
    """Whether a longer candidate begins with this one, which ends in dots."""
    start = _CUT.sub("", title)
    return start != title and any(one.title.startswith(start) and len(one.title) > len(title) for one in said)
