from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from scrapers.errors import StoreError
from scrapers.store import Save, Store
from tests.scrapers.store.samples import HOUR, LONG, NOW, article, date

URL = "https://example.org/a"


def test_a_new_article_is_stored_as_it_came(store: Store) -> None:
    given_ = article(URL, revision=7)
    stored = store.save(given_, now=NOW)
    assert (stored.kind, stored.cursor) == ("new", 1)
    assert stored.article == given_.model_copy(update={"revision": 1})
    assert list(store.articles()) == [stored.article]


def test_the_same_words_again_change_nothing(store: Store) -> None:
    first = store.save(article(URL), now=NOW)
    again = store.save(article(URL, fetched_at="2026-01-05T12:00:00+00:00", authors=["A. Berg"]), now=NOW)
    assert (again.kind, again.cursor, again.article) == ("unchanged", 0, first.article)
    assert store.last_cursor() == first.cursor


@pytest.mark.parametrize("change", [{"text": "The ferry stays."}, {"title": "Ferry stays"}, {"standfirst": "No wind."}])
def test_other_words_make_a_revision_and_keep_the_old_text(store: Store, change: dict[str, str]) -> None:
    first = store.save(article(URL), now=NOW).article
    second = store.save(article(URL, **change), now=NOW + HOUR)
    assert (second.kind, second.cursor, second.article.revision) == ("revision", 2, 2)
    assert store.versions(first.id) == (first, second.article)
    assert list(store.articles()) == [second.article]


def test_a_revision_has_a_date_even_if_the_page_gives_none(store: Store) -> None:
    store.save(article(URL), now=NOW)
    modified = store.save(article(URL, "It stays."), now=NOW + HOUR).article.modified
    assert modified is not None
    assert (modified.value, modified.source, modified.raw) == ("2026-01-04T13:00:00+00:00", "first_seen", "")


def test_the_date_of_a_change_that_the_page_gives_is_kept(store: Store) -> None:
    store.save(article(URL), now=NOW)
    stated = date(NOW + HOUR / 2)
    modified = store.save(article(URL, "It stays.", modified=stated), now=NOW + HOUR).article.modified
    assert modified is not None
    assert modified.model_dump() == stated


def test_what_each_version_changed_is_told_oldest_first(store: Store) -> None:
    texts = ["The ferry sails again.", "The ferry sails again on Monday.", "Cars stay ashore."]
    for number, words in enumerate(texts):
        store.save(article(URL, words, title="Ferry sails" if number < 2 else "No cars"), now=NOW + number * HOUR)
    first, second = store.changes(article(URL).id)
    assert [(one.old_text, one.new_text) for one in first.changed] == [(texts[0], texts[1])]
    assert (first.since, first.title, first.added, first.removed) == (1, None, (), ())
    assert ([one.text for one in second.removed], [one.text for one in second.added]) == ([texts[1]], [texts[2]])
    assert second.since == 2
    assert second.title is not None
    assert (second.title.before, second.title.after) == ("Ferry sails", "No cars")


def test_an_article_that_never_changed_has_no_changes(store: Store) -> None:
    store.save(article(URL), now=NOW)
    assert store.changes(article(URL).id) == store.changes("0" * 32) == ()


def test_a_revision_of_the_punctuation_changes_no_words(store: Store) -> None:
    store.save(article(URL), now=NOW)
    assert store.save(article(URL, "The ferry sails again!"), now=NOW + HOUR).kind == "revision"
    (changes,) = store.changes(article(URL).id)
    assert (changes.title, changes.standfirst, changes.added, changes.removed, changes.changed) == (
        None,
        None,
        (),
        (),
        (),
    )


@pytest.mark.parametrize(("source", "kept"), [("first_seen", True), ("json_ld", False)])
def test_the_publication_date_is_not_lost_to_a_guess(store: Store, source: str, kept: bool) -> None:
    first = store.save(article(URL), now=NOW).article.published
    second = article(URL, "It stays.", published=date(NOW + HOUR, source))
    published = store.save(second, now=NOW + HOUR).article.published
    assert published == (first if kept else second.published)


