import pytest

from cleaners.decode import parsed
from cleaners.tree import MARK, TextBlock, Tree, tree_of
from cleaners.words import GROUP_BIT
from tests.cleaners.growth import is_linear


def tree(source: str) -> Tree:
    return tree_of(parsed(source))


def texts(source: str) -> list[str]:
    return [block.text for block in tree(source).blocks]


def block(source: str, text: str) -> TextBlock:
    return next(block for block in tree(source).blocks if text in block.text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<div>before<p>one</p>between<p>two</p>after</div>", ["before", "one", "between", "two", "after"]),
        ("<p>a <b>bold</b> <i>word</i>, <a href=x>linked</a>.</p>", ["a bold word, linked."]),
        ("<p>half-<wbr>word and un<b>break</b>able</p>", ["half-word and unbreakable"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<h2>head</h2>loose text", ["head", "loose text"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<p>one<br/>\n<br/>two<br>three</p>", ["one", "two\nthree"]),
        ("<p>white\n space\t is   folded</p>", ["white space is folded"]),
        ("<p> </p><p>&nbsp;</p><div></div>", []),
        ("<p>a<!-- hidden -->b</p>", ["ab"]),
        ("<p>漢<ruby>字<rt>じ</rt></ruby></p>", ["漢字じ"]),
        ("<app-story><p>inside</p></app-story>", ["inside"]),
        ("<p>an <x-tip>inline</x-tip> tip</p>", ["an inline tip"]),
        ("<noscript><p>no script</p></noscript><template><p>template</p></template>", ["no script", "template"]),
        ("<button>Press</button><label>Name</label>", ["Press", "Name"]),
    ],
)
def test_blocks_are_runs_of_inline_text_in_reading_order(source, expected):
    assert texts(source) == expected


@pytest.mark.parametrize(
    "tag", ["script", "style", "svg", "iframe", "select", "textarea", "audio", "video", "math", "object"]
)
def test_what_is_never_text_is_skipped_but_not_what_follows(tag):
    assert texts(f"<p>before <{tag}>x</{tag}>after</p>") == ["before after"]


def test_lines_of_preformatted_text_are_kept():
    assert texts("<pre>The quay is grey,\n  the gulls are white.</pre>") == ["The quay is grey,\nthe gulls are white."]


def test_links_are_counted_by_characters():
    linked = block("<p>Read <a href=x>this</a> or <a href=y>that</a></p>", "Read")
    assert (linked.link_chars, linked.links) == (8, 2)
    assert block("<p>none</p>", "none").links == 0


def test_an_anchor_without_an_address_counts_by_its_characters_only():
    toggle = block("<div><a class=toggle>Is it open?</a></div>", "Is")
    assert (toggle.link_chars, toggle.links) == (11, 0)
    assert block("<div><a href=''>Is it open?</a></div>", "Is").links == 1


def test_a_place_to_link_to_is_no_link():
    place = block("<h2><a name=history>History</a></h2>", "History")
    assert (place.link_chars, place.links) == (0, 0)


def test_a_box_that_holds_a_whole_heading_is_the_heading():
    whole = tree("<h2><div><a name=x>History</a></div></h2>")
    assert whole.nodes[whole.blocks[0].node].tag == "h2"
    parted = tree("<h2><div>Kicker</div><div>Headline</div></h2>")
    assert [parted.nodes[each.node].tag for each in parted.blocks] == ["div", "div"]
    beside = tree("<h2>Kicker <div>Headline</div></h2>")
    assert [beside.nodes[each.node].tag for each in beside.blocks] == ["h2", "div"]


def test_a_link_around_blocks_counts_in_each():
    source = "<a href=x><h3>Head</h3><p>Teaser</p></a><p>free</p>"
    assert [b.link_chars for b in tree(source).blocks] == [4, 6, 0]


def test_link_characters_never_exceed_the_text():
    for one in tree("<a href=x>  one   two  <br><br>  three </a>").blocks:
        assert 0 < one.link_chars <= len(one.text)


