import numpy as np
import pytest

from cleaners.choice import (
    BEHIND,
    KEEP,
    KEEP_ABOVE,
    KEEP_AFTER,
    KEEP_ANNOUNCED,
    KEEP_ANNOUNCING,
    KEEP_BEHIND,
    KEEP_BETWEEN,
    KEEP_ELSEWHERE,
    KEEP_HEADINGS,
    KEEP_IN_ARTICLE,
    KEEP_LEAD,
    KEEP_NUMBERED,
    KEEP_RUNNING,
    KEEP_TABLE,
    LEAST_HEADING,
    LEAST_SURE,
    SURE,
    chosen,
)
from cleaners.decode import parsed
from cleaners.pruning import FAR, HEADED, KEEP_ABOVE_TEXT, SHORT, SHOUTED
from cleaners.tree import tree_of
from tests.cleaners.choices import BIT, RUNNING, choice
from tests.cleaners.growth import is_linear


def test_likely_blocks_are_in():
    assert choice("<p>s</p><p>a</p><div>b</div>", s=SURE, a=KEEP, b=KEEP - BIT) == ["s", "a"]
    assert choice("<p>s</p><p>a</p><p>b</p>", s=SURE, a=KEEP + BIT, b=KEEP) == ["s", "a", "b"]
    assert choice("<p>a</p><p>b</p><p>c</p>", a=0.9, b=0.1, c=0.9) == ["a", "c"]


def test_a_page_on_which_nothing_is_sure_is_judged_by_its_best_block():
    assert choice("<p>a</p><p>b</p><p>c</p>", a=LEAST_SURE, b=KEEP * LEAST_SURE / SURE + BIT, c=0.05) == ["a", "b"]


@pytest.mark.parametrize("source", ["", "<p>a</p>"])
def test_a_page_without_likely_blocks_keeps_none(source):
    assert choice(source, a=KEEP * LEAST_SURE / SURE - BIT) == []


@pytest.mark.parametrize(("chance", "is_in"), [(KEEP_RUNNING + BIT, True), (KEEP_RUNNING - BIT, False)])
def test_running_text_within_the_article_is_in_at_a_small_chance(chance, is_in):
    odd = f"<div class=cta>{RUNNING.format('odd')}</div>"
    page = f"<article>{RUNNING.format('a')}{odd}{RUNNING.format('b')}</article>"
    assert ("odd" in choice(page, a=SURE, odd=chance, b=SURE)) is is_in
    assert "odd" not in choice(page.replace("article>", "div>"), a=SURE, odd=chance, b=SURE)


@pytest.mark.parametrize(("chance", "blocks"), [(KEEP_BEHIND + BIT, BEHIND - 1), (KEEP_BEHIND - BIT, 1)])
def test_running_text_of_the_article_goes_on_behind_adverts_and_teasers(chance, blocks):
    odd = f"<div class=cta>{RUNNING.format('odd')}</div>"
    page = f"<article>{RUNNING.format('a')}{RUNNING.format('b')}{'<div>teaser</div>' * blocks}{odd}</article>"
    assert ("odd" in choice(page, a=SURE, odd=chance, b=SURE)) is (chance > KEEP_BEHIND)
    far = page.replace("<div>teaser</div>", "<div>teaser</div>" * (BEHIND + 1))
    assert "odd" not in choice(far, a=SURE, odd=chance, b=SURE)


@pytest.mark.parametrize(("chance", "kept"), [(KEEP_ABOVE_TEXT + BIT, ["x", "y", "a", "b"]), (0.6, ["a", "b"])])
def test_key_points_above_the_text_must_be_likely(chance, kept):
    page = f"<article><ul><li>x</li><li>y</li></ul>{RUNNING.format('a')}{RUNNING.format('b')}</article>"
    assert choice(page, x=chance, y=chance, a=SURE, b=SURE) == kept


def test_a_page_whose_only_likely_block_leaves_with_its_list_keeps_none():
    items = "".join(f"<li><a href=x>{name}</a></li>" for name in "xyz")
    assert choice(f"<p>a</p><ul>{items}</ul>", x=KEEP) == []


LIST = "<div><p>a</p><ul><li>x</li><li>y</li><li>z</li></ul><p>b</p></div>"


def test_a_list_is_in_as_a_whole():
    assert choice(LIST, a=0.9, x=0.9, y=0.3, z=0.6, b=0.9) == ["a", "x", "y", "z", "b"]


def test_a_list_is_out_as_a_whole():
    linked = LIST.replace("<li>", "<li><a href=x>").replace("</li>", "</a></li>")
    assert choice(linked, a=0.9, x=0.7, y=0.1, z=0.1, b=0.9) == ["a", "b"]


def test_long_items_count_more_than_short_ones():
    source = f"<p>a</p><ul><li><a href=x>x {'long ' * 30}</a></li><li><a href=x>y</a></li></ul>"
    assert choice(source, a=0.9, x=0.6, y=0.0) == ["a", "x", "y"]
    assert choice(source, a=0.9, x=0.0, y=0.6) == ["a"]


def test_teasers_without_links_are_no_plain_list():
    teaser = "<li><div>{0}k</div><div>{0}h</div><p>{0}t</p></li>"
    teasers = "".join(map(teaser.format, "bcd"))
    unsure = {f"{first}{last}": KEEP - BIT for first in "bcd" for last in "kht"}
    assert choice(f"<article><p>s</p><p>a</p><ul>{teasers}</ul></article>", s=SURE, a=SURE, **unsure) == ["s", "a"]


