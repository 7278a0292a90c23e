from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scrapers.normalizer.stories.samples import ROWS
from training.agreement import agreements, averaged
from training.pairs import folds_of, read_pairs


def side(row: dict[str, str], path: str = "a") -> dict[str, str]:
    return {"url": f"https://www.{row['outlet']}.example/2026/03/04/{path}", "title": row["title"], "text": row["text"]}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    english = [row for row in ROWS if row["language"] == "en"]
    ferry, fire, vote = english
    rows = [
        {"set": "verdicts", "language": "en", "same_story": True, "a": side(ferry), "b": side(ferry, "b")},
        {"set": "verdicts", "language": "en", "same_story": False, "a": side(ferry), "b": side(fire)},
        {"set": "grades", "language": "en", "overall": 4.0, "a": {"text": vote["text"]}, "b": {"text": ferry["text"]}},
        {"set": "grades", "language": "en", "overall": 1.0, "a": {"text": vote["text"]}, "b": {"text": vote["text"]}},
        {"set": "grades", "language": "en", "overall": 2.0, "a": {"text": "Short."}, "b": {"text": vote["text"]}},
    ]
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "pairs.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return tmp_path


def test_pairs_are_read_with_outlet_day_and_verdict(corpus: Path) -> None:
    pairs = read_pairs(corpus)
    assert [(one.name, one.same, one.graded) for one in pairs] == [
        ("verdicts en", 1.0, False),
        ("verdicts en", 0.0, False),
        ("grades en", 0.0, True),
        ("grades en", 1.0, True),
    ]
    assert (pairs[0].a.outlet, pairs[2].a.outlet, pairs[2].a.day) == ("harbour.example", "", None)
    assert pairs[0].a.day is not None


def test_an_article_and_all_that_it_is_paired_with_are_in_one_fold(corpus: Path) -> None:
    pairs = read_pairs(corpus)
    for turn in range(5):
        folds = folds_of(pairs, 2, turn)
        assert folds[0] == folds[1] != folds[2] == folds[3]
        assert folds == folds_of(pairs, 2, turn)


def test_agreement_with_verdicts_and_grades(corpus: Path) -> None:
    pairs = read_pairs(corpus)
    verdicts, grades = agreements(pairs, [0.9, 0.6, 0.1, 0.9])
    assert (verdicts.pairs, verdicts.same, verdicts.precision, verdicts.recall) == (2, 1, 0.5, 1.0)
    assert (grades.f1, grades.pearson) == (None, pytest.approx(1.0))
    assert averaged([[verdicts, grades], [verdicts, grades]]) == [verdicts, grades]
    assert verdicts.cells()[:4] == ["verdicts en", "2", "1", "0.667"]
