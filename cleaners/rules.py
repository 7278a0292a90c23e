"""Steps that take chrome out by its words, where no DOM can tell: each one named, each removal recorded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from cleaners.datelines import is_bare
from cleaners.draft import CERTAIN, QUOTED, Draft, Line
from cleaners.linked_lists import linked_lists
from cleaners.lookup import POINTING
from cleaners.model import Candidate
from cleaners.tokens import words_in

# Kinds whose phrase, alone on a line, is never part of an article.
LABELS = (
    "related most_read read_also consent app_prompt newsletter share advert continues paywall login comments copyright"
    " ai_text ai_image watch listen updated sources navigation topics sponsored opinion feedback supplied byline"
).split()
# Kinds that a longer line may begin with or hold and still be nothing but chrome.
PROMPTS = (
    "read_also newsletter share advert continues paywall copyright ai_text ai_image listen updated topics correction"
    " feedback supplied sponsored app_prompt"
).split()
# Kinds that a line which is no sentence may begin with or hold, too: "Watch live: the Prime Minister speaks".
CALLS = ("watch", "login")
# Kinds whose prompts run long behind the article, and name what they invite to in quotation marks.
TRAILERS = "newsletter app_prompt share feedback comments copyright supplied byline continues topics".split()
# Of these, kinds by which a line goes however sure the page is of it.
LATE = "copyright supplied continues".split()
# Of these, headings that begin like a prompt may be titles: their words are verbs and nouns of everyday.
LEADING = "read_also share app_prompt listen updated topics copyright feedback paywall advert newsletter".split()
LISTS = ("related", "most_read")
NAMING = ("byline", "correction", "supplied", "sources")
WHOLLY = 0.9  # share of links in a line that is one from end to end
HEADLINE = 20  # words of a headline, at the most
NEAR = 3  # lines within which consent text, its heading and its buttons stand together
SHORT = 30  # words up to which a line with a phrase in it can be chrome as a whole
NOTED = 0.98  # chance from which what begins like such a note is text: of 32 on commissions one had more
MARK = 4  # words of a line that is the mark of an advert
SAYING = 5  # words from which a sentence says more than "Have a nice day!"
QUESTION = ("?", "？", "؟")
PLACE = 4  # words of a dateline
ENDS = 2  # lines at the end of the text that may head or part from it what is gone
SOURCE = 70  # characters of a line that names a source
LABEL = 80  # characters of a heading that says nothing without what it heads
EDGE = 3  # lines at either end of the text where notes stand that begin with a phrase
LIKELY = 0.7  # chance from which running text of a page speaks for the lines beside it
UNLIKELY = 0.5  # chance below which a sentence of a page is in for what is around it alone
RESUME = 2  # running lines in a row, below the heading of a list or its teasers, that may show the article going on
SOON = 6  # lines behind a list with bullets in which the article goes on
LONG = 300  # width of a running line that is no first entry of such a list, but text
TEASER = 70  # width that a line of such a list weighs against them
SUMMARY = 210  # width that a running line of such a list weighs
BETWEEN = ("advert", "continues")  # labels that stand anywhere
_PLAYER = re.compile(r"(?:^|[._-])(?:embed|video|player|audio)(?:[._-]|$)", re.I)
_NAMED = re.compile(r"[\"“„«»][^\"“”„«»]{1,40}[\"“”«»]: ")  # "Tides": the newsletter on the harbour
_SPEECH = re.compile(r"[-–—‘’‚'\"“„«»‹›「『]")  # also with a dash, as in Scandinavia
_BULLETED = re.compile(r"[•·▪■●○‣*–-]\s")
_IN_ITEM = re.compile(r"(?:^|/)li[./]")
_TELLING = re.compile(r"\d")
_WHOLE_QUOTE = re.compile(r"^[\"“„«»「『‘].*[\"”“»«」』’][.!?…。]?$")


def strip_labels(draft: Draft) -> Draft:
    """Return the draft without lines that are nothing but a label, a prompt, a note on commissions or a date above.

    A label with a name behind it names an author.
    """
    kinds = _labels(draft) | _edge_notes(draft) | _ai_note(draft) | dict.fromkeys(_dates_above(draft), "date")
    signed = (draft.lines[i] for i, kind in sorted(kinds.items()) if kind == "byline")
    named = [line.text for line in signed if line.has("byline", forms=("start",))]
    authors = (Candidate(field="author", value=text, source="visible_text") for text in named)
    stripped = draft.without({i: "agency" if kind == "supplied" else kind for i, kind in kinds.items() if kind})
    return replace(stripped, candidates=(*draft.candidates, *authors)) if named else stripped


def _labels(draft: Draft) -> dict[int, str]:
    """Return the kinds of labels and prompts by the indexes of their lines; empty for a line that is none."""
    heads = _heads_text(draft)
    doubtful = [i for i in draft.doubtful() if draft.lines[i].hits and i not in heads and not _is_step(draft.lines[i])]
    labels = {i: _label_kind(draft.lines[i]) for i in {*doubtful, *_trailing(draft), *_marks(draft)} - heads}
    late = {*doubtful, *(i for i in draft.kept() if draft.lines[i].has(*LATE))}
    inner = _inner_sentences(draft) if late else frozenset()
    protected = {i for i in inner if draft.lines[i].chance >= UNLIKELY}
    labels |= {i: _prompt_kind(draft.lines[i], inside=i not in protected) for i in doubtful if not labels.get(i)}
    labels |= {i: kind for i, kind in _by_label(draft).items() if i not in heads and not labels.get(i)}
    labels |= _invitation(draft) | _players(draft, doubtful)
    labels |= {i: "sources" for i in doubtful if _is_source(draft.lines[i])}
    labels |= _linked_below(draft, labels)
    if draft.form == "html":
        labels |= linked_lists(draft.lines, labels)
    behind = max(inner, default=len(draft.lines))
    trailers = {i: _trailer_kind(draft.lines[i]) for i in sorted(late) if i > behind and not labels.get(i)}
    return labels | {i: "author_note" if kind == "byline" else kind for i, kind in trailers.items()}


def _by_label(draft: Draft) -> dict[int, str]:
    """Return the unmarked paragraphs that are a label, begin with a prompt, or hold one and are no sentence, with their
    kinds; but none that name persons, sources or mistakes, as the text does, and no sentences on what is new."""
    lines = ((i, draft.lines[i]) for i in _unmarked(draft))
    kinds = {i: _label_kind(line) or _prompt_kind(line, inside=not line.sentence) for i, line in lines}
    told = {i: kind for i, kind in kinds.items() if kind and kind not in NAMING}
    return {i: kind for i, kind in told.items() if kind != "updated" or not draft.lines[i].sentence}


def _unmarked(draft: Draft) -> list[int]:
    """Return the paragraphs with a phrase that the page sets apart by nothing: marked up as running text is, they are
    as likely as that, and only their words tell. What begins like speech is none."""
    lines = draft.lines
    return [i for i in _like_text(draft) if lines[i].hits and not _SPEECH.match(lines[i].text)]


def _like_text(draft: Draft) -> list[int]:
    """Return the paragraphs of a page that are in and stand where running text without a phrase does."""
    lines, kept = draft.lines, draft.kept()
    places = {lines[i].path for i in kept if lines[i].running and not lines[i].chrome}
    return [i for i in kept if lines[i].kind == "paragraph" and lines[i].path in places]


def _heads_text(draft: Draft) -> set[int]:
    """Return the headings above text or other headings that would be links at the foot of a page elsewhere, and such
    lines above a question: "FAQ"; and headings that begin like a prompt, link nothing, and have the text right below
    them."""
    lines = draft.lines
    asked = {i for i, below in pairwise(draft.kept()) if lines[i].hits and lines[below].text.endswith(QUESTION)}
    pairs = [(i, below) for i, below in pairwise(draft.kept()) if lines[i].hits and lines[i].kind == "heading"]
    feet = {i for i, below in pairs if lines[below].running or lines[below].kind == "heading"}
    leading = {i for i, below in pairs if below == i + 1 and lines[below].running and lines[below].chance >= LIKELY}
    sure = {i for i in leading if lines[i].chance >= LIKELY and lines[i + 1].chance >= CERTAIN}
    titles = {i for i in leading if _titles(lines[i], sure=i in sure)}
    return {i for i in feet | asked if lines[i].has("copyright", forms=("line",))} | titles


def _is_step(line: Line) -> bool:
    """Return whether a line is rather an item of the article's own list: "Download the app" among other steps."""
    return line.kind == "list_item" and not line.linked and line.chance >= LIKELY