def test_each_list_is_decided_alone():
    source = "<ul><li>a</li><li>b</li></ul><nav><ul><li>c</li><li>d</li></ul></nav>"
    assert choice(source, a=0.9, b=0.4, c=0.1, d=0.6) == ["a", "b"]


def test_a_plain_list_among_the_paragraphs_of_the_article_stays():
    assert choice(LIST, a=0.9, x=0.1, y=0.1, z=0.1, b=0.9) == ["a", "x", "y", "z", "b"]


def test_a_box_before_a_plain_list_does_not_part_it_from_the_text():
    source = "<div><p>a</p><aside><p>o</p></aside><ul><li>x</li><li>y</li></ul><p>b</p></div>"
    assert choice(source, a=0.9, x=0.1, y=0.1, b=0.9) == ["a", "x", "y", "b"]
    assert choice(source, a=0.9, x=0.1, y=0.1) == ["a"]


def test_a_note_that_recurs_below_quotes_makes_none_a_pull_quote():
    note = "<p>emphasis by the one who quotes</p>"
    quotes = "".join(
        f"<blockquote><p>{q} that says of the quay what nobody else does</p>{note}</blockquote>" for q in "qr"
    )
    found = choice(f"<div><p>a</p>{quotes}<p>b</p></div>", a=SURE, b=SURE, q=SURE, r=SURE, emphasis=SURE)
    assert found == ["a", "q", "emphasis", "r", "emphasis", "b"]


def test_a_plain_quote_stays_where_the_text_goes_on():
    source = "<div><p>a</p><blockquote><p>q</p></blockquote><p>b</p></div>"
    assert choice(source, a=0.9, q=0.1, b=0.9) == ["a", "q", "b"]
    advert = source.replace("<p>b", "<aside><p>o</p></aside><p>b")
    assert choice(advert, a=0.9, q=0.1, b=0.9) == ["a", "q", "b"]
    assert choice(advert, a=0.9, q=0.1) == ["a"]


@pytest.mark.parametrize(
    "source",
    [
        "<div><p>a</p></div><ul><li>x</li><li>y</li></ul>",
        "<div><p>a</p><ul><li><a href=x>x</a></li><li>y</li></ul></div>",
        "<div><p>a</p><ul><li><a href=x><p>x</p></a></li><li><a href=x><p>y</p></a></li></ul></div>",
        "<div><p>a</p><ul hidden><li>x</li><li>y</li></ul></div>",
        "<div><ul><li>x</li><li>y</li></ul><p>a</p></div>",
        "<div><p>a</p><h2>o</h2><ul><li>x</li><li>y</li></ul></div>",
    ],
)
def test_a_list_elsewhere_linked_or_hidden_needs_its_own_chance(source):
    assert choice(source, a=0.9, x=0.1, y=0.1) == ["a"]


def test_a_pull_quote_repeats_and_stays_out():
    words = "x the quay is the best thing that has happened"
    source = f"<div><p>a he said {words} to us</p><blockquote><p>{words}</p></blockquote><p>b</p></div>"
    assert choice(source, a=0.9, x=0.1, b=0.9) == ["a", "b"]
    comment = source.replace(f"he said {words} to us", "he came") + f"<div><p>c he said {words} to us</p></div>"
    assert choice(comment, a=0.9, x=0.1, b=0.9) == ["a", "x", "b"]  # who reads it may repeat it


@pytest.mark.parametrize(
    ("other", "is_in"),
    [
        ("<p>b he said {} to us</p>", False),
        ("<p>b he said: {}!</p>", False),
        ("<blockquote>o {}</blockquote>", False),
        ("<p>b he said something else</p>", True),
    ],
)
def test_a_quote_is_out_where_its_words_stand_elsewhere(other, is_in):
    words = "x: the quay – is the best thing"
    quote = f"<blockquote><p>{words}</p><p>x: the mayor</p></blockquote>"
    source = f"<article><p>a</p><div>{quote}</div>{other.format(words.upper())}</article>"
    assert ("x:" in choice(source, **{"x:": 0.9, "a": 0.9})) is is_in


@pytest.mark.parametrize(
    ("chance", "source", "is_in"),
    [
        (KEEP_BETWEEN, "<div><p>a</p><p>g</p><p>b</p></div>", True),
        (KEEP_BETWEEN - BIT, "<div><p>a</p><p>g</p><p>b</p></div>", False),
        (KEEP_BETWEEN, "<div><p>a</p></div><aside><p>g</p></aside><div><p>b</p></div>", False),
        (KEEP_BETWEEN, "<div><p>g</p><p>a</p><p>b</p></div>", False),
        (KEEP_BETWEEN, "<div><p>a</p><p>b</p></div><div><p>g</p></div>", False),
    ],
)
def test_a_gap_between_neighbours_of_the_same_element_is_closed(chance, source, is_in):
    assert ("g" in choice(source, a=0.9, g=chance, b=0.9)) is is_in


HEADINGS = "<div><p>a</p><h3>x</h3><p>b</p><h3>y</h3><p>c</p></div>"
LIKELY = {"a": 0.9, "b": 0.9, "c": 0.9}


def test_headings_of_one_kind_are_in_together():
    x, y = 2 * KEEP_HEADINGS - LEAST_HEADING - BIT, LEAST_HEADING + BIT
    assert choice(HEADINGS, x=x, y=y, **LIKELY) == ["a", "x", "b", "y", "c"]


