from __future__ import annotations

from scrapers.normalizer.packs.shingles import Groups

LONG = "the harbour master counted the boats in the evening and found that two of them were not there"


def groups(*texts: str) -> list[int]:
    made: Groups[str] = Groups()
    return [made.group_of(text, "en") for text in texts]


def test_texts_that_share_most_words_in_order_are_one() -> None:
    assert groups(LONG, LONG.replace("evening", "morning"), LONG.upper()) == [0, 0, 0]


def test_a_part_of_a_longer_text_is_not_the_same() -> None:
    assert groups(LONG, " ".join(LONG.split()[:9])) == [0, 1]


def test_a_number_makes_the_difference() -> None:
    assert groups(f"{LONG} for 12 days", f"{LONG} for 15 days", f"{LONG} for 12 days") == [0, 1, 0]


def test_short_texts_are_the_same_if_their_words_are() -> None:
    assert groups("Rain.", "rain", "Sun", "!", "?", "!") == [0, 0, 1, 2, 3, 2]


def test_texts_with_other_keys_are_never_alike() -> None:
    made: Groups[str] = Groups()
    assert [made.group_of(LONG, key) for key in ("en", "da", "en")] == [0, 1, 0]
