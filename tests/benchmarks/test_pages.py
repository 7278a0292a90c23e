from __future__ import annotations

from html import unescape
from random import Random

import pytest
from lxml import html

from benchmarks.padding import scripts
from benchmarks.pages import NUMBER, Template, load_templates, page_of, path_of, reworded
from cleaners import Page, clean

HOME = "http://127.0.0.1:8000"
SIZE = 300_000


@pytest.fixture(scope="module")
def templates() -> tuple[Template, ...]:
    return load_templates(SIZE, 6)


def paragraphs(body: bytes) -> list[str]:
    cleaned = clean(Page(body=body, headers={"content-type": "text/html; charset=utf-8"}))
    return [block.text for block in cleaned.blocks]


def test_as_many_templates_as_asked_for(templates: tuple[Template, ...]) -> None:
    assert len(templates) == 6
    assert len({template.name for template in templates}) == 6


def test_a_page_is_the_same_each_time(templates: tuple[Template, ...]) -> None:
    assert page_of(templates, 4, HOME) == page_of(templates, 4, HOME)


def test_pages_have_the_size_and_the_mix_of_real_ones(templates: tuple[Template, ...]) -> None:
    for number in range(6):
        body = page_of(templates, number, HOME)
        tree = html.document_fromstring(body.decode())
        assert 0.99 * SIZE < len(body) < 1.01 * SIZE
        assert 900 < sum(1 for _ in tree.iter("*")) < 1400
        assert 100_000 < sum(len(script.text or "") for script in tree.iter("script", "style")) < 150_000


def test_pages_of_one_template_share_no_paragraph(templates: tuple[Template, ...]) -> None:
    one, other = (page_of(templates, number, HOME) for number in (0, 6))
    long = [text for text in paragraphs(one) if len(text) > 80]
    assert len(long) > 5
    assert not set(long) & set(paragraphs(other))


def test_a_page_names_its_own_address_and_number(templates: tuple[Template, ...]) -> None:
    body = page_of(templates, 12, HOME).decode()
    assert HOME + path_of(templates, 12) in body
    assert f"{templates[0].title} 12" in unescape(body)
    assert NUMBER not in body


@pytest.mark.parametrize("text", ["", "one", "one two", "one two three four", "今日は雨が降る。"])
def test_rewording_keeps_first_last_and_all_between(text: str) -> None:
    found = reworded(text, Random(3))
    assert sorted(found) == sorted(text)
    assert (found[:1], found[-1:]) == (text[:1], text[-1:])


@pytest.mark.parametrize("room", [17, 18, 100, 6000, 6001, 20_000])
def test_scripts_fill_their_room_exactly(room: int) -> None:
    assert abs(len(scripts(room, Random(1))) - room) <= len("<script></script>")