def test_unlikely_headings_are_out():
    assert choice(HEADINGS, x=KEEP_ABOVE - BIT, y=KEEP_ABOVE - BIT, **LIKELY) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("chance", "source", "is_in"),
    [
        (KEEP_ABOVE, "<div><h3>x</h3><p>a</p></div>", True),
        (KEEP_ABOVE - BIT, "<div><h3>x</h3><p>a</p></div>", False),
        (KEEP_ABOVE, "<div><h3>x</h3></div><div><p>a</p></div>", False),
        (KEEP_ABOVE, "<div><h3>x</h3><p>o</p><p>a</p></div>", False),
    ],
)
def test_a_heading_right_above_a_block_that_is_in_stays(chance, source, is_in):
    assert ("x" in choice(source, x=chance, a=0.9)) is is_in


@pytest.mark.parametrize(
    ("chance", "source", "is_in"),
    [
        (KEEP_AFTER, "<div><p>a</p><p>x</p></div>", True),
        (KEEP_AFTER - BIT, "<div><p>a</p><p>x</p></div>", False),
        (KEEP_AFTER, "<div><p>a</p></div><div><p>x</p></div>", False),
        (KEEP_AFTER, '<div><p>a</p><p class="note">x</p></div>', False),
        (KEEP_AFTER, "<div><p>a</p><p><a href=x>x</a></p></div>", False),
    ],
)
def test_text_right_behind_the_last_of_its_like_stays(chance, source, is_in):
    assert ("x" in choice(source, x=chance, a=0.9)) is is_in


@pytest.mark.parametrize(
    ("chance", "source", "is_in"),
    [
        (KEEP_IN_ARTICLE, "<article><p>a</p><div><ul><li>x</li></ul></div></article>", True),
        (KEEP_IN_ARTICLE, "<article><p>a</p></article><div><ul><li>x</li></ul></div>", False),
        (KEEP_IN_ARTICLE, "<article><p>a</p><div><ul><li><a href=x>x</a></li></ul></div></article>", False),
    ],
)
def test_a_list_anywhere_in_the_article_needs_little(chance, source, is_in):
    assert ("x" in choice(source, x=chance, a=0.9)) is is_in


def test_a_short_block_far_from_all_others_is_a_stray():
    far = "<div>o</div>" * FAR
    assert choice(f"<p>a</p><p>b</p>{far}<p>x</p>", a=0.9, b=0.9, x=0.9) == ["a", "b"]
    assert choice(f"<p>a</p><p>b</p>{far}<p>x {'long ' * SHORT}</p>", a=0.9, b=0.9, x=0.9) == ["a", "b", "x"]
    assert choice(f"{far}<p>x</p>{far}", x=0.9) == ["x"]


ANSWER = "and the quay of the town has got a new roof, which the mayor opened on a Monday in January."


@pytest.mark.parametrize(
    ("number", "chance", "are_in"),
    [(3, 0.25, True), (2, 0.25, True), (1, 0.25, False), (3, 0.1, False), (3, 0.9, True)],
)
def test_questions_are_in_with_their_answers(number, chance, are_in):
    pairs = "".join(f"<details><summary>q{i} is it?</summary><p>r{i} {ANSWER}</p></details>" for i in range(number))
    chances = {f"{letter}{i}": chance for i in range(number) for letter in "qr"}
    found = choice(f"<div><p>a</p>{pairs}</div>", a=0.9, **chances)
    assert found == (["a", *sorted(chances, key=lambda one: (one[1:], one))] if are_in else ["a"])


def test_two_questions_apart_are_no_list():
    pair = "<div><p>q{0} is it?</p><p>r{0} " + ANSWER + "</p></div>"
    source = f"<div><p>a</p>{pair.format(0)}<p>b</p>{pair.format(1)}</div>"
    assert choice(source, a=0.9, b=0.9, q0=0.25, r0=0.25, q1=0.25, r1=0.25) == ["a", "b"]


@pytest.mark.parametrize(
    ("pair", "are_in"),
    [
        ("<div><strong>q is it?</strong> <p>r</p></div>", ["a", "q", "r"]),
        ("<div><strong>q is it.</strong> <p>r</p></div>", ["a", "r"]),
        ("<div><a href=x>q is it?</a> <p>r</p></div>", ["a", "r"]),
        ("<div><p>q is it?</p></div><p>r</p>", ["a", "r"]),
    ],
)
def test_a_question_above_a_short_answer_in_its_own_element_is_in(pair, are_in):
    assert choice(f"<div><p>a</p><section>{pair}</section></div>", a=0.9, q=0.25, r=0.9) == are_in


def test_a_line_that_announces_a_list_is_in_with_it():
    source = "<div><p>a</p><p>n three things:</p><ol><li>x</li><li>y</li></ol><p>b</p></div>"
    chances = {"a": 0.9, "x": 0.9, "y": 0.9, "b": 0.9}
    assert choice(source, n=KEEP_ANNOUNCING, **chances) == ["a", "n", "x", "y", "b"]
    assert choice(source, n=KEEP_ANNOUNCING - BIT, **chances) == ["a", "x", "y", "b"]
    assert choice(source.replace(":", "."), n=KEEP_ANNOUNCING, **chances) == ["a", "x", "y", "b"]


