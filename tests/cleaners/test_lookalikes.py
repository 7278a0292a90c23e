"""What only looks like chrome stays: sentences about cookies, adverts, related articles of a law, in every language."""

from __future__ import annotations

import pytest

from cleaners import Page, clean
from tests.cleaners.lookalikes import CASES, FORMS, STORIES, Case
from tests.cleaners.skeletons import SKELETONS, page_of


def kept(source: str, form: str = "html") -> list[str]:
    """Return the lines of the article that cleaning keeps."""
    page = Page(body=source.encode(), headers={"content-type": "text/html; charset=utf-8"}, form=form)
    return [line for block in clean(page).blocks for line in block.text.split("\n")]


def as_text(case: Case) -> str:
    """Return a case as a careless extractor leaves it: no elements, the list of teasers below."""
    story = case.story
    parts = [*story.nav[:3], story.title, *("\n".join(lines) for _, lines in case.article())]
    return "\n\n".join([*parts, story.related, *story.teasers, story.copyright])


def lost(case: Case, lines: list[str]) -> list[str]:
    return [line for line in case.lines if line not in lines]


def in_turn() -> list[tuple[Case, str]]:
    """Return each case with two of the pages, so that every page holds cases of every kind."""
    return [(case, SKELETONS[(i + more) % len(SKELETONS)]) for i, case in enumerate(CASES) for more in (0, 2)]


@pytest.mark.parametrize(("case", "skeleton"), in_turn(), ids=[f"{case.name}-{name}" for case, name in in_turn()])
def test_it_stays_in_the_article(case, skeleton):
    page = page_of(skeleton, case.story, case.article())
    assert lost(case, kept(page)) == []


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_it_stays_in_plain_text(case):
    assert lost(case, kept(as_text(case), "text")) == []


@pytest.mark.parametrize("skeleton", SKELETONS)
@pytest.mark.parametrize("code", STORIES)
def test_the_pages_are_such_as_are_cleaned_well(code, skeleton):
    """A case would prove nothing on a page whose other paragraphs are lost, or where everything is kept."""
    story = STORIES[code]
    text = [*story.before, *story.after]
    lines = kept(page_of(skeleton, story, [("p", (line,)) for line in text]))
    assert [line for line in text if line not in lines] == []
    assert [line for line in (*story.nav, story.copyright, *story.consent) if line in lines] == []


def test_there_are_enough_cases_of_every_form():
    assert len(CASES) >= 150
    assert {case.form for case in CASES} == set(FORMS)
    assert {case.place for case in CASES} == {"middle", "end"}
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(STORIES) >= 40
