import pytest

from spiders.plain import fold, plain_text, shorten


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", ""),
        ("Ein Satz ohne Auszeichnung.", "Ein Satz ohne Auszeichnung."),
        ("<p>Første afsnit.</p><p>Andet afsnit.</p>", "Første afsnit. Andet afsnit."),
        ("Havnen <b>luk</b>ker<br/>klokken ti", "Havnen lukker klokken ti"),
        ("<script>track('x')</script>Le port ferme<!-- bientôt -->", "Le port ferme"),
        ("Smith &amp; S&oslash;n &#8211; nu", "Smith & Søn – nu"),
        ('<img src="a.jpg" alt="no">港は閉まる', "港は閉まる"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
    ],
)
def test_plain_text(markup: str, words: str) -> None:
    assert plain_text(markup) == words


def test_fold_takes_every_kind_of_space() -> None:
    assert fold("\u00a0a\t\u2003b\r\nc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("one two", 7, "one two"), ("one two", 6, "one"), ("港は閉まる", 2, "港は"), ("one two", 3, "one")],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