@pytest.mark.parametrize(
    ("sentence", "are_in"),
    [
        ("a sentence that names three books of the quay:", True),
        ("“a sentence that names three books of the quay:”", True),
        ("a sentence that names three books of the quay.", False),
        ("a: few:", False),
        ("a sentence that names <a href=x>three books</a> of the quay:", False),
    ],
)
def test_a_list_of_links_is_in_below_a_sentence_that_announces_it(sentence, are_in):
    items = "<ul><li><a href=x>x</a></li><li><a href=y>y</a></li></ul>"
    chances = {"a": SURE, "“a": SURE, "a:": SURE, "x": KEEP_ANNOUNCED, "y": KEEP_ANNOUNCED}
    assert ("y" in choice(f"<div><p>{sentence}</p>{items}</div>", **chances)) is are_in
    assert "y" not in choice(f"<div><p>{sentence}</p>{items}</div>", **chances | {"x": 0.0})
    assert "y" not in choice(f"<div><p>{sentence}</p></div><div>{items}</div>", **chances)


@pytest.mark.parametrize(
    ("hosts", "chance", "are_in"),
    [
        (("//town.example", "//state.example"), KEEP_ELSEWHERE, True),
        (("//town.example", "//state.example"), KEEP_ELSEWHERE - BIT, False),
        (("//town.example", ""), KEEP_ELSEWHERE, False),
        (("//town.example", "//www.harbour.example"), KEEP_ELSEWHERE, False),
    ],
)
def test_a_list_of_links_to_other_sites_below_a_paragraph_is_in(hosts, chance, are_in):
    items = "".join(f"<li><a href={host}/1>{text}</a></li>" for host, text in zip(hosts, "xy", strict=True))
    menu = "<nav>" + "<div><a href=https://harbour.example/2>Ferries</a></div>" * 3 + "</nav>"
    page = f"{menu}<div>{RUNNING.format('a')}<ul>{items}</ul></div>"
    assert ("y" in choice(page, a=SURE, x=chance, y=chance)) is are_in
    assert "y" not in choice(page.replace("<ul>", "<p>short</p><ul>"), a=SURE, short=SURE, x=chance, y=chance)


def test_a_standfirst_in_a_list_of_the_header_is_no_key_point():
    header = "<ul><li><h2>lead of all this</h2></li><li><a href=x>servants of the quay</a></li></ul>"
    page = f"<main>{header}{RUNNING.format('a')}</main>"
    assert choice(page, a=SURE, lead=1.0) == ["lead", "a"]
    assert choice(page.replace("h2", "p"), a=SURE, lead=1.0) == ["a"]


def test_linked_questions_lead_elsewhere():
    pairs = "".join(f"<div><p><a href=x>q{i} is it?</a></p><p>r{i} {ANSWER}</p></div>" for i in range(3))
    assert choice(f"<div><p>a</p>{pairs}</div>", a=0.9, **dict.fromkeys(("q0", "q1", "q2"), 0.4)) == ["a"]


def test_a_button_that_asks_what_the_text_below_answers_stays():
    source = f"<div><p>a</p><div><button>x ?</button><p>b {ANSWER}</p></div></div>"
    assert choice(source, a=0.9, x=0.9, b=0.9) == ["a", "x", "b"]
    assert choice(source.replace("x ?", "x"), a=0.9, x=0.9, b=0.9) == ["a", "b"]
    assert choice(source.replace("x ?", "x").replace("button>", "button><h3>", 1), a=0.9, x=0.9, b=0.9) == [
        "a",
        "x",
        "b",
    ]
    short = "<div><p>a</p><div><button>x ?</button><p>b</p></div></div>"
    assert choice(short, a=0.9, x=0.9, b=0.9) == ["a", "x", "b"]
    assert choice(short, a=0.9, x=0.9 - BIT, b=0.9) == ["a", "b"]


def test_a_button_is_never_text():
    assert choice("<div><p>a</p><button>x</button><p>b</p></div>", a=0.9, x=0.9, b=0.9) == ["a", "b"]


def test_paragraphs_each_in_wrappers_of_its_own_stand_beside_each_other():
    wrapped = "".join(f"<div class=widget><div class=inner><p>{word}</p></div></div>" for word in "abxc")
    assert choice(f"<div>{wrapped}</div>", a=SURE, b=SURE, x=KEEP_BETWEEN + BIT, c=SURE) == ["a", "b", "x", "c"]
    assert choice(f"<div>{wrapped}</div>", a=SURE, b=SURE, x=KEEP_BETWEEN - BIT, c=SURE) == ["a", "b", "c"]
    assert choice(f"<div>{wrapped}</div>", a=SURE, b=SURE, x=SURE, c=KEEP_AFTER + BIT) == ["a", "b", "x", "c"]


def test_the_chances_are_not_changed():
    tree = tree_of(parsed(LIST))
    values = np.full(len(tree.blocks), 0.3)
    values[0] = 0.9
    before = values.copy()
    chosen(values, tree)
    assert (values == before).all()


def test_a_long_list_is_decided_in_linear_time():
    def decided(n: int) -> None:
        items = "".join(f"<li>item number {i} of a very long list</li>" for i in range(n))
        tree = tree_of(parsed(f"<div><p>a</p><ul>{items}</ul></div>"))
        assert chosen(np.array([0.9] + [0.1] * n), tree).all()

    assert is_linear(decided, 500, 5000)


