from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text

from benchmarks.templates import filled, templates
from scrapers.article import Article
from scrapers.store import Save, Store
from scrapers.store.duplicates import FOLLOWED
from scrapers.store.tables import copies, fingerprints
from tests.scrapers.store import postgresql
from tests.scrapers.store.samples import LONG, NOW, article

SHORT = "The museum is closed on Monday."
PARAGRAPHS = [
    f"In the {place} the {worker} had {thing} ready before the {time}, and nobody there could say who had asked for it "
    f"or why the {other} was still standing in the rain."
    for place, worker, thing, time, other in [
        ("harbour", "pilot", "two boats", "tide", "crane"),
        ("school", "cook", "soup for everyone", "bell", "bicycle"),
        ("theatre", "painter", "a forest of paper", "rehearsal", "piano"),
        ("library", "caretaker", "new shelves", "opening", "statue"),
        ("garden", "mayor", "a speech", "first guests", "tent"),
        ("station", "guard", "a red flag", "night train", "luggage van"),
    ]
]
WHOLE = "\n\n".join(PARAGRAPHS)
OWN = (
    "Our own reporter walked through the town all afternoon, spoke with the people in the square and found them calm.",
    "The council wants to hear what the fire brigade has learned before it decides how much money it will spend.",
    "A petition against the plan was signed by hundreds, many of whom live on the other side of the river by now.",
)


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    if reason := postgresql.missing():
        pytest.skip(reason)
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        _empty(url)
    with Store.open(url) as opened:
        yield opened


