from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scrapers.normalizer.dates.eras import TABLE, era_date, numeric_date
from scrapers.normalizer.dates.moment import Reader

NOW = datetime(2026, 6, 5, 12, tzinfo=UTC)


def reader(*languages: str) -> Reader:
    return Reader(now=NOW, zone=ZoneInfo("Asia/Tehran"), languages=languages)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱ فروردین ۱۴۰۵", "2026-03-21"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("یکشنبه ۱۴ دی ۱۴۰۴ - ۱۰:۱۵", "2026-01-04T10:15+03:30"),
        ("1 محرم 1447", "2025-06-26"),
        ("15 Rajab 1447 H", "2026-01-04"),
        ("1 बैशाख 2083", "2026-04-14"),
        ("昭和64年1月7日", "1989-01-07"),
        ("令和8年1月4日 午後2時05分", "2026-01-04T14:05+03:30"),
        ("民國99年12月31日", "2010-12-31"),
    ],
)
def test_a_day_of_another_calendar(text, value):
    moment = era_date(text, reader())
    assert moment
    assert moment.value == value


@pytest.mark.parametrize(
    "text", ["", "۳۱ دی ۱۴۰۴", "30 शुभ 2082", "令和8年13月4日", "令和8年", "2026年1月4日", "31 محرم 1447", "1404/10/14"]
)
def test_what_is_no_such_day(text):
    assert era_date(text, reader()) is None


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1404/10/14", "fa", "2026-01-04"),
        ("14/10/1404 10:15", "fa", "2026-01-04T10:15+03:30"),
        ("1447-07-15", "ar-SA", "2026-01-04"),
        ("1447-07-15", "fa", "2026-01-04"),
        ("2082.09.20", "ne", "2026-01-04"),
        ("2026-01-04", "ne", "2026-01-04"),
        ("2026-01-04", "fa", "2026-01-04"),
    ],
)
def test_numbers_are_read_by_the_calendars_of_the_language(text, language, value):
    moment = numeric_date(text, reader(language))
    assert moment
    assert moment.value == value


def test_numbers_of_a_language_without_another_calendar_stay_gregorian():
    assert numeric_date("1404/10/14", reader("en")) is None
    future = numeric_date("2082-09-20", reader("en"))
    assert future
    assert future.value == "2082-09-20"


def test_every_calendar_has_twelve_months_and_no_name_twice():
    for months in TABLE.months.values():
        names = [name for spellings in months for name in spellings.split("|")]
        assert len(months) == 12
        assert len(set(names)) == len(names)
        assert all(name == name.casefold() for name in names)
