from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from cleaners.model import Page
from scrapers.engine.cleaning.rows import Row, Unread
from scrapers.engine.cleaning.work import BATCH, Done, Lost, Work
from scrapers.engine.options import EngineOptions
from scrapers.outlets.model import Outlet
from tests.scrapers.engine.site import page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
STEP = (("after:title", "tests.scrapers.engine.steps.troublesome"),)
SENTENCE = "This sentence stands in the article so that the step which reads it finds the word {} in it."


@contextmanager
def working(*, explain: bool = False, memory: bool = True) -> Iterator[Work]:
    options = EngineOptions(store_url="", workers=2, deadline=20.0, normalize_steps=STEP)
    work = Work(options, NOW, explain=explain, memory=memory)
    work.start()
    try:
        yield work
    finally:
        work.close()


def row(number: int, extra: str = "", url: str = "") -> Row:
    body = page(number % 6, extra).encode()
    return Row(source_id=number, place=f"rows.jsonl, row {number}", page=Page(url=url, body=body))


def nobody(url: str) -> Outlet | None:
    raise AssertionError("a page without an address was looked up")


def test_results_come_in_order_and_failures_take_their_place() -> None:
    rows = [row(n) for n in range(12)]
    rows[2] = row(2, SENTENCE.format("CRASH"))
    rows[4] = row(4, SENTENCE.format("HANG"))
    rows[6] = row(6, SENTENCE.format("RAISE"))
    unread = Unread(source_id="a:8", place="a.jsonl, row 8", reason="not JSON")
    with working() as work:
        results = list(work.results([*rows[:8], unread, *rows[8:]], nobody))
    assert [one.source_id for one in results] == [*range(8), "a:8", *range(8, 12)]
    lost = {one.source_id: (one.kind, one.message) for one in results if isinstance(one, Lost)}
    assert lost == {
        2: ("crash", "rows.jsonl, row 2: the cleaning process died with exit code 3"),
        4: ("timeout", "rows.jsonl, row 4: cleaning took longer than 20 s (CLEAN_DEADLINE)"),
        6: ("exception", lost[6][1]),
        "a:8": ("input", "a.jsonl, row 8: not JSON"),
    }
    assert "Unpicklable" in lost[6][1]
    assert all(one.seconds > 0 and one.article.text and one.cleaned is None for one in results if isinstance(one, Done))


def test_a_million_rows_are_not_read_ahead() -> None:
    read = 0

    def rows() -> Iterator[Row | Unread]:
        nonlocal read
        for number in range(1_000_000):
            read += 1
            bad = Unread(source_id=number, place="a", reason="not JSON")
            yield bad if number % 2 else row(number)

    with working() as work:
        results = work.results(rows(), nobody)
        for done in range(1, 120):
            next(results)
            assert read <= done + BATCH


def test_what_cleaning_gave_is_there_if_it_was_asked_for() -> None:
    with working(explain=True) as work:
        good, bad = work.results([row(0), row(1, SENTENCE.format("RAISE"))], nobody)
    assert isinstance(good, Done)
    assert good.cleaned is not None
    assert [block.text for block in good.cleaned.blocks] == [block.text for block in good.article.blocks]
    assert isinstance(bad, Lost)


def test_the_outlet_of_an_address_is_that_of_the_article() -> None:
    outlet = Outlet(
        id="courier", name="Courier", domain="c.example", country="gb", languages=("en",), time_zone="Europe/London"
    )
    with working() as work:
        (one,) = work.results([row(0, url="https://c.example/1")], lambda url: outlet)
    assert isinstance(one, Done)
    assert one.article.outlet.id == "courier"


def letters(host: str, pages: int) -> list[Row]:
    prompt = "<p>Stay close to the harbour with our daily letter of the tide</p>"
    rows = [row(number, prompt, f"https://{host}/{number}") for number in range(pages)]
    return [replace(one, source_id=f"{host} {one.source_id}") for one in rows]


def with_prompt(memory: bool, rows: list[Row]) -> list[object]:
    with working(memory=memory) as work:
        results = [one for one in work.results(rows, lambda url: None) if isinstance(one, Done)]
    assert len(results) == len(rows)
    return [one.source_id for one in results if "daily letter" in one.article.text]


def test_pages_of_one_site_teach_about_each_other_whatever_their_order() -> None:
    rows = [one for pair in zip(letters("quay.example", 5), letters("pier.example", 5), strict=True) for one in pair]
    alone = letters("lone.example", 1)
    assert with_prompt(True, [*rows, *alone]) == ["lone.example 0"]
    assert len(with_prompt(False, [*rows, *alone])) == 11


def test_an_article_names_the_memory_that_helped() -> None:
    with working() as work:
        results = [one for one in work.results(letters("quay.example", 3), lambda url: None) if isinstance(one, Done)]
    assert len({one.article.site_memory for one in results}) == 1
    assert results[0].article.site_memory
