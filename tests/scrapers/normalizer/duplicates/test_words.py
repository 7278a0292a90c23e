from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.duplicates.words import words_of


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("", []),
        ("… — !", []),
        ("The ferry sails.", [2, 2, 2]),
        ("港の船", [1, 1, 1]),
        ("AI 港の船長は語る", [2, *[1] * 7]),
        ("เรือออก", [1] * 7),
        ("корабль в порту", [2, 2, 2]),
        ("기차가 온다", [2, 2]),
        ("नाव आती है", [2, 2, 2]),
        ("السفينة في الميناء", [2, 2, 2]),
        ("snake_case", [2, 2]),
        ("4月5日", [2, 1, 2, 1]),
        ("𠀋𠀋", [1, 1]),
    ],
)
def test_words_are_counted_in_any_script(text: str, halves: list[int]) -> None:
    assert words_of([text]).halves.tolist() == halves


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s over, she said.", "IT'S OVER — she said"),
        ("ﬁve ships", "five ships"),
        ("Cafe\u0301 noir", "Café noir"),
        ("１２隻の船", "12隻の船"),
        ("「船」", "船"),
    ],
)
def test_case_punctuation_and_forms_do_not_count(one: str, other: str) -> None:
    first, second = words_of([one]), words_of([other])
    assert first.full.tolist() == second.full.tolist()


def test_other_numbers_change_the_word_but_not_what_is_left_without_digits() -> None:
    first, second, third = words_of(["12"]), words_of(["143"]), words_of(["١٢"])
    assert first.masked.tolist() != second.full.tolist()
    assert first.numbers.tolist() != second.numbers.tolist()
    assert words_of(["12th"]).masked.tolist() == words_of(["14th"]).masked.tolist()
    assert first.masked.tolist() == second.masked.tolist() == third.masked.tolist()


def test_lines_are_paragraphs() -> None:
    words = words_of(["\n One two.\n\nThree.\n \n", "", "Four.\nFive six."])
    assert words.paragraphs.tolist() == [0, 2, 3, 4]
    assert words.texts.tolist() == [0, 3, 3, 6]


texts = st.lists(st.text(st.sampled_from("abc 12\n船เ，.é"), max_size=30), max_size=5)


@given(texts)
def test_texts_at_once_are_as_they_are_one_by_one(many: list[str]) -> None:
    words = words_of(many)
    alone = [words_of([text]) for text in many]
    for (begin, end), one in zip(zip(words.texts, words.texts[1:], strict=False), alone, strict=True):
        assert words.full[begin:end].tolist() == one.full.tolist()
        own = words.paragraphs[(words.paragraphs >= begin) & (words.paragraphs < end)] - begin
        assert own.tolist() == one.paragraphs.tolist()


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    words = words_of([text])
    assert len(words.full) == len(words.masked) == len(words.numbers) == len(words.halves) == words.texts[-1]
