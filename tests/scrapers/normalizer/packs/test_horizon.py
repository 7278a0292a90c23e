from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from scrapers.normalizer.packs.horizon import TABLE, likely_day, past_weekdays
from scrapers.normalizer.stories.days import Named, days_of

DAY = date(2026, 1, 4)  # a Sunday


def assumed(text: str, language: str) -> list[str]:
    found = (likely_day(one, text, text, language, DAY) for one in days_of(text, language))
    return [day.isoformat() for day in found if day]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dam broke on Saturday.", "en"),
        ("Dæmningen brast lørdag.", "da"),
        ("Der Damm brach am Samstag.", "de"),
        ("Le barrage a cédé samedi.", "fr"),
        ("La presa se rompió el sábado.", "es"),
        ("La diga ha ceduto sabato.", "it"),
        ("Пожар начался в понедельник.", "ru"),
        ("De dam brak zaterdag.", "nl-BE"),
        ("Demningen brast lørdag.", "no"),
    ],
)
def test_weekdays_that_are_told_of(text: str, language: str) -> None:
    published = date(2026, 1, 6) if language == "ru" else DAY
    expected = date(2026, 1, 5) if language == "ru" else date(2026, 1, 3)
    assert past_weekdays(text, language, published) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La grève dure jusqu'à samedi.", "fr"),
        ("Le marché a lieu le samedi.", "fr"),
        ("Le musée rouvrira samedi.", "fr"),
        ("Nästa match spelas på lördag.", "sv"),
        ("Klassen har matteprov på lördag.", "sv"),
        ("Torget är fullt varje lördag.", "sv"),
        ("Det var en kedelig lørdag i marts.", "da"),
        ("Hver lørdag er der marked.", "da"),
        ("Espere al domingo.", "es"),
        ("Otevřeno je kromě soboty.", "cs"),
        ("Суббота — выходной.", "ru"),
        ("On an average Saturday 300 people come.", "en"),
        ("The bridge opens on Monday.", "en"),
        ("From Friday to Sunday it rained.", "en"),
        ("Did it rain on Saturday?", "en"),
        ("Mae'r ysgol ar gau dydd Sadwrn.", "cy"),
    ],
)
def test_weekdays_that_may_be_others_are_left_out(text: str, language: str) -> None:
    assert past_weekdays(text, language, DAY) == []


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("It closed on December 28.", "en", ["2025-12-28"]),
        ("大会は1月3日に始まった。", "ja", ["2026-01-03"]),
        ("В прошлом году школа закрылась 19 января.", "ru", []),
        ("来年の大会は1月9日です。", "ja", []),
        ("The firm opens the next one on Jan. 29.", "en", []),
        ("The firm opens one on Aug. 29.", "en", []),
        ("Der er sæsonstart den 1. oktober.", "da", []),
        ("Se celebra cada 15 de enero.", "es", []),
        ("The mill of 2019 closed on December 28.", "en", []),
        ("เริ่มวันที่ 5 มกราคม 2569", "th", []),
        ("Prices rose to 4.1.", "en", []),
    ],
)
def test_days_without_a_year(text: str, language: str, days: list[str]) -> None:
    assert assumed(text, language) == days


@pytest.mark.parametrize("language", sorted(TABLE.languages))
def test_every_form_of_the_table_is_one(language: str) -> None:
    told = TABLE.languages[language]
    assert Locale.parse(language)
    for line in filter(None, (told.words, told.led, told.near)):
        assert all(form and form == form.strip().lower() and form != "*" for form in line.split("|"))


@pytest.mark.parametrize("language", sorted(set(TABLE.languages) - {"zh", "ja", "th"}))
def test_every_word_of_the_table_counts(language: str) -> None:
    saturday = Locale.parse(language).days["format"]["wide"][5]
    told = f"x y {TABLE.languages[language].led.split('|')[0]} {saturday}"
    assert past_weekdays(told, language, DAY) == [date(2026, 1, 3)]
    for form in TABLE.languages[language].words.split("|"):
        assert past_weekdays(f"{form.replace('*', '')} {told}", language, DAY) == [], form


@pytest.mark.parametrize("language", sorted(TABLE.languages))
def test_no_word_of_the_table_is_a_month(language: str) -> None:
    months = Locale.parse(language).months["format"]["wide"].values()
    assert [
        month for month in months if likely_day(Named(1, 3, None, 0), f"3 {month}", "", language, DAY) is None
    ] == []
