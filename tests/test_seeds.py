"""`scrapy clean` over the five documents that started the project, wherever they lie beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]
SEEDS = REPOSITORY.parent / "shared" / "seeds"
NAMES = ("000", "001", "002", "003", "004")

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")


@pytest.fixture(scope="module")
def cleaned() -> dict[str, Any]:
    files = sorted(map(str, SEEDS.glob("0*.txt")))
    command = [sys.executable, "-m", "scrapy", "clean", *files]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    articles = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["source_id"] for one in articles] == [Path(file).stem for file in files]
    return {one["source_id"][:3]: one for one in articles}


def expected(name: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((SEEDS / "expected" / f"{name}.json").read_text("utf-8"))
    return fields


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_exactly_that_of_the_article(cleaned: dict[str, Any], name: str) -> None:
    article, wanted = cleaned[name], expected(name)
    assert [block["text"] for block in article["blocks"]] == wanted["paragraphs"]
    assert article["text"] == "\n\n".join(wanted["paragraphs"])


@pytest.mark.parametrize("name", NAMES)
def test_every_other_line_is_a_removal(cleaned: dict[str, Any], name: str) -> None:
    assert sorted(one["text"] for one in cleaned[name]["removed"]) == sorted(expected(name)["removed"])


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_around_the_text_are_found(cleaned: dict[str, Any], name: str) -> None:
    article, wanted = cleaned[name], expected(name)
    assert article["title"] == (wanted["title"] or "")
    assert article["language"]["code"] == wanted["language"]
    assert article["page_language"]["code"] == wanted["page_language"]
    assert article["section"] == (wanted["section"] or "")
    assert [one["kind"] for one in article["disclosures"]] == wanted["disclosures"]
    captions = [f"{one['caption']} {one['credit']}".strip() for one in article["images"]]
    assert captions == wanted["captions"]


@pytest.mark.parametrize("name", NAMES)
def test_the_date_is_the_one_shown_or_that_of_the_first_sight(cleaned: dict[str, Any], name: str) -> None:
    published, wanted = cleaned[name]["published"], expected(name)["published"]
    if wanted is None:
        assert published["source"] == "first_seen"
    else:
        assert (published["value"], published["precision"]) == (wanted["value"], wanted["precision"])
        assert published["source"].replace("_", " ") == wanted["source"]


@pytest.fixture(scope="module")
def related() -> dict[str, Any]:
    files = sorted(map(str, SEEDS.glob("0*.txt")))
    command = [sys.executable, "-m", "scrapy", "clean", "--relate", *files]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    return {one["source_id"][:3]: one for one in map(json.loads, result.stdout.splitlines())}


def test_only_the_two_versions_of_one_agency_story_are_duplicates(related: dict[str, Any]) -> None:
    [wanted] = json.loads((SEEDS / "expected" / "relations.json").read_text("utf-8"))["duplicates"]
    first, second = wanted["ids"]
    assert [name for name in NAMES if related[name]["duplicate"]] == [second]
    found = related[second]["duplicate"]
    assert (found["of"], found["kind"]) == (related[first]["id"], wanted["kind"])
    assert found["similarity"] == pytest.approx(0.8, abs=0.1)
    assert related[second]["cluster"] == related[first]["id"]


def test_all_of_them_tell_one_story() -> None:
    files = sorted(map(str, SEEDS.glob("0*.txt")))
    for order in (files, files[::-1]):
        command = [sys.executable, "-m", "scrapy", "clean", "--relate", *order]
        result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == 0, result.stderr
        articles = [json.loads(line) for line in result.stdout.splitlines()]
        assert {one["story"] for one in articles} == {articles[0]["id"]}
