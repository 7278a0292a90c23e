from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from cleaners.model import Discovery
from scrapers.errors import StoreError
from scrapers.store import Store, StoreOptions, Validators
from tests.scrapers.store.samples import HOUR, LONG, NOW, article, date, listing

FEED = "https://example.org/feed.xml"
TAG = Validators(url=FEED, etag='"v1"', last_modified="Sun, 04 Jan 2026 11:00:00 GMT")


def urls(discoveries: Sequence[Discovery]) -> list[str]:
    return [one.url.removeprefix("https://example.org/") for one in discoveries]


def saved(store: Store, path: str, now: datetime = NOW) -> None:
    url = f"https://example.org/{path}"
    store.save(article(url, published=date(now)), listed_url=url, now=now)


def test_new_urls_are_wanted_in_the_order_of_the_list(store: Store) -> None:
    admission = store.admit("harbour", listing("c", "a", "b", "a#top"), now=NOW)
    assert (urls(admission.wanted), admission.known) == (["c", "a", "b"], 0)


def test_what_is_stored_is_known(store: Store) -> None:
    store.admit("harbour", listing("a", "b"), now=NOW)
    saved(store, "a")
    admission = store.admit("harbour", listing("a", "b", "c"), now=NOW + HOUR)
    assert (urls(admission.wanted), admission.known) == (["b", "c"], 1)


def test_half_a_character_in_a_list_harms_nothing_else(store: Store) -> None:
    entries = [*listing("a"), *listing("\ud83d"), *listing("b", title="torn \ud83d")]
    assert urls(store.admit("harbour", entries, now=NOW).wanted) == ["a", "b"]
    assert store.pending("harbour", now=NOW)[1].title == "torn \ud83d"


def test_the_list_entry_comes_back_whole(store: Store) -> None:
    entry = Discovery(
        url="https://example.org/å?q=1&b=2",
        source="news_sitemap",
        source_url=FEED,
        title="Færgen “sejler”",
        published="2026-01-04",
        categories=("Havn", "Vejr"),
        authors=("A. Berg",),
        language="da",
    )
    store.admit("harbour", [entry], now=NOW)
    assert store.pending("harbour", now=NOW) == (entry,)


def test_no_run_is_asked_twice_for_the_same_url(store: Store) -> None:
    run = store.start_run("harbour", now=NOW)
    assert urls(store.admit("harbour", listing("a"), now=NOW, run=run).wanted) == ["a"]
    assert urls(store.admit("harbour", listing("a", "b"), now=NOW, run=run).wanted) == ["b"]
    assert store.pending("harbour", now=NOW, run=run) == ()


def test_what_a_killed_run_left_is_pending_once(store: Store) -> None:
    store.admit("harbour", listing("a", "b"), now=NOW, run=store.start_run("harbour", now=NOW))
    saved(store, "a")
    run = store.start_run("harbour", now=NOW)
    assert urls(store.pending("harbour", now=NOW, run=run)) == ["b"]
    assert store.admit("harbour", listing("a", "b"), now=NOW, run=run).wanted == ()


def test_outlets_do_not_mix(store: Store) -> None:
    store.admit("harbour", listing("a"), now=NOW, validators=TAG)
    assert urls(store.admit("other", listing("a"), now=NOW).wanted) == ["a"]
    assert store.validators("other", FEED) is None


def test_a_failure_is_tried_again_when_its_wait_is_over(store: Store) -> None:
    store.admit("harbour", listing("a"), now=NOW)
    url = "https://example.org/a"
    store.fail("harbour", url, status=503, reason="busy", permanent=False, now=NOW)
    soon, later = NOW + HOUR / 12, NOW + HOUR / 6
    assert store.pending("harbour", now=soon) == ()
    assert store.admit("harbour", listing("a"), now=soon).wanted == ()
    assert urls(store.pending("harbour", now=later)) == ["a"]
    assert urls(store.admit("harbour", listing("a"), now=later).wanted) == ["a"]


def test_a_failure_can_be_tried_again_in_the_same_run(store: Store) -> None:
    run = store.start_run("harbour", now=NOW)
    store.admit("harbour", listing("a"), now=NOW, run=run)
    store.fail("harbour", "https://example.org/a", status=0, reason="reset", permanent=False, now=NOW)
    assert urls(store.pending("harbour", now=NOW + HOUR, run=run)) == ["a"]


def test_an_article_that_cannot_be_stored_is_a_failure_of_its_url(store: Store) -> None:
    (entry,) = store.admit("harbour", listing("a"), now=NOW).wanted
    with pytest.raises(StoreError):
        store.save(article(entry.url, "torn \ud83d"), listed_url=entry.url, now=NOW)
    assert store.pending("harbour", now=NOW) == ()
    assert store.pending("harbour", now=NOW + HOUR) == (entry,)


def test_a_reason_may_hold_half_a_character(store: Store) -> None:
    url = "https://example.org/a"
    store.fail("harbour", url, status=0, reason="torn \ud83d", permanent=False, now=NOW)
    assert store.counts()[0].failed == 1


def test_what_is_gone_is_known(store: Store) -> None:
    store.admit("harbour", listing("a"), now=NOW)
    store.fail("harbour", "https://example.org/a", status=404, reason="gone", permanent=True, now=NOW)
    assert store.admit("harbour", listing("a"), now=NOW + 99 * HOUR).known == 1
    assert [(one.found, one.failed, one.gone) for one in store.counts()] == [(0, 0, 1)]


def test_a_url_that_nobody_listed_may_fail_or_be_saved(store: Store) -> None:
    store.fail("harbour", "https://example.org/a", status=500, reason="", permanent=False, now=NOW)
    saved(store, "b")
    assert urls(store.pending("harbour", now=NOW + HOUR)) == ["a"]
    assert store.admit("harbour", listing("b"), now=NOW + HOUR).known == 1


