"""Phrases of chrome per language, as data: which kind of furniture a line of text is, and in which language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import tomli

from cleaners.errors import PhraseError
from cleaners.tokens import lowered, tokens_of, words_in

Kind = Literal[
    "related",  # heading over a list of other stories
    "read_also",  # a pointer to another story inside the text
    "most_read",  # heading over a list of popular or latest stories
    "consent",  # a sentence of the consent dialog
    "cookie_button",  # one of its buttons
    "app_prompt",  # open in app, browser names
    "newsletter",  # sign up for our newsletter
    "share",  # share, follow us, copy link, print
    "advert",  # label of an advert, affiliate note
    "continues",  # the article continues below the advert
    "paywall",  # this article is for subscribers
    "login",  # log in, register
    "comments",  # heading or button of the comments
    "copyright",  # all rights reserved
    "ai_text",  # written or reported by AI
    "ai_image",  # picture made by AI
    "watch",  # watch live, watch {name}
    "listen",  # listen to this article
    "caption",  # label or phrase that marks a caption
    "byline",  # label before an author
    "updated",  # label of dates, reading time, number of articles
    "sources",  # label of a list of sources, or of one source
    "navigation",  # menu, top headlines, skip to content
    "topics",  # label of a list of tags
    "sponsored",  # paid content
    "opinion",  # label of an opinion piece
    "correction",  # label of a correction
    "supplied",  # "delivered by agency" line at the end
    "feedback",  # found a mistake? write to us
    "facts",  # heading of a fact box
]
Form = Literal["line", "start", "end", "part"]
KINDS: frozenset[str] = frozenset(get_args(Kind))
FORMS: frozenset[str] = frozenset(get_args(Form))
INSIDE = ("end", "part")  # forms that need not open their line

NAME, NUMBER = "{name}", "{n}"
PLACES = frozenset([NAME, NUMBER])
MAX_NAME = 5  # words that `{name}` may stand for
FEW = 2  # words of a phrase, `{name}` among them, that may begin a sentence as well
MAX_WORDS = 60  # a longer block is running text whatever phrase it holds

Tokens = tuple[str, ...]

_COLONS = (":", "：", "︰", "﹕")
_COLON = re.compile(r"[:：︰﹕|｜]")  # "Read also | The quay opens"
_STOP = re.compile(r"[.!?。！？।۔։؟]\s*$")
_LABEL = re.compile(r"^([^{}:：︰﹕]*)[:：︰﹕]\s*{(?:name|n)}")  # what stands before ": {name}"
# Before these, letters and digits are words as they stand: no points over them, no words without spaces.
_MARKED = re.compile("[\u0590-\U0010ffff]")
_NAME, _NUMBER, _END = "klartekstname", "klartekstnumber", "klartekstend"  # words that stand for what is none
BEHIND = -1  # a colon is wanted right behind the phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a line."""

    kind: str
    """One of `Kind`."""
    form: str
    """`line`: it is the whole line; `start`, `end`: it begins or ends with it; `part`: it stands inside."""
    language: str
    """BCP 47 code of the phrase's language."""


class Meaning(NamedTuple):
    """What a phrase says; phrases of one kind, form and language share it, for there are tens of thousands."""

    number: int
    """Its place among all: what stands first in the files is named first."""
    hit: Hit
    """What it says of a line."""
    colon: int
    """Words before the colon that the phrase wants to see, `BEHIND` for one right behind it; 0 if it wants none:
    "Credit:" is a label, "Credit unions" is not."""
    named: int = 0
    """Names that a phrase of a whole line wants to see: 1 if it is a word and a name, which fits "Watch HBN News", but
    no sentence; 2 if it has two, which fits "Follow HBN News on X.", but not "Follow the rules on the back."; or 0."""


Said = dict[str, tuple[Meaning, ...]]  # what phrases say, by their words


class Pattern(NamedTuple):
    """A phrase with placeholders."""

    meaning: Meaning
    """What it says."""
    tokens: Tokens
    """Its words, `{name}` and `{n}` among them."""


