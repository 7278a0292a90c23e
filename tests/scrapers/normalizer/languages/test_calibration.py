import tomllib
from pathlib import Path

import pytest

from scrapers.normalizer.languages import language_of

HERE = Path(__file__).parent
PARAGRAPHS = tomllib.loads(HERE.joinpath("paragraphs.toml").read_text(encoding="utf-8"))
SENTENCES = tomllib.loads(HERE.joinpath("sentences.toml").read_text(encoding="utf-8"))
TEXTS = [*PARAGRAPHS.items(), *((code, text) for code, texts in SENTENCES.items() for text in texts)]
VERDICTS = {length: [(code, language_of(text[:length])) for code, text in TEXTS] for length in (400, 100, 60, 30)}


def test_the_set_is_large_enough_to_mean_something():
    three = {code for code, texts in SENTENCES.items() if code in PARAGRAPHS and len(texts) >= 2}
    assert len(three) >= 55
    assert len({text for _, text in TEXTS}) == len(TEXTS) >= 200
    assert all(100 <= len(text) <= 400 for _, text in TEXTS)


@pytest.mark.parametrize(("length", "least"), [(400, 0.995), (100, 0.98), (60, 0.97), (30, 0.94)])
def test_accuracy(length, least):
    right = [verdict.code == code for code, verdict in VERDICTS[length]]
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize(("low", "high", "least"), [(0.9, 1.0, 0.995), (0.7, 0.9, 0.85), (0.5, 0.7, 0.6)])
def test_confidence_is_never_far_above_accuracy(low, high, least):
    known = [(code, verdict) for verdicts in VERDICTS.values() for code, verdict in verdicts]
    right = [
        verdict.code == code
        for code, verdict in known
        if low <= verdict.confidence < high or high == 1.0 <= verdict.confidence
    ]
    assert len(right) >= 10
    assert sum(right) / len(right) >= least
