"""Whether a page gave the whole article, judged from what the cleaner saw, the text, and what page data say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cleaners.model import Candidate, Evidence
from scrapers.article import Completeness, Verdict
from scrapers.normalizer.signs import SIGNS
from scrapers.normalizer.tables import Table, read_table


class CutTable(Table):
    """`data/cuts.toml`."""

    phrases: tuple[str, ...]
    """Invitations to read on: always a cut."""
    marks: tuple[str, ...]
    """Dots: a cut where the text is short."""
    missing: tuple[str, ...]
    """Titles of pages that stand where nothing is."""
    lists: tuple[str, ...]
    """Titles of what a search found."""


TABLE = read_table(CutTable, "cuts.toml")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_END = re.compile(r"[\s.…:!»›>→\])]+$")
_WORD = re.compile(rf"(?:[^\W_]|[{SIGNS}])+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[\n.!?…:;»\"”’)\]|–—。！？」]) *$")
BUTTON = 50
"""Characters of a line that may be an invitation to read on."""
SCRAP = 120
"""Size of text below which nothing is an article. Sizes are characters; Han, Kana, Hangul and Thai count as three."""
SHORT = 500
"""Size below which a wall, a shell, a gallery or a video has no article beside it."""
BRIEF = 1500
"""Size below which dots at the end, or page data that ask for payment, mean a cut."""
LONG = 3000
"""Size from which a text without a cut is whole even beside an offer to subscribe."""
PART = 0.5
"""Share of the words that the page states below which the text is part of them."""
WHOLE = 0.85
"""The same from which it is all of them: what pages count as words of an article differs by so much."""
FEW_WORDS = 100
"""Words that a page states at least where they tell anything."""
SLOW = 60
"""Words a minute that are too few for the reading time of a whole text: of 328 pages that state one four have fewer,
and 306 have 80 to 270."""
UNHURRIED = 100
"""The same where the text is not brief, and the words that the page states may be a mistake."""
_LISTS = frozenset({"itemlist", "collectionpage", "searchresultspage", "profilepage", "aboutpage", "contactpage"})
_SITES = frozenset({"website", "webpage", "object", "profile"})
_ARTICLE = re.compile(r".*article|blogposting|report|socialmediaposting", re.I)
_PARTS = re.compile(r"\s+[-–—|·»:]\s+|[:：|]\s*")
_NO = frozenset({"false", "no", "0", "locked", "premium", "metered-locked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of a page when its completeness is judged."""

    text: str
    """The text as it will stand in the article."""
    size: int
    """Its size, as `size_of` gives it."""
    evidence: tuple[Evidence, ...] = ()
    """What the cleaner saw."""
    candidates: tuple[Candidate, ...] = ()
    """What the page says of itself: fields `type`, `accessible_for_free`, `words` and `minutes` count."""

    def named(self, *names: str) -> tuple[str, ...]:
        """Return the details of the cleaner's evidence under these names."""
        return tuple(f"{one.name}: {one.detail}" for one in self.evidence if one.name in names)

    def says(self, field: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return the candidates of `field` whose value is one of `values`, in words."""
        found = (one for one in self.candidates if one.field == field and one.value.strip().casefold() in values)
        return tuple(f"{field}: {one.value} ({one.source})" for one in found)

    def stated(self, field: str) -> list[int]:
        """Return the numbers that the page states for `field`; those of 0 and what is none are left out."""
        values = (one.value for one in self.candidates if one.field == field)
        return [int(value) for value in values if value.isdecimal() and len(value) < 7 and int(value)]

    def titled(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Return the first title of the page of which a part is a phrase, or begins with one of several words."""
        titles = (one.value for one in self.candidates if one.field == "title" and one.source in ("html", "meta"))
        return next((("title: " + one,) for one in titles if _has_part(one, phrases)), ())


def _has_part(title: str, phrases: Iterable[str]) -> bool:
    parts = [part.strip().rstrip(".!。").lower() for part in _PARTS.split(title)]
    return any(part == one or (" " in one and part.startswith(f"{one} ")) for part in parts for one in phrases)


def completeness_of(seen: Seen) -> Completeness:
    """Return the verdict on a page and what it rests on.

    The first that holds: `consent_wall`, `script_shell` (seen by the cleaner, and hardly any text), `paywalled` (an
    offer to subscribe, or page data that ask for payment, and a text that is cut or not long), `live_blog`,
    `not_article` (a list; a gallery or a video without text; no text, and no article stated), `teaser` (cut, or a
    scrap, or nothing of an article that the page states), else `full`.
    What was seen but outweighed stays as evidence of a full article.

    >>> completeness_of(Seen(text="A storm hit the coast. Read more »", size=34)).verdict
    'teaser'
    """
    for verdict, rule in _RULES:
        if reasons := rule(seen):
            return Completeness(verdict=verdict, evidence=reasons)
    outweighed = tuple(f"{one.name}: {one.detail}" for one in seen.evidence if one.name != "link")
    return Completeness(verdict="full", evidence=outweighed + seen.says("accessible_for_free", _NO))


def size_of(text: str) -> int:
    """Return the characters of a text; one of Han, Kana, Hangul or Thai counts as three.

    >>> size_of("abc"), size_of("橋")
    (3, 3)
    """
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def cut_of(text: str, size: int) -> tuple[str, ...]:
    """Return how a text shows that it goes on elsewhere; empty if it does not. `size` as `size_of` gives it.

    >>> cut_of("The rest is for subscribers. Weiterlesen", 40)
    ('text ends with: Weiterlesen',)
    """
    end = text.rstrip()
    bare = _END.sub("", end[-80:]).lower()
    for phrase in TABLE.phrases:
        if bare.endswith(phrase) and _SENTENCE_END.search(bare[: -len(phrase)]):
            return (f"text ends with: {_END.sub('', end)[-len(phrase) :]}",)
    last = end.rpartition("\n")[2]
    if (
        len(last) <= BUTTON
        and _SENTENCE_END.search(last) is None
        and any(_begins(_bare(last), one) for one in TABLE.phrases)
    ):
        return (f"text ends with: {last}",)
    mark = next((mark for mark in TABLE.marks if end.endswith(mark)), "") if size < BRIEF else ""
    return (f"text ends with: {mark}",) if mark else ()


def part_of(seen: Seen) -> tuple[str, ...]:
    """Return that the page states a far longer article than the text is; empty if it does not.

    Some pages count characters as words: where the text is not brief, the time that reading takes must fit, too. In
    scripts without spaces nothing is said.
    """
    words, minutes = len(seen.text.split()), seen.stated("minutes")
    stated = min(seen.stated("words"), default=0)
    if not words or _WIDE.search(seen.text):
        return ()
    brief = seen.size < BRIEF
    if stated >= FEW_WORDS and words < PART * stated and (brief or (minutes and words < UNHURRIED * min(minutes))):
        return (f"{words} of {stated} words",)
    return (f"{words} words of {min(minutes)} minutes",) if brief and minutes and words < SLOW * min(minutes) else ()


def _is_whole(seen: Seen) -> bool:
    """Return whether the text is as long as the page states."""
    stated = max(seen.stated("words"), default=0)
    return stated >= FEW_WORDS and len(seen.text.split()) >= WHOLE * stated


def _consent_wall(seen: Seen) -> tuple[str, ...]:
    return seen.named("consent_wall") if seen.size < SHORT else ()


def _script_shell(seen: Seen) -> tuple[str, ...]:
    return seen.named("script_shell") if seen.size < SHORT else ()


def _paywalled(seen: Seen) -> tuple[str, ...]:
    cut = seen.named("truncated") + cut_of(seen.text, seen.size) + part_of(seen)
    if _is_whole(seen):
        return ()
    if offer := seen.named("offer"):
        return offer + cut if cut or seen.size < LONG else ()
    locked = seen.named("paywall") or seen.says("accessible_for_free", _NO)
    if seen.named("unlocked") and not cut:
        return ()
    return locked + cut if locked and (cut or seen.size < BRIEF) else ()


def _live_blog(seen: Seen) -> tuple[str, ...]:
    return seen.named("live_blog") + seen.says("type", {"liveblogposting"})


def _not_article(seen: Seen) -> tuple[str, ...]:
    article = any(one.field == "type" and _ARTICLE.fullmatch(one.value.strip()) for one in seen.candidates)
    if not seen.text.strip():
        shown = seen.named("gallery", "video", "listing", "headlines")
        return ("no text", *shown) if shown or not article else ()
    titled = seen.titled(TABLE.missing) + seen.titled(TABLE.lists)
    lists = titled + seen.named("listing", "headlines") + seen.says("type", _LISTS)
    if lists and (seen.size < BRIEF or not article):
        return lists
    watched = seen.named("gallery", "video")
    if watched and seen.size < (SHORT if article else BRIEF):
        return watched
    return seen.says("type", _SITES) if seen.size < SCRAP and not article else ()


def _teaser(seen: Seen) -> tuple[str, ...]:
    prompt = seen.named("teaser") + _prompts(seen) if seen.size < BRIEF else ()
    reasons = prompt + seen.named("truncated") + cut_of(seen.text, seen.size) + part_of(seen)
    scrap = (f"only {len(seen.text)} characters of text",) if seen.size < SCRAP else ()
    return reasons or scrap


def _prompts(seen: Seen) -> tuple[str, ...]:
    """Return the links behind the text that begin or end with an invitation to read on."""
    links = (one.detail for one in seen.evidence if one.name == "link")
    bare = ((link, _bare(link)) for link in links)
    return tuple(
        f"link: {link}"
        for link, words in bare
        if any(_begins(words, one) or _ends(words, one) for one in TABLE.phrases)
    )


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _begins(words: str, phrase: str) -> bool:
    return words.startswith(phrase) if _WIDE.match(phrase) else f"{words} ".startswith(f"{phrase} ")


def _ends(words: str, phrase: str) -> bool:
    return words.endswith(phrase) if _WIDE.match(phrase) else f" {words}".endswith(f" {phrase}")


_RULES: tuple[tuple[Verdict, Callable[[Seen], tuple[str, ...]]], ...] = (
    ("consent_wall", _consent_wall),
    ("script_shell", _script_shell),
    ("paywalled", _paywalled),
    ("live_blog", _live_blog),
    ("not_article", _not_article),
    ("teaser", _teaser),
)