def _is_source(line: Line) -> bool:
    """Return whether a line says where a picture, a table or the report comes from, and no more: "Source: AFP"."""
    named = len(line.text) <= SOURCE and line.kind == "paragraph" and not line.text.endswith((":", "："))
    return named and not line.running and line.has("sources", forms=("start",))


def _titles(line: Line, *, sure: bool) -> bool:
    """Return whether a heading may be one of the text though it begins like a prompt ("See also the other side"), or,
    where the page is `sure` of what is below, is one as a whole ("Newsletters instead of notices")."""
    known = all(hit.kind in LEADING and (sure or hit.form != "line") for hit in line.hits if hit.kind != "facts")
    return known and not line.linked and ":" not in line.text


def _marks(draft: Draft) -> list[int]:
    """Return the lines that are nothing but the mark of an advert, which stands among paragraphs and looks like one."""
    paragraphs = ((i, draft.lines[i]) for i in draft.kept() if draft.lines[i].kind == "paragraph")
    return [i for i, line in paragraphs if line.has(*BETWEEN, forms=("line",)) and words_in(line.tokens) <= MARK]


def _trailing(draft: Draft) -> list[int]:
    """Return the lines that are in behind the last running text: among them, even a sure one may be a signature."""
    kept = draft.kept()
    last = next((at for at in reversed(range(len(kept))) if draft.lines[kept[at]].running), None)
    return [] if last is None else kept[last + 1 :]


