from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scrapers.feed.lines import line_of
from scrapers.feed.merges import merge_line
from scrapers.feed.schema import CONTRACTS, SCHEMA_FILE, article_schema, schema_file, schema_of, schema_text
from scrapers.story import StoryMerge
from tests.scrapers.store.samples import NOW, article, date

VALIDATOR = Draft202012Validator(article_schema())


def errors(changes: dict[str, Any], *, without: str = "") -> list[str]:
    values = {**json.loads(line_of(article())), **changes}
    values.pop(without, None)
    return [error.json_path for error in VALIDATOR.iter_errors(values)]


def test_the_file_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text("utf-8") == schema_text(), "run python -m scrapers.feed.schema"


def test_the_schema_is_a_valid_one() -> None:
    Draft202012Validator.check_schema(article_schema())
    assert article_schema()["$id"] == "urn:klartekst:article:1"


@pytest.mark.parametrize("removed", [True, False])
def test_every_line_fits_it(removed: bool) -> None:
    rich = article(
        modified=date(NOW),
        wire={"agency": "Ritzau", "evidence": "/ritzau/"},
        disclosures=[{"kind": "ai_image", "text": "Billede genereret af AI"}],
        duplicate={"of": "0" * 32, "kind": "exact", "similarity": 1.0},
        images=[{"url": "", "caption": "The ferry", "credit": "A. Berg", "alt": ""}],
    )
    for one in (article(), rich):
        assert list(VALIDATOR.iter_errors(json.loads(line_of(one, removed=removed)))) == []


@pytest.mark.parametrize("name", sorted(set(article_schema()["properties"]) - {"removed"}))
def test_every_field_but_one_is_always_there(name: str) -> None:
    assert errors({}, without=name) == ["$"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"schema": "article/2"}, "$.schema"),
        ({"id": "short"}, "$.id"),
        ({"revision": 0}, "$.revision"),
        ({"quality": {"score": 2, "lowered_by": []}}, "$.quality.score"),
        ({"published": None}, "$.published"),
        ({"mood": "good"}, "$"),
        ({"blocks": [{"id": "b", "kind": "advert", "text": ""}]}, "$.blocks[0].kind"),
    ],
)
def test_what_is_not_in_the_contract_does_not_fit(changes: dict[str, Any], path: str) -> None:
    assert errors(changes) == [path]


def test_every_field_is_described() -> None:
    schema = article_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        for name, field in part["properties"].items():
            assert field.get("description"), name


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_the_file_of_every_contract_is_the_generated_one(name: str) -> None:
    assert schema_file(name).read_text("utf-8") == schema_text(name), "run python -m scrapers.feed.schema"
    Draft202012Validator.check_schema(schema_of(name))
    for part in (schema_of(name), *schema_of(name).get("$defs", {}).values()):
        assert part["description"]
        for field, value in part["properties"].items():
            assert value.get("description"), field


def test_a_merge_fits_its_schema() -> None:
    merge = StoryMerge(story="a", merged=("b",), article="c", at="2026-01-04T12:00:00+00:00")
    line = json.loads(merge_line(merge))
    assert list(Draft202012Validator(schema_of("story-merge/1")).iter_errors(line)) == []
    assert StoryMerge.model_validate_json(merge_line(merge)) == merge
