"""Steps that take chrome out by its words, where no DOM can tell: each one named, each removal recorded."""

from __future__ import annotations

from cleaners.draft import QUOTED, Draft, Line
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
LISTS = ("related", "most_read")
NEAR = 3  # lines within which consent text, its heading and its buttons stand together
SHORT = 30  # words up to which a line with a phrase in it can be chrome as a whole
RESUME = 2  # running lines in a row after a list of teasers that show the article going on


def strip_labels(draft: Draft) -> Draft:
    """Return the draft without lines that are nothing but a label or a prompt."""
    labels = {i: _label_kind(draft.lines[i]) for i in draft.doubtful()}
    return draft.without({i: "agency" if kind == "supplied" else kind for i, kind in labels.items() if kind})


def _label_kind(line: Line) -> str:
    """Return the kind of label or prompt that a line is; empty if it is none."""
    whole = next((hit.kind for hit in line.hits if hit.form == "line" and hit.kind in LABELS), "")
    if whole and not _is_sentence(line):
        return whole
    opens = next((hit.kind for hit in line.hits if hit.form in ("start", "end") and hit.kind in PROMPTS), "")
    inside = next((hit.kind for hit in line.hits if hit.form == "part" and hit.kind in PROMPTS), "")
    if words_in(line.tokens) <= SHORT and not QUOTED.search(line.text):
        return opens or inside
    return ""


def _is_sentence(line: Line) -> bool:
    """A single word with a full stop is a paragraph ("Stop."), and one in quotes is speech; a label has neither."""
    return (line.text.endswith((".", "!", "。")) and len(line.tokens) <= 2) or bool(QUOTED.search(line.text))


def strip_consent(draft: Draft) -> Draft:
    """Return the draft without the consent dialog: its heading, its sentences and its buttons.

    A sentence about cookies inside the article stays: a dialog shows itself by a heading or buttons close by.
    """
    lines = draft.lines
    heads = [i for i, line in enumerate(lines) if line.has("consent", forms=("line",)) or line.has("cookie_button")]
    sentences = [i for i in draft.doubtful() if lines[i].has("consent", forms=("part", "start"))]
    rules = {}
    for i in sentences:
        if any(abs(i - head) <= NEAR for head in heads) and not QUOTED.search(lines[i].text):
            rules[i] = "consent"
    consent = [i for i, line in enumerate(lines) if line.rule == "consent"] + list(rules)
    for i in draft.doubtful():
        if lines[i].has("cookie_button", forms=("line",)) and any(abs(i - c) <= 2 * NEAR for c in consent):
            rules[i] = "cookie_button"
    return draft.without(rules)


def strip_lists(draft: Draft) -> Draft:
    """Return the draft without what follows a heading such as "Related articles": to the end, or to where the
    article goes on."""
    rules: dict[int, str] = {}
    lines = draft.lines
    start = next((i for i in draft.kept() if lines[i].running), None)
    if start is None or draft.form == "html":  # a page's elements tell its lists apart better than words do
        return draft
    for i in range(start + 1, len(lines)):
        if lines[i].has(*LISTS, forms=("line",)) and i not in rules:
            for j in range(i + 1, _list_end(lines, i)):
                rules[j] = "after_related"
    return draft.without(rules)


def _list_end(lines: tuple[Line, ...], heading: int) -> int:
    """Return the index of the line with which the article goes on after a list of teasers; len(lines) if it does not.

    Teasers are headlines, with or without a summary; the article goes on where, after at least one headline, running
    lines follow each other up to the end or up to the next chrome.
    """
    at = heading + 1
    while at < len(lines) and not lines[at].running:
        at += 1
    if at == heading + 1:
        return len(lines)
    run = at
    while run < len(lines) and lines[run].running and not lines[run].hits:
        run += 1
    rest_is_chrome = all(line.hits or line.rule for line in lines[run:])
    return at if run - at >= RESUME and rest_is_chrome else len(lines)


def strip_tail(draft: Draft) -> Draft:
    """Return the draft without the short lines that stand among chrome after the last running text."""
    kept = draft.doubtful()
    last = next(
        (i for i in reversed(draft.kept()) if draft.lines[i].running and draft.lines[i].kind != "heading"), None
    )
    if last is None:
        return draft
    chrome = next((i for i in range(last + 1, len(draft.lines)) if _is_chrome(draft.lines[i])), None)
    if chrome is None:
        return draft
    return draft.without({i: "tail" for i in kept if i > chrome and not draft.lines[i].running})


def _is_chrome(line: Line) -> bool:
    return bool(line.rule) and line.rule not in ("caption", "alt")
