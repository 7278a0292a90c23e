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
