from pathlib import Path

import pytest

from cleaners.errors import PhraseError
from cleaners.lexicon import KINDS, MAX_WORDS, Lexicon, lexicon_of, phrase_tokens, shipped_lexicon
from cleaners.tokens import tokens_of

ENGLISH = """
language = "en"
[related]
line = ["related articles", "more from {name}"]
[read_also]
start = ["read also:"]
[watch]
line = ["watch {name} live", "{n} videos"]
[share]
end = ["on facebook"]
[consent]
part = ["uses cookies"]
[navigation]
line = ["{name} homepage"]
"""


def lexicon(*documents: str) -> Lexicon:
    return lexicon_of([(f"{index}.toml", text) for index, text in enumerate(documents or (ENGLISH,))])


def found(line: str, book: Lexicon | None = None) -> set[tuple[str, str]]:
    return {(hit.kind, hit.form) for hit in (book or lexicon()).hits(tokens_of(line), line)}


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ("Related articles", {("related", "line")}),
        ("RELATED ARTICLES:", {("related", "line")}),
        ("» Related   articles «", {("related", "line")}),
        ("Related articles of the law", set()),
        ("The related articles", set()),
        ("Read also: Storm hits the coast", {("read_also", "start")}),
        ("Please read also: the law", set()),
        ("Follow us on Facebook", {("share", "end")}),
        ("On Facebook he wrote a poem", set()),
        ("On Facebook", {("share", "end")}),
        ("Our site uses cookies for statistics", {("consent", "part")}),
        ("", set()),
    ],
)
def test_forms(line, hits):
    assert found(line) == hits


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ("More from Kestrel Bay News", {("related", "line")}),
        ("More from the North", {("related", "line")}),
        ("More from", set()),
        ("More from one two three four five six", set()),
        ("Watch HBN News live", {("watch", "line")}),
        ("Watch live", set()),
        ("12 videos", {("watch", "line")}),
        ("twelve videos", set()),
        ("Condensa homepage", {("navigation", "line")}),
        ("homepage", set()),
    ],
)
def test_placeholders(line, hits):
    assert found(line) == hits


@pytest.mark.parametrize(
    ("line", "found_it"),
    [
        ("Credit: Kai Holm", True),
        ("Credit： Kai Holm", True),
        ("Credit unions: a guide", False),
        ("Credit unions lend money", False),
        ("Credit", False),
    ],
)
def test_a_phrase_with_a_colon_wants_to_see_one(line, found_it):
    book = lexicon('language = "en"\n[caption]\nstart = ["credit:"]')
    assert found(line, book) == ({("caption", "start")} if found_it else set())


@pytest.mark.parametrize(
    ("line", "found_it"),
    [
        ("編輯：何靜", True),
        ("編輯部註", False),
        ("Text: Kai Holm", True),
        ("Text Kai Holm", False),
        ("Text messages: a guide", False),
    ],
)
def test_a_colon_before_a_name_is_wanted_too(line, found_it):
    book = lexicon('language = "x"\n[byline]\nline = ["編輯：{name}", "text: {name}"]')
    assert found(line, book) == ({("byline", "line")} if found_it else set())


@pytest.mark.parametrize(
    ("line", "found_it"),
    [
        ("Watch HBN News", True),
        ("WATCH HBN NEWS", True),
        ("Watch the News", True),
        ("Watch the harbour", False),
        ("Watch the Harbour.", False),
        ("Watch Kai!", False),
        ("觀看港口", True),
        ("觀看港口。", False),
        ("Follow us on Mastodon!", True),
        ("follow us on mastodon", True),
    ],
)
def test_a_line_that_ends_in_a_name_is_no_sentence(line, found_it):
    book = lexicon('language = "x"\n[watch]\nline = ["watch {name}", "觀看{name}", "follow us on {name}"]')
    assert found(line, book) == ({("watch", "line")} if found_it else set())


def test_a_phrase_of_one_word_is_found_inside_a_line():
    book = lexicon('language = "en"\n[consent]\npart = ["cookies", "cookies and cakes"]\n[share]\npart = ["cookies"]')
    assert found("We like cookies", book) == {("consent", "part"), ("share", "part")}
    assert found("We like cookies and cakes", book) == {("consent", "part"), ("share", "part")}


def test_a_phrase_with_and_without_a_colon_does_not_want_one():
    book = lexicon('language = "en"\n[caption]\nstart = ["credit:", "credit", "{n} photos:"]')
    assert found("Credit unions", book) == {("caption", "start")}


