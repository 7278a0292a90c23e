from __future__ import annotations

from itertools import islice

from benchmarks.index_articles import articles
from scrapers.store.relating import Relating


def test_articles_are_the_same_each_time_and_some_are_copies() -> None:
    made = list(islice(articles(1), 300))
    assert made == list(islice(articles(1), 300))
    assert len({one.id for one in made}) == 300
    with Relating() as relating:
        copies = [one for one in relating.related(made) if one.duplicate]
    assert 20 < len(copies) < 80
