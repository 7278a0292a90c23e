"""Bytes of a page into a tree, in whatever character set the page really is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from lxml import html
from lxml.etree import ElementDefaultClassLookup, ParserError
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from cleaners.charsets import guessed

MAX_BYTES = 16 * 1024 * 1024  # beyond it nothing is read: no article is that long, and a hostile page may be
_PLACEHOLDER = "<html><body></body></html>"
_FRAMES = re.compile(rb"</?(?:div|span|font|center|section|table|tbody|tr|td|ul|li|blockquote|b|i|em)\b[^<>]*>", re.I)
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])  # what XML has no place for
# Encodings that write other scripts in ASCII bytes.
_SHIFTING = ("iso2022_jp", "iso2022_kr", "hz", "utf-7")
# Browsers, too, decode these labels as the superset on the right.
_SUPERSET = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso8859-1": "cp1252",
}


def decoded(body: bytes, headers: Mapping[str, str] | None = None) -> str:
    """Return the page as text, its character set found from BOM, bytes, headers and `<meta>`, in this order.

    `body` holds the bytes after content decoding; those beyond 16 MB are left out. Bytes that are valid UTF-8 with
    characters beyond ASCII are UTF-8 whatever the page declares: other encodings almost never look like it by chance.
    Bytes that fit nothing are replaced, so there is always a result; an empty body gives an empty string.

    >>> decoded("Ærø".encode("utf-8"), {"content-type": "text/html; charset=iso-8859-1"})
    'Ærø'
    """
    body = body[:MAX_BYTES]
    codec, mark = read_bom(body)
    if codec is not None and mark is not None:
        return body[len(mark) :].decode(codec, "replace")
    stated = header(headers or {}, "content-type")
    declared = http_content_type_encoding(stated) or html_body_declared_encoding(body[:4096])
    if body.isascii():
        return body.decode(declared if declared in _SHIFTING else "ascii", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        if _is_utf8(body):
            return body.decode("utf-8", "ignore")
        return body.decode(_codec(declared, body), "replace")


def header(headers: Mapping[str, str], name: str) -> str:
    """Return the value of a header, given its name in lower case; empty if there is none.

    >>> header({"Content-Type": "text/html"}, "content-type"), header({}, "content-type")
    ('text/html', '')
    """
    return next((value for known, value in headers.items() if known.lower() == name), "")


def _is_utf8(body: bytes) -> bool:
    """True if the bytes were UTF-8, a character cut off at the very end and a few stray bytes allowed."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken == 1 and text.endswith("\ufffd"):
        return True
    return broken * 200 < sum(1 for c in text[:200_000] if ord(c) > 127)


def _codec(declared: str | None, body: bytes) -> str:
    name = _known(declared)
    if name and name != "utf-8" and _fits(name, body):
        return _SUPERSET.get(name, name)
    return guessed(body)


def _known(declared: str | None) -> str | None:
    return resolve_encoding(declared) if declared else None


def _fits(name: str, body: bytes) -> bool:
    """True if hardly any byte is undefined in that character set."""
    try:
        text = body.decode(codecs.lookup(_SUPERSET.get(name, name)).name, "replace")
    except LookupError:
        return False
    return text.count("\ufffd") * 500 <= len(text)


def parsed(text: str) -> html.HtmlElement:
    """Return the root element of a page given as text; an empty page gives an empty tree."""
    # lxml refuses a str with an encoding declaration; bytes with a parser told so are also faster for it.
    # Without `huge_tree` libxml2 drops all that follows an element nested 256 deep or a text of 10 MB.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # One class for all elements: the look-up by tag that comes with lxml.html costs more than the walk over the page.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=html.HtmlElement))
    source = _encoded(text) or _PLACEHOLDER.encode()
    try:
        root = html.document_fromstring(source, parser=parser)
        # What is nested deeper than libxml2 goes it drops without a word: better a page without its frames.
        return html.document_fromstring(_FRAMES.sub(b" ", source), parser=parser) if _is_too_deep(parser) else root
    except ParserError:
        return html.document_fromstring(_PLACEHOLDER, parser=html.HTMLParser())


def _is_too_deep(parser: html.HTMLParser) -> bool:
    return any("depth" in error.message for error in parser.error_log.filter_from_fatals())


def _encoded(text: str) -> bytes:
    """Return UTF-8 without surrogates, control characters and non-characters."""
    if "\ufffe" in text or "\uffff" in text:  # looked for first: to replace what is not there is slow
        text = text.replace("\ufffe", "").replace("\uffff", "")
    return text.encode("utf-8", "ignore").translate(None, _CONTROLS)
