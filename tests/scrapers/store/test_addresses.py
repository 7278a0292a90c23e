from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scrapers.normalizer import identity_key
from scrapers.store import Store
from tests.scrapers.store.samples import HOUR, LONG, NOW, article, listing

PLACES = ("harbour", "school", "theatre", "library")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", key=identity_key) as opened:
        yield opened


def path(number: int, query: str) -> str:
    return f"news/storm-hits-coast-{81234 + number}?{query}"


def story(number: int) -> str:
    return f"{LONG} All of it happened at the {PLACES[number]}, said the {PLACES[number]} master."


def save(store: Store, listed: str, text: str, **fields: object) -> None:
    url = f"https://example.org/{listed}"
    store.admit("harbour", listing(listed), now=NOW)
    store.save(article(url, text, **fields), listed_url=url, now=NOW)


def wanted(store: Store, *paths: str) -> Sequence[str]:
    admission = store.admit("harbour", listing(*paths), now=NOW + HOUR)
    return [one.url.removeprefix("https://example.org/") for one in admission.wanted]


def teach(store: Store, name: str, times: int = 3) -> None:
    for number in range(times):
        for place in (1, 2):
            save(store, path(number, f"{name}={place}"), story(number))


def test_a_parameter_that_three_articles_have_shown_to_mean_nothing_is_not_asked_for_again(store: Store) -> None:
    teach(store, "pos")
    new = path(3, "pos=1")
    assert wanted(store, new, path(3, "pos=2"), path(3, "pos=3")) == [new]


def test_what_was_owed_under_another_key_is_owed_once_and_no_longer_than_it_is_needed(store: Store) -> None:
    both = [path(3, "pos=1"), path(3, "pos=2")]
    assert wanted(store, *both) == both
    teach(store, "pos")
    owed = [one.url for one in store.pending("harbour", now=NOW + HOUR)]
    assert owed == [f"https://example.org/{both[0]}"]
    save(store, both[0], story(3))
    assert store.pending("harbour", now=NOW + HOUR) == ()
    assert wanted(store, *both) == []


def test_two_articles_are_not_enough(store: Store) -> None:
    teach(store, "pos", times=2)
    both = [path(3, "pos=1"), path(3, "pos=2")]
    assert wanted(store, *both) == both


def test_an_address_with_the_same_canonical_one_teaches_as_well(store: Store) -> None:
    for number in range(3):
        canonical = f"https://example.org/{path(number, '').rstrip('?')}"
        for place in (1, 2):
            listed = path(number, f"pos={place}")
            one = article(canonical, story(number)).model_copy(update={"url": f"https://example.org/{listed}"})
            store.admit("harbour", listing(listed), now=NOW)
            store.save(one, listed_url=one.url, now=NOW)
    assert wanted(store, path(3, "pos=1"), path(3, "pos=2")) == [path(3, "pos=1")]


def test_a_parameter_that_once_told_two_texts_apart_is_never_left_out(store: Store) -> None:
    save(store, path(3, "page=1"), story(3))
    save(store, path(3, "page=2"), story(3)[::-1])
    teach(store, "page")
    both = [path(4, "page=1"), path(4, "page=2")]
    assert wanted(store, *both) == both


def test_a_wall_teaches_nothing(store: Store) -> None:
    wall = {"verdict": "consent_wall", "evidence": []}
    for number in range(3):
        for place in (1, 2):
            save(store, path(number, f"pos={place}"), story(number), completeness=wall)
    both = [path(3, "pos=1"), path(3, "pos=2")]
    assert wanted(store, *both) == both


def test_what_one_outlet_has_taught_is_not_believed_of_another(store: Store) -> None:
    teach(store, "pos")
    both = listing(path(3, "pos=1"), path(3, "pos=2"))
    assert len(store.admit("harbour", both, now=NOW).wanted) == 1
    assert len(store.admit("lighthouse", both, now=NOW).wanted) == 2
