from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Discovery
from scrapers.store.due import UrlState, failed, fetched, found, is_due, listed, next_recheck, rechecked
from scrapers.store.model import Failure, StoreOptions
from tests.scrapers.store.samples import HOUR, NOW

OPTIONS = StoreOptions()
MINUTE = timedelta(minutes=1)
ENTRY = Discovery(url="https://example.org/a", source="feed", source_url="https://example.org/feed", modified="10:00")
NEW = found("a", ENTRY, NOW)
STORED = replace(fetched(NEW, "new", NOW), article_id="1", recheck_at=NOW + 6 * HOUR)


def test_what_a_list_names_first_is_owed() -> None:
    assert is_due(NEW, NOW, None)
    assert (NEW.state, NEW.lastmods) == ("found", (("feed", "10:00"),))


@pytest.mark.parametrize(
    ("state", "after", "run", "due"),
    [
        pytest.param(NEW, 0 * HOUR, 2, True, id="found"),
        pytest.param(replace(NEW, run=1), 0 * HOUR, 2, True, id="owed by an earlier run"),
        pytest.param(replace(NEW, run=2), 0 * HOUR, 2, False, id="this run has been asked"),
        pytest.param(replace(NEW, run=2), 0 * HOUR, None, True, id="runs not counted"),
        pytest.param(replace(NEW, next_try=NOW + HOUR), HOUR - MINUTE, 2, False, id="put off"),
        pytest.param(replace(NEW, next_try=NOW + HOUR), HOUR, 2, True, id="put off until now"),
        pytest.param(STORED, 100 * HOUR, 2, False, id="stored"),
        pytest.param(replace(STORED, wanted=True), HOUR, 2, True, id="stored, recheck owed"),
    ],
)
def test_due(state: UrlState, after: timedelta, run: int | None, due: bool) -> None:
    assert is_due(state, NOW + after, run) is due


@pytest.mark.parametrize(
    ("state", "modified", "after", "wanted", "next_try"),
    [
        pytest.param(STORED, "10:00", HOUR, False, None, id="as before"),
        pytest.param(STORED, "", HOUR, False, None, id="says nothing any more"),
        pytest.param(STORED, "11:00", HOUR, True, 15 * MINUTE, id="changed"),
        pytest.param(replace(STORED, unchanged=2), "11:00", HOUR, True, HOUR, id="cried wolf twice"),
        pytest.param(replace(STORED, lastmods=()), "11:00", HOUR, False, None, id="first date"),
        pytest.param(replace(STORED, lastmods=(("sitemap", "9"),)), "11:00", HOUR, False, None, id="other list"),
        pytest.param(STORED, "10:00", 6 * HOUR, True, None, id="recheck due"),
        pytest.param(replace(STORED, recheck_at=None), "10:00", 99 * HOUR, False, None, id="no recheck"),
        pytest.param(replace(STORED, state="gone"), "11:00", HOUR, True, 15 * MINUTE, id="gone, back"),
        pytest.param(replace(NEW, state="gone", wanted=False), "11:00", HOUR, True, None, id="never there"),
    ],
)
def test_what_being_listed_again_does(
    state: UrlState, modified: str, after: timedelta, wanted: bool, next_try: timedelta | None
) -> None:
    again = listed(state, replace(ENTRY, modified=modified), NOW + after, OPTIONS)
    assert again.wanted is wanted
    assert again.next_try == (next_try and NOW + next_try)


def test_a_change_is_asked_for_once() -> None:
    changed = replace(ENTRY, modified="11:00")
    again = fetched(listed(STORED, changed, NOW + HOUR, OPTIONS), "unchanged", NOW + HOUR)
    assert not listed(again, changed, NOW + 2 * HOUR, OPTIONS).wanted


def test_an_old_url_is_not_written_again_because_it_is_listed() -> None:
    old = replace(STORED, recheck_at=None)
    assert listed(old, ENTRY, NOW + 99 * HOUR, OPTIONS) == old


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (Discovery(url="o", source="feed", published="1"), Discovery(url="n", source="section"), "o"),
        (Discovery(url="o", source="sitemap"), Discovery(url="n", source="feed"), "n"),
        (Discovery(url="o", source="feed"), Discovery(url="n", source="news_sitemap", published="1"), "n"),
        (Discovery(url="o", source="feed"), Discovery(url="n", source="feed"), "n"),
    ],
)
def test_the_most_telling_list_entry_is_kept(old: Discovery, new: Discovery, kept: str) -> None:
    assert listed(found("a", old, NOW), new, NOW, OPTIONS).discovery.url == kept


