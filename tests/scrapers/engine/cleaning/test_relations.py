from __future__ import annotations

from scrapers.engine.cleaning.relations import Relations
from scrapers.engine.cleaning.work import Done, Lost
from tests.scrapers.store.samples import LONG, article


def done(name: str) -> Done:
    return Done(source_id=name, article=article(f"https://example.org/{name}", LONG), cleaned=None, seconds=0.0)


def test_a_later_row_is_the_duplicate_of_an_earlier_one() -> None:
    lost = Lost(source_id="b", kind="input", message="b.html: is empty")
    with Relations(wanted=True) as relations:
        first, between, last = [relations.added(one) for one in (done("a"), lost, done("c"))]
    assert between is lost
    assert isinstance(first, Done)
    assert isinstance(last, Done)
    assert first.article.duplicate is None
    assert last.article.duplicate is not None
    assert last.article.duplicate.model_dump() == {"of": first.article.id, "kind": "exact", "similarity": 1.0}
    assert last.article.cluster == first.article.id


def test_nothing_is_related_unless_it_is_wanted() -> None:
    with Relations(wanted=False) as relations:
        assert [relations.added(one) for one in (done("a"), done("b"))] == [done("a"), done("b")]
