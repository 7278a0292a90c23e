import pytest

from spiders.charset import utf8_of

RUSSIAN = "<rss><title>В порту снова шторм, паромы остаются у причала до утра</title></rss>"
JAPANESE = "<rss><title>港では今夜も船が出ない見込みだと港湾局が伝えた</title></rss>"


@pytest.mark.parametrize(
    ("body", "content_type", "document"),
    [
        (RUSSIAN.encode(), "", RUSSIAN),
        (b'<?xml version="1.0" encoding="windows-1251"?>' + RUSSIAN.encode("cp1251"), "", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "text/xml; charset=windows-1251", RUSSIAN),
        (RUSSIAN.encode(), "text/xml; charset=iso-8859-1", RUSSIAN),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + RUSSIAN.encode(), "", RUSSIAN),
        (b'<?xml version="1.0" encoding="utf-8"?>' + RUSSIAN.encode("cp1251"), "", RUSSIAN),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>' + JAPANESE.encode("shift_jis"), "", JAPANESE),
        (JAPANESE.encode("iso-2022-jp"), "text/xml; charset=iso-2022-jp", JAPANESE),
        (JAPANESE.encode("utf-16"), "", JAPANESE),
        (JAPANESE.encode("utf-16-le"), "", JAPANESE),
        (b'<?xml version="1.0" encoding="utf-16"?><rss>ascii</rss>', "", "<rss>ascii</rss>"),
        (b"\xef\xbb\xbf" + RUSSIAN.encode(), "", RUSSIAN),
        (RUSSIAN.encode() + "ж".encode()[:1], "", RUSSIAN + "\ufffd"),
        (b"<a/>", "text/xml; charset=no-such-charset", "<a/>"),
        (b"", "", ""),
    ],
)
def test_utf8_of(body: bytes, content_type: str, document: str) -> None:
    assert utf8_of(body, content_type).decode() == document


def test_bytes_of_no_charset_still_give_utf8() -> None:
    assert utf8_of(bytes(range(256)) * 4).decode()