def test_many_headings_are_decided_in_linear_time():
    def decided(n: int) -> None:
        tree = tree_of(parsed(f"<div>{'<h3>a name</h3><ul><li>an item</li></ul>' * n}</div>"))
        assert chosen(np.array([0.6, 0.0] * n), tree).any()

    assert is_linear(decided, 500, 5000)


def test_many_quotes_are_decided_in_linear_time():
    def decided(n: int) -> None:
        quotes = "".join(
            f"<p>a paragraph {i} of the article</p><blockquote>the words of quote number {i} are these</blockquote>"
            for i in range(n)
        )
        tree = tree_of(parsed(f"<article>{quotes}</article>"))
        assert chosen(np.array([0.9, 0.3] * n), tree).all()

    assert is_linear(decided, 500, 5000)


@pytest.mark.parametrize(
    "quoted", ["“the words of all the quotes”, said Ida Lund", "「この地で待つのだと思います」山田花子"]
)
def test_many_quotes_that_name_who_said_them_are_decided_in_linear_time(quoted):
    def decided(n: int) -> None:
        quotes = "".join(f"<p>a paragraph {i} of the article</p><p class=quote>{quoted} ({i:05})</p>" for i in range(n))
        tree = tree_of(parsed(f"<article>{quotes}</article>"))
        assert chosen(np.array([0.95, 0.8] * n), tree).all()

    assert is_linear(decided, 500, 5000)


def test_many_announcements_are_decided_in_linear_time():
    def decided(n: int) -> None:
        said = "<p>say what you like of it, these are the ways to go about it:</p>"
        tree = tree_of(parsed(f"<ul>{f'<li>{said}<ul><li>an item</li></ul></li>' * n}</ul>"))
        assert chosen(np.array([0.9, 0.3] * n), tree).any()

    assert is_linear(decided, 500, 5000)


LEAD = "<p class=standfirst>lead that says in one sentence what the article is about, and links nowhere at all</p>"


def test_the_one_block_named_for_a_standfirst_is_in_above_the_text():
    page = f"<main><h1>h</h1>{{}}<div>{RUNNING.format('a')}{RUNNING.format('b')}</div></main>"
    assert choice(page.format(LEAD), lead=KEEP_LEAD, a=SURE, b=SURE) == ["lead", "a", "b"]
    assert choice(page.format(LEAD), lead=KEEP_LEAD - BIT, a=SURE, b=SURE) == ["a", "b"]
    teasers = f"<section class=teaser>{LEAD}</section>"
    assert choice(page.format(teasers), lead=KEEP_LEAD, a=SURE, b=SURE) == ["a", "b"]
    assert choice(page.format(LEAD * 2), lead=KEEP_LEAD, a=SURE, b=SURE) == ["a", "b"]


def test_a_date_inside_what_is_named_for_a_standfirst_is_none():
    lead = "<div class=intro><p class={}>lead of 3 January 2026, from the quay of the town</p></div>"
    page = f"<main><h1>h</h1>{lead}{RUNNING.format('a')}</main>"
    assert choice(page.format("words"), lead=KEEP_LEAD, a=SURE) == ["lead", "a"]
    assert choice(page.format("date"), lead=KEEP_LEAD, a=SURE) == ["a"]
    inside = page.replace("class=intro", "class={}").format
    assert choice(inside("article__header", "intro"), lead=KEEP_LEAD, a=SURE) == ["lead", "a"]
    assert choice(inside("site__header", "intro"), lead=KEEP_LEAD, a=SURE) == ["a"]
    headed = inside("site__header", "intro").replace("<p class=", "<h1>headline</h1><p class=", 1)
    assert choice(headed, lead=KEEP_LEAD, a=SURE) == ["lead", "a"]


def test_text_right_behind_stays_where_every_paragraph_has_an_element_of_its_own():
    page = "<main>" + "".join(f"<div><p>{name}</p></div>" for name in "abx") + "</main>"
    assert choice(page, a=SURE, b=SURE, x=KEEP_AFTER) == ["a", "b", "x"]
    assert choice(page, a=SURE, b=SURE, x=KEEP_AFTER - BIT) == ["a", "b"]


def test_a_few_words_that_stand_twice_beside_each_other_are_a_pull_quote():
    page = "<main><p>a</p><blockquote>That it is</blockquote><p>q “That it is,” she says</p></main>"
    assert choice(page, a=SURE, That=0.5, q=SURE) == ["a", "q"]
    assert choice(page.replace("That it is,", "That is it,"), a=SURE, That=0.5, q=SURE) == ["a", "That", "q"]


def test_the_next_story_on_the_page_is_another_article():
    story = "<article><h1>headline</h1>" + RUNNING.format("a") + "</article>"
    following = "<article><h1>other</h1>" + RUNNING.format("b") + "<p>c</p></article>"
    assert choice(f"<main>{story}<div>{following}</div></main>", a=SURE, b=SURE, c=SURE) == ["a"]
    assert choice(f"<article><h1>headline</h1>{RUNNING.format('a')}{following}</article>", a=SURE, b=SURE) == ["a", "b"]
    parts = following.replace("<h1>other</h1>", "<h2>other</h2>")
    assert choice(f"<main>{story}{parts}</main>", a=SURE, b=SURE, c=SURE) == ["a", "b", "c"]


