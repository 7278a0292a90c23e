from __future__ import annotations

import json

import numpy as np
import pytest

from scrapers.normalizer.stories import from_bytes, likeness, to_bytes
from scrapers.normalizer.stories.portable import _TERMS
from tests.scrapers.normalizer.stories.samples import ROWS, features, told


@pytest.mark.parametrize("row", ROWS[:6], ids=lambda row: row["language"])
def test_features_come_back_as_they_were(row: dict[str, str]) -> None:
    one = features(told(row))
    again = from_bytes(to_bytes(one))
    assert again is not None
    assert (again.language, again.outlet, again.day, again.size) == (one.language, one.outlet, one.day, one.size)
    for name in _TERMS:
        np.testing.assert_array_equal(getattr(again, name).ids, getattr(one, name).ids)
        np.testing.assert_array_equal(getattr(again, name).weights, getattr(one, name).weights)
    assert likeness(one, again) == likeness(one, one)
    assert again.salient == one.salient


def test_what_another_version_wrote_is_not_read() -> None:
    head, _, rest = to_bytes(features(told(ROWS[0]))).partition(b"\n")
    other = json.dumps([99, *json.loads(head)[1:]]).encode()
    assert from_bytes(other + b"\n" + rest) is None
