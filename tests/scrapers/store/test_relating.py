from __future__ import annotations

import random
from pathlib import Path

import pytest

from scrapers.article import Article
from scrapers.store import Save, Store
from scrapers.store.model import StoreOptions
from scrapers.store.relating import KEPT, Relating
from tests.scrapers.store.samples import LONG, NOW, article

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]


def paragraph(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=40))


def relation(one: Article) -> tuple[object, ...]:
    return one.duplicate, one.cluster, one.also_published_by


def batch(count: int) -> list[Article]:
    chance = random.Random(count)
    known = [paragraph(chance) for _ in range(12)]
    texts = ["\n\n".join([*chance.sample(known, 3), paragraph(chance)]) for _ in range(count)]
    reference = {"name": "", "country": ""}
    return [
        article(f"https://example.org/{n}", text, outlet={"id": f"outlet{n % 4}", **reference})
        for n, text in enumerate(texts)
    ]


def test_a_batch_is_related_as_the_store_would(tmp_path: Path) -> None:
    articles = batch(60)
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store, Relating() as relating:
        stored = store.save_many([Save(article=one, now=NOW) for one in articles])
        found = [relation(one.article) for one in stored if not isinstance(one, Exception)]
        assert [relation(one) for one in relating.related(articles)] == found
    assert sum(duplicate is not None for duplicate, *_ in found) > 30


@pytest.mark.parametrize("size", [1, 7, 2 * KEPT])
def test_it_makes_no_difference_how_many_come_at_once(size: int) -> None:
    articles = batch(KEPT + 50)
    with Relating() as relating:
        parts = [articles[start : start + size] for start in range(0, len(articles), size)]
        related = [relation(one) for part in parts for one in relating.related(part)]
    with Relating() as relating:
        assert [relation(one) for one in relating.related(articles)] == related


def test_what_was_only_looked_up_leaves_no_trace() -> None:
    with Relating() as relating:
        [first] = relating.related([article("https://example.org/a", LONG)])
        looked_up = article("https://example.com/b", LONG)
        assert relating.found(looked_up).duplicate == relating.found(looked_up).duplicate
        found = relating.related([article("https://example.net/c", LONG)])[0].duplicate
        assert found is not None
        assert found.of == first.id


def test_articles_without_url_are_the_same_only_if_their_words_are() -> None:
    bare = {"url": "", "canonical_url": "", "id": "0" * 32}
    with Relating() as relating:
        first, second = relating.related([article("a", LONG).model_copy(update=bare) for _ in range(2)])
    assert first.duplicate is None
    assert second.duplicate is not None
    assert second.duplicate.kind == "exact"


def test_the_length_of_the_shortest_text_can_be_set() -> None:
    short = "The museum is closed on Monday, as it is in every week of the year."
    with Relating(StoreOptions(duplicate_words=5)) as relating:
        first, second = relating.related([article(f"https://example.org/{n}", short) for n in range(2)])
    assert second.duplicate is not None
    assert second.duplicate.of == first.id
