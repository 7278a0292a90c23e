from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select

from scrapers.article import Article
from scrapers.store import Save, Store, Stored, StoreOptions
from scrapers.store import stories as module
from scrapers.store.relating import Relating
from scrapers.store.tables import metadata, story_articles, story_merges, story_terms
from scrapers.story import StoryMerge
from tests.scrapers.normalizer.stories.samples import ROWS, at, on, told
from tests.scrapers.store import postgresql
from tests.scrapers.store.samples import article

NOW = at("2026-03-05")
FERRY = [told(row) for row in ROWS if row["event"] == "ferry"]
FIRE = [told(row) for row in ROWS if row["event"] == "fire"]
VOTE = [told(row) for row in ROWS if row["event"] == "vote"]
ALL = [told(row) for row in ROWS]


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    if reason := postgresql.missing():
        pytest.skip(reason)
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    url: str = request.getfixturevalue("postgresql_url")
    engine = create_engine(url)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    engine.dispose()
    return url


@pytest.fixture
def any_store(any_url: str) -> Iterator[Store]:
    with Store.open(any_url) as opened:
        yield opened


def saved(store: Store, *articles: Article, now: datetime = NOW) -> list[Stored]:
    results = store.save_many([Save(article=one, now=now) for one in articles])
    assert all(isinstance(one, Stored) for one in results)
    return [one for one in results if isinstance(one, Stored)]


def stories(store: Store, *articles: Article, now: datetime = NOW) -> list[str]:
    return [one.article.story for one in saved(store, *articles, now=now)]


def rows(url: str, query):
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(query).all()
    engine.dispose()
    return found


def merges(store: Store) -> list[StoryMerge]:
    return [StoryMerge.model_validate_json(one.document) for one in store.log(0, limit=1000) if one.kind == "merge"]


def test_articles_of_one_event_are_one_story_in_every_language(any_store: Store) -> None:
    found = stories(any_store, *ALL)
    assert len(set(found[:7])) == len(set(found[7:10])) == len(set(found[10:])) == 1
    assert set(found) == {ALL[0].id, ALL[7].id, ALL[10].id}
    assert merges(any_store) == []
    assert [one.article.story for one in saved(any_store, *ALL)] == found


def test_stories_are_listed_with_the_newest_article_first(any_store: Store) -> None:
    saved(any_store, *FERRY, VOTE[0])
    ferry, vote = any_store.stories()
    assert (ferry.id, ferry.articles, len(ferry.outlets), ferry.title) == (FERRY[0].id, 7, 7, FERRY[0].title)
    assert set(ferry.languages) == {"en", "da", "de", "ru", "zh-Hans", "ar", "es"}
    assert (ferry.first, ferry.last) == (at("2026-03-04"), at("2026-03-05"))
    assert (vote.id, vote.articles, vote.outlets) == (VOTE[0].id, 1, ("kysten",))
    assert [one.id for one in any_store.story(ferry.id)] == [
        *(one.id for one in FERRY[:6]),
        FERRY[6].id,
    ]


def test_an_article_of_few_words_and_a_page_that_is_none_have_no_story(any_store: Store) -> None:
    gallery = told(ROWS[0], completeness={"verdict": "not_article", "evidence": []})
    assert stories(any_store, article(), gallery) == ["", ""]
    assert any_store.stories() == ()


def test_a_story_without_articles_for_a_week_is_closed(any_store: Store) -> None:
    week, late = told(ROWS[6], published=on("2026-03-11")), told(ROWS[1], published=on("2026-03-19"))
    assert stories(any_store, FERRY[0], week, late) == [FERRY[0].id, FERRY[0].id, late.id]


def test_how_long_a_story_stays_open_can_be_chosen(store_url: str) -> None:
    next_day = told(ROWS[1], published=on("2026-03-06"))
    with Store.open(store_url, options=StoreOptions(story_days=1.0)) as store:
        assert stories(store, FERRY[0], next_day) == [FERRY[0].id, next_day.id]


def test_an_article_without_a_date_is_near_to_what_came_lately(store: Store) -> None:
    guess = on("2026-03-05T12:00:00+00:00", "first_seen")
    dateless = [told(row, published=guess) for row in ROWS[:2]]
    assert stories(store, *dateless) == [dateless[0].id] * 2
    other = told(ROWS[6], published=guess)
    assert stories(store, other, now=NOW + timedelta(days=30)) == [other.id]


def test_a_copy_belongs_to_the_story_of_its_original_however_late_it_comes(store: Store) -> None:
    (original,) = saved(store, FERRY[0])
    copy = told(ROWS[0], id="c" * 32, canonical_url="https://copy.example/1", published=on("2026-05-01"))
    (stored,) = saved(store, copy, now=at("2026-05-01"))
    assert stored.article.duplicate is not None
    assert stored.article.story == original.article.story == FERRY[0].id


def test_a_revision_keeps_its_story_and_is_found_by_its_new_words(any_store: Store, any_url: str) -> None:
    saved(any_store, FERRY[0])
    (changed,) = saved(any_store, told({**ROWS[0], "text": FIRE[0].text}, id=FERRY[0].id))
    assert (changed.kind, changed.article.story) == ("revision", FERRY[0].id)
    assert stories(any_store, FIRE[1]) == [FERRY[0].id]
    assert len(rows(any_url, select(story_articles))) == 2