class Match(NamedTuple):
    """A phrase found in a line; matches sort by where they begin."""

    start: int
    """Number of words before it."""
    meaning: Meaning
    """What the phrase says."""
    end: int
    """Number of words up to its end."""

    def fits(self, words: int) -> bool:
        """Return whether the phrase may stand there in a line of so many words."""
        form = self.meaning.hit.form
        begins, ends = self.start == 0, self.end == words
        return form == "part" or (begins if form == "start" else ends if form == "end" else begins and ends)

    def is_borne_out(self, text: str) -> bool:
        """Return whether the line itself has the colon that the phrase wants, and the names."""
        wanted = self.meaning.colon
        if wanted and _before_colon(text) != (self.end if wanted == BEHIND else wanted):
            return False
        named = self.meaning.named
        return not named or (_has_name(text) and not (named == 1 and _STOP.search(text)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, filed so that a look-up costs hardly more for 50 languages than for one."""

    literal: Mapping[str, tuple[Meaning, ...]] = field(default_factory=dict)
    """Phrases without placeholders: words, parted by a space, and all that they say."""
    longest: Mapping[str, int] = field(default_factory=dict)
    """First words of these, and how many words the longest of those that begin so has."""
    inside: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    """First and second words of phrases that need not open their line, and how many words those that begin so have;
    the second word of a phrase of one word is empty."""
    first: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    """Phrases with placeholders, by their first word."""
    last: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    """Phrases that open with a placeholder, by their last word."""
    languages: frozenset[str] = frozenset()
    """Languages that have phrases."""

    def hits(self, tokens: Sequence[str], text: str = "") -> tuple[Hit, ...]:
        """Return the phrases found in a line given as `tokens_of` gives it; empty for running text of some length.

        `text` is the line itself, in which phrases with a colon want to see one, and those
        of a word and a name no sentence; without it they do not mind.
        """
        if not tokens or not self._may_hit(tokens) or _is_running(tokens):
            return ()
        matches = self._opening(tokens) + self._inside(tokens)
        fitting = sorted([match for match in matches if match.fits(len(tokens))]) + self._named(tokens)
        if text:
            fitting = [match for match in fitting if match.is_borne_out(text)]
        return tuple(dict.fromkeys(match.meaning.hit for match in fitting))

    def _may_hit(self, words: Sequence[str]) -> bool:
        """Return whether any phrase may be found in a line: most lines lack all words that one begins with."""
        head = words[0]
        opens = head in self.longest or head in self.first or words[-1] in self.last
        return opens or not self.inside.keys().isdisjoint(words)

    def _opening(self, words: Sequence[str]) -> list[Match]:
        """Return the phrases that open a line."""
        matches: list[Match] = []
        key = ""
        for end, word in enumerate(words[: self.longest.get(words[0], 0)], 1):
            key = f"{key} {word}" if key else word
            if key in self.literal:
                matches += [Match(0, meaning, end) for meaning in self.literal[key]]
        return matches + self._placed(words, 0)

    def _inside(self, words: Sequence[str]) -> list[Match]:
        """Return the phrases that begin behind the first word of a line."""
        matches: list[Match] = []
        inside = self.inside
        for start in [at for at, word in enumerate(words) if word in inside and at]:
            matches += self._placed(words, start)
            sizes = inside[words[start]]
            following = words[start + 1] if start + 1 < len(words) else ""
            for size in sizes.get(following, ()) + sizes.get("", ()):
                key = " ".join(words[start : start + size])
                matches += [Match(start, meaning, start + size) for meaning in self.literal.get(key, ())]
        return matches

    def _placed(self, words: Sequence[str], start: int) -> list[Match]:
        """Return the phrases with placeholders that begin at a word."""
        if words[start] not in self.first:
            return []
        fit = [each for each in self.first[words[start]] if not start or each.meaning.hit.form in INSIDE]
        spans = [(each.meaning, _span(each.tokens, words, start)) for each in fit]
        return [Match(start, meaning, end) for meaning, end in spans if end]

    def _named(self, words: Sequence[str]) -> list[Match]:
        """Return the phrases that open with a placeholder and are the whole line."""
        size = len(words)
        patterns = self.last.get(words[-1], ())
        return [Match(0, each.meaning, size) for each in patterns if _span(each.tokens, words, 0) == size]


def _is_running(tokens: Sequence[str]) -> bool:
    return len(tokens) > MAX_WORDS and (len(tokens) > 3 * MAX_WORDS or words_in(tokens) > MAX_WORDS)


def _before_colon(text: str) -> int:
    """Return how many words stand before the first colon; -1 if there is none."""
    at = _COLON.search(text)
    return len(tokens_of(text[: at.start()])) if at else -1


def _has_name(text: str) -> bool:
    """Return whether a line may hold a name: it has a capital further on where its script has capitals."""
    later = text.split(maxsplit=1)[-1]
    return later.lower() == later.upper() or later != later.lower()


def _span(pattern: Tokens, tokens: Sequence[str], start: int) -> int | None:
    """Return where a match that begins at `start` ends; None if there is none."""
    at = start
    for index, wanted in enumerate(pattern):
        if wanted == NAME:
            return _span_of_name(pattern[index + 1 :], tokens, at)
        if at >= len(tokens) or not (tokens[at] == wanted or (wanted == NUMBER and tokens[at].isdigit())):
            return None
        at += 1
    return at


def _span_of_name(rest: Tokens, tokens: Sequence[str], at: int) -> int | None:
    ends = (_span(rest, tokens, at + words) for words in range(1, MAX_NAME + 1) if at + words <= len(tokens))
    return max((end for end in ends if end is not None), default=None)


def phrase_tokens(phrase: str) -> Tokens:
    """Return a phrase as tokens, placeholders kept.

    >>> phrase_tokens("View {name} in")
    ('view', '{name}', 'in')
    """
    return tuple(_keys_of([phrase])[0].split())


def _keys_of(phrases: Iterable[str]) -> list[str]:
    """Return the words of each phrase, parted by one space: of all at once, for one by one takes far longer."""
    marked = f" {_END} ".join(phrases).replace(NAME, f" {_NAME} ").replace(NUMBER, f" {_NUMBER} ")
    words = " ".join(tokens_of(marked)).replace(_NAME, NAME).replace(_NUMBER, NUMBER)
    return [key.strip() for key in words.split(_END)]


def lexicon_of(sources: Iterable[tuple[str, str]]) -> Lexicon:
    """Return the lexicon made of TOML documents, each given as (name for messages, text).

    A document has `language` and a table for each kind with lists under `line`, `start`, `end` or `part`.
    Raises PhraseError that lists every mistake.
    """
    filing = Filing({}, [], [], [])
    groups = [group for name, text in sources for group in _groups(name, text, filing.mistakes)]
    _file(groups, filing)
    if filing.mistakes:
        raise PhraseError("\n".join(filing.mistakes))
    return Lexicon(
        literal=filing.literal,
        longest=_longest(filing.literal),
        inside=_sizes(filing.inside),
        first=_by_word((each.tokens[0], each) for each in filing.patterns if each.tokens[0] not in PLACES),
        last=_by_word((each.tokens[-1], each) for each in filing.patterns if each.tokens[0] in PLACES),
        languages=frozenset(group.hit.language for group in groups),
    )


class Group(NamedTuple):
    """The phrases of one list of a document."""

    source: str
    """Name of the document, for messages."""
    hit: Hit
    """What all of them say of a line."""
    phrases: list[str]
    """As they are written, white space folded."""


class Filing(NamedTuple):
    """Phrases on their way into a lexicon."""

    literal: Said
    """As `Lexicon.literal`."""
    patterns: list[Pattern]
    """Phrases with placeholders."""
    inside: list[str]
    """Phrases that need not open their line, as words parted by a space."""
    mistakes: list[str]
    """What is wrong with the documents, a line each."""


def _groups(name: str, text: str, mistakes: list[str]) -> Iterator[Group]:
    """Yield the lists of a document; add what is wrong with it to the mistakes."""
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        mistakes.append(f"{name}: not TOML: {error}")
        return
    language = document.pop("language", None)
    if not isinstance(language, str):
        mistakes.append(f"{name}: `language` is missing; give its BCP 47 code")
        return
    for kind, forms in document.items():
        if kind not in KINDS or not isinstance(forms, dict):
            mistakes.append(f"{name}: [{kind}] is not a kind; kinds are {', '.join(sorted(KINDS))}")
            continue
        for form, phrases in forms.items():
            if form not in FORMS or not isinstance(phrases, list):
                mistakes.append(f"{name}: [{kind}] {form}: give a list under line, start, end or part")
            elif phrases:
                yield Group(name, Hit(kind, form, language), [" ".join(str(one).split()) for one in phrases])


def _file(groups: Sequence[Group], filing: Filing) -> None:
    """File the phrases of all groups. Most are plain words and taken as they stand, a group at a time."""
    text = "\n".join("\n".join(group.phrases) for group in groups)
    lines = lowered(text).split("\n")
    keys = _odd_keys(lines)
    special = {line for line, key in keys.items() if not key or "{" in key or line.endswith(_COLONS)}
    at = 0
    for number, group in enumerate(groups):
        written = lines[at : at + len(group.phrases)]
        at += len(written)
        said: Said = {}
        if not special.isdisjoint(written):
            said = _labels(group, number, [(line, keys[line]) for line in written if line in special], filing)
            written = [line for line in written if line not in special]
        # What stands there with and without a colon does not want one.
        said |= dict.fromkeys([keys.get(line, line) for line in written], (Meaning(2 * number, group.hit, 0),))
        for key in said.keys() & filing.literal.keys():
            said[key] = filing.literal[key] + said[key]
        filing.literal.update(said)
        if group.hit.form in INSIDE:
            filing.inside.extend(said)


def _odd_keys(lines: Iterable[str]) -> dict[str, str]:
    """Return the words of the phrases, in lower case, that are more than words as they stand."""
    odd = [line for line in lines if not line.replace(" ", "").isalnum() or _MARKED.search(line)]
    return dict(zip(odd, _keys_of(odd), strict=True)) if odd else {}


def _labels(group: Group, number: int, special: Iterable[tuple[str, str]], filing: Filing) -> Said:
    """Return what the phrases of a group say that end in a colon; file those with placeholders, and what is wrong."""
    said: Said = {}
    hit = group.hit
    for phrase, key in special:
        colon = _colon_of(phrase) if hit.form not in INSIDE else 0
        names = phrase.count(NAME) if hit.form == "line" and phrase.endswith(NAME) else 0
        named = names if names > 1 or words_in(key.split()) <= FEW else 0
        meaning = Meaning(2 * number + bool(colon), hit, colon, named)
        if not key or (key[0] == "{" and key[-1] == "}"):
            at = f"{group.source}: [{hit.kind}] {hit.form}"
            filing.mistakes.append(f"{at}: {phrase!r} must begin or end with a word")
        elif "{" in key:
            filing.patterns.append(Pattern(meaning, tuple(key.split())))
            filing.inside.extend([key.split()[0]] if hit.form in INSIDE else [])
        else:
            said[key] = (meaning,)
    return said


def _colon_of(phrase: str) -> int:
    """Return the place of the colon that a phrase wants to see, as in `Meaning.colon`: behind it or before a name."""
    if phrase.endswith(_COLONS):
        return BEHIND
    label = _LABEL.match(phrase)
    return len(tokens_of(label.group(1))) if label else 0


def _by_word(pairs: Iterable[tuple[str, Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    filed: dict[str, tuple[Pattern, ...]] = {}
    for word, pattern in pairs:
        filed[word] = (*filed.get(word, ()), pattern)
    return filed


def _longest(keys: Iterable[str]) -> dict[str, int]:
    """Return the first words of phrases with the number of words of the longest of those that begin so."""
    longest: dict[str, int] = {}
    for key in keys:
        head, words = key.partition(" ")[0], key.count(" ") + 1
        if words > longest.get(head, 0):
            longest[head] = words
    return longest


def _sizes(keys: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the sizes of phrases by their first two words, as in `Lexicon.inside`."""
    sizes: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for key in keys:
        first, *rest = key.split(" ")
        filed, second, size = sizes[first], rest[0] if rest else "", len(rest) + 1
        if size not in filed.get(second, ()):
            filed[second] = (*filed.get(second, ()), size)
    return dict(sizes)


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise PhraseError(f"{path}: cannot be read as a phrase file: {error}") from error


@cache
def shipped_lexicon(own: tuple[str, ...] = ()) -> Lexicon:
    """Return the lexicon that ships, with the user's own phrase files (paths) after it: a frozen table, read once."""
    folder = resources.files("cleaners") / "phrases"
    shipped = [(f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")]
    return lexicon_of([*sorted(shipped), *((path, _text_of(path)) for path in own)])
