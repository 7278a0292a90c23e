import tomllib
from pathlib import Path

import pytest

from scrapers.normalizer.languages import UNDETERMINED, language_of, plain_code

PARAGRAPHS = tomllib.loads(Path(__file__).with_name("paragraphs.toml").read_text(encoding="utf-8"))
# Bosnian, Croatian and Serbian share a hundred characters; without a hint nobody can tell.
NEED_MORE = {"sr-Latn"}


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_is_told(code):
    verdict = language_of(PARAGRAPHS[code])
    assert verdict.code == code
    assert verdict.confidence >= 0.75


@pytest.mark.parametrize("code", sorted(PARAGRAPHS.keys() - NEED_MORE))
def test_a_hundred_characters_are_told(code):
    assert language_of(PARAGRAPHS[code][:100]).code == code


@pytest.mark.parametrize("code", ["da", "de", "ru", "ar", "ja"])
@pytest.mark.parametrize("hint", ["en", "sv", "zh-TW"])
def test_a_wrong_hint_does_not_outweigh_the_text(code, hint):
    assert language_of(PARAGRAPHS[code], [hint]).code == code


@pytest.mark.parametrize("hint", ["sr", "sr-Latn", "SR_rs"])
def test_a_hint_decides_where_the_text_leaves_it_open(hint):
    assert language_of("Vozači će do kraja oktobra voziti dužim putem.", [hint]).code == "sr-Latn"


@pytest.mark.parametrize("text", ["", "42", "10:15", "* * *", "https", "2026-01-04 10:15:00 12345 67890"])
def test_a_text_that_is_too_short_is_undetermined(text):
    assert language_of(text) == UNDETERMINED


def test_wide_scripts_need_fewer_characters():
    assert language_of("旧橋閉鎖のお知らせを市が発表した").code == "ja"
    assert language_of("旧橋") == UNDETERMINED


def test_the_country_decides_the_script_of_a_text_without_telling_characters():
    text = "中文中文中文中文中文中文"
    assert language_of(text, ["zh"], "tw").code == "zh-Hant"
    assert language_of(text, ["zh"], "cn").code == "zh-Hans"


def test_the_same_text_gives_the_same_verdict():
    unsure = PARAGRAPHS["sr-Latn"][:60]
    assert len({(language_of(unsure).code, language_of(unsure).confidence) for _ in range(5)}) == 1


def test_confidence_is_lower_for_less_text():
    assert language_of(PARAGRAPHS["hr"][:60]).confidence < language_of(PARAGRAPHS["hr"]).confidence


def test_only_the_beginning_is_looked_at():
    assert language_of(PARAGRAPHS["da"] * 3 + PARAGRAPHS["ru"] * 50).code == "da"


def test_how_much_is_looked_at_can_be_chosen():
    text = PARAGRAPHS["da"] * 3 + PARAGRAPHS["ru"] * 50
    assert language_of(text, sample=len(text)).code == "ru"


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("en-US", "en"),
        ("nb_NO", "nb"),
        ("no", "nb"),
        ("zh-Hant-TW", "zh"),
        ("iw", "he"),
        ("sr-Latn", "sr"),
        (" DA ", "da"),
        ("", ""),
    ],
)
def test_plain_code(code, plain):
    assert plain_code(code) == plain