@pytest.mark.parametrize("rest", ["<p>{}</p>", "<ul><li>{}</li></ul>"])
def test_the_heading_of_a_box_goes_with_the_rest_of_it(rest):
    words = "rest of the box, which is none of the article's text and says so in a sentence of more than a few words."
    box = f"<div class=box><h3>heading</h3>{rest.format(words)}</div>"
    page = f"<article>{RUNNING.format('a')}{box}{RUNNING.format('b')}</article>"
    assert choice(page, a=SURE, heading=HEADED - BIT, b=SURE) == ["a", "b"]
    kept = ["a", "b"] if "<li>" in rest else ["a", "heading", "b"]
    assert choice(page, a=SURE, heading=HEADED, b=SURE) == kept
    led = page.replace("<h3>", "<h3 class=sub-headline>")
    assert choice(led, a=SURE, heading=HEADED - BIT, b=SURE) == ["a", "heading", "b"]
    alone = page.replace(rest.format(words), "<button>more</button>")
    assert choice(alone, a=SURE, heading=HEADED - BIT, b=SURE) == ["a", "heading", "b"]


def test_a_linked_line_in_capitals_is_the_headline_of_another_story():
    line = "<p><a href=/x>SHIPS TO CALL AT NEW QUAY AMID NFLs ROW</a></p>"
    page = f"<div>{RUNNING.format('a')}{line}{RUNNING.format('b')}</div>"
    assert choice(page, a=SURE, SHIPS=SHOUTED - BIT, b=SURE) == ["a", "b"]
    assert choice(page, a=SURE, SHIPS=SHOUTED, b=SURE) == ["a", "SHIPS", "b"]


@pytest.mark.parametrize("line", ["<h3><a href=/x>SHIPS AND QUAYS OF OLD</a></h3>", "<p><a href=/x>SHIPS: NBC</a></p>"])
def test_a_linked_heading_or_name_in_capitals_goes_by_its_chance(line):
    page = f"<div>{RUNNING.format('a')}{line}{RUNNING.format('b')}</div>"
    assert len(choice(page, a=SURE, SHIPS=KEEP + BIT, b=SURE, **{"SHIPS:": KEEP + BIT})) == 3


@pytest.mark.parametrize(("third", "is_in"), [("3)", True), ("5)", False), ("3", False)])
def test_numbered_paragraphs_go_on_as_a_list_does(third, is_in):
    page = f"<div><p>1) a model quay</p><p>2) a model ship</p><b>advert</b><p>{third} a model crane</p></div>"
    assert (third in choice(page, **{"1)": SURE, "2)": SURE, third: KEEP_NUMBERED + BIT})) is is_in
    assert third not in choice(page, **{"1)": SURE, "2)": SURE, third: KEEP_NUMBERED - BIT})


PARAGRAPH = "text " + "and more of it, word by word, until it is long enough to be running text of an article." + " x."


def test_lines_with_bullets_behind_a_colon_are_in():
    items = "<div><div>– i one</div><div>– i two</div></div>"
    source = f"<div><p>text of a court that weighed these things:</p>{items}<p>text</p></div>"
    assert choice(source, text=SURE, **{"–": KEEP_NUMBERED}) == ["text", "–", "–", "text"]
    assert choice(source.replace(":", "."), text=SURE, **{"–": KEEP_NUMBERED}) == ["text", "text"]
    assert choice(source, text=SURE, **{"–": KEEP_NUMBERED - BIT}) == ["text", "text"]
    assert choice(source.replace("– i two", "<a href=x>– i two</a>"), text=SURE, **{"–": KEEP_NUMBERED}) == [
        "text",
        "text",
    ]


def test_a_table_right_behind_a_paragraph_is_in():
    table = "<table><tr><th>c a<th>c b<tr><td>c 1<td>c 2</table>"
    source = f"<div><p>{PARAGRAPH}</p>{table}</div>"
    assert choice(source, text=SURE, c=KEEP_TABLE) == ["text", *["c"] * 4]
    assert choice(source, text=SURE, c=KEEP_TABLE - BIT) == ["text"]
    assert choice(source.replace("c 2", "<a href=x>c 2</a>"), text=SURE, c=KEEP_TABLE) == ["text"]
    assert choice(f"<div><p>{PARAGRAPH}</p><p>n</p>{table}</div>", text=SURE, c=KEEP_TABLE) == ["text"]
    assert choice(f"<div>{table}<p>{PARAGRAPH}</p></div>", text=SURE, c=KEEP_TABLE) == ["text"]


@pytest.mark.parametrize(
    ("name", "table", "is_in"),
    [
        ("article-body", "<tr><th>c a<th>c b<tr><td><a href=x>c 1</a><td>c 2", True),
        ("wrapper", "<tr><th>c a<th>c b<tr><td>c 1<td>c 2", False),
        ("article-body", "<tr><td>c a<td>c b<tr><td>c 1<td>c 2", False),
        ("article-body", "<tr><th>c a<th><a href=x>c b</a><tr><td><a href=x>c 1</a><td><a href=x>c 2</a>", False),
    ],
)
def test_a_table_with_a_head_in_the_body_is_in_however_unlikely(name, table, is_in):
    source = f"<div class={name}><p>{PARAGRAPH}</p><h3>n</h3><div><table>{table}</table></div></div>"
    assert choice(source, text=SURE, c=BIT) == ["text", *["c"] * 4 * is_in]


