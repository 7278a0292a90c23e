from datetime import UTC, date, datetime

import pytest

from scrapers.normalizer.dates import Moment


@pytest.mark.parametrize(
    ("precision", "value"),
    [("second", "2026-01-04T10:15:30+00:00"), ("minute", "2026-01-04T10:15+00:00"), ("day", "2026-01-04")],
)
def test_the_value_tells_no_more_than_is_known(precision, value):
    moment = Moment(at=datetime(2026, 1, 4, 10, 15, 30, 99, tzinfo=UTC), precision=precision)
    assert moment.value == value
    assert moment.day == date(2026, 1, 4)
