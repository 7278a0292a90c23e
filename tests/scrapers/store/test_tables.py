from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from scrapers.store.tables import INSTANT_LENGTH, Instant

DIALECT = sqlite.dialect()
moments = st.datetimes(
    min_value=datetime(1000, 1, 2),
    timezones=st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


def bound(moment: datetime | None) -> str | None:
    return Instant().process_bind_param(moment, DIALECT)


@given(moments)
def test_an_instant_comes_back_as_the_same_moment(moment: datetime) -> None:
    text = bound(moment)
    assert text is not None
    assert len(text) == INSTANT_LENGTH
    assert Instant().process_result_value(text, DIALECT) == moment


@given(moments, moments)
def test_instants_sort_as_text_as_they_do_in_time(one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert str(bound(earlier)) <= str(bound(later))


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="time without offset: 2026-01-04T12:00:00"):
        bound(datetime(2026, 1, 4, 12))


def test_no_time_stays_no_time() -> None:
    assert bound(None) is None
    assert Instant().process_result_value(None, DIALECT) is None
    assert bound(datetime(2026, 1, 4, 12, tzinfo=UTC)) == "2026-01-04T12:00:00.000000Z"
