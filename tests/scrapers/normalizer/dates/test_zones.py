from collections import Counter
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from scrapers.normalizer.dates.zones import TABLE, offset_of, zone_of_host

WINTER, SUMMER = datetime(2026, 1, 4, 10), datetime(2026, 7, 4, 10)


@pytest.mark.parametrize(
    ("words", "local", "zone", "hours"),
    [
        ("Z", WINTER, "Europe/Oslo", 0),
        ("GMT+2", WINTER, "Europe/Oslo", 2),
        ("+05:30", WINTER, "Europe/Oslo", 5.5),
        ("−0300", WINTER, "Europe/Oslo", -3),
        ("(CEST)", SUMMER, "Asia/Tokyo", 2),
        ("IST", WINTER, "Europe/Oslo", 5.5),
        ("IST", SUMMER, "Europe/Dublin", 1),
        ("IST", WINTER, "Asia/Jerusalem", 2),
        ("CST", WINTER, "Asia/Shanghai", 8),
        ("CST", WINTER, "Europe/Oslo", -6),
        ("ET", WINTER, "Europe/Oslo", -5),
        ("ET", SUMMER, "Europe/Oslo", -4),
    ],
)
def test_offset(words, local, zone, hours):
    offset = offset_of(words, local, ZoneInfo(zone))
    assert offset
    assert offset.utcoffset(local) == timedelta(hours=hours)


@pytest.mark.parametrize("words", ["", "XYZT", "+99:00", "est"])
def test_unknown_words_name_no_offset(words):
    assert offset_of(words, WINTER, ZoneInfo("Europe/Oslo")) is None


def test_the_table_holds_real_zones_and_offsets():
    assert set(TABLE.zones.values()) <= available_timezones()
    assert all(-12 * 60 <= minutes <= 14 * 60 for minutes in TABLE.offsets.values())


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("www.havneposten.dk", "Europe/Copenhagen"),
        ("noticias.com.br", "America/Sao_Paulo"),
        ("paper.co.uk", "Europe/London"),
        ("ZEITUNG.DE", "Europe/Berlin"),
        ("paper.com", "UTC"),
        ("news.io", "UTC"),
        ("diario.co", "UTC"),
        ("diario.com.co", "America/Bogota"),
        ("paper.com.pg", "Pacific/Port_Moresby"),
        ("localhost", "UTC"),
        ("", "UTC"),
    ],
)
def test_a_host_tells_the_zone_of_its_country(host, zone):
    assert str(zone_of_host(host)) == zone


def test_the_zones_of_the_table_exist():
    assert set(TABLE.capitals.values()) <= available_timezones()
    assert not set(TABLE.capitals) & set(TABLE.generic)
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    several = Counter(line.split("\t")[0].lower() for line in lines if not line.startswith("#"))
    assert {code for code, number in several.items() if number > 1} <= set(TABLE.capitals) | set(TABLE.generic)
