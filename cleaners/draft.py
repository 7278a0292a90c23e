"""The page between its first reading and its last: lines of text, each either still in or taken out by a named rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from cleaners.lexicon import Hit, Lexicon
from cleaners.lookup import hits_in
from cleaners.model import BlockKind, Candidate, Disclosure, Evidence, Footprint, Image
from cleaners.tokens import is_unspaced, tokens_of

SENTENCE_END = re.compile(
    r"[.!?…。！？．｡।॥؟۔։።။။]"
    r"""[\]\)"“”»«›‘’'」』）》\d\s☀-➿\ufe0f\u200d\U0001f000-\U0001faff]*"""  # quotation marks, notes, emoji
    r"(?:\([^():]{1,24}\)\s*)?$"  # an agency
)
# Thai and Lao end a sentence with nothing.
_UNMARKED_END = re.compile('[\u0e00-\u0eff][\\s\\d\\])"”’]*$')
QUOTED = re.compile(r"[\"“”„«»「『]|^[‘‚‹']")  # single ones inside a line are apostrophes, too
RUNNING = 60  # width from which a line can be running text
UNMARKED_RUNNING = 140  # the same where sentences end with no mark
CERTAIN = 0.9  # chance from which the DOM, not the wording, has the last word
_CITATIONS = re.compile(r"(?:\s*\[\d+\])+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block of text with what is known of it."""

    text: str
    """Plain text, folded; never empty."""
    path: str
    """Where it stands, for a person to read."""
    tokens: tuple[str, ...]
    """Its words as `tokens_of` gives them."""
    hits: tuple[Hit, ...] = ()
    """Phrases of chrome found in it."""
    kind: BlockKind = "paragraph"
    """What it would be in the article."""
    group: int = 0
    """Number of the run of lines it stands in, blank lines parting runs; of use for text without DOM."""
    linked: float = 0.0
    """Share of it that is links, 0 to 1."""
    chance: float = 0.5
    """How likely it belongs to the article, 0 to 1; 0.5 where nothing but the text is known."""
    rule: str = ""
    """Rule that took it out; empty while it is in."""

    @property
    def width(self) -> int:
        """How much it says, in letters: those of scripts without spaces count twice."""
        wide = 0 if self.text.isascii() else sum(map(is_unspaced, self.tokens))
        return len(self.text) + wide

    @property
    def sentence(self) -> bool:
        """True if it ends like a sentence, in quotes or with notes behind it, too."""
        text = _CITATIONS.sub("", self.text) if self.text.endswith("]") else self.text
        return SENTENCE_END.search(text) is not None

    @property
    def running(self) -> bool:
        """True for running text: long enough for a sentence and ended like one."""
        if len(self.text) < RUNNING and self.width < RUNNING:
            return False
        return self.sentence or (bool(_UNMARKED_END.search(self.text)) and self.width >= UNMARKED_RUNNING)

    @property
    def chrome(self) -> bool:
        """True if it holds a phrase of chrome; the heading of a fact box, which a section of the text may have, is
        none."""
        return bool(self.hits) and any(hit.kind != "facts" for hit in self.hits)

    def has(self, *kinds: str, forms: Collection[str] = ("line", "start", "end", "part")) -> bool:
        """Return whether a phrase of one of the kinds, in one of the forms, was found in it."""
        return bool(self.hits) and any(hit.kind in kinds and hit.form in forms for hit in self.hits)

    def out(self, rule: str) -> Line:
        """Return the line, taken out by a rule. Pages have hundreds of these, and `replace` takes twice as long."""
        return Line(
            text=self.text,
            path=self.path,
            tokens=self.tokens,
            hits=self.hits,
            kind=self.kind,
            group=self.group,
            linked=self.linked,
            chance=self.chance,
            rule=rule,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All lines of a page with what was found out so far; each step takes one and returns the next."""

    lines: tuple[Line, ...] = ()
    """In page order, those taken out among them."""
    form: str = "html"
    """`html` or `text`, as in `Page.form`."""
    url: str = ""
    """`Page.url`."""
    outlet: str = ""
    """`Page.outlet`: lets an own step keep to one outlet."""
    title: str = ""
    """Headline; empty if none is known."""
    language: str = ""
    """BCP 47 code of the article's language; empty if unknown."""
    page_language: str = ""
    """BCP 47 code of the chrome's language; empty if unknown."""
    standfirst: str = ""
    """Standfirst; empty if none is known."""
    candidates: tuple[Candidate, ...] = ()
    """Statements of page, feed and transport."""
    images: tuple[Image, ...] = ()
    """Pictures."""
    disclosures: tuple[Disclosure, ...] = ()
    """Disclosures."""
    evidence: tuple[Evidence, ...] = ()
    """Observations about completeness."""
    footprint: Footprint | None = None
    """What the site's memory can learn from the page; None if it holds no text."""

    def kept(self) -> list[int]:
        """Return the indexes of the lines that are still in."""
        return [index for index, line in enumerate(self.lines) if not line.rule]

    def doubtful(self) -> list[int]:
        """Return the indexes of the lines that are in and that their words alone may take out."""
        return [i for i in self.kept() if self.lines[i].chance < CERTAIN]

    def without(self, rules: Mapping[int, str]) -> Draft:
        """Return the draft with lines taken out, given as index and rule; lines that are out keep their first rule."""
        if not rules:
            return self
        lines = tuple(
            line.out(rules[index]) if index in rules and not line.rule else line
            for index, line in enumerate(self.lines)
        )
        return replace(self, lines=lines)


Step = Callable[[Draft], Draft]


@dataclass(slots=True)
class LineMaker:
    """Makes lines of text, looking phrases up in one lexicon."""

    lexicon: Lexicon = field(default_factory=Lexicon)

    def line(self, text: str, path: str, *, group: int = 0, kind: BlockKind = "paragraph") -> Line:
        """Return a line for a folded, non-empty text."""
        tokens = tuple(tokens_of(text))
        return Line(
            text=text, path=path, tokens=tokens, hits=hits_in(self.lexicon, tokens, text), group=group, kind=kind
        )
