from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cleaners.model import Candidate
from scrapers.normalizer.dates import Dates, Reader, dates_of

NOW = datetime(2026, 6, 5, 12, tzinfo=UTC)
READER = Reader(now=NOW, zone=ZoneInfo("Asia/Jakarta"), languages=("id",))


def judged(*statements: tuple[str, str], reader: Reader = READER, modified: str = "") -> Dates:
    said = [Candidate(field="published", source=source, value=value) for source, value in statements]
    said += [Candidate(field="modified", source="json_ld", value=modified)] if modified else []
    return dates_of(said, reader)


@pytest.mark.parametrize(
    "shown",
    [
        "4 Januari 2026 10:15",
        "Minggu, 4 Januari 2026, 10.15",
        "Le 4 janvier 2026 à 10h15",
        "January 4, 2026 10:15 am",
        "٤ كانون الثاني ٢٠٢٦ - ١٠:١٥",
        "04.01.2026, 10:15",
    ],
)
def test_a_clock_shown_to_readers_is_theirs_whatever_z_stands_behind_it(shown):
    verdict = judged(("json_ld", "2026-01-04T10:15:20Z"), ("visible_text", shown)).published
    assert (verdict.value, verdict.zone_assumed) == ("2026-01-04T10:15:20+07:00", True)
    assert verdict.source == "json_ld"


@pytest.mark.parametrize(
    "shown",
    [
        "4 Januari 2026 17:15",
        "4 Januari 2026",
        "5 Januari 2026 10:15",
        "4 Januari 2026 10:15 UTC",
        "Januari 10:15",
    ],
)
def test_another_clock_or_day_in_sight_leaves_the_offset(shown):
    verdict = judged(("json_ld", "2026-01-04T10:15:20Z"), ("visible_text", shown)).published
    assert (verdict.value, verdict.zone_assumed) == ("2026-01-04T10:15:20+00:00", False)


def test_an_offset_that_another_source_confirms_is_no_mistake():
    statements = (("json_ld", "2026-01-04T10:15Z"), ("meta", "2026-01-04T17:15+07:00"))
    verdict = judged(*statements, ("visible_text", "4 Januari 2026 10:15")).published
    assert verdict.value == "2026-01-04T10:15+00:00"


def test_without_a_zone_of_the_outlet_nothing_is_assumed():
    unknown = Reader(now=NOW, zone=UTC)
    verdict = judged(
        ("json_ld", "2026-01-04T10:15Z"), ("visible_text", "4 January 2026 10:15"), reader=unknown
    ).published
    assert (verdict.value, verdict.zone_assumed) == ("2026-01-04T10:15+00:00", False)


def test_the_change_that_the_same_program_wrote_moves_with_it():
    shown = ("visible_text", "4 Januari 2026 10:15")
    found = judged(("json_ld", "2026-01-04T10:15:20Z"), shown, modified="2026-01-04T10:15:20Z")
    assert found.modified is None
    later = judged(("json_ld", "2026-01-04T10:15:20Z"), shown, modified="2026-01-04T11:00:00Z").modified
    assert later is not None
    assert later.value == "2026-01-04T11:00:00+07:00"


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("4 Januari 2026", "2026-01-04"),
        ("4 января 2026 г.", "2026-01-04"),
        ("4 Januari 2026 00:00", "2026-01-04T00:00:00+07:00"),
        ("5 Januari 2026", "2026-01-04T00:00:00+07:00"),
    ],
)
def test_a_midnight_is_a_day_where_the_page_shows_no_clock(shown, value):
    assert judged(("json_ld", "2026-01-04T00:00:00+07:00"), ("visible_text", shown)).published.value == value


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2026-06-05T12:10:00Z", "2026-06-05T12:10:00+00:00"),
        ("2026-06-05T19:10:00+07:00", "2026-06-05T19:10:00+07:00"),
        # 18:00 in Jakarta is 11:00 UTC
        ("2026-06-05T18:00:00Z", "2026-06-05T18:00:00+07:00"),
        ("2026-06-05T23:30:00Z", "2026-06-05"),
        ("2026-06-06T01:00:00+02:00", "2026-06-06"),
        ("2026-06-06", "2026-06-06"),
        ("2026-06-07", "2026-06-05T12:00:00+00:00"),
        ("2026-06-07T01:00:00Z", "2026-06-05T12:00:00+00:00"),
    ],
)
def test_no_time_is_still_to_come(value, published):
    assert judged(("json_ld", value)).published.value == published


def test_a_zone_that_the_next_element_runs_into_is_still_one():
    statements = (("json_ld", "2026-01-04T07:55:25Z"), ("visible_text", "January 4, 20267:55 AM UTCUpdated ago"))
    assert judged(*statements).published.value == "2026-01-04T07:55:25+00:00"


@pytest.mark.parametrize(
    ("statements", "value"),
    [
        (
            (
                ("json_ld", "2026-01-08T22:04:00Z"),
                ("meta", "2026-01-09T00:04:00+02:00"),
                ("visible_text", "09.01.2026"),
            ),
            "2026-01-09T00:04:00+02:00",
        ),
        # in the reader's zone it is the day that the page shows
        ((("json_ld", "2026-01-08T20:30:00Z"), ("visible_text", "9 Januari 2026")), "2026-01-09T03:30:00+07:00"),
        ((("json_ld", "2026-01-08T20:30:00Z"), ("url", "2026-01-09")), "2026-01-09T03:30:00+07:00"),
        # nothing tells where it is another day
        ((("json_ld", "2026-01-08T20:30:00Z"), ("visible_text", "7 Januari 2026")), "2026-01-08T20:30:00+00:00"),
        ((("json_ld", "2026-01-08T20:30:00Z"), ("visible_text", "8 Januari 2026")), "2026-01-08T20:30:00+00:00"),
        ((("json_ld", "2026-01-08T20:30:00+01:00"), ("visible_text", "9 Januari 2026")), "2026-01-08T20:30:00+01:00"),
    ],
)
def test_a_time_in_utc_is_told_by_the_clock_of_the_outlet_where_that_makes_it_the_day_shown(statements, value):
    verdict = judged(*statements).published
    assert (verdict.value, verdict.zone_assumed) == (value, False)


@pytest.mark.parametrize("shown", [("meta", "2026-01-08 18:09:55"), ("visible_text", "Jan 8, 2026, 6:09 pm")])
def test_the_offset_of_an_unknown_outlet_is_what_its_clock_differs_by(shown):
    unknown = Reader(now=NOW, zone=UTC)
    verdict = judged(("json_ld", "2026-01-09T01:09:55Z"), shown, reader=unknown).published
    assert verdict.value == "2026-01-08T18:09:55-07:00"
    other = judged(("json_ld", "2026-01-09T01:09:55Z"), ("visible_text", "Jan 8, 2026, 6:21 pm"), reader=unknown)
    assert other.published.value == "2026-01-09T01:09:55+00:00"


def test_clocks_of_other_articles_make_no_offset():
    tags = (("time_tag", "2026-01-08 18:00"), ("time_tag", "2026-01-05 12:00"))
    unknown = Reader(now=NOW, zone=UTC)
    assert judged(("json_ld", "2026-01-09T03:00:00Z"), *tags, reader=unknown).published.value[:10] == "2026-01-09"
