import re
from pathlib import Path

import pytest

from scrapers.normalizer.quality import FULL, WEIGHTS, lowered


def test_lowering_tells_why():
    quality = lowered(lowered(FULL, "no_title"), "dates_disagree", "meta says 2026-01-04")
    assert quality.score == pytest.approx(1 - WEIGHTS["no_title"] - WEIGHTS["dates_disagree"])
    assert quality.lowered_by == ("no_title", "dates_disagree: meta says 2026-01-04")


def test_the_score_stays_above_zero():
    assert lowered(lowered(FULL, "consent_wall"), "script_shell").score == 0.0


def test_an_own_reason_needs_its_weight():
    assert lowered(FULL, "too_old", weight=0.25).score == 0.75
    with pytest.raises(KeyError):
        lowered(FULL, "too_old")


def test_every_weight_lowers():
    assert all(0 < weight < 1 for weight in WEIGHTS.values())


def test_the_documentation_names_every_weight():
    page = (Path(__file__).parents[3] / "docs" / "normalize.md").read_text(encoding="utf-8")
    rows = re.findall(r"\| ((?:`\w+`(?:, )?)+)[^|]*\| (0\.\d\d) ", page)
    told = {reason: float(weight) for names, weight in rows for reason in re.findall(r"\w+", names)}
    assert told == dict(WEIGHTS)