def test_a_short_article_that_grows_gets_a_story(store: Store) -> None:
    url = "https://example.org/live"
    assert stories(store, article(url)) == [""]
    grown = article(url, FERRY[0].text, title=FERRY[0].title)
    assert stories(store, grown) == [grown.id]


def two_stories(store: Store) -> tuple[str, str]:
    """Two stories about one event: the second is opened while no article finds another."""
    saved(store, FERRY[1])
    with pytest.MonkeyPatch.context() as blind:
        blind.setattr(module, "FEWEST", 1000)
        saved(store, FERRY[0])
    return FERRY[1].id, FERRY[0].id


def test_a_merge_is_an_event_of_the_feed_after_the_article_that_showed_it(any_store: Store, any_url: str) -> None:
    kept, gone = two_stories(any_store)
    (third,) = saved(any_store, FERRY[6])
    assert third.article.story == kept
    assert third.merge is not None
    assert merges(any_store) == [third.merge]
    assert (third.merge.story, third.merge.merged, third.merge.article) == (kept, (gone,), FERRY[6].id)
    assert [one.kind for one in any_store.log(third.cursor - 1)] == ["new", "merge"]
    assert any_store.story_ids(gone) == any_store.story_ids(gone[:8]) == (kept,)
    assert any_store.story_ids("abc") == any_store.story_ids("ffffffff") == ()
    assert len(any_store.story(kept)) == 3
    assert [(row.merged, row.story) for row in rows(any_url, select(story_merges))] == [(gone, kept)]


def test_what_the_feed_said_of_earlier_articles_stays(store: Store) -> None:
    kept, gone = two_stories(store)
    before = store.log(0)
    saved(store, FERRY[6])
    assert store.log(0)[: len(before)] == before
    (again,) = saved(store, told(ROWS[0], title="Ferry aground"))
    assert (again.kind, again.article.story) == ("revision", kept)
    assert gone != kept


def test_merges_are_for_readers_of_every_outlet_and_language(store: Store) -> None:
    two_stories(store)
    saved(store, FERRY[6])
    assert [one.kind for one in store.log(0, outlets=("nobody",), languages=("fo",))] == ["merge"]


def test_a_frequent_term_does_not_make_an_article_costly(store: Store, store_url: str) -> None:
    many = [
        told({**ROWS[0], "day": "2026-03-04", "outlet": f"o{n}", "title": f"Boat {n} in Skagen"}, id=f"{n:032x}")
        for n in range(60)
    ]
    saved(store, *many)
    assert rows(store_url, select(func.count()).select_from(story_terms))[0][0] <= 60 * 28


def test_what_came_long_ago_is_forgotten_by_the_index_only(store: Store, store_url: str, monkeypatch) -> None:
    monkeypatch.setattr(module, "TIDIED", 3)
    saved(store, FERRY[0], FIRE[0])
    saved(store, VOTE[0], now=NOW + timedelta(days=60))
    found = rows(store_url, select(story_articles.c.features).order_by(story_articles.c.number))
    assert [row.features is None for row in found] == [True, True, False]
    assert {row.number for row in rows(store_url, select(story_terms.c.number))} == {3}
    assert len(store.stories()) == 3


def test_a_batch_without_a_store_has_the_same_stories(store: Store) -> None:
    with Relating() as relating:
        related = [one.story for one in relating.related(ALL)]
        assert relating.found(FERRY[3]).story == FERRY[0].id
    assert related == stories(store, *ALL)


def test_a_batch_merges_nothing_that_it_has_said_already() -> None:
    with Relating() as relating:
        first = relating.related([FERRY[1]])[0].story
        with pytest.MonkeyPatch.context() as blind:
            blind.setattr(module, "FEWEST", 1000)
            second = relating.related([FERRY[0]])[0].story
        assert relating.related([FERRY[6], FERRY[0]])[1].story == second != first


def outcome(order: list[int]) -> tuple[list[str], list[StoryMerge]]:
    """Store the articles in this order in a store of their own; the story of each, as it said, and the merges."""
    with TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/store.sqlite") as store:
        said = stories(store, *(ALL[place] for place in order))
        now = {one.id: story.id for story in store.stories() for one in store.story(story.id)}
        events = merges(store)
        renamed = {gone: event.story for event in events for gone in event.merged}
        for place, story in zip(order, said, strict=True):
            while story in renamed:
                story = renamed[story]
            assert now[ALL[place].id] == story, "a story changed without an event"
    return said, events


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(ALL))))
def test_the_same_order_gives_the_same_stories_and_none_changes_without_an_event(order: list[int]) -> None:
    said, events = outcome(order)
    assert (said, events) == outcome(order)
    for place, story in zip(order, said, strict=True):
        events_of = {ROWS[other]["event"] for other, found in zip(order, said, strict=True) if found == story}
        assert events_of == {ROWS[place]["event"]}
