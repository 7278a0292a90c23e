from dataclasses import replace

import pytest

from cleaners.draft import CERTAIN, Draft, Line
from tests.cleaners.drafts import MAKER, SENTENCE, draft, removed, with_chance


@pytest.mark.parametrize(
    ("text", "running"),
    [
        (SENTENCE, True),
        ("A sentence that is long enough to be running text ends in a quote, he said: “No.”", True),
        ("A sentence that is long enough to be running text ends in a note about its source. [1][3]", True),
        ("A sentence that is long enough to be running text ends with the agency it is from. (dpa/afp)", True),
        ("A sentence that is long enough to be running text ends with what stands for a smile… 🦁", True),
        ("A headline that is long enough to be running text but does not end its sentence", False),
        ("A headline that is long enough to be running text ends with its agency (dpa/afp)", False),
        ("Short.", False),
        ("港の古い桟橋が三年ぶりに開通した。町長が最初の船を迎え、子どもたちは旗を振って船を見送ったという。", True),
        ("港の古い桟橋が三年ぶりに開通", False),
        ("عادت العبّارة إلى الميناء القديم صباح الخميس بعد ثلاث سنوات من العمل؟", True),
        ("市长周一上午在旧码头宣布，新的码头已经向所有的渔船开放使用了。", True),
        ("新码头周一开放。", False),
        ("Հին ջրաղացի կամուրջը երկուշաբթի առավոտյան կրկին բացվեց երթևեկության համար։", True),
        ("สะพานโรงสีเก่ากลับมาเปิดให้รถวิ่งอีกครั้งเมื่อเช้าวันจันทร์ สามปีหลังจากน้ำท่วมพัดช่วงโค้งสองในห้าช่วงหายไป", True),
        ("สะพานโรงสีเก่าเปิดใช้อีกครั้งหลังซ่อมสามปี", False),
        ("यह पुल तीन साल बाद फिर से खुल गया है और बच्चे इसे पार करके स्कूल जा रहे हैं।", True),
        ("یہ پل تین سال بعد دوبارہ کھل گیا ہے اور بچے اسے پار کر کے اسکول جا رہے ہیں۔", True),
    ],
)
def test_running_text(text, running):
    assert MAKER.line(text, "").running is running


@pytest.mark.parametrize(("text", "width"), [("quay", 4), ("brød", 4), ("新码头", 6), ("quay 码头", 9)])
def test_letters_of_scripts_without_spaces_are_wide(text, width):
    assert MAKER.line(text, "").width == width


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Stop.", True), ("He said “no.” [2]", True), ("“Stop”", False), ("Ուշ է։", True), ("Stop", False)],
)
def test_sentences(text, sentence):
    assert MAKER.line(text, "").sentence is sentence


def test_a_line_knows_what_was_found_in_it():
    line = MAKER.line("Related articles", "")
    assert line.has("related")
    assert line.has("share", "related", forms=("line",))
    assert not line.has("related", forms=("start", "part"))
    assert not line.has("share")


def test_a_line_taken_out_is_the_same_but_for_its_rule():
    hits = MAKER.line("Share", "p").hits
    line = Line(text="Share", path="p", tokens=("share",), hits=hits, kind="quote", group=3, chance=0.2)
    assert line.out("share") == replace(line, rule="share")


def test_lines_that_are_out_keep_their_first_rule():
    once = draft("one", "two").without({0: "share"})
    assert removed(once.without({0: "advert", 1: "advert"})) == {"one": "share", "two": "advert"}


def test_nothing_to_take_out_gives_the_same_draft():
    one = draft("one")
    assert one.without({}) is one


def test_only_lines_that_the_page_is_not_certain_of_are_doubtful():
    one = with_chance(draft("sure", "unsure", "out"), CERTAIN, ["sure"]).without({2: "share"})
    assert one.kept() == [0, 1]
    assert one.doubtful() == [1]
    assert Draft().doubtful() == []
