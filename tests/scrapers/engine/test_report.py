from __future__ import annotations

import pytest

from scrapers.engine.report import FAILURES_SHOWN, print_report
from scrapers.engine.tally import Tally


def printed(capsys: pytest.CaptureFixture[str], *tallies: Tally, to_stderr: bool = False) -> str:
    print_report(tallies, ["Articles are in the store sqlite:///a.db."], to_stderr=to_stderr)
    captured = capsys.readouterr()
    return captured.err if to_stderr else captured.out


def test_outlets_are_listed_with_their_counts_and_a_total(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(
        capsys, Tally(outlet="tv2", found=3, new=1, known=2), Tally(outlet="dr", found=9, new=9, microseconds=90_000)
    )
    rows = [line.split() for line in text.splitlines() if line.strip()]
    assert rows[0] == ["outlet", "found", "known", "new", "changed", "unchanged", "duplicates", "failed", "ms/page"]
    assert rows[2] == ["dr", "9", "0", "9", "0", "0", "0", "0", "10"]
    assert rows[3] == ["tv2", "3", "2", "1", "0", "0", "0", "0", "0"]
    assert ["total", "12", "2", "10", "0", "0", "0", "0", "9"] in rows
    assert "Fetched only what is new or due: 2 known articles left alone." in text
    assert "sqlite:///a.db" in text


def test_one_outlet_needs_no_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert "total" not in printed(capsys, Tally(outlet="dr", new=1))


def test_the_first_failures_are_named_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    failures = tuple((f"http://dr.example/{n}", "HTTP 404 Not Found") for n in range(9))
    text = printed(capsys, Tally(outlet="dr", failed=9, failures=failures))
    assert "  http://dr.example/0: HTTP 404 Not Found\n" in text
    assert text.count("HTTP 404") == FAILURES_SHOWN
    assert f"… and {9 - FAILURES_SHOWN} more" in text


def test_a_reason_that_names_the_url_does_not_get_it_twice(capsys: pytest.CaptureFixture[str]) -> None:
    failures = (("http://dr.example/1", "GET http://dr.example/1 is not on the cassette dr.yaml"),)
    text = printed(capsys, Tally(outlet="dr", failed=1, failures=failures))
    assert text.count("http://dr.example/1") == 1


def test_long_reasons_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "word " * 60
    assert reason.strip() in printed(capsys, Tally(outlet="dr", failed=1, failures=(("http://a.example", reason),)))


def test_markup_in_a_url_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    failures = (("http://a.example/[bold]x", "HTTP 500"),)
    assert "/[bold]x: HTTP 500" in printed(capsys, Tally(outlet="dr", failed=1, failures=failures))


def test_the_report_leaves_standard_output_to_the_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert "dr" in printed(capsys, Tally(outlet="dr", problem="skipped", skipped=True), to_stderr=True)