def test_bold_and_italic_characters():
    styled = block("<p><strong>Lead:</strong> <em>now</em> plain</p>", "Lead")
    assert (styled.bold_chars, styled.italic_chars) == (5, 3)


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ('<span class="visually-hidden">(opens in a new tab)</span>', "the report"),
        ('<span class="go-vh">(opens in a new tab)</span>', "the report"),
        ('<span class="vh-100">of May</span>', "the report of May"),
        ('<span class="visually-hidden">:</span>', "the report:"),
        ('<span class="visually-hidden">' + "words of the article " * 5, "the report " + "words of the article " * 5),
    ],
)
def test_a_note_on_a_link_for_screen_readers_is_no_text(note, text):
    parted = "" if text.endswith(":") else " "
    assert texts(f"<p>See <a href=/r>the report{parted}{note}</a></p>") == [f"See {text}".strip()]
    assert texts('<p>See <a href=/r><span class="sr-only">the report</span></a></p>') == ["See the report"]


def test_a_mail_link_is_noticed():
    assert block('<p><a href="mailto:a@b.example">write</a></p>', "write").mail
    assert not block('<p><a href="/mail">write</a></p>', "write").mail


@pytest.mark.parametrize(
    "source",
    [
        "<div hidden><p>x</p></div>",
        "<div style='display: none'><p>x</p></div>",
        "<div style='color:red;VISIBILITY:hidden'><p>x</p></div>",
        "<p><span hidden>x</span></p>",
    ],
)
def test_hidden_text_is_there_and_marked(source):
    assert block(source, "x").marks & MARK["hidden"]
    assert not block(f"{source}<p>seen</p>", "seen").marks & MARK["hidden"]


def test_aria_hidden_is_a_mark_of_its_own():
    marks = block('<main aria-hidden="true"><p>x</p></main>', "x").marks
    assert marks & MARK["aria_hidden"]
    assert not marks & MARK["hidden"]
    assert not block('<main aria-hidden="false"><p>x</p></main>', "x").marks & MARK["aria_hidden"]


@pytest.mark.parametrize(
    "name", ["article", "main", "aside", "nav", "footer", "header", "figure", "form", "blockquote"]
)
def test_landmarks_come_down_to_every_block_inside(name):
    source = f"<{name}><div><p>inside</p></div></{name}><p>outside</p>"
    assert block(source, "inside").marks & MARK[name]
    assert not block(source, "outside").marks & MARK[name]


def test_the_body_named_by_microdata_is_marked():
    assert block('<div itemprop="articleBody"><p>x</p></div>', "x").marks & MARK["itemprop_body"]


def test_words_of_class_and_id_come_down_too():
    found = tree('<div class="c-related__list"><p id="teaserText">x</p></div>')
    node = found.nodes[found.blocks[0].node]
    assert node.words & GROUP_BIT["related"]
    assert not node.own_words & GROUP_BIT["related"]
    assert node.own_words & GROUP_BIT["teaser"]


def test_the_id_of_a_heading_is_made_of_its_text_and_says_nothing():
    found = tree('<h2 id=what-is-a-cookie-newsletter>What is it?</h2><h2 class="newsletter">Daily</h2>')
    assert [found.nodes[each.node].own_words for each in found.blocks] == [0, GROUP_BIT["newsletter"]]


def test_inline_words_count_only_around_all_of_a_block():
    assert block('<p><span class="caption">all of it</span></p>', "all").words & GROUP_BIT["caption"]
    assert not block('<p><span class="caption">a part</span> of it</p>', "part").words & GROUP_BIT["caption"]


def test_figures_know_how_many_blocks_stand_before_them():
    found = tree("<p>one</p><figure><img src=a><figcaption>two</figcaption></figure><p>three</p><figure></figure>")
    assert [at for at, _ in found.figures] == [1, 3]


def test_the_path_names_where_a_block_stands():
    found = tree('<html><body><main><article class="story big"><p id="p1">x</p></article></main></body></html>')
    assert found.path(found.blocks[0]) == "main/article.story/p.p1"


