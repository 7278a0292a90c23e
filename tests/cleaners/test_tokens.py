import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Two Words", ["two", "words"]),
        ("“Don’t,” she said.", ["don", "t", "she", "said"]),
        ("Straße ÆRØ", ["straße", "ærø"]),
        ("橋の開通", ["橋", "の", "開", "通"]),
        ("서울 2시", ["서", "울", "2", "시"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("テレビ・NHKで2時", ["テ", "レ", "ビ", "nhk", "で", "2", "時"]),
        ("กำลัง", ["ก", "ำ", "ล", "ง"]),
        ("हिन्दी में 日本", ["हिन्दी", "में", "日", "本"]),
        ("مُحَمَّد שָׁלוֹם", ["محمد", "שלום"]),
        ("Covid-19: 3,5 %", ["covid", "19", "3", "5"]),
        ("", []),
        (" — … !", []),
    ],
)
def test_tokens(text, tokens):
    assert tokens_of(text) == tokens


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=100), st.text(max_size=100))
def test_texts_can_be_joined_by_a_space(one, two):
    assert tokens_of(f"{one} {two}") == tokens_of(one) + tokens_of(two)
