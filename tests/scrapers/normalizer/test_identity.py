import pytest

from scrapers.normalizer.identity import article_id, block_ids, letters_of


def test_the_id_is_that_of_the_canonical_url():
    # printf https://example.com/a | sha256sum
    assert article_id("https://example.com/a") == "2dce0a4c50441bfccfa9caf4b58c3cba"
    assert article_id("https://example.com/a") != article_id("https://example.com/b")


def test_without_url_outlet_and_words_make_the_id():
    assert article_id("", outlet="a", text="Rain falls.") == article_id("", outlet="a", text="rain   falls")
    assert article_id("", outlet="a", text="Rain falls.") != article_id("", outlet="b", text="Rain falls.")
    assert article_id("", outlet="a", text="Rain falls.") != article_id("", outlet="a", text="Snow falls.")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("“It’s over,” she said.", '"It\'s over" - she said'),
        ("STRASSE", "straße"),
        ("ﬁre", "fire"),
        ("Ｔｏｋｙｏ２０２６", "tokyo2026"),
        ("橋を\n閉鎖", "橋を閉鎖"),
        ("a_b", "ab"),
        ("Αθήνας", "ΑΘΉΝΑΣ"),
    ],
)
def test_the_same_words_have_the_same_letters(one, two):
    assert letters_of(one) == letters_of(two)


def test_other_words_have_other_letters():
    assert letters_of("12 injured") != letters_of("13 injured")
    assert letters_of("мост закрыт") != letters_of("мост открыт")


def test_a_text_without_words_has_no_letters():
    assert letters_of("") == letters_of(" … * * *") == ""


def test_blocks_keep_their_ids_when_others_come_and_go():
    before = block_ids(["One.", "Two.", "Three."])
    after = block_ids(["New.", "One!", "three"])
    assert after[1] == before[0]
    assert after[2] == before[2]


def test_equal_blocks_have_their_own_ids():
    ids = block_ids(["Yes.", "Yes.", "* * *", "* * *", "Yes."])
    assert len(set(ids)) == 5
    assert all(len(one) == 12 for one in ids)


@pytest.mark.parametrize(("one", "other"), [("दिन", "दान"), ("কাল", "কল"), ("กิน", "กัน"), ("ရေ", "ရာ")])
def test_vowel_signs_make_other_words(one, other):
    assert letters_of(one) != letters_of(other)
    assert block_ids([one]) != block_ids([other])
    assert letters_of(f"{one} ।") == letters_of(f"{one}.")
