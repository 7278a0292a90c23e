from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cleaners.model import Candidate
from scrapers.normalizer.dates import Reader, dates_of

READER = Reader(now=datetime(2026, 6, 5, 12, tzinfo=UTC), zone=ZoneInfo("Europe/Copenhagen"), languages=("da",))


def said(*statements: tuple[str, str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(field=field, source=source, value=value) for field, source, value in statements)


def published(*statements: tuple[str, str], url: str = ""):
    return dates_of(said(*(("published", source, value) for source, value in statements)), READER, url=url)


def test_the_most_trusted_source_wins_whatever_the_order():
    order = ["http", "visible_text", "url", "sitemap", "feed", "time_tag", "meta", "json_ld"]
    statements = [(source, f"2026-01-{day:02}T10:15:00Z") for day, source in enumerate(order, start=1)]
    while statements:
        assert published(*statements).published.source == statements[-1][0]
        statements.pop()


def test_nothing_said_is_first_seen():
    found = dates_of((), READER)
    assert found.published.source == "first_seen"
    assert found.published.value == "2026-06-05T12:00:00+00:00"
    assert found.modified is None


def test_a_naive_time_is_in_the_zone_of_the_outlet():
    verdict = published(("json_ld", "2026-01-04T10:15:00")).published
    assert (verdict.value, verdict.zone_assumed, verdict.raw) == (
        "2026-01-04T10:15:00+01:00",
        True,
        "2026-01-04T10:15:00",
    )


@pytest.mark.parametrize("value", ["2026-06-07T12:00:00Z", "2031-01-01", "1989-12-31", "0001-01-01T00:00:00Z"])
def test_an_impossible_date_does_not_count(value):
    assert published(("json_ld", value), ("meta", "2026-01-04")).published.value == "2026-01-04"


def test_clocks_may_be_a_little_ahead():
    assert published(("json_ld", "2026-06-06T01:00:00+02:00")).published.source == "json_ld"


def test_a_day_takes_the_time_that_another_source_has():
    verdict = published(("json_ld", "2026-01-04"), ("meta", "2026-01-04T10:15:00+01:00")).published
    assert (verdict.value, verdict.source) == ("2026-01-04T10:15:00+01:00", "meta")


def test_a_day_takes_no_time_of_another_day():
    assert published(("json_ld", "2026-01-04"), ("meta", "2026-01-05T10:15:00Z")).published.value == "2026-01-04"


def test_a_naive_time_takes_the_offset_that_another_source_has():
    verdict = published(("json_ld", "2026-01-04 10:15"), ("meta", "2026-01-04T10:15:29-05:00")).published
    assert (verdict.value, verdict.zone_assumed) == ("2026-01-04T10:15:29-05:00", False)


def test_a_local_time_with_a_false_z_is_put_right_by_the_same_clock_with_an_offset():
    pair = (("json_ld", "2026-01-04T10:15:00Z"), ("time_tag", "2026-01-04T10:15:00+01:00"))
    assert published(*pair).published.value == "2026-01-04T10:15:00+01:00"
    assert published(("json_ld", pair[1][1]), ("time_tag", pair[0][1])).published.value == "2026-01-04T10:15:00+01:00"


def test_two_other_sources_outvote_one():
    found = published(("json_ld", "2026-01-01"), ("meta", "2026-01-04"), ("time_tag", "2026-01-04"))
    assert (found.published.value, found.published.source) == ("2026-01-04", "meta")
    assert found.disagreements == ("json_ld says 2026-01-01, meta 2026-01-04",)


def test_one_other_source_does_not():
    found = published(("json_ld", "2026-01-01"), ("meta", "2026-01-04"))
    assert found.published.value == "2026-01-01"
    assert found.disagreements == ("meta says 2026-01-04, json_ld 2026-01-01",)


def test_what_page_data_call_date_comes_last():
    dated = ("dated", "meta", "2026-01-09T00:00:00+01:00")
    shown = ("published", "visible_text", "Publiceret 4. januar 2026")
    assert dates_of(said(dated, shown), READER).published.source == "visible_text"
    assert dates_of(said(dated), READER).published.value == "2026-01-09T00:00:00+01:00"
    other = ("published", "url", "2026-01-09")
    assert dates_of(said(dated, shown, other), READER).published.value[:10] == "2026-01-09"  # outvoted


def test_less_than_a_day_is_no_disagreement():
    assert published(("json_ld", "2026-01-04T23:30:00Z"), ("url", "2026-01-05")).disagreements == ()


def test_the_days_of_a_crowd_of_time_tags_are_other_articles():
    tags = [("time_tag", "2025-03-01"), ("time_tag", "2025-02-01")]
    assert published(("json_ld", "2026-01-04"), *tags).disagreements == ()
    assert published(("json_ld", "2026-01-04"), tags[0]).disagreements


@pytest.mark.parametrize(
    ("source", "raw"),
    [("visible_text", "04.01.2026, 10:15"), ("visible_text", "4. januar 2026"), ("sitemap", "2026-01-04")],
)
def test_any_other_source_wins_over_a_crowd_of_time_tags(source, raw):
    tags = [("time_tag", "2026-01-01T06:00:00Z"), ("time_tag", "2026-01-02"), ("time_tag", "2026-01-03")]
    found = published(*tags, (source, raw))
    assert (found.published.value[:10], found.published.source) == ("2026-01-04", source)
    assert published(*tags).published.value[:10] == "2026-01-01"


def test_a_time_tag_of_the_crowd_adds_the_time_to_the_day_it_agrees_with():
    tags = [("time_tag", "2026-01-04T06:00:00Z"), ("time_tag", "2026-01-02")]
    assert published(*tags, ("visible_text", "04.01.2026")).published.value == "2026-01-04T06:00:00+00:00"


def test_the_day_in_the_url_counts():
    found = published(url="https://example.com/2026/01/04/storm")
    assert (found.published.value, found.published.source) == ("2026-01-04", "url")
    assert published(("json_ld", "2026-02-04"), url="https://example.com/2026/01/04/storm").disagreements


def test_words_are_read_only_where_numbers_give_nothing():
    assert published(("visible_text", "4. maj 2026 kl. 10.15")).published.value == "2026-05-04T10:15+02:00"
    mixed = published(("time_tag", "i går"), ("sitemap", "2026-01-04"))
    assert (mixed.published.value, mixed.published.source) == ("2026-01-04", "sitemap")


@pytest.mark.parametrize(
    ("first", "changed", "modified"),
    [
        ("2026-01-04T10:15:00Z", "2026-01-04T12:00:00+01:00", "2026-01-04T12:00:00+01:00"),
        ("2026-01-04T10:15:00Z", "2026-01-04T11:15:00+01:00", None),
        ("2026-01-04T10:15:00Z", "2026-01-04T10:15:59Z", None),
        ("2026-01-04T10:15:00Z", "2026-01-04T09:00:00Z", None),
        ("2026-01-04", "2026-01-04T12:00:00Z", None),
        ("2026-01-04", "2026-01-05T12:00:00Z", "2026-01-05T12:00:00+00:00"),
        ("2026-01-04T10:15:00Z", "2027-01-04T10:15:00Z", None),
    ],
)
def test_modified_is_later_or_none(first, changed, modified):
    found = dates_of(said(("published", "json_ld", first), ("modified", "json_ld", changed)), READER)
    assert (found.modified.value if found.modified else None) == modified


def test_a_change_tells_the_latest_time_of_publication_where_nothing_else_does():
    found = dates_of(said(("modified", "meta", "2026-01-04T10:15:00Z")), READER)
    assert (found.published.value, found.published.source, found.modified) == (
        "2026-01-04T10:15:00+00:00",
        "meta",
        None,
    )


def test_the_last_modified_header_is_the_last_resort_and_never_a_change():
    header = ("modified", "http", "Sun, 04 Jan 2026 10:15:00 GMT")
    alone = dates_of(said(header), READER)
    assert (alone.published.source, alone.modified) == ("http", None)
    beside = dates_of(said(header, ("published", "meta", "2026-01-01")), READER)
    assert (beside.published.value, beside.modified) == ("2026-01-01", None)


def test_sources_that_dates_do_not_know_are_read_as_what_they_are_like():
    assert published(("link", "2026-01-04")).published.source == "meta"
    assert published(("html", "2026-01-04")).published.source == "visible_text"


@pytest.mark.parametrize(
    ("statements", "value"),
    [
        ((("json_ld", "1968-05-13T12:00:00Z"), ("visible_text", "13.05.1968")), "1968-05-13T12:00:00+00:00"),
        ((("meta", "1968-05-13"), ("time_tag", "1968-05-13")), "1968-05-13"),
        ((("json_ld", "1968-05-13"), ("meta", "1968-05-13")), "2026-06-05T12:00:00+00:00"),
        ((("visible_text", "13.05.1968"),), "2026-06-05T12:00:00+00:00"),
        ((("json_ld", "1970-01-01T00:00:00Z"), ("meta", "1970-01-01"), ("sitemap", "2026-01-04")), "2026-01-04"),
        ((("json_ld", "1970-01-01T00:00:00Z"), ("time_tag", "1970-01-01")), "2026-06-05T12:00:00+00:00"),
    ],
)
def test_a_date_before_the_web_needs_proof_in_plain_sight(statements, value):
    assert published(*statements).published.value == value


def test_of_dates_under_pictures_the_latest_counts_and_only_where_there_is_no_other():
    captions = (
        ("visible_text", "Soldater på vej til fronten ved den lille by, 24. april 2023"),
        ("visible_text", "Redningsfolk foran det ramte hus i den anden by, 28. april 2023"),
    )
    assert published(*captions).published.value == "2023-04-28"
    assert published(*captions, ("visible_text", "Eva Klein, 26. april 2023")).published.value == "2023-04-26"


def test_a_day_that_two_others_correct_by_one():
    others = (("url", "2026-01-03"), ("visible_text", "3.1.2026"))
    assert published(("meta", "2026-01-04"), *others).published.value == "2026-01-03"
    assert published(("meta", "2026-01-04T00:30:00+01:00"), *others).published.value.startswith("2026-01-04")
    by_utc = (("meta", "2026-01-04T03:30:00Z"), ("feed", "2026-01-04T03:30:00Z"))
    assert published(("json_ld", "2026-01-03"), *by_utc).published.value.startswith("2026-01-03")


def test_a_late_hour_in_utc_is_the_midnight_of_the_day_that_the_page_names():
    late = ("meta", "2026-01-03T23:00Z")
    assert published(late, ("visible_text", "4. January 2026")).published.value == "2026-01-04T00:00+01:00"
    assert published(late, ("visible_text", "3. January 2026")).published.value == "2026-01-03T23:00+00:00"
    noon = (("meta", "2026-01-03T12:00Z"), ("visible_text", "4. January 2026"))
    assert published(*noon).published.value == "2026-01-03T12:00+00:00"


def test_the_same_instant_with_an_offset_names_the_day():
    both = (("json_ld", "2026-01-03T22:04:00Z"), ("meta", "Sun, 04 Jan 2026 00:04:00 +0200"))
    assert published(*both).published.value == "2026-01-04T00:04:00+02:00"
    other = (("json_ld", "2026-01-03T22:04:00Z"), ("time_tag", "2026-01-04T09:30:00+01:00"))
    assert published(*other).published.value == "2026-01-03T22:04:00+00:00"


def test_a_crowd_of_time_tags_has_no_vote():
    tags = (("time_tag", "2025-10-21"), ("time_tag", "2025-09-26"))
    assert published(("meta", "2026-01-04"), *tags, ("visible_text", "21.10.2025")).published.value == "2026-01-04"


def test_the_offset_of_a_change_at_the_same_time_is_that_of_the_publication():
    shown = ("published", "visible_text", "04.01.2026 10:15")
    changed = ("modified", "time_tag", "2026-01-04T10:15:30+03:00")
    assert dates_of(said(shown, changed), READER).published.value == "2026-01-04T10:15:30+03:00"
    later = ("modified", "time_tag", "2026-01-04T11:20:00+03:00")
    assert dates_of(said(shown, later), READER).published.value == "2026-01-04T10:15+01:00"
