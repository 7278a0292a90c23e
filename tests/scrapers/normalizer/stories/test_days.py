from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.stories.days import Named, days_of, weekdays_in


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("on January 4, 2026 and Dec. 28", "en", [(2026, 1, 4), (None, 12, 28)]),
        ("on 4th of May 2020", "en", [(2020, 5, 4)]),
        ("Jan\u202f4,\u202f2026", "en", [(2026, 1, 4)]),
        ("den 4. januar 2026", "da", [(2026, 1, 4)]),
        ("am 3. Mai", "de", [(None, 5, 3)]),
        ("4 мая 2020 года и 6 мая", "ru", [(2020, 5, 4), (None, 5, 6)]),
        ("el 5 de marzo de 2021", "es", [(2021, 3, 5)]),
        ("2026年1月4日と3月5日", "ja", [(2026, 1, 4), (None, 3, 5)]),
        ("2026-01-04", "en", [(2026, 1, 4)]),
        ("04.01.2026", "de", [(2026, 1, 4)]),
        ("May 2020 and in March", "en", []),
        ("on 1/4/2026", "en", []),
        ("31 February", "en", []),
        ("4 January", "xx-nonsense", [(None, 1, 4)]),
        ("", "en", []),
    ],
)
def test_days_that_a_text_names(text: str, language: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [(one.year, one.month, one.day) for one in days_of(text, language)] == days


@pytest.mark.parametrize(
    ("named", "around", "day"),
    [
        (Named(12, 28, None, 0), date(2026, 1, 4), date(2025, 12, 28)),
        (Named(1, 2, None, 0), date(2025, 12, 30), date(2026, 1, 2)),
        (Named(2, 29, None, 0), date(2025, 3, 1), date(2024, 2, 29)),
        (Named(2, 29, 2025, 0), date(2025, 3, 1), None),
        (Named(1, 4, 2019, 0), None, date(2019, 1, 4)),
        (Named(1, 4, None, 0), None, None),
    ],
)
def test_a_year_that_is_not_stated_is_the_nearest(named: Named, around: date | None, day: date | None) -> None:
    assert named.near(around) == day


@pytest.mark.parametrize(
    ("text", "language", "weekdays"),
    [
        ("Sunday and on Monday", "en", [6, 0]),
        ("i søndags", "da", []),
        ("в среду", "ru", []),
        ("среда", "ru", [2]),
    ],
)
def test_weekdays(text: str, language: str, weekdays: list[int]) -> None:
    assert [one.weekday for one in weekdays_in(text, language)] == weekdays


@given(st.text(), st.sampled_from(["en", "ru", "ja", "ar", ""]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    assert all(1 <= one.month <= 12 for one in days_of(text, language))