def test_all_phrases_that_ship_are_filed_by_their_words():
    """Most are taken as they stand: that must be the same as `tokens_of`."""
    assert [key for key in shipped_lexicon().literal if key != " ".join(tokens_of(key))] == []
    odd = "İlk  Haber\tşimdi"
    assert lexicon(f'language = "tr"\n[share]\nline = ["{odd}"]').literal.keys() == {" ".join(tokens_of(odd))}


def test_without_the_text_a_colon_is_not_asked_for():
    book = lexicon('language = "en"\n[caption]\nstart = ["credit:"]')
    assert book.hits(("credit", "kai", "holm"))


def test_a_longer_name_wins_over_a_shorter_one():
    book = lexicon('language = "en"\n[watch]\nline = ["watch {name} live"]')
    assert found("Watch live music live", book) == {("watch", "line")}


def test_running_text_of_some_length_is_not_looked_at():
    assert found("uses cookies " + "word " * (MAX_WORDS - 2)) == {("consent", "part")}
    assert found("uses cookies " + "word " * (MAX_WORDS - 1)) == set()


def test_hits_name_the_language_and_each_comes_once():
    book = lexicon(ENGLISH, 'language = "da"\n[consent]\npart = ["uses cookies", "cookies"]')
    hits = book.hits(tokens_of("It uses cookies, and more cookies"))
    assert sorted(hit.language for hit in hits) == ["da", "en"]
    assert book.languages == {"da", "en"}


def test_scripts_without_spaces():
    book = lexicon('language = "ja"\n[related]\nline = ["関連記事"]\n[consent]\npart = ["クッキーを使用"]')
    assert found("関連記事", book) == {("related", "line")}
    assert found("【関連記事】", book) == {("related", "line")}
    assert found("当サイトはクッキーを使用しています", book) == {("consent", "part")}
    assert found("関連記事を読む", book) == set()


def test_phrase_tokens_keep_placeholders():
    assert phrase_tokens("Open in {name}: {n}×") == ("open", "in", "{name}", "{n}")


BROKEN = [
    ("language = ", "not TOML"),
    ("[related]\nline = ['x']", "`language` is missing"),
    ("language = 3", "`language` is missing"),
    ('language = "en"\n[gossip]\nline = ["x"]', "[gossip] is not a kind"),
    ('language = "en"\nrelated = ["x"]', "[related] is not a kind"),
    ('language = "en"\n[related]\nmiddle = ["x"]', "[related] middle"),
    ('language = "en"\n[related]\nline = "x"', "[related] line"),
    ('language = "en"\n[related]\nline = ["{name}"]', "'{name}' must begin or end with a word"),
    ('language = "en"\n[related]\nline = ["{name} and {name}"]', "must begin or end with a word"),
    ('language = "en"\n[related]\nline = ["…"]', "'…' must begin or end with a word"),
    ('language = "en"\n[related]\nline = [""]', "'' must begin or end with a word"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_mistake_is_named_with_its_file(text, message):
    with pytest.raises(PhraseError) as caught:
        lexicon_of([("mine.toml", text)])
    assert "mine.toml" in str(caught.value)
    assert message in str(caught.value)


def test_all_mistakes_are_reported_at_once():
    with pytest.raises(PhraseError) as caught:
        lexicon(*(text for text, _ in BROKEN))
    lines = str(caught.value).splitlines()
    assert len(lines) == len(BROKEN)
    for (_, message), line in zip(BROKEN, lines, strict=True):
        assert message in line


def test_an_empty_lexicon_finds_nothing():
    assert found("Related articles", Lexicon()) == set()
    assert lexicon_of([]).languages == frozenset()


def test_the_shipped_lexicon_is_read_once_and_knows_its_kinds():
    book = shipped_lexicon()
    assert book is shipped_lexicon()
    assert {"en", "da"} <= book.languages
    hits = [each.meaning.hit for patterns in (*book.first.values(), *book.last.values()) for each in patterns]
    assert {hit.kind for hit in hits} <= KINDS


def test_own_phrase_files_come_on_top(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text('language = "x-mine"\n[related]\nline = ["fra krogen"]', encoding="utf-8")
    book = shipped_lexicon((str(own),))
    assert found("Fra krogen", book) == {("related", "line")}
    assert book.languages == shipped_lexicon().languages | {"x-mine"}


def test_a_mistake_in_an_own_file_names_its_path(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text("language = 1", encoding="utf-8")
    with pytest.raises(PhraseError, match=r"own\.toml"):
        shipped_lexicon((str(own),))


def test_a_phrase_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(PhraseError, match=r"gone\.toml"):
        shipped_lexicon((str(tmp_path / "gone.toml"),))
