from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.duplicates.prints import LEADS, PARAGRAPHS, PASSAGES, prints_of

PARAGRAPH = "In paragraph number {} the ferry left the harbour and came back before the tide had turned again."
LONG = "\n\n".join(PARAGRAPH.format(n) for n in range(30))


@pytest.mark.parametrize(
    ("text", "fewest", "enough"),
    [
        ("one two three", 3, True),
        ("one two three", 4, False),
        ("", 1, False),
        ("... — !", 1, False),
        ("港の船", 1, True),
        ("港の船", 2, False),
        ("AI 港の船長は語る", 4, True),
        ("เรือออกจากท่า", 6, True),
        ("корабль в порту", 3, True),
    ],
)
def test_only_texts_with_enough_words_have_prints(text: str, fewest: int, enough: bool) -> None:
    assert (prints_of([text], fewest=fewest)[0] is not None) is enough


def test_few_fingerprints_are_stored_and_all_of_them_sought() -> None:
    [prints] = prints_of([LONG])
    assert prints is not None
    assert len(prints.stored) == len(set(prints.stored)) <= 1 + LEADS + PARAGRAPHS + PASSAGES
    assert set(prints.stored) < set(prints.sought)
    assert prints.whole in prints.stored
    assert all(-(2**63) <= value < 2**63 for value in prints.sought)


@pytest.mark.parametrize("kept", [3, 10, 29])
def test_a_text_cut_short_finds_the_whole_one(kept: int) -> None:
    whole, cut = prints_of([LONG, "\n\n".join(LONG.split("\n\n")[:kept])])
    assert whole
    assert cut
    assert set(whole.stored) & set(cut.sought)
    assert whole.whole != cut.whole


texts = st.lists(st.text(st.sampled_from("abcde 12\n船เ，.é"), max_size=60), max_size=5)


@given(texts)
def test_texts_at_once_have_the_prints_they_have_alone(many: list[str]) -> None:
    assert prints_of(many, fewest=3) == [prints_of([text], fewest=3)[0] for text in many]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert prints_of([text, text], fewest=1)[0] == prints_of([text], fewest=1)[0]


def test_many_long_texts_are_read_in_groups() -> None:
    long = f"{LONG}\n\n" * 30
    assert len(set(prints_of([long, LONG, long], fewest=1))) == 2
