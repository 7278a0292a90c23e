from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scrapers.normalizer.dates.moment import Reader
from scrapers.normalizer.dates.relative import TABLE, relative_date

NOW = datetime(2026, 6, 5, 12, tzinfo=UTC)


def read(text: str, language: str = "nn", zone: str = "UTC") -> str:
    moment = relative_date(text, Reader(now=NOW, zone=ZoneInfo(zone), languages=(language,)))
    return moment.value if moment else ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 timar sidan", "2026-06-05T09:00+00:00"),
        ("For 3 timar sidan.", "2026-06-05T09:00+00:00"),
        ("ein time sidan", "2026-06-05T11:00+00:00"),
        ("Publisert: 5 min. sidan", "2026-06-05T11:55+00:00"),
        ("2 dagar sidan", "2026-06-03"),
        ("nett no", "2026-06-05T12:00+00:00"),
        ("3 hours ago", "2026-06-05T09:00+00:00"),
    ],
)
def test_the_whole_text_is_read(text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    "text", ["", "3 timar", "sidan", "lese 3 timar sidan", "3 timar sidan og meir", "3000 timar sidan"]
)
def test_anything_else_is_none(text):
    assert read(text) == ""


def test_a_day_is_that_of_the_reader():
    assert read("1 day ago", "en", "Asia/Tokyo") == "2026-06-04"
    assert read("20 hours ago", "en", "Asia/Tokyo") == "2026-06-05T01:00+09:00"


def test_the_forms_are_in_lower_case_and_each_language_has_a_word_around_the_number():
    for language, phrases in TABLE.languages.items():
        values = phrases.model_dump().values()
        assert all(value == value.lower() for value in values), language
        assert phrases.before or phrases.after, language