def _linked_below(draft: Draft, labels: Mapping[int, str]) -> dict[int, str]:
    """Return the lines that are links from end to end and stand right below a label such as "Read also"; no headings.
    Where both are paragraphs of one look, headlines without a link go with it, too.

    A label that is a link itself ends a teaser; what is below it is something else.
    """
    found: dict[int, str] = {}
    for i, (line, below) in enumerate(pairwise(draft.lines)):
        labelled = line.has(*POINTING, forms=("line",)) and not line.linked and bool(line.rule or labels.get(i))
        free = below.kind != "heading" and not below.rule and not labels.get(i + 1)
        if (labelled or i in found) and free and (_points(below) or _is_headline(below, line)):
            found[i + 1] = "read_also"
    return found


def _points(line: Line) -> bool:
    return line.linked >= WHOLLY or (line.linked > 0 and line.has("read_also", "continues", forms=("end",)))


def _is_headline(line: Line, label: Line) -> bool:
    """Return whether a line below a label may be the headline of another article by its words, and looks like it."""
    alike = line.kind == label.kind == "paragraph" and line.path == label.path
    return alike and not line.sentence and words_in(line.tokens) <= HEADLINE


def _invitation(draft: Draft) -> dict[int, str]:
    """Return the last line, however sure the page is of it, if it is an invitation with a link: it begins like one, or
    holds one and is no sentence."""
    last = next(reversed(draft.kept()), -1)
    line = draft.lines[last] if last >= 0 else None
    if line is None or not line.linked or words_in(line.tokens) > SHORT or QUOTED.search(line.text):
        return {}
    forms = ("start",) if line.running else ("start", "end", "part")
    kind = next((hit.kind for hit in line.hits if hit.form in forms and hit.kind in TRAILERS), "")
    return {last: kind} if kind else {}


def _players(draft: Draft, doubtful: Sequence[int]) -> dict[int, str]:
    """Return the titles of films and recordings that stand in the element of their player."""
    titles = (i for i in doubtful if not draft.lines[i].running and not QUOTED.search(draft.lines[i].text))
    named = (i for i in titles if draft.lines[i].has("watch", "listen", forms=("start",)))
    return {i: "watch" for i in named if _PLAYER.search(draft.lines[i].path.rpartition("/")[0].rpartition("/")[2])}


