from __future__ import annotations

import pytest

from scrapers.normalizer.packs.disagreements import Sentence, disagreements


def said(*sentences: tuple[int, str], language: str = "en") -> list[list[tuple[str, tuple[int, ...]]]]:
    told = [Sentence(source=source, language=language, text=text) for source, text in sentences]
    return [[(one.number, one.sources) for one in found.figures] for found in disagreements(told)]


def test_the_same_thing_counted_otherwise_is_a_disagreement() -> None:
    found = said(
        (1, "Police in Velden counted 12 dead after the blast."),
        (2, "After the blast in Velden, police counted 15 dead."),
    )
    assert found == [[("12", (1,)), ("15", (2,))]]


def test_one_number_in_common_does_not_hide_another() -> None:
    assert said(
        (1, "The blast in Velden killed 12 people and injured 30 people."),
        (2, "The blast in Velden killed 12 people and injured 31 people."),
    ) == [[("30", (1,)), ("31", (2,))]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast in Velden killed 12 people.", "The blast in Velden injured 30 people."),
        ("The blast in Velden killed 300 to 400 people.", "The blast in Velden killed 350 people."),
        ("The blast in Velden killed 300–400 people.", "The blast in Velden killed 350 people."),
        ("The bridge of Velden cost $940 million.", "The bridge of Velden cost $950 million."),
        ("Police in Velden arrested a 15-year-old boy.", "Police in Velden arrested a 16-year-old boy."),
        ("Police in Velden counted 12 dead.", "In Velden there were 15 dead, police counted."),
    ],
)
def test_what_may_be_another_thing_is_none(one: str, other: str) -> None:
    assert said((1, one), (2, other)) == []


def test_another_thing_that_is_counted_in_the_same_unit_is_none() -> None:
    sentences = (1, "The missile flew 900 kilometres."), (2, "The village lies 30 kilometres from the border.")
    assert said(*sentences) == []


def test_who_gives_both_numbers_agrees_with_everybody() -> None:
    one, other = "Police in Velden counted 12 dead.", "Police in Velden counted 15 dead."
    assert said((1, one), (2, other), (2, one)) == []
    assert said((1, one), (2, one), (2, other)) == []
    assert said((1, one), (2, other), (2, one), (3, other)) == [[("12", (1, 2)), ("15", (2, 3))]]


def test_years_clock_times_and_small_words_are_not_compared() -> None:
    assert (
        said(
            (1, "The mill of Velden was built in 1998 people say."),
            (2, "The mill of Velden was built in 2003 people say."),
        )
        == []
    )
    assert said((1, "Of the boats in Velden 3 of five sank."), (2, "Of the boats in Velden 4 of five sank.")) == []


def test_languages_are_not_compared() -> None:
    sentences = [
        Sentence(source=1, language="en", text="Police in Velden counted 12 people."),
        Sentence(source=2, language="da", text="Police in Velden counted 15 people."),
    ]
    assert disagreements(sentences) == ()


def test_scripts_without_spaces() -> None:
    assert said((1, "警察说，这次爆炸造成12人死亡。"), (2, "警察说，这次爆炸造成15人死亡。"), language="zh-Hans") == [
        [("12", (1,)), ("15", (2,))]
    ]


def test_the_unit_is_given_as_it_stands_there() -> None:
    told = [
        Sentence(source=number, language="en", text=f"Firefighters in Velden carried {count} passengers out.")
        for number, count in ((1, "1,200"), (2, "1,300"))
    ]
    (found,) = disagreements(told)
    assert (found.unit, [one.number for one in found.figures]) == ("passengers", ["1200", "1300"])


def test_the_unit_is_without_digits_of_any_script() -> None:
    told = [
        Sentence(source=number, language="ar", text=f"قتل {count} شخصا في انفجار فيلدن")
        for number, count in ((1, "١٢"), (2, "١٥"))
    ]
    (found,) = disagreements(told)
    assert (found.unit, [one.number for one in found.figures]) == ("شخصا", ["12", "15"])