def test_alike_elements_share_a_path_and_others_do_not():
    found = tree('<ul><li class="item-1">a</li><li class="item-2">b</li></ul><p>c</p>')
    paths = [found.nodes[one.node].path for one in found.blocks]
    assert paths[0] == paths[1] != paths[2]


def test_nodes_stand_behind_their_parents_and_count_their_depth():
    found = tree("<div><section><p>x</p></section><p>y</p></div>")
    for index, node in enumerate(found.nodes[1:], 1):
        assert 0 <= node.parent < index
        assert node.depth == found.nodes[node.parent].depth + 1


def test_deep_nesting_is_walked():
    found = tree(f"{'<div>' * 240}<p>deep</p>{'</div>' * 240}<p>after</p>")
    assert [one.text for one in found.blocks] == ["deep", "after"]


def test_inline_nesting_is_walked():
    assert texts(f"<p>{'<b>' * 230}deep{'</b>' * 230} and on</p>") == ["deep and on"]


def test_an_empty_page_has_no_blocks():
    assert texts("") == []


def test_what_was_left_open_around_the_main_part_is_not_around_it():
    menu = "<div class=menu><button><div></button></div>"
    text, foot = tree(f"<header>{menu}<main><p>text</p></main></header><footer><p>foot</p></footer>").blocks
    assert not text.marks & (MARK["header"] | MARK["button"])
    assert foot.marks & MARK["footer"]
    hidden = tree("<div hidden><main><p>text</p></main></div>").blocks[0]
    assert hidden.marks & MARK["hidden"]


def test_the_main_part_does_not_take_over_the_names_above_it():
    inside = tree("<div class=sidebar><main class=content><p>text</p></main></div>")
    assert inside.nodes[inside.blocks[0].node].words == GROUP_BIT["content"]


def test_text_that_nobody_can_see_is_no_block():
    assert texts("<p>a</p><p>\u200d</p><p>\u200b\u200d</p><p>*</p><p>b</p>") == ["a", "*", "b"]


def test_links_belong_to_the_paragraph_that_holds_them():
    parts = tree("<div>one<br><br>two <a href=x>three</a><br><br><a href=y>four</a> <a href=z>five</a></div>").blocks
    assert [(one.text, one.link_chars, one.links) for one in parts] == [
        ("one", 0, 0),
        ("two three", 5, 1),
        ("four five", 8, 2),
    ]


def test_many_links_between_breaks_are_parted_in_linear_time():
    def links(n: int) -> list[int]:
        return [one.links for one in tree("<div>" + "<a href=x>one</a><br><br>two<br><br>" * n + "</div>").blocks]

    assert links(20_000) == [1, 0] * 20_000
    assert is_linear(links, 2000, 20_000)


def test_a_link_of_several_pieces_is_one_and_its_indent_no_text():
    assert [one.links for one in tree("<div>a<br><br><a href=x>one <b>two</b> three</a></div>").blocks] == [0, 1]
    indent = " " * 60
    indented = block(f"<p><a href=x>{indent}The plan{indent}</a> was passed in 2021.</p>", "The")
    assert indented.link_chars <= len("The plan") + 1


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p><span class=place>Lyr Sund</span>The quay opens.</p>", "Lyr Sund The quay opens."),
        ("<p><span class=drop>T</span>he quay opens.</p>", "The quay opens."),
        ("<p><span>Soft</span>Bank opens.</p>", "SoftBank opens."),
        ("<p>Soft<span class=place></span>Bank opens.</p>", "SoftBank opens."),
        ("<p>The <span>Mac</span>Book opens.</p>", "The MacBook opens."),
        (
            "<p>Work on the <b>new</b> <i>old</i> <span>quay</span>Wall begins.</p>",
            "Work on the new old quayWall begins.",
        ),
    ],
)
def test_a_place_that_opens_a_paragraph_is_parted_from_it(source, text):
    assert texts(source) == [text]


def test_what_some_may_read_only_looks_like_the_rest():
    names = ("subscriber-preview", "subscriber-only", "x")
    found = tree("".join(f"<div class={name}><p>{name}</p></div>" for name in names))
    first, second, third = (found.nodes[one.node].path for one in found.blocks)
    assert first == second != third
