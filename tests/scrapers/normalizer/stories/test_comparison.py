from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.stories.comparison import Meeting, across_languages, same_language
from scrapers.normalizer.stories.likeness import shipped_model
from scrapers.normalizer.stories.words import weighed_terms
from tests.scrapers.normalizer.stories.samples import ROWS, features, told

terms = st.dictionaries(st.integers(0, 2**32 - 1), st.floats(0.5, 20), max_size=12).map(weighed_terms)


@given(terms, terms)
def test_a_meeting_is_between_nothing_and_all(a, b) -> None:
    meeting, turned = Meeting(a, b), Meeting(b, a)
    assert 0 <= meeting.cosine <= 1 + 1e-9
    assert 0 <= meeting.held <= 1 + 1e-9
    assert meeting.number == turned.number
    assert meeting.cosine == pytest.approx(turned.cosine)
    assert meeting.holds == pytest.approx(turned.held)


@given(terms)
def test_whoever_meets_himself_shares_everything(a) -> None:
    meeting = Meeting(a, a)
    assert meeting.number == len(a)
    assert meeting.cosine == pytest.approx(1.0 if len(a) else 0.0)


def test_no_terms_say_nothing() -> None:
    none, some = weighed_terms({}), weighed_terms({4: 1.0})
    assert [Meeting(none, some).held, Meeting(some, none).held, Meeting(none, none).held] == [0.5, 0.0, 0.5]
    assert list(Meeting(weighed_terms({1: 3.0, 2: 1.0}), weighed_terms({1: 2.0})).lesser) == [2.0]


def test_the_columns_are_those_that_the_model_weighs() -> None:
    a, b = features(told(ROWS[0])), features(told(ROWS[1]))
    assert set(same_language(a, b)) == set(shipped_model().same_language.weights)
    assert set(across_languages(a, b)) == set(shipped_model().across_languages.weights)
    assert all(math.isfinite(value) for value in (*same_language(a, b).values(), *across_languages(a, b).values()))