@pytest.mark.parametrize("verdict", ["teaser", "paywalled", "consent_wall", "script_shell", "not_article"])
def test_a_wall_never_replaces_the_article(store: Store, verdict: str) -> None:
    first = store.save(article(URL), now=NOW).article
    wall = article(URL, "Subscribe.", completeness={"verdict": verdict, "evidence": []})
    assert store.save(wall, now=NOW).kind == "unchanged"
    assert list(store.articles()) == [first]


def test_the_article_replaces_a_wall(store: Store) -> None:
    wall = article(URL, "Subscribe.", completeness={"verdict": "paywalled", "evidence": []})
    store.save(wall, now=NOW)
    assert store.save(article(URL), now=NOW).kind == "revision"


def test_another_outlets_copy_under_the_same_canonical_url_changes_nothing(store: Store) -> None:
    first = store.save(article(URL), now=NOW).article
    copy = article(URL, "Cut short.", outlet={"id": "other", "name": "Other", "country": "dk"})
    assert store.save(copy, now=NOW).article == first


def test_an_article_that_is_no_unicode_is_refused_alone(store: Store) -> None:
    known = article("https://example.org/known")
    store.save(known, now=NOW)
    batch = [
        article("https://example.org/1"),
        article("https://example.org/2", "torn \ud83d"),
        article("https://example.org/known", "torn \ud83d"),
        article("https://example.org/3"),
    ]
    results = store.save_many([Save(article=one, listed_url=one.url, now=NOW) for one in batch])
    assert [getattr(result, "kind", "refused") for result in results] == ["new", "refused", "refused", "new"]
    refused = results[1]
    assert isinstance(refused, StoreError)
    assert refused.url == "https://example.org/2"
    assert store.versions(known.id) == (known,)
    with pytest.raises(StoreError, match="cannot be written as UTF-8"):
        store.save(batch[1], now=NOW)


def test_a_document_of_another_contract_is_named(store: Store, store_url: str) -> None:
    store.save(article(URL), now=NOW)
    engine = create_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text("""UPDATE articles SET document = '{"schema": "article/0"}'"""))
    engine.dispose()
    with pytest.raises(StoreError, match="does not fit article/1"):
        list(store.articles())


def test_articles_come_by_id_and_by_outlet(store: Store) -> None:
    urls = [f"https://example.org/{number}" for number in range(230)]
    store.save_many([Save(article=article(url), now=NOW) for url in urls])
    other = article("https://example.com/x", outlet={"id": "other", "name": "Other", "country": "dk"})
    store.save(other, now=NOW)
    ids = [one.id for one in store.articles()]
    assert ids == sorted(article(url).id for url in [*urls, other.url])
    assert list(store.articles("other")) == [other]
    assert list(store.articles("nobody")) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([LONG, f"{LONG} more", "short"])), max_size=12))
def test_the_log_is_what_happened(tmp_path_factory: Any, fetches: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("log")
    expected: dict[str, list[str]] = {}
    for name, words in fetches:
        versions = expected.setdefault(name, [])
        versions.extend([words] if versions[-1:] != [words] else [])
    with Store.open(f"sqlite:///{folder / 'store.sqlite'}") as store:
        for name, words in fetches:
            store.save(article(f"https://example.org/{name}", words), now=NOW)
        log = store.log(0)
        found = {
            name: [one.text for one in store.versions(article(f"https://example.org/{name}").id)] for name in expected
        }
        originals = {one.id: one.duplicate.of for one in store.articles() if one.duplicate}
    assert found == expected
    assert [entry.cursor for entry in log] == list(range(1, sum(map(len, expected.values())) + 1))
    for one, original in originals.items():
        assert originals.get(original) != one
