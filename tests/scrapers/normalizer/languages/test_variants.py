import pytest

from scrapers.normalizer.languages.variants import TABLE, with_script, word_hits


@pytest.mark.parametrize(
    ("code", "text", "country", "full"),
    [
        ("zh", "市议会决定关闭旧桥", "tw", "zh-Hans"),
        ("zh", "市議會決定關閉舊橋", "cn", "zh-Hant"),
        ("zh", "中文", "hk", "zh-Hant"),
        ("zh", "中文", "", "zh-Hans"),
        ("sr", "Градско веће и NATO", "", "sr-Cyrl"),
        ("sr", "Gradsko veće", "", "sr-Latn"),
        ("ru", "Городской совет", "", "ru"),
    ],
)
def test_script(code, text, country, full):
    assert with_script(code, text, country) == full


def test_telling_words_count_once_each():
    assert dict(word_hits("Ikkje, ikkje, IKKJE", "nb")) == {"nb": 0, "nn": 1, "da": 0}


def test_shared_words_do_not_count():
    assert sum(word_hits("ikke for det", "nb").values()) == 0


def test_a_language_without_neighbours_has_no_telling_words():
    assert word_hits("The bridge", "en") == {}


def test_the_table_is_in_lower_case_and_its_scripts_differ():
    for group in TABLE.group:
        for words in group.words.values():
            assert words == words.lower()
            assert len(words.split()) > 20
    both = set(TABLE.chinese.simplified) & set(TABLE.chinese.traditional)
    assert len(both) < 10
