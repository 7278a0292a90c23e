from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaners.model import Candidate
from scrapers.normalizer.dates import Reader, dates_of

NOW = datetime(2026, 6, 5, 12, tzinfo=UTC)
LINES = Path(__file__).with_name("forms.tsv").read_text(encoding="utf-8").splitlines()
FORMS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def test_the_table_is_large_enough_to_mean_something():
    assert len(FORMS) >= 500
    assert len({language for language, *_ in FORMS}) >= 70
    assert len(set(FORMS)) == len(FORMS)


@pytest.mark.parametrize(("language", "text", "value"), FORMS)
def test_a_form_is_read_in_its_language(language, text, value):
    reader = Reader(now=NOW, zone=UTC, languages=(language,))
    published = dates_of((Candidate(field="published", source="visible_text", value=text),), reader).published
    assert (published.value, published.source, published.raw) == (value, "visible_text", text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in 3 hours"),
        ("en", "tomorrow"),
        ("en", "next week"),
        ("da", "om 3 timer"),
        ("da", "i morgen"),
        ("de", "in 2 Tagen"),
        ("de", "morgen"),
        ("fr", "dans 2 heures"),
        ("es", "mañana"),
        ("ru", "через 3 часа"),
        ("ru", "завтра"),
        ("ar", "غدا"),
        ("zh-Hans", "明天"),
        ("ja", "3時間後"),
        ("ko", "내일"),
        ("fa", "1406/10/14"),
        ("fa", "۱۴ دی ۱۴۰۹"),
        ("ne", "2090-09-20"),
        ("th", "4 มกราคม 2580"),
        ("ja", "令和20年1月4日"),
        ("zh-Hant", "民國125年1月4日"),
        ("ar", "15 رجب 1460"),
        ("en", "a month ago"),
        ("en", "2 years ago"),
        ("de", "vor 3 Monaten"),
        ("da", "3 timers læsning"),
        ("fr", "lecture 5 min"),
        ("en", "1404/10/14"),
        ("en", "14 mahr 1404"),
    ],
)
def test_what_is_to_come_or_tells_no_day_is_no_date(language, text):
    reader = Reader(now=NOW, zone=UTC, languages=(language,))
    published = dates_of((Candidate(field="published", source="visible_text", value=text),), reader).published
    assert published.source == "first_seen"
