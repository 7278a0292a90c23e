from __future__ import annotations

import pytest
from scrapy.crawler import Crawler
from scrapy.spiders import Spider
from scrapy.statscollectors import MemoryStatsCollector

from scrapers.engine.tally import (
    FAILURES_KEPT,
    Tally,
    count,
    count_failure,
    count_seconds,
    counts_of,
    tally_of,
    total_of,
)


def stats() -> MemoryStatsCollector:
    return MemoryStatsCollector(Crawler(Spider))


def test_counts_are_read_back_from_the_stats() -> None:
    given = stats()
    count(given, "found", 5)
    count(given, "new", 2)
    count(given, "new")
    count_seconds(given, 0.25)
    count_seconds(given, 0.05)
    tally = tally_of("courier", given)
    assert (tally.found, tally.new, tally.pages) == (5, 3, 3)
    assert tally.milliseconds == 100.0


def test_failures_are_all_counted_and_the_first_kept_in_words() -> None:
    given = stats()
    for number in range(FAILURES_KEPT + 5):
        count_failure(given, f"http://a.example/{number}", "HTTP 500")
    tally = tally_of("courier", given)
    assert tally.failed == FAILURES_KEPT + 5
    assert len(tally.failures) == FAILURES_KEPT
    assert tally.failures[0] == ("http://a.example/0", "HTTP 500")


def test_a_crawl_without_pages_has_no_time_a_page() -> None:
    assert tally_of("courier", stats()).milliseconds is None


def test_a_total_adds_up_everything_but_words() -> None:
    total = total_of([Tally(outlet="a", new=1, failed=2, microseconds=3), Tally(outlet="b", new=4, known=5)])
    assert (total.new, total.failed, total.known, total.microseconds) == (5, 2, 5, 3)


def test_an_outlet_is_broken_if_nothing_came_of_it() -> None:
    assert Tally(outlet="a", problem="no cassette").broken
    assert not Tally(outlet="a", problem="stopped early", new=1).broken
    assert not Tally(outlet="a", problem="skipped", skipped=True).broken
    assert not Tally(outlet="a").broken


def test_counts_for_the_store_are_whole_numbers() -> None:
    assert counts_of(Tally(outlet="a", new=1))["new"] == 1
    assert "saved" not in counts_of(Tally(outlet="a", saved=1))
    assert {type(number) for number in counts_of(Tally(outlet="a")).values()} == {int}


@pytest.mark.parametrize(
    ("tally", "broken"),
    [
        (Tally(outlet="a", failed=3), True),
        (Tally(outlet="a", problem="no such file"), True),
        (Tally(outlet="a", failed=1, known=5), False),
        (Tally(outlet="a", failed=1, new=1), False),
        (Tally(outlet="a", problem="locked", skipped=True), False),
        (Tally(outlet="a"), False),
    ],
)
def test_a_crawl_is_broken_if_nothing_came_of_it_but_failures(tally: Tally, broken: bool) -> None:
    assert tally.broken is broken