def _label_kind(line: Line) -> str:
    """Return the kind of label that a line is as a whole; empty if it is none."""
    whole = next((hit.kind for hit in line.hits if hit.form == "line" and hit.kind in LABELS), "")
    return "" if whole and _is_sentence(line) else whole


def _prompt_kind(line: Line, *, inside: bool) -> str:
    """Return the kind of prompt that a line is by a phrase it begins with, or by one inside it; empty if it is none."""
    forms = ("start", "end", "part") if inside else ("start",)
    kinds = PROMPTS if line.sentence or line.kind != "paragraph" else (*PROMPTS, *CALLS)
    found = [hit for hit in line.hits if hit.form in forms and hit.kind in kinds]
    if not found or words_in(line.tokens) > SHORT or QUOTED.search(line.text) or _asks(line):
        return ""
    return next((hit for hit in found if hit.form != "part"), found[0]).kind


def _asks(line: Line) -> bool:
    """Return whether a line of a page is rather a question of an interview: "Do you read also what others write?"."""
    return line.text.endswith(QUESTION) and line.chance >= LIKELY and not line.linked and ":" not in line.text


def _trailer_kind(line: Line) -> str:
    """Return the kind of prompt that a line behind the article is, however long; empty if it is none, or speech."""
    if QUOTED.match(line.text) and not _NAMED.match(line.text):
        return ""
    return next((hit.kind for hit in line.hits if hit.form != "line" and hit.kind in TRAILERS), "")


def _ai_note(draft: Draft) -> dict[int, str]:
    """Return the last line if it says how the text was made: however sure the page is of it, for it looks like text."""
    last = next(reversed(draft.kept()), -1)
    line = draft.lines[last] if last >= 0 else None
    noted = line is not None and line.has("ai_text") and words_in(line.tokens) <= SHORT and not QUOTED.search(line.text)
    return {last: "ai_text"} if noted else {}


def _edge_notes(draft: Draft) -> dict[int, str]:
    """Return the notes at either end of the text on what its links earn, and those at its lower end that ask how it
    was: only those that begin with the phrase, and only beside other text, for articles on such things hold it, too."""
    kept = draft.kept()
    if len(kept) <= 2 * EDGE:
        return {}
    kinds = dict.fromkeys(kept[:EDGE], ("advert",)) | dict.fromkeys(kept[-EDGE:], ("advert", "feedback"))
    noted = {i: next((kind for kind in kinds[i] if draft.lines[i].has(kind, forms=("start",))), "") for i in kinds}
    lines = ((i, kind, draft.lines[i]) for i, kind in noted.items() if kind)
    return {i: kind for i, kind, line in lines if line.chance < NOTED and not QUOTED.search(line.text)}


def _dates_above(draft: Draft) -> list[int]:
    """Return the lines above all running text, the standfirst aside, that are a date or a dateline ("Semarang -") and
    nothing else."""
    kept = draft.kept()
    led = bool(kept) and bool(draft.standfirst) and draft.lines[kept[0]].text == draft.standfirst
    above = takewhile(lambda i: not draft.lines[i].running, kept[1:] if led else kept)
    return [i for i in above if is_bare(draft.lines[i].text) or _is_dateline(draft.lines[i])]


def _is_dateline(line: Line) -> bool:
    return line.text.endswith((" -", " –", " —")) and len(line.tokens) <= PLACE


def _inner_sentences(draft: Draft) -> frozenset[int]:
    """Return the running lines between two others of the article, with a heading between them at most and no chrome: in
    these, a phrase of chrome is what the article is about."""
    kept = draft.kept()
    lines = [draft.lines[i] for i in kept]
    likely = LIKELY if draft.form == "html" else 0.0
    state = ["chrome" if line.chrome else "text" if line.running and line.chance >= likely else "" for line in lines]
    inner = []
    for at, i in enumerate(kept):
        before, after = state[max(0, at - 2) : at][::-1], state[at + 1 : at + 3]
        if lines[at].running and all("text" in near[:1] or near == ["", "text"] for near in (before, after)):
            inner.append(i)
    return frozenset(inner)


