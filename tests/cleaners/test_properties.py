"""What holds for every page, however odd."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from cleaners import Cleaned, Page, clean
from cleaners.decode import decoded, parsed
from cleaners.tree import BLOCKS, SKIPPED, tree_of
from fixtures.sites import FIXTURES
from tests.cleaners.growth import is_linear
from tests.cleaners.lookalikes import STORIES
from tests.cleaners.soup import WORDS, soups
from tests.test_goldens import GOLDENS, case_of, golden_of, page_of, result_of

QUICK = settings(
    deadline=None, derandomize=True, max_examples=30, database=None, suppress_health_check=[HealthCheck.too_slow]
)
PRINTED = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\t\n\r")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_FOR_SPEECH = re.compile(r"visually-?hidden|sr-?only|screen-?reader|(?:^|-)vh$", re.I)
SENTENCE = "The ferry leaves the harbour at seven in the morning and comes back before noon, the captain said."


def words_of(text: str) -> list[str]:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split()


def visible_words(root: HtmlElement) -> list[str]:
    """Return the words of a page, hidden ones too, in page order: another way than the cleaners' own walk."""
    return words_of("".join(_pieces(root)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    above = element.getparent()
    # Systems mark words of a paragraph with elements of their own; elsewhere these frame whole parts of the page.
    own = "-" in element.tag and (above is None or above.tag != "p")
    apart = " " if element.tag in BLOCKS or element.tag == "br" or own else ""
    yield apart
    if element.tag not in SKIPPED:
        yield element.text or ""
        for child in element:
            gap = " " if _is_read_out(child) else ""  # it may touch words that are seen
            yield gap
            if isinstance(child.tag, str):
                yield from _pieces(child)
            yield gap
            if _may_be_apart(child):  # its look may part it from what follows: both readings are on the page
                yield f" {child.text.split()[-1]}{child.tail.split()[0]} "
            yield child.tail or ""
    yield apart


def _is_read_out(element: HtmlElement) -> bool:
    """Return whether an element is a short note on a link that screen readers alone find."""
    note = "".join(element.itertext()) if element.tag == "span" and _FOR_SPEECH.search(element.get("class", "")) else ""
    return 1 < len(note) <= 80 and next(element.iterancestors("a"), None) is not None


def _may_be_apart(element: HtmlElement) -> bool:
    """Return whether an element with a class opens a block, and what follows begins in upper case."""
    holder = element.getparent()
    opens = element.tag == "span" and element.get("class") and holder[0] is element and not (holder.text or "").strip()
    return bool(opens and (element.text or "").strip() and (element.tail or "").strip()[:1].isupper())


def is_subsequence(words: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(word in rest for word in words)


def kept_words(cleaned: Cleaned) -> list[str]:
    return [word for block in cleaned.blocks for word in block.text.split()]


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def texts_of(cleaned: Cleaned) -> list[str]:
    return [one.text for one in (*cleaned.blocks, *cleaned.removals)]


# Soup.


@QUICK
@given(soups())
def test_cleaning_is_deterministic(source):
    assert clean(source.encode()) == clean(source.encode())


@QUICK
@given(soups())
def test_what_is_kept_of_soup_is_a_subsequence_of_the_page(source):
    cleaned = clean(source.encode())
    assert is_subsequence(kept_words(cleaned), visible_words(parsed(decoded(source.encode()))))


@QUICK
@given(soups())
def test_nothing_of_soup_is_lost_silently(source):
    cleaned = clean(source.encode())
    page = letters(*(block.text for block in tree_of(parsed(decoded(source.encode()))).blocks))
    rest = page - letters(*texts_of(cleaned))
    assert letters(*texts_of(cleaned)) - page == Counter()
    assert rest in (Counter(), letters(cleaned.title))


@QUICK
@given(st.lists(st.one_of(st.sampled_from([*WORDS, ""]), st.text(PRINTED, max_size=50)), max_size=20))
def test_every_line_of_text_is_kept_removed_or_the_title(lines):
    source = "\n".join(lines).encode("utf-8", "replace")
    cleaned = clean(Page(body=source, form="text"))
    words = words_of(source.decode())
    found = words_of(" ".join([*texts_of(cleaned), cleaned.title]))
    assert Counter(found) == Counter(words)
    assert is_subsequence(kept_words(cleaned), words)


@QUICK
@given(st.binary(max_size=400), st.sampled_from(["html", "text"]))
def test_any_bytes_are_cleaned(body, form):
    assert isinstance(clean(Page(body=body, form=form)), Cleaned)


@QUICK
@given(st.text(max_size=400))
def test_any_str_is_cleaned(source):
    assert isinstance(clean(source), Cleaned)


@QUICK
@given(st.binary(max_size=60), st.lists(st.binary(max_size=60), max_size=3), st.text(max_size=20))
def test_any_continuations_and_headers_are_cleaned(body, more, header):
    page = Page(body=body, headers={"content-type": header, "last-modified": header}, continuations=tuple(more))
    assert isinstance(clean(page), Cleaned)


# The fixtures.


def pages() -> list[Path]:
    return [path for path in GOLDENS if "later" not in path.name]


@pytest.mark.parametrize("path", pages(), ids=case_of)
def test_what_is_kept_of_a_page_is_a_subsequence_of_it(path):
    page = page_of(path)
    words = [
        word for body in (page.body, *page.continuations) for word in visible_words(parsed(decoded(body, page.headers)))
    ]
    assert is_subsequence(kept_words(result_of(path).cleaned), words)


@pytest.mark.parametrize("path", pages(), ids=case_of)
def test_nothing_of_a_page_is_lost_silently(path):
    page, cleaned = page_of(path), result_of(path).cleaned
    bodies = (page.body, *page.continuations)
    blocks = [block.text for body in bodies for block in tree_of(parsed(decoded(body, page.headers))).blocks]
    assert letters(*texts_of(cleaned)) - letters(*blocks) == Counter()
    assert letters(*blocks) - letters(*texts_of(cleaned)) in (Counter(), letters(cleaned.title))


@pytest.mark.parametrize("path", pages(), ids=case_of)
def test_cleaning_a_page_twice_gives_the_same(path):
    assert clean(page_of(path)) == result_of(path).cleaned


def flat(blocks: list[str]) -> list[str]:
    return [line for block in blocks for line in block.split("\n")]


def as_text(title: str, blocks: list[str]) -> Page:
    return Page(body="\n\n".join([title, *blocks]).encode(), form="text")


def full_articles() -> list[Path]:
    return [path for path in pages() if golden_of(path)["completeness"] == "full"]


@pytest.mark.parametrize("path", full_articles(), ids=case_of)
def test_cleaning_a_clean_article_changes_nothing(path):
    golden = golden_of(path)
    again = clean(as_text(golden["title"], golden["paragraphs"]))
    assert [block.text for block in again.blocks] == flat(golden["paragraphs"])
    assert again.title == golden["title"]


@pytest.mark.parametrize("path", full_articles(), ids=case_of)
def test_cleaning_its_own_output_changes_nothing(path):
    once = result_of(path).cleaned
    again = clean(as_text(once.title, [block.text for block in once.blocks]))
    assert [block.text for block in again.blocks] == flat([block.text for block in once.blocks])


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*/page.txt")), ids=case_of)
def test_cleaning_a_text_twice_is_cleaning_it_once(path):
    once = clean(Page(body=path.read_bytes(), form="text"))
    again = clean(as_text(once.title, [block.text for block in once.blocks]))
    assert [block.text for block in again.blocks] == [block.text for block in once.blocks]


@pytest.mark.parametrize("code", STORIES)
def test_cleaning_a_clean_article_changes_nothing_in_any_language(code):
    text = [*STORIES[code].before, *STORIES[code].after]
    again = clean(as_text(STORIES[code].title, text))
    assert ([block.text for block in again.blocks], again.title) == (text, STORIES[code].title)


# Time.

SIZES = {
    "paragraphs": lambda n: f"<article><h1>T</h1>{f'<p>{SENTENCE}</p>' * n}</article>",
    "short paragraphs": lambda n: "<p>x</p>" * n,
    "a list": lambda n: (
        f"<div><p>{SENTENCE}</p><ul>{''.join(f'<li>{SENTENCE} No. {i}.</li>' for i in range(n))}</ul></div>"
    ),
    "one paragraph": lambda n: f"<p>{SENTENCE * n}</p>",
    "links": lambda n: "<a href=x>one more link</a> " * n,
    "line breaks": lambda n: f"<p>{'one line<br>' * n}</p>",
    "attributes": lambda n: "".join(f"<p class='c{i} related-{i}'>x</p>" for i in range(n)),
    "open tags": lambda n: "<b><i><p>x" * n,
    "times": lambda n: "<time datetime=2026-01-03>x</time>" * n,
    "cells": lambda n: f"<table>{'<tr><td>1<td>2' * n}</table>",
    "consent": lambda n: "<p>We use cookies to count.</p><button>Accept all</button>" * n,
}
TEXT_SIZES = {
    "lines": lambda n: f"{SENTENCE}\n\n" * n,
    "consent": lambda n: "We use cookies to count our readers.\nAccept all\n" * n,
    "related": lambda n: f"{SENTENCE}\n" + f"Related articles\nA headline\n{SENTENCE}\n{SENTENCE}\n" * n,
    "captions": lambda n: f"{SENTENCE}\n\nA gull\nPhoto: Kai Holm\n\n" * n,
}


@pytest.mark.parametrize("name", SIZES)
def test_time_grows_with_the_page_and_no_faster(name):
    assert is_linear(lambda n: clean(Page(body=SIZES[name](n).encode())), 250, 1500)


@pytest.mark.parametrize("name", TEXT_SIZES)
def test_time_grows_with_the_text_and_no_faster(name):
    assert is_linear(lambda n: clean(Page(body=TEXT_SIZES[name](n).encode(), form="text")), 500, 4000)
