import pytest
from pydantic import ValidationError

from scrapers.outlets.mistakes import Mistake, mistakes_of, report
from scrapers.outlets.model import Outlet

RIGHT = {
    "id": "folkebladet",
    "name": "Folkebladet",
    "domain": "folkebladet.example",
    "country": "dk",
    "languages": ("da",),
    "time_zone": "Europe/Copenhagen",
}


def told(**fields) -> list[str]:
    with pytest.raises(ValidationError) as error:
        Outlet.model_validate(RIGHT | fields, strict=True)
    return [str(mistake) for mistake in mistakes_of(error.value, file="my.toml", outlet='outlet "x"')]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", 'field "name": must not be empty'),
        ("name", 5, 'field "name": must be text in quotes, not 5'),
        ("languages", (), 'field "languages": must not be empty'),
        ("languages", ("da", 1), 'field "languages, entry 2": must be text in quotes, not 1'),
        (
            "feeds",
            "https://a.example",
            'field "feeds": must be a list in square brackets, not "https://a.example"',
        ),
        ("enabled", "no", 'field "enabled": must be true or false, not "no"'),
        ("enabled", 1, 'field "enabled": must be true or false, not 1'),
        ("crawl", 3, 'field "crawl": must be a table, such as crawl = { delay = 2.0 }, not 3'),
        ("crawl", {"delay": "slow"}, 'field "crawl.delay": must be a number, not "slow"'),
        ("crawl", {"delay": float("inf")}, 'field "crawl.delay": must be a number, not Infinity'),
        ("crawl", {"delay": -2}, 'field "crawl.delay": must be at least 0, not -2'),
        ("crawl", {"concurrency": 99}, 'field "crawl.concurrency": must be at most 16, not 99'),
        ("crawl", {"section_depth": 1.5}, 'field "crawl.section_depth": must be a whole number, not 1.5'),
        ("crawl", {"dealy": 2}, 'field "crawl.dealy": unknown field; did you mean "delay"?'),
        ("feed", (), 'field "feed": unknown field; did you mean "feeds"?'),
        ("timezone", "", 'field "timezone": unknown field; did you mean "time_zone"?'),
        ("country", "Denmark", 'field "country": "Denmark" is not an ISO 3166-1'),
    ],
)
def test_a_mistake_is_told_with_its_place(field, value, said) -> None:
    (line,) = told(**{field: value})
    assert line.startswith(f'my.toml, outlet "x", {said}')


def test_an_unknown_field_unlike_any_other_gets_the_list_of_fields() -> None:
    (line,) = told(qqq=1)
    assert "unknown field; known are id, name, domain" in line


def test_a_braced_value_is_told_as_it_is() -> None:
    (line,) = told(country="{input}")
    assert '"{input}" is not' in line


def test_a_long_value_is_cut() -> None:
    (line,) = told(enabled="x" * 500)
    assert len(line) < 160


def test_all_mistakes_of_an_outlet_are_told() -> None:
    assert len(told(name="", feeds=("/a", "https://a.example", "/b"), enabled="no", foo=1)) == 5


def test_a_report_counts_and_groups_by_file() -> None:
    first, second = Mistake(file="a.toml", message="x"), Mistake(file="b.toml", message="y")
    assert report([second, first, second]).splitlines() == [
        "3 mistakes in the outlet files:",
        "  a.toml: x",
        "  b.toml: y",
        "  b.toml: y",
    ]