def _is_sentence(line: Line) -> bool:
    """A single word with a full stop is a paragraph ("Stop."), and one in quotes is speech; a label has neither."""
    return (line.text.endswith((".", "!", "。")) and len(line.tokens) <= 2) or bool(QUOTED.search(line.text))


def strip_consent(draft: Draft) -> Draft:
    """Return the draft without the consent dialog: its heading, its sentences and its buttons.

    A sentence about cookies inside the article stays: a dialog shows itself by a heading or buttons close by, or stands
    apart, in a paragraph unlike those of the text.
    """
    likely = sorted({*draft.doubtful(), *_unmarked(draft)})
    said = _consent_said(draft, likely)
    consent = [i for i, line in enumerate(draft.lines) if line.rule == "consent" or i in said]
    buttons = [i for i in likely if draft.lines[i].has("cookie_button", forms=("line",))]
    # In plain text "Accept all" may be a sub-heading.
    clear = {i for i in buttons if draft.form == "html" and _is_button(draft.lines[i])}
    pressed = {i for i in buttons if i in clear or _is_near(i, consent, 2 * NEAR)}
    rules = dict.fromkeys(_above_headline(draft, sorted({*consent, *pressed})), "consent")
    return draft.without(rules | dict.fromkeys(pressed, "cookie_button") | dict.fromkeys(said, "consent"))


def _consent_said(draft: Draft, likely: Sequence[int]) -> set[int]:
    """Return the sentences on consent near its heading or buttons, or apart from the text, given the lines that words
    may take out."""
    lines = draft.lines
    heads = [i for i, line in enumerate(lines) if line.has("consent", forms=("line",)) or line.has("cookie_button")]
    found = [i for i in likely if lines[i].has("consent", forms=("part", "start")) and not QUOTED.search(lines[i].text)]
    text = {*_like_text(draft)} if draft.form == "html" else {*likely}
    apart = {i for i in draft.doubtful() if i not in text and lines[i].kind == "paragraph"}
    return {i for i in found if i in apart or _is_near(i, heads, NEAR)}


def _above_headline(draft: Draft, dialog: Sequence[int]) -> list[int]:
    """Return the lines above the headline that stand beside those of a dialog, in order: they are of it, whatever they
    say."""
    title = next((i for i, line in enumerate(draft.lines) if line.rule == "title"), 0)
    return [i for i in draft.kept() if i < title and _is_near(i, dialog, NEAR)] if dialog else []


def _is_button(line: Line) -> bool:
    """Return whether the words of a cookie button show by themselves what they are: "Accept all" does, "OK" does not,
    and "I agree." is a sentence."""
    said = line.sentence or QUOTED.search(line.text)
    return line.kind == "paragraph" and words_in(line.tokens) > 1 and not said


def _is_near(index: int, places: Sequence[int], distance: int) -> bool:
    """Return whether one of the places, in order, is at most so many lines away."""
    at = bisect_left(places, index - distance)
    return at < len(places) and places[at] <= index + distance


def strip_lists(draft: Draft) -> Draft:
    """Return the draft without what follows a heading such as "Related articles": to the end, or to where the
    article goes on."""
    if draft.form == "html":  # a page's elements tell its lists apart better than words do
        return draft
    lines = draft.lines
    start = next((i for i in draft.kept() if lines[i].running), None)
    if start is None:
        return draft
    text = [line.width if line.running and not line.chrome else 0 for line in lines]
    rest = max(i for i, line in enumerate(lines) if i <= start or not (line.chrome or line.rule))
    rules: dict[int, str] = {}
    end = before = 0
    for i in range(start, len(lines)):
        if i >= end and i > start and lines[i].has(*LISTS, forms=("line",)):
            end = _list_end(lines, text, i, before, rest)
            rules |= dict.fromkeys(range(i + 1, end), "after_related")
        before += text[i] if i >= end else 0
    return draft.without(rules)