def test_words_shown_twice_are_in_once():
    long = "a " * SHORT
    assert choice(f"<h2>{long}</h2><p>{long}</p><p>s</p>", a=SURE, s=SURE) == ["a", "s"]
    assert choice(f"<p>{long}</p><p>s</p><p>{long}</p>", a=SURE, s=SURE) == ["a", "s"]
    assert choice(f"<p>s</p><p>{long}</p><p>t</p><p>{long}</p>", a=SURE, s=SURE, t=SURE) == ["s", "a", "t", "a"]
    assert choice("<p>a</p><p>a</p><p>s</p>", a=SURE, s=SURE) == ["a", "a", "s"]


def test_a_heading_that_is_all_of_a_quote_and_repeats_the_text_is_a_pull_quote():
    words = "we paid for it in tiles and so did they"
    quote = f"<p>a {words}, he said</p><blockquote><h3>{{}}</h3>{{}}</blockquote><p>b</p>"
    chances = {"a": SURE, "b": SURE, "we": 1.0, "nobody": 1.0, "r": 1.0}
    assert choice(quote.format(words, ""), **chances) == ["a", "b"]
    assert choice(quote.format("nobody else has ever paid for it", ""), **chances) == ["a", "nobody", "b"]
    assert choice(quote.format("nobody else has ever paid for it", "<p>r</p>"), **chances) == ["a", "nobody", "r", "b"]


@pytest.mark.parametrize(("names", "is_in"), [("visually-hidden", False), ("u-srOnly", False), ("visual hidden", True)])
def test_what_is_for_screen_readers_alone_is_out(names, is_in):
    assert choice(f"<p>a</p><div class='{names}'>label</div><p>b</p>", a=SURE, label=SURE, b=SURE) == (
        ["a", "label", "b"] if is_in else ["a", "b"]
    )


def test_a_quotation_mark_alone_is_an_ornament():
    assert choice("<p>a</p><p>„</p><p>*</p><p>b</p>", a=SURE, b=SURE, **{"„": SURE, "*": SURE}) == ["a", "*", "b"]


def test_a_standfirst_that_the_text_says_once_more_stays_there():
    said = RUNNING.format("a")
    assert choice(f"<h2>{said[3:-4]}</h2><p>b</p>{said}<p>c</p>", a=SURE, b=SURE, c=SURE) == ["a", "b", "c"]
    text = "".join(RUNNING.format(word) for word in "bcd")
    sure = dict.fromkeys("abcdef", SURE)
    amid = f"<h2>{said[3:-4]}</h2>{text}{said}{RUNNING.format('e')}"
    assert choice(amid, **sure) == ["a", "b", "c", "d", "a", "e"]
    apart = f"<h2>{said[3:-4]}</h2>{text}<h3>e</h3>{said}<h3>f</h3>"
    assert choice(apart, **sure).count("a") == 1


def test_a_passage_that_stands_twice_is_in_once():
    long = [f"{word} {PARAGRAPH} {'and on ' * 80}went." for word in "bc"]
    passage = f"<p>{long[0]}</p><h2>h</h2><p>{long[1]}</p>"
    sure = dict.fromkeys("abchz", SURE)
    assert choice(f"<p>a</p>{passage}<p>a</p>{passage}<p>z</p>", **sure) == ["a", "b", "h", "c", "z"]
    assert choice(f"<p>a</p>{passage}<p>z</p><p>{PARAGRAPH}</p><h2>h</h2>", text=SURE, **sure) == [
        *("a", "b", "h", "c", "z", "text", "h"),
    ]


@pytest.mark.parametrize("name", ["text_zwischentitel", "crosshead", "intertitre", "mellomtittel", "väliotsikko"])
def test_a_paragraph_named_a_sub_heading_is_no_pull_quote(name):
    words = "the quay is the best"
    page = f'<main><p>a said {words} of all</p><p class="{name}">{words}</p><p>b</p></main>'
    assert choice(page, a=SURE, the=HEADED, b=SURE) == ["a", "the", "b"]
    assert choice(page.replace(name, "quote"), a=SURE, the=HEADED, b=SURE) == ["a", "b"]


def test_a_paragraph_named_a_quote_may_say_who_said_it_and_is_a_pull_quote_all_the_same():
    words = "turn the music down but keep scoring"
    quote = f'<p class="quote">"{words}." <i>A neighbour</i></p>'
    page = f"<main><p>a “{words.replace('down', 'down,')}”, it said</p>{quote}<p>b</p></main>"
    chances = {"a": SURE, '"turn': HEADED, "b": SURE}
    assert choice(page, **chances) == ["a", "b"]
    assert choice(page.replace(f'"{words}', '"turn it down and keep it so'), **chances) == ["a", '"turn', "b"]
    assert choice(page.replace('class="quote"', 'class="text x"'), **chances) == ["a", '"turn', "b"]
    assert choice(page.replace(" <i>", "<br>— <i>"), **chances) == ["a", "b"]
    copies = f"<main><p>a</p>{quote}<p>b</p><p>c</p>{quote}</main>"
    assert choice(copies, **chances | {"c": SURE}) == ["a", '"turn', "b", "c", '"turn']


def test_items_with_paragraphs_of_their_own_are_announced_too():
    announced = "<p>say what you like of it, these are the three ways to go about it:</p>"
    page = (
        f"<div><p>a</p>{announced}<ul><li><p><a href=x>x</a></p></li><li><p><a href=y>y</a></p></li></ul><p>b</p></div>"
    )
    chances = {"a": SURE, "say": SURE, "b": SURE, "x": KEEP_ANNOUNCED, "y": KEEP_ANNOUNCED}
    assert choice(page, **chances) == ["a", "say", "x", "y", "b"]
    assert choice(page.replace("<ul>", "<div><ul>").replace("</ul>", "</ul></div>"), **chances) == ["a", "say", "b"]


