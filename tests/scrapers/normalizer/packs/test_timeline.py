from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrapers.normalizer.packs.disagreements import Sentence
from scrapers.normalizer.packs.timeline import Dated, timeline

DAY = date(2026, 1, 4)  # a Sunday


def dated(
    text: str, source: int = 1, published: date | None = DAY, around: date | None = DAY, language: str = "en"
) -> Dated:
    sentence = Sentence(source=source, language=language, text=text)
    return Dated(sentence=sentence, published=published, around=around, paragraph=text, is_lead=True)


def days(text: str, language: str = "en") -> list[str]:
    return [one.day for one in timeline([dated(text, language=language)])]


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("It began on 2 March 2022.", "2022-03-02", "stated"),
        ("It began on December 28.", "2025-12-28", "year_assumed"),
        ("It began on Saturday.", "2026-01-03", "weekday"),
        ("It began on Sunday.", "2026-01-04", "weekday"),
    ],
)
def test_the_day_and_how_it_is_known(text: str, day: str, basis: str) -> None:
    (one,) = timeline([dated(text)])
    assert (one.day, one.basis, one.text, one.sources) == (day, basis, text, (1,))


@pytest.mark.parametrize("text", ["It rained.", "From Monday to Friday.", "In May it rains.", ""])
def test_a_sentence_that_names_no_day_is_left_out(text: str) -> None:
    assert timeline([dated(text)]) == ()


def test_without_a_date_of_publication_only_what_is_stated_counts() -> None:
    texts = ["It began on Saturday.", "It began on December 28.", "It began on 2 March 2022."]
    assert [one.day for one in timeline([dated(text, published=None, around=None) for text in texts])] == ["2022-03-02"]


def test_the_same_sentence_of_several_sources_comes_once() -> None:
    text = "The minister said on 2 March 2022 that the bridge was closed for repairs."
    entries = timeline([dated(text, 2), dated(text, 1), dated("On 1 March 2022 it was open.", 3)])
    assert [(one.day, one.sources) for one in entries] == [("2022-03-01", (3,)), ("2022-03-02", (1, 2))]


def test_a_sentence_comes_under_each_day_that_it_names() -> None:
    assert days("It began on 2 March 2022 and ended on 3 March 2022.") == ["2022-03-02", "2022-03-03"]
    assert days("It began on Friday and ended on Saturday.") == ["2026-01-02", "2026-01-03"]


def test_a_day_that_is_stated_takes_the_weekday_with_it() -> None:
    assert days("It began on Friday, 2 January 2026.") == ["2026-01-02"]


def test_a_weekday_further_down_is_left_out() -> None:
    assert timeline([replace(dated("It began on Saturday."), is_lead=False)]) == ()


def test_a_year_that_the_paragraph_states_holds_for_its_days() -> None:
    one = dated("It closed on 28 December.")
    assert timeline([replace(one, paragraph="In 2019 the mill was sold. It closed on 28 December.")]) == ()
    assert len(timeline([replace(one, paragraph="In 2025 the mill was sold. It closed on 28 December.")])) == 1


def test_days_in_other_languages() -> None:
    (one,) = timeline([dated("Det begyndte lørdag.", language="da")])
    assert (one.day, one.language) == ("2026-01-03", "da")
