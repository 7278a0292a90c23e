from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.stories.names import name_keys, names_of


def keys(text: str) -> set[str]:
    return set(name_keys(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rain fell. Nobody came, said Mayor Lone Holm.", ["mayor", "lone", "holm"]),
        ("Дождь в Туле: Иван уехал", ["туле"]),
        ("“Yes,” said Ane. “No,” said Bo.", ["ane", "bo"]),
        ("NOTHING here", []),
        ("雨が降った", []),
        ("", []),
    ],
)
def test_names_are_capitalised_words_inside_sentences(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said Henrik Solberg", "сказал Хенрик Сольберг"),
        ("said Solberg", "قال سولبرغ"),
        ("in Frederikshavn", "из Фредериксхавна в Фредериксхавн"),
        ("said Trump", "트럼프는"),
        ("said Trump", "トランプ"),
        ("to Mitsotakis", "ο Μητσοτάκης"),
        ("in Pyongyang", "in Pjöngjang"),
        ("with Maduro", "مادورو"),
        ("of Netanyahu", "נתניהו"),
        ("met Xi Jinping", "会见习近平主席"),
    ],
)
def test_a_name_has_a_key_in_common_with_itself_in_another_script(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.parametrize(("one", "other"), [("said Putin", "said Biden"), ("in Oslo", "in Aarhus"), ("x Kim", "x Kam")])
def test_other_names_have_none(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    assert all(key[0] in "=~" for key in name_keys(text))