def _list_end(lines: Sequence[Line], text: Sequence[int], heading: int, before: int, rest: int) -> int:
    """Return the index of the line with which the article goes on after a list of teasers; len(lines) if it does not.

    Given are the width of each line of running text, 0 for the others, and that of all before the heading, and the
    index of the last line that is not chrome. Teasers are headlines, with or without a summary. The article goes on
    where running lines follow each other that say more than the list, or twice as much as all before it; or where
    nothing but chrome is behind them; where the list is empty, with two of them or a long one. They are part of the
    list where a label of its entries comes again behind them. A list with bullets ends where these do.
    """
    if (behind := _behind_bullets(lines, heading)) and any(text[behind : behind + SOON]):
        return behind
    weight, at = 0, heading + 1
    labels: set[str] = set()
    while at < len(lines):
        run = at
        while run < len(lines) and text[run]:
            run += 1
        again = run < len(lines) and not labels.isdisjoint(hit.kind for hit in lines[run].hits)
        goes_on = run > rest or (sum(text[at:run]) >= min(weight, 2 * before) and not again)
        alone = not weight and run > at and text[at] >= LONG and not (run < len(lines) and lines[run].chrome)
        if (alone or run - at >= RESUME) and goes_on:
            return _with_quotes(lines, at, heading)
        labels.update(hit.kind for hit in lines[at].hits if hit.kind not in BETWEEN)
        weight += SUMMARY * (run - at) if run > at else TEASER
        at = max(run, at + 1)
    return len(lines)


def _behind_bullets(lines: Sequence[Line], heading: int) -> int:
    """Return the index of the line behind the bulleted ones that a heading without a bullet has right below it; 0 if
    there are none, or more follow soon, as where each has a summary."""
    if _BULLETED.match(lines[heading].text):
        return 0
    start = heading + 1
    behind = next((i for i in range(start, len(lines)) if not _BULLETED.match(lines[i].text)), len(lines))
    again = any(_BULLETED.match(line.text) for line in lines[behind : behind + NEAR])
    return behind if behind > start and not again else 0


def _with_quotes(lines: Sequence[Line], at: int, heading: int) -> int:
    """Return the first of the quotations right above the line with which the article goes on, a headline left over."""
    while at - 1 > heading + 1 and _WHOLE_QUOTE.match(lines[at - 1].text):
        at -= 1
    return at


def strip_tail(draft: Draft) -> Draft:
    """Return the draft without the short lines that stand among chrome after the last running text, but for likely
    sentences where its paragraphs stand and tables beside those, and without what headed or parted from the text what
    stood behind it: "More on harbours", "___"."""
    kept = draft.kept()
    if any(draft.lines[i].running for i in kept):
        ends = takewhile(lambda i: _heads_nothing(draft.lines[i]), kept[: -ENDS - 1 : -1])
        draft = draft.without(dict.fromkeys(ends, "tail"))
    kept = draft.doubtful()
    last = next(
        (i for i in reversed(draft.kept()) if draft.lines[i].running and draft.lines[i].kind != "heading"), None
    )
    if last is None:
        return draft
    chrome = next((i for i in range(last + 1, len(draft.lines)) if _is_chrome(draft.lines[i])), None)
    if chrome is None:
        return draft
    places = {line.path for line in draft.lines[: last + 1] if line.running and not line.rule}
    short = (i for i in kept if i > chrome and not draft.lines[i].running)
    body = draft.lines[last].path.rpartition("/")[0].rpartition("/")[0]
    stays = {i for i in kept if draft.lines[i].kind == "table" and body and draft.lines[i].path.startswith(f"{body}/")}
    return draft.without({i: "tail" for i in short if i not in stays and not _goes_on(draft.lines[i], places)})


def _heads_nothing(line: Line) -> bool:
    """Return whether the last line that is in says nothing by itself: it has no letters, or is a heading and no
    sentence. Those with a number say when, how many or which of a list, and those in items are the list."""
    if not any(map(str.isalnum, line.text)):
        return True
    told = line.sentence or len(line.text) > LABEL or _TELLING.search(line.text) or _IN_ITEM.search(line.path)
    return line.kind == "heading" and not told


def _goes_on(line: Line, places: Collection[str]) -> bool:
    """Return whether a line is a likely sentence where the paragraphs of the page stand, too."""
    return line.sentence and words_in(line.tokens) >= SAYING and line.chance >= LIKELY and line.path in places


def _is_chrome(line: Line) -> bool:
    return bool(line.rule) and line.rule not in ("caption", "alt", "outside")
