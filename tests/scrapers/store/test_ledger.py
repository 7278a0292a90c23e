from __future__ import annotations

from scrapers.store import OutletCounts, Run, Store
from tests.scrapers.store.samples import HOUR, NOW, article, listing


def test_a_run_is_under_way_until_it_is_finished(store: Store) -> None:
    first, second = (store.start_run(outlet, now=NOW) for outlet in ("harbour", "museum"))
    store.finish_run(first, now=NOW + HOUR, reason="finished", counts={"new": 3, "fetched": 5})
    done = Run(
        id=first,
        outlet="harbour",
        started=NOW,
        ended=NOW + HOUR,
        reason="finished",
        counts={"new": 3, "fetched": 5},
    )
    killed = Run(id=second, outlet="museum", started=NOW, ended=None, reason="", counts={})
    assert store.runs() == (killed, done)
    assert store.runs("harbour") == (done,)
    assert store.runs(limit=1) == (killed,)


def test_memory_is_kept_until_it_is_replaced(store: Store) -> None:
    assert store.memory("harbour") == ""
    store.save_memory("harbour", '{"paths": ["æ"]}', now=NOW)
    store.save_memory("museum", "{}", now=NOW)
    assert store.memory("harbour") == '{"paths": ["æ"]}'
    store.save_memory("harbour", "[]", now=NOW)
    assert store.memory("harbour") == "[]"
    assert store.memory("museum") == "{}"


def test_totals_by_outlet(store: Store) -> None:
    assert store.counts() == ()
    for text in ("It sails.", "It stays.", "It sails."):
        store.save(article(text=text), listed_url="https://example.org/a", now=NOW)
    store.save(article("https://example.org/b"), now=NOW)
    store.admit("museum", listing("c", "d", "e", "f", "g", "h"), now=NOW)
    for path, status in (("c", 404), ("d", 410), ("e", 503)):
        url = f"https://example.org/{path}"
        store.fail("museum", url, status=status, reason="", permanent=status < 500, now=NOW)
    assert store.counts() == (
        OutletCounts(outlet="harbour", articles=2, revisions=2),
        OutletCounts(outlet="museum", found=3, failed=1, gone=2),
    )