def test_a_recheck_is_owed_only_while_listed() -> None:
    assert not rechecked(STORED, NOW + 5 * HOUR).wanted
    assert rechecked(STORED, NOW + 6 * HOUR).wanted
    assert not is_due(STORED, NOW + 6 * HOUR, None)


def test_failures_are_put_off_longer_each_time_and_then_given_up() -> None:
    state, waits = NEW, []
    while state.wanted:
        state = failed(state, Failure(status=503, reason="busy"), NOW, OPTIONS)
        waits.append(state.next_try and (state.next_try - NOW) / MINUTE)
    assert waits == [10, 20, 40, 80, 160, 320, 640, None]
    assert (state.state, state.status, state.reason) == ("failed", 503, "busy")


def test_a_failure_does_not_unstore_an_article() -> None:
    state = failed(replace(STORED, wanted=True), Failure(), NOW, OPTIONS)
    assert (state.state, state.wanted) == ("stored", True)


def test_what_is_gone_is_not_tried_again() -> None:
    gone = failed(NEW, Failure(status=410, permanent=True), NOW, OPTIONS)
    assert (gone.state, gone.wanted, gone.next_try) == ("gone", False, None)
    assert not listed(gone, ENTRY, NOW + 999 * HOUR, OPTIONS).wanted


@given(st.integers(1, 200), st.integers(0, 60), st.timedeltas(MINUTE, timedelta(days=2)))
def test_no_wait_is_longer_than_allowed(attempts: int, failures: int, first: timedelta) -> None:
    options = StoreOptions(attempts=attempts, retry_wait=first)
    state = NEW
    for _ in range(failures):
        state = failed(state, Failure(), NOW, options)
        assert state.next_try is None or NOW < state.next_try <= NOW + options.retry_wait_max
        assert state.wanted is (state.attempts < attempts)


def test_a_success_ends_all_waiting() -> None:
    put_off = failed(NEW, Failure(status=503, reason="busy"), NOW, OPTIONS)
    done = fetched(put_off, "new", NOW + HOUR)
    assert (done.attempts, done.next_try, done.status, done.reason) == (0, None, 0, "")
    assert (done.first_stored, done.unchanged) == (NOW + HOUR, 0)
    again = fetched(fetched(done, "unchanged", NOW + 2 * HOUR), "unchanged", NOW + 3 * HOUR)
    assert (again.first_stored, again.last_stored, again.unchanged) == (NOW + HOUR, NOW + 3 * HOUR, 2)


@pytest.mark.parametrize(
    ("published", "after", "recheck"),
    [
        ("2026-01-04T11:00:00+00:00", 0 * HOUR, 6 * HOUR),
        ("2026-01-04T11:00:00+00:00", 6 * HOUR, 24 * HOUR),
        ("2026-01-04T11:00:00+00:00", 30 * HOUR, 72 * HOUR),
        ("2026-01-04T11:00:00+00:00", 72 * HOUR, None),
        ("2026-01-04T11:00:00", 0 * HOUR, 6 * HOUR),
        ("2026-01-02", 0 * HOUR, 6 * HOUR),
        ("2026-01-01", 0 * HOUR, None),
        ("2019-05-05T11:00:00+02:00", 0 * HOUR, None),
    ],
)
def test_young_articles_are_rechecked(published: str, after: timedelta, recheck: timedelta | None) -> None:
    assert next_recheck(NOW, published, NOW + after, OPTIONS) == (recheck and NOW + recheck)


def test_rechecks_can_be_switched_off() -> None:
    assert next_recheck(NOW, NOW.isoformat(), NOW, StoreOptions(rechecks=())) is None


def test_intervals_are_counted_from_the_first_fetch() -> None:
    first: datetime = NOW - 20 * HOUR
    assert next_recheck(first, first.isoformat(), NOW, OPTIONS) == first + 24 * HOUR
