import pytest

from scrapers.normalizer.dates.address import url_date


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/01/04/storm", "2026-01-04"),
        ("/2026/1/4/storm", "2026-01-04"),
        ("/world/2026/jan/04/storm", "2026-01-04"),
        ("/2026-01-04-storm/", "2026-01-04"),
        ("/storm-2026-01-04/", "2026-01-04"),
        ("/storm_2026_01_04.html", "2026-01-04"),
        ("/articles/20260104/k00", "2026-01-04"),
        ("/news/storm-20260104.html", "2026-01-04"),
        ("/2026/0104/12.html", "2026-01-04"),
        ("/2026/01-04/12.shtml", "2026-01-04"),
        ("/2026/01/storm", ""),
        ("/2026/13/04/storm", ""),
        ("/2026/01/44/storm", ""),
        ("/doc/202601041", ""),
        ("/news/29-10-2021", "2021-10-29"),
        ("/news/09-10-2021", ""),
        ("/news/covid-19-03-2021-update", ""),
        ("/doc/12026-01-04", ""),
        ("/storm-2026", ""),
        ("/", ""),
    ],
)
def test_url_date(path, day):
    assert url_date(f"https://example.com{path}") == day


def test_only_the_path_counts():
    assert url_date("https://example.com/storm?updated=2026-01-04") == ""
    assert url_date("") == ""
