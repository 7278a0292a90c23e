from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scrapers.normalizer.dates.formats import plain_date
from scrapers.normalizer.dates.moment import Reader

READER = Reader(now=datetime(2026, 6, 5, 12, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # ISO 8601 and what looks like it
        ("2026-01-04", "2026-01-04"),
        ("2026-1-4", "2026-01-04"),
        ("26 | 01 | 2026", "2026-01-26"),
        ("2026-01-04T10:15:00Z", "2026-01-04T10:15:00+00:00"),
        ("2026-01-04T10:15:00.123456Z", "2026-01-04T10:15:00+00:00"),
        ("2026-01-04T10:15:00,5+01:00", "2026-01-04T10:15:00+01:00"),
        ("2026-01-04T10:15+0100", "2026-01-04T10:15+01:00"),
        ("2026-01-04 10:15:00 +0530", "2026-01-04T10:15:00+05:30"),
        ("2026-01-04 10:15:00.000000-0400", "2026-01-04T10:15:00-04:00"),
        ("2026-01-04T10:15:00-05:00[America/New_York]", "2026-01-04T10:15:00-05:00"),
        ("20260104T101500Z", "2026-01-04T10:15:00+00:00"),
        ("20260104", "2026-01-04"),
        ("2026/01/04 10:15", "2026-01-04T10:15+01:00"),
        ("2026-01-04 10:15 UTC", "2026-01-04T10:15+00:00"),
        ("2026-07-04T10:15:00", "2026-07-04T10:15:00+02:00"),
        # midnight
        ("2026-01-04T00:00:00", "2026-01-04"),
        ("2026-01-04T00:00:00Z", "2026-01-04"),
        ("2026-01-04T00:00:00+08:00", "2026-01-04T00:00:00+08:00"),
        # programs
        ("Sun, 04 Jan 2026 10:15:00 GMT", "2026-01-04T10:15:00+00:00"),
        ("Sun, 4 Jan 2026 10:15:00 -0500", "2026-01-04T10:15:00-05:00"),
        ("Sun, 04 Jan 2026 10:15 EST", "2026-01-04T10:15-05:00"),
        ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"),
        ("Fri Apr 28 2023 19:20:36 GMT+0200 (CEST)", "2023-04-28T19:20:36+02:00"),
        ("1767521700", "2026-01-04T10:15:00+00:00"),
        ("1767521700000", "2026-01-04T10:15:00+00:00"),
        # people
        ("04.01.2026", "2026-01-04"),
        ("4.1.2026 10.15", "2026-01-04T10:15+01:00"),
        ("Von Eva Klein, 04.01.26, 10.15 Uhr", "2026-01-04T10:15+01:00"),
        ("04/01/2026 10:15", "2026-01-04T10:15+01:00"),
        ("13/01/2026", "2026-01-13"),
        ("01/13/2026", "2026-01-13"),
        ("4-1-2026 22:15", "2026-01-04T22:15+01:00"),
        ("2026. 1. 4. 10:15", "2026-01-04T10:15+01:00"),
        ("January 4, 2026", "2026-01-04"),
        ("Jan. 4th, 2026 at 10:15 p.m. ET", "2026-01-04T22:15-05:00"),
        ("4 January 2026, 10:15 IST", "2026-01-04T10:15+05:30"),
        ("Updated 10:15 AM EST, Sun January 4, 2026", "2026-01-04T10:15-05:00"),
        ("12:15 a.m. January 4, 2026", "2026-01-04T00:15+01:00"),
        ("12:30 04/01/2026", "2026-01-04T12:30+01:00"),
        ("4 de julio de 2025, 10h15", "2025-07-04T10:15+02:00"),
        ("4 tháng 1 năm 2026 10:15", "2026-01-04T10:15+01:00"),
        ("Thứ bảy, 4/1/2026", "2026-01-04"),
        # CJK
        ("2026年1月4日", "2026-01-04"),
        ("2026年1月4日 10時15分", "2026-01-04T10:15+01:00"),
        ("2026年1月4日（日）午後2時05分", "2026-01-04T14:05+01:00"),
        ("2026년 1월 4일 오후 2:15", "2026-01-04T14:15+01:00"),
        ("2026.01.04 10:15 KST", "2026-01-04T10:15+09:00"),
        # digits of other scripts
        ("٢٠٢٦/٠١/٠٤ ١٠:١٥", "2026-01-04T10:15+01:00"),
        ("२०२६-०१-०४", "2026-01-04"),
        # the first of two
        ("04.01.2026, aktualisiert 05.01.2026 10:15", "2026-01-04"),
    ],
)
def test_a_date_is_read(text, value):
    moment = plain_date(text, READER)
    assert moment
    assert moment.value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10:15",
        "5 min",
        "January 2026",
        "4 January",
        "2026-02-30",
        "32.01.2026",
        "00:00-YY-DD-MM",
        "P3M",
        "202601041015123",
        "x" * 5000 + " 2026-01-04",
        "4 stycznia 2026",
    ],
)
def test_what_is_no_whole_date_is_none(text):
    assert plain_date(text, READER) is None


def test_precision_and_assumed_zone():
    seconds, minutes, naive = (plain_date(f"2026-01-04T10:15{rest}", READER) for rest in (":00Z", "Z", ""))
    assert seconds
    assert minutes
    assert naive
    assert (seconds.precision, seconds.zone_assumed) == ("second", False)
    assert (minutes.precision, minutes.zone_assumed) == ("minute", False)
    assert (naive.precision, naive.zone_assumed) == ("minute", True)


def test_a_day_has_no_zone_to_assume():
    day = plain_date("2026-01-04", READER)
    assert day
    assert (day.precision, day.zone_assumed) == ("day", False)


def test_the_reader_decides_which_number_is_the_month():
    american = Reader(now=READER.now, zone=READER.zone, month_first=True)
    assert plain_date("1/4/2026", american) == plain_date("4/1/2026", READER)