def _empty(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def stored(store: Store, name: str, words: str, outlet: str = "harbour", **fields: Any) -> Article:
    reference = {"id": outlet, "name": outlet, "country": "dk"}
    return store.save(article(f"https://{outlet}.example/{name}", words, outlet=reference, **fields), now=NOW).article


def kinds(one: Article) -> tuple[str, str] | None:
    return (one.duplicate.of, one.duplicate.kind) if one.duplicate else None


def test_the_same_words_elsewhere_are_a_duplicate_of_the_first(store: Store) -> None:
    first, *rest = [stored(store, str(n), LONG) for n in range(3)]
    assert first.duplicate is None
    for copy in rest:
        assert copy.duplicate is not None
        assert copy.duplicate.model_dump() == {"of": first.id, "kind": "exact", "similarity": 1.0}


@pytest.mark.parametrize("copied", [f'"{LONG}"', LONG.upper(), LONG.replace(". ", ".\n\n"), LONG + " …"])
def test_quotation_marks_case_and_paragraphs_leave_the_words_the_same(store: Store, copied: str) -> None:
    original = stored(store, "a", f"“{LONG}”")
    assert kinds(stored(store, "b", copied)) == (original.id, "exact")


def test_a_short_text_repeats_by_chance(store: Store) -> None:
    stored(store, "a", SHORT)
    assert stored(store, "b", SHORT).duplicate is None


def test_a_copy_of_an_older_version_is_a_duplicate(store: Store) -> None:
    original = stored(store, "a", LONG)
    stored(store, "a", f"{LONG} The storm is over.")
    assert kinds(stored(store, "b", LONG)) == (original.id, "exact")


def test_an_original_never_becomes_the_duplicate_of_its_copy(store: Store) -> None:
    late = f"{LONG} The storm is over."
    original = stored(store, "a", LONG)
    copy = stored(store, "b", late)
    assert kinds(copy) == (original.id, "near")
    revised = stored(store, "a", late)
    assert revised.revision == 2
    assert revised.duplicate is None
    assert revised.cluster == original.id


def test_a_revision_is_no_duplicate_of_itself(store: Store) -> None:
    stored(store, "a", WHOLE)
    revised = stored(store, "a", f"{WHOLE}\n\n{OWN[0]}")
    assert (revised.revision, revised.duplicate, revised.cluster, revised.also_published_by) == (2, None, "", ())


def test_a_revision_that_takes_over_an_earlier_text_is_a_duplicate(store: Store) -> None:
    original = stored(store, "a", LONG)
    stored(store, "b", SHORT)
    assert kinds(stored(store, "b", LONG)) == (original.id, "exact")


@pytest.mark.parametrize("kept", range(2, 7))
def test_a_text_cut_after_any_paragraph_is_near_its_original(store: Store, kept: int) -> None:
    original = stored(store, "a", f"{WHOLE}\n\n{OWN[0]}")
    copy = stored(store, "b", "\n\n".join(PARAGRAPHS[:kept]), "museum")
    assert copy.duplicate is not None
    assert copy.duplicate.model_dump() == {"of": original.id, "kind": "near", "similarity": 1.0}
    assert (copy.cluster, copy.also_published_by) == (original.id, ("harbour",))


def test_a_longer_original_that_comes_later_is_the_duplicate(store: Store) -> None:
    copy = stored(store, "a", "\n\n".join(PARAGRAPHS[2:5]))
    assert kinds(stored(store, "b", WHOLE, "museum")) == (copy.id, "near")
    (first, _) = sorted(store.articles(), key=lambda one: one.id != copy.id)
    assert (first.duplicate, first.cluster, first.also_published_by) == (None, "", ())


def test_two_outlets_that_edit_one_text_have_wire_copy(store: Store) -> None:
    original = stored(store, "a", "\n\n".join([*PARAGRAPHS[:5], OWN[0]]))
    edited = "\n\n".join([OWN[1], *PARAGRAPHS[1:], OWN[2]])
    assert kinds(stored(store, "b", edited, "museum")) == (original.id, "wire")
    assert kinds(stored(store, "c", edited.replace(OWN[1], OWN[0]), "harbour")) != (original.id, "wire")


def test_a_recognised_agency_makes_any_copy_wire(store: Store) -> None:
    original = stored(store, "a", WHOLE, wire={"agency": "Ritzau", "evidence": "/ritzau/"})
    assert kinds(stored(store, "b", "\n\n".join(PARAGRAPHS[:3]))) == (original.id, "wire")


def test_all_outlets_of_a_group_are_known_to_those_that_come_later(store: Store) -> None:
    first = stored(store, "a", WHOLE)
    names = ["museum", "zoo", "bakery", "museum"]
    later = [stored(store, str(n), "\n\n".join([*PARAGRAPHS, OWN[n % 3]]), name) for n, name in enumerate(names)]
    assert {one.cluster for one in later} == {first.id}
    assert [one.also_published_by for one in later] == [
        ("harbour",),
        ("harbour", "museum"),
        ("harbour", "museum", "zoo"),
        ("bakery", "harbour", "zoo"),
    ]


def test_articles_of_one_batch_see_one_another(store: Store) -> None:
    batch = [article(f"https://example.org/{n}", WHOLE) for n in range(3)]
    results = store.save_many([Save(article=one, now=NOW) for one in batch])
    originals = [kinds(one.article) for one in results]  # type: ignore[union-attr]
    assert originals == [None, (batch[0].id, "exact"), (batch[0].id, "exact")]


def test_the_batches_make_no_difference(store: Store, tmp_path: Path) -> None:
    chance = random.Random(3)
    texts = ["\n\n".join(chance.sample([*PARAGRAPHS, *OWN], 5)) for _ in range(12)]
    batch = [article(f"https://example.org/{n}", words) for n, words in enumerate(texts)]
    together = store.save_many([Save(article=one, now=NOW) for one in batch])
    with Store.open(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        alone = [other.save(one, now=NOW) for one in batch]
    relations = [(one.article.duplicate, one.article.cluster, one.article.also_published_by) for one in alone]
    assert [
        (one.article.duplicate, one.article.cluster, one.article.also_published_by) for one in together
    ] == relations  # type: ignore[union-attr]


def test_stories_from_one_template_are_not_merged(store: Store) -> None:
    chance = random.Random(7)
    batch = [
        article(f"https://example.org/{number}-{n}", filled(template, chance))
        for number, template in enumerate(templates())
        for n in range(6)
    ]
    results = store.save_many([Save(article=one, now=NOW) for one in batch])
    assert [one.article.duplicate for one in results] == [None] * len(batch)  # type: ignore[union-attr]


def test_a_wire_text_that_everybody_prints_is_still_found_and_takes_little_room(store: Store, tmp_path: Path) -> None:
    first = stored(store, "a", WHOLE)
    for n in range(2 * FOLLOWED):
        assert kinds(stored(store, str(n), f"{WHOLE}\n\nPrinted on page {n}.", f"outlet{n}")) == (first.id, "near")
    engine = create_engine(store._parts.engine.url)
    with engine.begin() as connection:
        prints = connection.execute(select(func.count()).select_from(fingerprints)).scalar_one()
        texts = connection.execute(select(func.count()).select_from(copies)).scalar_one()
    engine.dispose()
    assert texts == 2 * FOLLOWED + 1
    assert prints < 2 * texts + 12


def test_a_paragraph_that_stands_everywhere_is_not_followed(store: Store) -> None:
    notice = f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"
    chance = random.Random(1)
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]
    texts = [f"{' '.join(chance.choices(words, k=80))}\n\n{notice}" for _ in range(2 * FOLLOWED)]
    assert [stored(store, str(n), one).duplicate for n, one in enumerate(texts)] == [None] * len(texts)
    assert kinds(stored(store, "copy", texts[-1])) is not None
