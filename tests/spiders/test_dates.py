from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cleaners.model import Discovery
from spiders.dates import Clock, latest_instant, latest_listed, period_end

BERLIN = Clock(zone=ZoneInfo("Europe/Berlin"), languages=("de",))


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00+00:00"),
        ("2026-11-20T10:00:00.123+02:00", "2026-11-20T10:00:00.123000+02:00"),
        ("2026-11-20 10:00:00", "2026-11-20T10:00:00+01:00"),
        ("20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00:00+00:00"),
        ("Fr, 20 Nov 2026 10:00:00 +0300", "2026-11-20T10:00:00+03:00"),
        ("20. Dezember 2026, 10:15 Uhr", "2026-12-20T10:15:00+01:00"),
        ("2026-11-20", "2026-11-20T23:59:59.999999+01:00"),
        ("2026-11", "2026-11-30T23:59:59.999999+01:00"),
        ("2026", "2026-12-31T23:59:59.999999+01:00"),
    ],
)
def test_dates_of_a_german_outlet(written: str, instant: str) -> None:
    date = latest_instant(written, BERLIN)
    assert date is not None
    assert date.isoformat() == instant


@pytest.mark.parametrize("written", ["20 listopada 2026", "٢٠ نوفمبر ٢٠٢٦", "2026年11月20日", "20 ноября 2026"])
def test_dates_written_out_in_any_language(written: str) -> None:
    assert latest_instant(written) == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "  ", "soon", "gestern", "10:15", "2026-02-31", "2026-13", "0", "x" * 5000])
def test_what_is_no_date(written: str) -> None:
    assert latest_instant(written, BERLIN) is None


@pytest.mark.parametrize(
    ("found", "instant"),
    [
        (Discovery(url="https://a.example/1", published="2026-11-20T10:00Z"), "2026-11-20T10:00:00+00:00"),
        (
            Discovery(url="https://a.example/1", published="2026-11-01T10:00Z", modified="2026-11-20T10:00Z"),
            "2026-11-20T10:00:00+00:00",
        ),
        (
            Discovery(url="https://a.example/2026/11/20/1", published="neulich"),
            "2026-11-20T23:59:59.999999+01:00",
        ),
        (Discovery(url="https://a.example/sport/20261120-sturm"), "2026-11-20T23:59:59.999999+01:00"),
    ],
)
def test_date_of_what_a_list_names(found: Discovery, instant: str) -> None:
    date = latest_listed(found, BERLIN)
    assert date is not None
    assert date.isoformat() == instant


@pytest.mark.parametrize(
    "url", ["https://a.example/budget-2025", "https://a.example/123420261120", "https://a.example/"]
)
def test_no_date_in_the_url(url: str) -> None:
    assert latest_listed(Discovery(url=url), BERLIN) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sitemap-2026-11.xml", "2026-11-30"),
        ("sitemap/2026/11/20.xml", "2026-11-20"),
        ("sitemap?yyyy=2026&mm=11&dd=20", "2026-11-20"),
        ("sitemap-202602.xml.gz", "2026-02-28"),
        ("sitemap-20261120.xml", "2026-11-20"),
        ("sitemap-2026.xml", "2026-12-31"),
        ("2019/sitemap-2026-11.xml", "2026-11-30"),
    ],
)
def test_period_in_a_file_name(name: str, day: str) -> None:
    end = period_end(name)
    assert end is not None
    assert end.date().isoformat() == day


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-12.xml", "posts-12026.xml", "sitemap-20260231.xml"])
def test_no_period_in_a_file_name(name: str) -> None:
    assert period_end(name) is None
