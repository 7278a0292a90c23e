from __future__ import annotations

import json

import pytest

from scrapers.engine.cleaning.lines import json_line
from scrapers.feed.lines import line_of
from tests.scrapers.engine.cleaning.samples import done, lost


@pytest.mark.parametrize("source_id", ["a", 7, 'quote " and \u2028 and \ud800'])
def test_a_line_is_that_of_the_feed_with_the_id_of_the_row(source_id: str | int) -> None:
    result = done(source_id)
    line = json_line(result, removed=True)
    assert line.endswith(b"}\n")
    assert len(line.decode().splitlines()) == 1
    fields = json.loads(line)
    assert next(iter(fields)) == "source_id"
    assert fields.pop("source_id") == source_id
    assert fields == json.loads(line_of(result.article, removed=True))
    assert fields["removed"]


def test_what_was_removed_can_be_left_out() -> None:
    assert "removed" not in json.loads(json_line(done(), removed=False))


def test_a_failure_has_kind_and_message() -> None:
    assert json.loads(json_line(lost("b"), removed=True)) == {
        "source_id": "b",
        "error": {"kind": "timeout", "message": "b.html: cleaning took longer than 20 s (CLEAN_DEADLINE)"},
    }
