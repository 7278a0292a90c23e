import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.decode import MAX_BYTES, decoded, parsed

RUSSIAN = "Паром через реку снова ходит по расписанию, сообщили в порту."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy nad Podhořím."
ARABIC = "عادت العبّارة إلى الميناء القديم صباح الخميس."
JAPANESE = "港の古い桟橋が三年ぶりに開通した。町長が最初の船を迎えた。"
CHINESE = "老桥修好以后，镇长第一个走了过去，后面跟着全校的孩子。"
TAIWANESE = "老橋修好以後，鎮長第一個走了過去，後面跟著全校的孩子。"
KOREAN = "항구의 오래된 다리가 삼 년 만에 다시 열렸다."
DANISH = "Færgen fra Ærø sejler igen på søndag, oplyser rederiet."
HEBREW = "המעבורת חזרה לנמל הישן בבוקר יום חמישי."
GREEK = "Το πλοίο γύρισε στο παλιό λιμάνι το πρωί."
THAI = "เรือข้ามฟากกลับมาวิ่งตามเวลาแล้ว"
TURKISH = "Vapur perşembe sabahı eski iskeleye döndü, dediler."

IN_CHARSETS = [
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "iso-8859-5"),
    (CZECH, "windows-1250"),
    (CZECH, "iso-8859-2"),
    (ARABIC, "windows-1256"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc-jp"),
    (JAPANESE, "iso-2022-jp"),
    (CHINESE, "gb2312"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (KOREAN, "euc-kr"),
    (DANISH, "iso-8859-1"),
    (DANISH, "windows-1252"),
    (HEBREW, "windows-1255"),
    (GREEK, "windows-1253"),
    (THAI, "tis-620"),
    (TURKISH, "windows-1254"),
    (DANISH, "utf-16le"),
    (DANISH, "utf-16be"),
]


def in_header(charset: str) -> dict[str, str]:
    return {"content-type": f"text/html; charset={charset}"}


@pytest.mark.parametrize(("text", "charset"), IN_CHARSETS, ids=[name for _, name in IN_CHARSETS])
def test_the_header_names_the_charset(text, charset):
    assert decoded(text.encode(charset), in_header(charset)) == text


@pytest.mark.parametrize(("text", "charset"), IN_CHARSETS[:-2], ids=[name for _, name in IN_CHARSETS[:-2]])
@pytest.mark.parametrize("form", ["charset='{}'", "http-equiv='Content-Type' content='text/html; charset={}'"])
def test_the_page_names_the_charset(text, charset, form):
    page = f"<html><head><meta {form.format(charset)}></head><body><p>{text}</p></body></html>"
    assert decoded(page.encode(charset), {"content-type": "text/html"}) == page


@pytest.mark.parametrize(
    ("bom", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_wins_and_is_no_text(bom, charset):
    assert decoded(bom + RUSSIAN.encode(charset), in_header("windows-1251")) == RUSSIAN


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312", "us-ascii", "nonsense"])
@pytest.mark.parametrize("text", [RUSSIAN, DANISH, JAPANESE])
def test_bytes_that_are_utf8_are_utf8_whatever_is_declared(text, declared):
    assert decoded(text.encode(), in_header(declared)) == text


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (RUSSIAN * 5, "windows-1251", "utf-8"),
        (JAPANESE * 5, "shift_jis", "utf-8"),
        (CHINESE * 5, "gb18030", "utf-8"),
        (RUSSIAN * 5, "windows-1251", "no-such-charset"),
        (KOREAN * 5, "euc-kr", "utf-8"),
    ],
)
def test_a_wrong_declaration_is_seen_through(text, charset, declared):
    assert decoded(text.encode(charset), in_header(declared)) == text


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("“quoted” – dash … €", "cp1252", "iso-8859-1"),
        ("镕基与堃同在㙍镇，说了三句话。", "gb18030", "gb2312"),
        ("①髙橋さんと﨑山さんが来た。", "cp932", "shift_jis"),
        ("펲시맨과 똠방각하가 왔다.", "cp949", "euc-kr"),
    ],
)
def test_a_declared_charset_stands_for_its_superset(text, charset, declared):
    assert decoded(text.encode(charset), in_header(declared)) == text


def test_the_case_of_a_headers_name_does_not_matter():
    assert decoded(RUSSIAN.encode("koi8-r"), {"Content-Type": "text/html; charset=koi8-r"}) == RUSSIAN


