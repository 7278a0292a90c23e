from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.packs.sentences import sentences_of


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("He left at 7:50 a.m. and came back. Nobody knew.", ["He left at 7:50 a.m. and came back.", "Nobody knew."]),
        ("Dr. Holm of the U.N. Council spoke.", ["Dr. Holm of the U.N. Council spoke."]),
        ("Den 4. maj regnede det. Så kom solen.", ["Den 4. maj regnede det.", "Så kom solen."]),
        ("Он уехал. Никто не знал!", ["Он уехал.", "Никто не знал!"]),
        ("“Wait,” she said. “Now.” They ran.", ["“Wait,” she said.", "“Now.”", "They ran."]),
        ("彼は言った。「待て。」そして走った。", ["彼は言った。", "「待て。」", "そして走った。"]),
        ("वह गया। कोई नहीं आया।", ["वह गया।", "कोई नहीं आया।"]),
        ("ماذا حدث؟ لا أحد يعرف.", ["ماذا حدث؟", "لا أحد يعرف."]),
        ("»Det regner.« Så kom solen.", ["»Det regner.«", "Så kom solen."]),
        ("„Es regnet.“ Dann kam die Sonne.", ["„Es regnet.“", "Dann kam die Sonne."]),
        ("« Il pleut. » Elle est partie. « Bon. »", ["« Il pleut. »", "Elle est partie.", "« Bon. »"]),
        ("« Attention\u00a0!\u00a0», a prévenu le maire.", ["« Attention\u00a0!\u00a0», a prévenu le maire."]),
        ("« Il ment ! » a prévenu le maire. Fin.", ["« Il ment ! » a prévenu le maire.", "Fin."]),
        (
            "Велден. 3 января. Первую школу закрыли. Все ушли.",
            [
                "Велден. 3 января. Первую школу закрыли.",
                "Все ушли.",
            ],
        ),
        ("A list:\nrain\nsnow", ["A list:", "rain", "snow"]),
        ("No end", ["No end"]),
        ("  ", []),
    ],
)
def test_sentences_of_any_script(paragraph: str, sentences: list[str]) -> None:
    assert sentences_of(paragraph) == sentences


@given(st.text())
def test_nothing_but_white_space_is_lost(paragraph: str) -> None:
    assert "".join("".join(sentences_of(paragraph)).split()) == "".join(paragraph.split())
