from collections.abc import Iterator
from dataclasses import replace

import pytest

from cleaners.decode import parsed
from cleaners.draft import CERTAIN, Line
from cleaners.frames import caption_frames, named_captions
from cleaners.images import Frame, framed, frames_of
from cleaners.tree import Tree, tree_of
from tests.cleaners.drafts import MAKER

BODY = "<p class=t>The quay of the town opened to ships on Saturday, after three years of work.</p>" * 4
WORDS = "Gulls on the new quay"


def read(source: str, chance: float = 0.6, **rules: str) -> tuple[list[Line], Tree, Iterator[Frame]]:
    """Return the lines of a page, all in but for those whose class a rule names, its tree and its frames."""
    root = parsed(f"<body><h1>The quay opens</h1><div>{source}</div></body>")
    tree = tree_of(root)
    lines: list[Line] = []
    for i, block in enumerate(tree.blocks):
        node = tree.nodes[block.node]
        certain = node.signature in ("p.t", "h1")
        line = MAKER.line(block.text, tree.path(block))
        rule = "title" if i == 0 else rules.get(node.signature.partition(".")[2], "")
        lines.append(replace(line, rule=rule, chance=0.99 if certain else chance))
    return lines, tree, frames_of(root, tree)


def captions(source: str, chance: float = 0.6, authors: tuple[str, ...] = (), **rules: str) -> list[str]:
    """Return the captions found on a page whose blocks are all in, but for those whose class a rule names."""
    return [framed(frame, "").caption for frame in caption_frames(*read(source, chance, **rules), 0, authors)]


def picture(words: str, name: str = "x", tag: str = "div") -> str:
    return f"<div><img src=/q.jpg><{tag} class={name}>{words}</{tag}></div>"


@pytest.mark.parametrize("rule", ["outside", "caption", "ai_image", ""])
def test_words_below_a_picture_are_its_caption_whatever_they_are_called(rule):
    for source in (f"{BODY}{picture(WORDS)}{BODY}", f"{picture(WORDS)}{BODY}", f"{BODY}{picture(WORDS)}"):
        assert captions(source, x=rule) == [WORDS]


def test_pictures_far_behind_the_text_are_not_looked_at():
    far = "<p class=far>More news</p>" + picture("Gulls on the old quay", name="far")
    lines, tree, frames = read(f"{BODY}{picture(WORDS)}{BODY}{far * 3}", far="teaser")
    assert [framed(frame, "").caption for frame in caption_frames(lines, tree, frames, 0)] == [WORDS]
    assert len(list(frames)) == 2


@pytest.mark.parametrize("rule", ["byline", "related", "teaser", "advert", "share", "consent", "hidden"])
def test_words_that_are_something_else_are_no_caption(rule):
    assert captions(f"{BODY}{picture(WORDS)}{BODY}", x=rule) == []


@pytest.mark.parametrize(
    "inside",
    [
        picture(WORDS, tag="h3"),
        picture(f"<a href=/other>{WORDS}</a>"),
        picture(WORDS, name="media__title"),
        picture("Gulls"),
    ],
)
def test_headings_links_and_names_of_files_are_no_caption(inside):
    assert captions(f"{BODY}{inside}{BODY}", x="outside", media__title="outside") == []


def test_a_title_named_for_the_caption_is_one():
    assert captions(f"{BODY}{picture(WORDS, name='caption-title')}{BODY}") == [WORDS]


def test_text_of_the_article_in_a_frame_stays_in():
    assert captions(f"{BODY}{picture(WORDS)}{BODY}", chance=0.95) == []
    assert captions(f"{BODY}{picture(WORDS, name='t', tag='p')}{BODY}") == []


def test_a_page_that_is_nothing_but_a_picture_with_words_keeps_them():
    assert captions(picture(WORDS)) == []


def test_words_in_the_next_element_are_a_caption_only_if_they_say_so():
    loose = "<p><img src=/q.jpg></p><p class=x>{}</p>"
    assert captions(f"{BODY}{loose.format(WORDS)}{BODY}", x="outside") == []
    assert captions(f"{BODY}{loose.format(WORDS)}{BODY}", x="caption") == [WORDS]


def test_a_short_article_with_a_picture_in_it_is_no_caption():
    short = "<p class=t>The quay is open.</p>"
    assert captions(f"<img src=/q.jpg>{short}<p class=x>{WORDS}</p>", x="caption") == []
    assert captions(f"<p><img src=/q.jpg></p><p class=x>{WORDS}</p>{short * 5}", x="caption") == [WORDS]


def test_a_date_below_a_picture_is_no_caption():
    assert captions(f"{BODY}{picture('Sunday 4 January 2026, 10:15')}{BODY}", x="outside") == []


def test_the_name_below_a_portrait_is_no_caption():
    source = f"{picture('By Nora Villaseñor of KBB')}{BODY}"
    assert captions(source, authors=("Nora Villaseñor",), x="outside") == []
    assert captions(source, x="outside") == ["By Nora Villaseñor of KBB"]


def test_pictures_far_behind_the_text_are_of_others():
    assert captions(f"{BODY}<div class=end>End of all</div>{picture(WORDS)}", end="outside", x="outside") == []


def test_a_credit_that_is_named_a_byline_belongs_to_its_picture():
    inside = f"<div><img src=/q.jpg><p class=author>Photo: Kai Holm</p><p class=x>{WORDS}</p></div>"
    found = list(caption_frames(*read(f"{BODY}{inside}{BODY}", author="byline"), 0))
    assert [framed(frame, "").caption for frame in found] == [WORDS]
    assert [framed(frame, "").credit for frame in found] == ["Photo: Kai Holm"]
    assert captions(f"{BODY}{inside.replace('Photo: ', '')}{BODY}", author="byline") == []


def test_an_article_frames_a_picture_only_by_its_name():
    inside = f"<article class=media><img src=/q.jpg alt=''><div class=x>{WORDS}</div></article>"
    assert captions(f"{BODY}{inside}{BODY}") == [WORDS]
    assert captions(f"{BODY}{inside.replace('class=media', 'class=story')}{BODY}") == []


def test_a_doubtful_line_named_for_a_caption_with_a_credit_is_one():
    source = "<p class=amp-caption>A gull on the crane. Photo: Kai Holm</p>"
    lines, tree, _ = read(source)
    assert [lines[i].path[-13:] for i in named_captions(lines, tree)] == ["p.amp-caption"]
    assert named_captions(*read(source, chance=CERTAIN)[:2]) == []
    assert named_captions(*read(source.replace("Photo: Kai Holm", "It flew off."))[:2]) == []
    assert named_captions(*read(source.replace("amp-caption", "amp-text"))[:2]) == []
