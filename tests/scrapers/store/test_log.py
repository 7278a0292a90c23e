from __future__ import annotations

from typing import Any

import pytest

from scrapers.store import Save, Store
from scrapers.store.archive import article_of
from tests.scrapers.store.samples import NOW, article

ROWS = [("harbour", "en"), ("harbour", "zh-Hant"), ("museum", "zh"), ("museum", "en-GB"), ("museum", "enm")]


@pytest.fixture
def mixed(store: Store) -> Store:
    for number, (outlet, language) in enumerate(ROWS):
        reference = {"id": outlet, "name": outlet, "country": "dk"}
        verdict = {"code": language, "confidence": 1.0}
        one = article(f"https://example.org/{number}", outlet=reference, language=verdict)
        store.save(one, now=NOW)
    return store


@pytest.mark.parametrize(
    ("filters", "cursors"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"outlets": ("museum",)}, [3, 4, 5]),
        ({"outlets": ("museum", "harbour"), "limit": 2}, [1, 2]),
        ({"languages": ("en",)}, [1, 4]),
        ({"languages": ("zh",)}, [2, 3]),
        ({"languages": ("zh-Hant", "enm")}, [2, 5]),
        ({"languages": ("%",)}, []),
        ({"outlets": ("museum",), "languages": ("zh", "en")}, [3, 4]),
        ({"outlets": ("nobody",)}, []),
    ],
)
def test_the_log_can_be_narrowed(mixed: Store, filters: dict[str, Any], cursors: list[int]) -> None:
    assert [entry.cursor for entry in mixed.log(0, **filters)] == cursors


def test_an_entry_holds_the_article_as_it_was_then(store: Store) -> None:
    texts = ["It sails.", "It stays.", "It sails again."]
    for text in texts:
        store.save(article(text=text), now=NOW)
    log = store.log(0)
    assert [(entry.kind, article_of(entry.document).text) for entry in log] == [
        ("new", texts[0]),
        ("revision", texts[1]),
        ("revision", texts[2]),
    ]
    assert [article_of(entry.document).revision for entry in log] == [1, 2, 3]
    assert [entry.previous for entry in log] == ["", *(entry.document for entry in log[:-1])]


def test_a_batch_is_logged_in_its_order(store: Store) -> None:
    assert store.last_cursor() == 0
    batch = [Save(article=article(f"https://example.org/{n}"), now=NOW) for n in (3, 1, 2)]
    store.save_many(batch)
    assert store.last_cursor() == 3
    urls = [article_of(entry.document).url[-1] for entry in store.log(0)]
    assert urls == ["3", "1", "2"]
    assert [entry.cursor for entry in store.log(2)] == [3]
