import pytest

from training.labels import block_keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The “harbour” is open: 3,5 m.", "3c5b2f5006faff8e"),
        ("Işık CANLI yayında", "cf280b07b6ba78a4"),
        ("リンゴ", "7a0256a968311e9b"),
        ("Ёлка", "92423d3ff1eec0af"),
        ("L’été", "1cbab13791d7c89a"),
        ("हिन्दी", "221f3ab7322d3da2"),
    ],
)
def test_the_keys_that_labels_hold_last(text, key):
    # `labels.jsonl` knows blocks by these keys alone: whoever changes what a word is has to write its keys anew.
    assert block_keys([text]) == [f"{key}.0"]


def test_blocks_of_the_same_words_are_counted():
    first, second, other = block_keys(["The harbour is open.", "THE HARBOUR IS OPEN", "The quay is open."])
    assert (first[:-2], first[-2:], second[-2:]) == (second[:-2], ".0", ".1")
    assert other[:-2] != first[:-2]
