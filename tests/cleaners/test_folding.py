import pytest

from cleaners.folding import folded, folded_markup


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  two\t words \r\n", "two words"),
        ("one\n\n  two", "one\ntwo"),
        ("so\u00adft\u200bly\ufeff", "softly"),
        ("e\u0301", "é"),
        ("12\u00a0000 kr", "12\u00a0000 kr"),
        ("a\u202etrick\u202c", "atrick"),
        ("می‌خواهم", "می‌خواهم"),  # the zero-width non-joiner is spelling
        ("\x07bell\x9f", "bell"),
        ("old\rMac\rlines", "old Mac lines"),
        ("form\x0cfeed", "form feed"),
        ("", ""),
    ],
)
def test_folded(raw, text):
    assert folded(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a<b>b</b>c", "abc"),
        ("&lt;p&gt;escaped&lt;/p&gt;", "escaped"),
        ("plain", "plain"),
        ("", ""),
        ("1 < 2", "1 < 2"),
    ],
)
def test_folded_markup(raw, text):
    assert folded_markup(raw) == text