def test_young_articles_are_fetched_again_while_they_are_listed(store: Store) -> None:
    fetches = []
    for hour in range(0, 100, 2):
        now = NOW + hour * HOUR
        if store.admit("harbour", listing("a"), now=now).wanted:
            fetches.append(hour)
            url = "https://example.org/a"
            store.save(article(url), listed_url=url, now=now)
    assert fetches == [0, 6, 24, 72]


def test_a_changed_list_date_asks_again_but_not_at_every_crawl(store: Store) -> None:
    fetches = []
    url = "https://example.org/a"
    store.save(article(url, published=date(NOW - 999 * HOUR)), listed_url=url, now=NOW)
    store.admit("harbour", listing("a", modified="0"), now=NOW)
    for hour in range(1, 72):
        now = NOW + hour * HOUR
        if store.admit("harbour", listing("a", modified=str(hour)), now=now).wanted:
            fetches.append(hour)
            store.save(article(url), listed_url=url, now=now)
    assert fetches == [1, 2, 3, 5, 9, 17, 33, 65]


def test_a_change_seen_too_early_is_not_lost(store: Store) -> None:
    store.admit("harbour", listing("a", modified="1"), now=NOW)
    saved(store, "a")
    soon = NOW + HOUR / 12
    assert store.admit("harbour", listing("a", modified="2"), now=soon, validators=TAG).wanted == ()
    assert urls(store.pending("harbour", now=NOW + HOUR)) == ["a"]


def test_a_list_that_is_unmodified_still_lists(store: Store) -> None:
    store.admit("harbour", listing("old", "young"), now=NOW)
    saved(store, "old")
    saved(store, "young")
    store.admit("harbour", listing("young"), now=NOW + HOUR, validators=TAG)
    assert store.admit_unchanged("harbour", FEED, now=NOW + 2 * HOUR).wanted == ()
    run = store.start_run("harbour", now=NOW)
    due = store.admit_unchanged("harbour", FEED, now=NOW + 7 * HOUR, run=run)
    assert urls(due.wanted) == ["young"]
    assert store.admit_unchanged("harbour", FEED, now=NOW + 7 * HOUR, run=run).wanted == ()
    assert store.admit_unchanged("harbour", "https://example.org/x", now=NOW + 7 * HOUR).wanted == ()


def test_validators_are_kept_and_replaced(store: Store) -> None:
    assert store.validators("harbour", FEED) is None
    store.admit("harbour", [], now=NOW, validators=TAG)
    assert store.validators("harbour", FEED) == TAG
    store.admit("harbour", [], now=NOW)
    assert store.validators("harbour", FEED) == TAG
    store.admit("harbour", [], now=NOW, validators=Validators(url=FEED))
    assert store.validators("harbour", FEED) == Validators(url=FEED)


def test_validators_are_not_kept_without_their_urls(store: Store) -> None:
    broken = replace(TAG, etag=cast("str", object()))
    with pytest.raises(StoreError):
        store.admit("harbour", listing("a"), now=NOW, validators=broken)
    assert store.validators("harbour", FEED) is None
    assert store.pending("harbour", now=NOW) == ()


def test_two_spellings_of_a_url_are_one(store_url: str) -> None:
    with Store.open(store_url, key=lambda url, _: url.partition("?")[0]) as store:
        assert urls(store.admit("harbour", listing("a?utm=1", "a?utm=2"), now=NOW).wanted) == ["a?utm=1"]
        saved(store, "a?utm=3")
        assert store.admit("harbour", listing("a"), now=NOW).known == 1


def test_two_listed_urls_may_lead_to_one_article(store: Store) -> None:
    store.admit("harbour", listing("a", "b"), now=NOW)
    one = article("https://example.org/canonical", LONG)
    kinds = [store.save(one, listed_url=url.url, now=NOW).kind for url in listing("a", "b")]
    assert kinds == ["new", "unchanged"]
    assert store.admit("harbour", listing("a", "b"), now=NOW).known == 2


def test_a_large_sitemap(store: Store) -> None:
    paths = [str(number) for number in range(1203)]
    assert len(store.admit("harbour", listing(*paths), now=NOW).wanted) == 1203
    saved(store, "7")
    admission = store.admit("harbour", listing(*paths, "more"), now=NOW)
    assert (len(admission.wanted), admission.known) == (1203, 1)


def test_very_long_urls_are_told_apart(store: Store) -> None:
    paths = ["x" * 5000 + end for end in "ab"]
    assert len(store.admit("harbour", listing(*paths), now=NOW).wanted) == 2
    saved(store, paths[0])
    assert urls(store.admit("harbour", listing(*paths), now=NOW).wanted) == paths[1:]


def test_waits_and_intervals_can_be_set(store_url: str) -> None:
    options = StoreOptions(rechecks=(HOUR,), retry_wait=2 * HOUR, attempts=2)
    url = "https://example.org/b"
    with Store.open(store_url, options=options) as store:
        saved(store, "a")
        assert urls(store.admit("harbour", listing("a"), now=NOW + HOUR).wanted) == ["a"]
        store.fail("harbour", url, status=0, reason="", permanent=False, now=NOW)
        assert "b" not in urls(store.pending("harbour", now=NOW + HOUR))
        store.fail("harbour", url, status=0, reason="", permanent=False, now=NOW)
        assert "b" not in urls(store.pending("harbour", now=NOW + 99 * HOUR))


def test_times_need_an_offset(store: Store) -> None:
    with pytest.raises(StoreError, match="time without offset"):
        store.admit("harbour", listing("a"), now=datetime(2026, 1, 4))
