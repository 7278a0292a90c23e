from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scrapers.normalizer.dates.locales import worded_date
from scrapers.normalizer.dates.moment import Reader

NOW = datetime(2026, 6, 5, 12, tzinfo=UTC)


def read(language: str, text: str) -> str:
    moment = worded_date(text, Reader(now=NOW, zone=ZoneInfo("UTC"), languages=(language,)))
    return moment.value if moment else ""


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("no", "torsdag 09. mai 2024 - 13:26", "2024-05-09T13:26+00:00"),
        ("nn", "4. mai 2026 kl. 10.15", "2026-05-04T10:15+00:00"),
        ("da", "Mandag d. 4. maj 2026 kl. 10.15", "2026-05-04T10:15+00:00"),
        ("sv", "4 maj 2026 kl 10.15", "2026-05-04T10:15+00:00"),
        ("is", "4. maí 2026", "2026-05-04"),
        ("fi", "4. toukokuuta 2026 klo 10.15", "2026-05-04T10:15+00:00"),
        ("de", "Mo., 4. März 2024, 10.15 Uhr", "2024-03-04T10:15+00:00"),
        ("nl", "4 mei 2026 om 10:15", "2026-05-04T10:15+00:00"),
        ("af", "4 Mei 2026", "2026-05-04"),
        ("fr", "Publié le 4 août 2025 à 10h15", "2025-08-04T10:15+00:00"),
        ("es", "4 de enero de 2026 a las 10:15", "2026-01-04T10:15+00:00"),
        ("ca", "4 de maig de 2026", "2026-05-04"),
        ("gl", "4 de maio de 2026", "2026-05-04"),
        ("pt", "4 de maio de 2026 às 10h15", "2026-05-04T10:15+00:00"),
        ("it", "lunedì 4 maggio 2026, ore 10:15", "2026-05-04T10:15+00:00"),
        ("ro", "4 mai 2026, 10:15", "2026-05-04T10:15+00:00"),
        ("pl", "niedziela, 4 stycznia 2026, 10:15", "2026-01-04T10:15+00:00"),
        ("cs", "4. května 2026 v 10:15", "2026-05-04T10:15+00:00"),
        ("sk", "4. mája 2026 o 10:15", "2026-05-04T10:15+00:00"),
        ("sl", "4. maj 2026 ob 10.15", "2026-05-04T10:15+00:00"),
        ("hr", "4. svibnja 2026.", "2026-05-04"),
        ("sr", "4. јануар 2026.", "2026-01-04"),
        ("mk", "4 мај 2026", "2026-05-04"),
        ("bg", "4 май 2026 г., 10:15", "2026-05-04T10:15+00:00"),
        ("ru", "4 января 2026, 10:15", "2026-01-04T10:15+00:00"),
        ("uk", "4 січня 2026 р.", "2026-01-04"),
        ("kk", "4 қаңтар 2026", "2026-01-04"),
        ("el", "4 Ιανουαρίου 2026, 10:15", "2026-01-04T10:15+00:00"),
        ("hu", "2026. május 4. 10:15", "2026-05-04T10:15+00:00"),
        ("et", "4. märts 2026", "2026-03-04"),
        ("lv", "2026. gada 4. janvāris, 10:15", "2026-01-04T10:15+00:00"),
        ("lt", "2026 m. sausio 4 d. 10:15", "2026-01-04T10:15+00:00"),
        ("sq", "4 maj 2026", "2026-05-04"),
        ("tr", "4 Ocak 2026 Pazar 10:15", "2026-01-04T10:15+00:00"),
        ("ka", "4 იანვარი 2026", "2026-01-04"),
        ("hy", "4 հունվարի 2026", "2026-01-04"),
        ("ar", "الأحد 4 يناير 2026 - 10:15", "2026-01-04T10:15+00:00"),
        ("ar", "السبت ٣ كانون الثاني ٢٠٢٦ - ١٠:١٥", "2026-01-03T10:15+00:00"),
        ("ar", "5 تشرين الأول 2025", "2025-10-05"),
        ("ar", "9 جويلية 2025", "2025-07-09"),
        ("ar", "9 غشت 2025", "2025-08-09"),
        ("fa", "4 ژانویه 2026", "2026-01-04"),
        ("ur", "4 جنوری 2026", "2026-01-04"),
        ("he", "4 בינואר 2026", "2026-01-04"),
        ("hi", "४ जनवरी २०२६, 10:15", "2026-01-04T10:15+00:00"),
        ("bn", "৪ জানুয়ারি ২০২৬", "2026-01-04"),
        ("ta", "4 ஜனவரி 2026", "2026-01-04"),
        ("th", "4 ม.ค. 2569 10:15 น.", "2026-01-04T10:15+00:00"),
        ("id", "Minggu, 4 Mei 2025 10:15 WIB", "2025-05-04T10:15+07:00"),
        ("ms", "4 Mac 2026", "2026-03-04"),
        ("sw", "4 Machi 2026", "2026-03-04"),
    ],
)
def test_months_in_words(language, text, value):
    assert read(language, text) == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "vor 3 Stunden", "2026-06-05T09:00+00:00"),
        ("da", "for 3 timer siden", "2026-06-05T09:00+00:00"),
        ("da", "i går kl. 10.15", "2026-06-04T10:15+00:00"),
        ("sv", "idag 10:15", "2026-06-05T10:15+00:00"),
        ("pl", "wczoraj", "2026-06-04"),
        ("fr", "il y a 2 jours", "2026-06-03"),
        ("es", "hace 20 minutos", "2026-06-05T11:40+00:00"),
        ("ru", "2 часа назад", "2026-06-05T10:00+00:00"),
        ("zu", "15 hours ago", "2026-06-04T21:00+00:00"),
        ("xx", "1 day ago", "2026-06-04"),
    ],
)
def test_relative_times_count_from_when_the_page_was_seen(language, text, value):
    assert read(language, text) == value


@pytest.mark.parametrize(
    "text", ["10:15", "Jan 4", "May", "2025", "5 min read", "storm of 4 years 2026", "", "x" * 1000]
)
def test_nothing_is_completed_from_the_present_day(text):
    assert read("en", text) == ""
