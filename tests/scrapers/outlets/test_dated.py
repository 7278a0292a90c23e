from datetime import date

from scrapers.outlets.dated import dated_urls

YEARLY = "https://example.com/{year}.xml"
MONTHLY = "https://example.com/{year}-{month}.xml"
DAILY = "https://example.com/list?date={year}-{month}-{day}"


def test_a_daily_list_gives_one_url_a_day_newest_first() -> None:
    assert dated_urls([DAILY], since=date(2026, 2, 28), until=date(2026, 3, 1)) == (
        "https://example.com/list?date=2026-03-01",
        "https://example.com/list?date=2026-02-28",
    )


def test_monthly_and_yearly_lists_are_asked_once_a_period() -> None:
    assert dated_urls([MONTHLY, YEARLY], since=date(2025, 12, 1), until=date(2026, 1, 31)) == (
        "https://example.com/2026-01.xml",
        "https://example.com/2025-12.xml",
        "https://example.com/2026.xml",
        "https://example.com/2025.xml",
    )


def test_a_single_day_needs_one_list() -> None:
    assert dated_urls([MONTHLY], since=date(2026, 1, 4), until=date(2026, 1, 4)) == ("https://example.com/2026-01.xml",)


def test_nothing_lies_between_tomorrow_and_today() -> None:
    assert dated_urls([DAILY], since=date(2026, 1, 5), until=date(2026, 1, 4)) == ()
