from __future__ import annotations

import pytest

from scrapers.engine.cleaning.progress import FAILURES_SHOWN, Progress
from tests.scrapers.engine.cleaning.samples import done, lost


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_the_end_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(live=True)
    with progress:
        for result in (done("a"), done("b", text=""), done("c")):
            progress.add(result)
    progress.ended()
    assert said(capsys) == ["scrapy clean: 3 pages, 2 articles, 1 without text, 0 failures, 20 ms a page"]


def test_no_page_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(live=True).ended()
    assert said(capsys) == ["scrapy clean: 0 pages, 0 articles, 0 failures, nothing cleaned"]


def test_a_stopped_batch_says_how_far_it_came(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(live=True)
    progress.ended(stopped=True)
    progress.add(done("b-7"))
    progress.ended(stopped=True)
    first, second = said(capsys)
    assert first.startswith("scrapy clean: stopped before the first page was done: 0 pages")
    assert second == "scrapy clean: stopped after b-7: 1 page, 1 article, 0 failures, 20 ms a page"


def test_failures_are_named_but_not_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(live=True)
    for _ in range(FAILURES_SHOWN + 100):
        progress.add(lost())
    lines = said(capsys)
    assert lines[0] == "scrapy clean: b.html: cleaning took longer than 20 s (CLEAN_DEADLINE)"
    assert len(lines) == FAILURES_SHOWN + 1
    assert progress.failures == FAILURES_SHOWN + 100