def test_the_header_wins_over_the_page():
    page = f'<meta charset="iso-8859-1"><p>{CZECH}</p>'
    assert decoded(page.encode("windows-1250"), in_header("windows-1250")) == page


def test_a_character_cut_off_at_the_end_leaves_the_rest_utf8():
    assert decoded(DANISH.encode() + "ø".encode()[:1], in_header("iso-8859-1")).startswith(DANISH)


def test_a_few_stray_bytes_leave_the_rest_utf8():
    text = RUSSIAN * 20
    body = text[:300].encode() + b"\xff" + text[300:].encode()
    assert decoded(body, in_header("windows-1251")) == text


def test_replacement_characters_that_a_page_really_holds_do_not_make_it_another_charset():
    text = f"{DANISH} \ufffd\ufffd\ufffd"
    assert decoded(text.encode(), in_header("iso-8859-1")) == text


@pytest.mark.parametrize("body", [b"", b"\n", b"plain ASCII, nothing else"])
def test_plain_bytes_come_out_as_they_are(body):
    assert decoded(body) == body.decode()


@settings(deadline=None, derandomize=True)
@given(
    body=st.binary(max_size=2000), charset=st.sampled_from(["", "utf-8", "utf-16", "gb18030", "utf-7", "x", "cp932"])
)
def test_any_bytes_give_text(body, charset):
    assert isinstance(decoded(body, in_header(charset) if charset else None), str)


def test_nothing_is_read_beyond_the_limit():
    assert len(decoded(b"a" * (MAX_BYTES + 10))) == MAX_BYTES


def words(source: str) -> list[str]:
    return parsed(source).text_content().split()


@pytest.mark.parametrize("source", ["", " \n", "\x00\x00\x00", "<!-- nothing -->", "<?php ?>", "<!DOCTYPE html>"])
def test_an_empty_page_gives_an_empty_tree(source):
    assert words(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>The quay is open",
        '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>The quay is open</p></body></html>',
        "<p>The\x00 quay\x0b is \ud800open</p>",
        "The quay is open",
        "<p>The <b>quay <i>is</b> open</i></div></p>",
        "<p>The<!-- old --> quay <?note x?>is open</p>",
    ],
)
def test_broken_markup_keeps_its_words(source):
    assert words(source) == ["The", "quay", "is", "open"]


@pytest.mark.parametrize("depth", [100, 255, 600, 1500])
def test_text_inside_and_behind_deep_nesting_is_read(depth):
    source = f"<body><p>before</p>{'<div>' * depth}<p>inside</p>{'</div>' * depth}<p>after</p></body>"
    assert [p.text for p in parsed(source).iter("p")] == ["before", "inside", "after"]


def test_a_paragraph_of_twelve_megabytes_is_read():
    assert len(parsed(f"<p>{'word ' * 2_400_000}</p><p>after</p>").text_content()) == 12_000_005


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_gives_a_tree(source):
    assert parsed(source).tag == "html"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Le maire a vu lundi la forêt brûlée, et les élèves l'ont vue aussi.", "cp1252"),
        ("Borgmästaren sade på måndagen att bron ska stängas i år.", "cp1252"),
        ("A polgármester hétfőn közölte, hogy a hidat őszig lezárják, mert sérült.", "cp1250"),
        ("Meras pirmadienį pranešė, kad tiltas bus uždarytas remontui iki rudens.", "cp1257"),
        ("Мэр города сообщил в понедельник, что мост закроют до осени.", "cp1251"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<html><meta charset=utf-8><div class=story><p>{}</p></div>"])
def test_bytes_that_name_no_charset_are_read_in_that_of_their_language(text, charset, form):
    page = form.format(text)
    assert decoded(page.encode(charset)) == page


def test_a_page_in_utf8_with_another_part_further_down_is_utf8():
    page = f"<p>{'Der Bürgermeister eröffnet die Brücke. ' * 900}</p>".encode() + "<p>Grüße</p>".encode("cp1252") * 50
    assert decoded(page).startswith("<p>Der Bürgermeister eröffnet")


@pytest.mark.parametrize("deep", [300, 2_100, 50_000])
def test_what_is_nested_too_deep_for_the_parser_is_not_lost(deep):
    page = f"<html><body>{'<div>' * deep}<p>The quay</p>{'</div>' * deep}<p>The end</p></body></html>"
    assert "".join(parsed(page).text_content().split()) == "ThequayTheend"
