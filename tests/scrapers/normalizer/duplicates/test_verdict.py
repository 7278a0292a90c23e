from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from benchmarks.templates import filled, templates
from scrapers.normalizer.duplicates import Likeness, Origin, Thresholds, kind_of, likeness, prints_of, refusal


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"similarity": 1.0}, None),
        ({"similarity": 0.5, "head": 0.5}, None),
        ({"similarity": 0.39}, "little_shared"),
        ({"similarity": 0.9, "other_numbers": 0.1}, "other_numbers"),
        ({"similarity": 0.6, "changed": 0.3}, "same_template"),
        ({"similarity": 0.8, "changed": 0.2}, None),
        ({"similarity": 0.5, "tail": 0.9}, "same_background"),
        ({"similarity": 0.5, "tail": 0.9, "head": 0.3}, None),
        ({"similarity": 0.7, "tail": 0.9}, None),
    ],
)
def test_a_refusal_has_its_reason(fields: dict[str, float], reason: str | None) -> None:
    assert refusal(Likeness(**fields), Thresholds()) == reason


A, B, UNKNOWN = (Origin(outlet=name, wire=False) for name in ("a", "b", ""))
AGENCY = Origin(outlet="c", wire=True)


@pytest.mark.parametrize(
    ("one", "other", "own", "kind"),
    [
        (A, B, 0.0, "near"),
        (A, B, 0.2, "wire"),
        (A, A, 0.2, "near"),
        (UNKNOWN, UNKNOWN, 0.2, "wire"),
        (A, AGENCY, 0.0, "wire"),
        (AGENCY, A, 0.0, "wire"),
    ],
)
def test_wire_copy_has_an_agency_or_two_editors(one: Origin, other: Origin, own: float, kind: str) -> None:
    assert kind_of(Likeness(similarity=0.9, own=own), one, other, Thresholds()) == kind


@pytest.mark.parametrize("template", templates(), ids=lambda one: f"{one.language}-{one.kind}")
def test_stories_from_one_template_are_told_apart(template: Any) -> None:
    chance = random.Random(2)
    prints = prints_of([filled(template, chance) for _ in range(8)])
    sketches = [one.sketch for one in prints if one]
    assert len(sketches) == 8
    pairs = itertools.combinations(sketches, 2)
    assert all(refusal(likeness(one, other), Thresholds()) for one, other in pairs)
