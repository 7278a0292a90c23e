from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.errors import InputError
from scrapers.feed.reader import Entry, follow, head, since
from scrapers.store import LogEntry, Save, Store
from tests.scrapers.store.samples import LONG, NOW, article

COUNT = 230


@pytest.fixture
def filled(store: Store) -> Store:
    batch = [article(f"https://example.org/{number}", f"{LONG} {number}") for number in range(COUNT)]
    store.save_many([Save(article=one, now=NOW) for one in batch])
    return store


def test_the_feed_is_read_from_the_start_in_order(filled: Store) -> None:
    entries = list(since(filled))
    assert [entry.article.url.rpartition("/")[2] for entry in entries] == [str(n) for n in range(COUNT)]
    assert [entry.cursor for entry in entries] == [f"{filled.id}-{n}" for n in range(1, COUNT + 1)]
    assert {entry.kind for entry in entries} == {"new"}


def test_reading_on_gives_what_is_stored_later(filled: Store) -> None:
    cursor = list(since(filled))[-1].cursor
    assert list(since(filled, cursor)) == []
    revised = filled.save(article("https://example.org/3", "It stays."), now=NOW).article
    (entry,) = since(filled, cursor)
    assert (entry.kind, entry.article) == ("revision", revised)
    assert head(filled) == entry.cursor
    assert list(since(filled, head(filled))) == []


def test_an_entry_tells_what_its_version_changed(filled: Store) -> None:
    cursor = head(filled)
    for text in ("It stays.", "It stays in port."):
        filled.save(article("https://example.org/3", text), now=NOW)
    filled.save(article("https://example.org/new"), now=NOW)
    one, other, new = [entry for entry in since(filled, cursor) if isinstance(entry, Entry)]
    assert (one.changes(), other.changes()) == filled.changes(one.article.id)
    assert new.changes() is None


def test_what_changed_is_read_with_the_entries_and_not_one_by_one(filled: Store, store_statements: list[str]) -> None:
    for number in range(50):
        filled.save(article(f"https://example.org/{number}", "It stays."), now=NOW)
    store_statements.clear()
    changes = [entry.changes() for entry in since(filled) if isinstance(entry, Entry)]
    assert sum(one is not None for one in changes) == 50
    assert sum(statement.startswith("SELECT") for statement in store_statements) == 3


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 150), min_size=1, max_size=8))
def test_reading_in_parts_is_reading_at_once(filled: Store, limits: list[int]) -> None:
    cursor, read = "", []
    for limit in limits:
        part = list(since(filled, cursor, limit=limit))
        cursor = part[-1].cursor if part else cursor
        read += part
    assert read == list(since(filled))[: sum(limits)]


def test_the_feed_can_be_narrowed(filled: Store) -> None:
    other = article("https://example.com/x", outlet={"id": "other", "name": "Other", "country": "dk"})
    danish = article("https://example.com/y", language={"code": "da", "confidence": 1.0})
    for one in (other, danish):
        filled.save(one, now=NOW)
    assert [entry.article for entry in since(filled, outlets=["other"])] == [other]
    assert [entry.article for entry in since(filled, languages=["da"])] == [danish]
    assert list(since(filled, outlets=["other"], languages=["da"])) == []
    assert list(since(filled, limit=0)) == []


def test_a_wrong_cursor_is_refused_before_anything_is_read(filled: Store) -> None:
    with pytest.raises(InputError):
        since(filled, "x")
    with pytest.raises(InputError):
        follow(filled, "x", idle=lambda: False)


def test_following_gives_what_comes_until_it_is_told_to_end(filled: Store) -> None:
    seen: list[str] = []

    def idle() -> bool:
        """Something is stored whenever the reader has read everything, three times."""
        seen.append(f"idle after {len(seen)}")
        number = len(seen)
        filled.save(article(f"https://example.org/later-{number}"), now=NOW)
        return number % 4 != 0

    for entry in follow(filled, f"{filled.id}-{COUNT - 1}", idle=idle):
        seen.append(entry.article.url.rpartition("/")[2])
    assert seen == [str(COUNT - 1), "idle after 1", "later-2", "idle after 3"]


def test_following_a_narrow_feed_does_not_read_the_rest_again(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    log = filled.log

    def counted(after: int, **options: Any) -> tuple[LogEntry, ...]:
        asked.append(after)
        return log(after, **options)

    monkeypatch.setattr(filled, "log", counted)
    idles = iter([True, False])
    assert list(follow(filled, idle=lambda: next(idles), outlets=["other"])) == []
    assert asked == [0, COUNT]


def test_a_long_feed_takes_no_more_memory_than_a_short_one(store: Store) -> None:
    text = LONG * 40
    for start in range(0, 600, 100):
        batch = [article(f"https://example.org/{number}", f"{text} {number}") for number in range(start, start + 100)]
        store.save_many([Save(article=one, now=NOW) for one in batch])

    def peak(limit: int) -> int:
        tracemalloc.start()
        for _ in since(store, limit=limit):
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(600) < 1.5 * peak(150)