def test_what_is_no_list_of_its_own_is_announced_by_nothing():
    said = "<p>say what you like of it, these are the three ways to go about it:</p>"
    wrapped = f"<ul><li>{said}<div><div><p>x</p></div></div><p>b</p></li></ul>"
    apart = f"<div><p>a</p>{said}</div><ul><li>x</li></ul><p>b</p>"
    for page in (wrapped, apart):
        assert choice(f"<div>{page}</div>", a=SURE, say=SURE, x=KEEP_ANNOUNCED, b=SURE)[-2:] == ["say", "b"]


def test_key_points_between_standfirst_and_text_go_with_their_heading():
    lead = f"<div class=head>{RUNNING.format('s').replace('<p', '<p class=lead', 1)}</div>"
    points = "<div class=summary><h3 class=summary-title>points</h3><ul><li><p>x</p></li><li><p>y</p></li></ul></div>"
    page = f"<article>{lead}{points}{RUNNING.format('a')}{RUNNING.format('b')}</article>"
    chances = {
        "s": SURE,
        "a": SURE,
        "b": SURE,
        "points": HEADED,
        "x": KEEP_ABOVE_TEXT - BIT,
        "y": KEEP_ABOVE_TEXT - BIT,
    }
    assert choice(page, **chances) == ["s", "a", "b"]
    assert choice(page, **chances | {"x": SURE, "y": SURE}) == ["s", "points", "x", "y", "a", "b"]
    assert choice(page.replace("<p class=lead", "<p"), **chances) == ["s", "points", "x", "y", "a", "b"]
    inherited = page.replace("<p class=lead", "<p").replace("<article>", "<article class=lead><div><div>")
    assert choice(inherited, **chances) == ["s", "points", "x", "y", "a", "b"]
    announced = page.replace("<ul>", "<p>three things of which everybody ought to know at least one:</p><ul>")
    assert choice(announced, **chances, three=SURE) == ["s", "points", "three", "x", "y", "a", "b"]


def test_a_quote_alone_in_elements_of_its_own_stands_beside_the_paragraphs():
    page = "<div><p>a</p><{0}><div><blockquote><p>x</p><p>y</p></blockquote></div></{1}><p>b</p></div>"
    chances = {"a": SURE, "x": 0.1, "y": 0.1, "b": SURE}
    assert choice(page.format("div class=widget", "div"), **chances) == ["a", "x", "y", "b"]
    labelled = page.replace("<blockquote>", "<p>label</p><blockquote>")
    assert choice(labelled.format("div class=widget", "div"), **chances) == ["a", "b"]
    listed = page.replace("blockquote>", "ul>").replace("<p>x</p><p>y</p>", "<li>x<li>y")
    assert choice(listed.format("div class=widget", "div"), **chances) == ["a", "b"]
    for apart in ("aside", "div class=pullquote", "figure class=wp-block-pullquote"):
        assert choice(page.format(apart, apart.split()[0]), **chances) == ["a", "b"]
    figure = page.format("figure", "figure").replace("</div></figure>", "</div><figcaption>Ida</figcaption></figure>")
    assert choice(figure, **chances) == ["a", "x", "y", "b"]  # as the HTML standard has it


def test_who_said_a_quote_may_stand_below_it_in_its_element():
    box = "<div><p>a</p><div class=quote><blockquote>x was the quay, and is</blockquote>{}</div><p>b</p></div>"
    chances = {"a": SURE, "x": 0.1, "b": SURE}
    assert choice(box.format("<p>Ida Lund</p><p>skipper</p>"), **chances) == ["a", "x", "b"]
    assert choice(box.format("<p>Ida Lund</p><p>skipper</p><p>Hobro</p>"), **chances) == ["a", "b"]
    assert choice(box.format(RUNNING.format("said")), **chances) == ["a", "b"]
    assert choice(box.format("<p>Ida Lund</p>").replace("<blockquote>", "<p>label</p><blockquote>"), **chances) == [
        "a",
        "b",
    ]


def test_a_quote_spliced_from_sentences_of_a_paragraph_further_down_is_a_pull_quote():
    quote = "<blockquote>We have to move at last. We have to hold up the quay, our pride.</blockquote>"
    said = "<p>b “We have to move at last”, says Ida Lund. “We have to hold up the quay, our pride.” That is it.</p>"
    page = f"<div>{RUNNING.format('a')}{quote}{RUNNING.format('c')}{said}</div>"
    chances = {"a": SURE, "We": 0.3, "b": SURE, "c": SURE}
    assert choice(page, **chances) == ["a", "c", "b"]
    assert choice(page.replace("says Ida Lund. “We", "says Ida Lund. “You"), **chances) == ["a", "We", "c", "b"]


@pytest.mark.parametrize("quote", ["They waved. That counts too", "They waved. That sinks too", "They waved"])
def test_a_quote_spliced_from_sentences_of_its_neighbour_is_a_pull_quote(quote):
    text = "<p>Two get off the ferry, bound for town. “They waved,” says the skipper. “That counts, too.”</p>"
    page = f"<article>{RUNNING.format('a')}{text}<blockquote><p>{quote}</p></blockquote>{RUNNING.format('b')}</article>"
    assert ("They" in choice(page, a=SURE, Two=SURE, They=0.5, b=SURE)) is ("sinks" in quote)
