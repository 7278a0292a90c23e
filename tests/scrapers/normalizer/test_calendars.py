import pytest

from scrapers.normalizer.calendars import calendar_words, is_calendar


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Monday", ""),
        ("Monday, March", "en"),
        ("lunes de marzo", "es"),
        ("MONTAG", "de"),
        ("Sep.", "en"),
        ("segunda-feira", "pt"),
        ("Thứ Hai", "vi"),
        ("月曜日", "ja"),
        ("Monday", "da"),
    ],
)
def test_words_of_the_calendar(text, language):
    assert is_calendar(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("", ""), ("April Jones", "en"), ("May Li", "en"), ("Montag", "da"), ("Ann", "en"), ("de", "es"), ("...", "en")],
)
def test_other_words(text, language):
    assert not is_calendar(text, language)


@pytest.mark.parametrize("language", ["", "xx", "not a code", "zz-Hans"])
def test_an_unknown_language_has_no_words(language):
    assert calendar_words(language) == frozenset()
