from datetime import UTC, datetime

import pytest

from cleaners import Cleaned, Page, SiteMemory, clean, learned
from cleaners.memory import NOTHING, TWICE, WINDOW, from_json, to_json

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOWNS = (
    "Ribe",
    "Tønder",
    "Varde",
    "Skive",
    "Nibe",
    "Struer",
    "Lemvig",
    "Hobro",
    "Grenaa",
    "Faaborg",
    "Korsør",
    "Vejen",
)
PROMPT = "Stay close to the harbour with our daily letter of the tide"
NOTE = "The Quay Gazette is owned by its readers, and every one of them has a single vote at its yearly meeting."


def story(number: int, extra: str = "", design: str = "old") -> str:
    town = TOWNS[number % len(TOWNS)]
    paragraphs = (
        f"The council of {town} voted on Monday to repair {number + 3} of its wooden bridges before the winter.",
        f"Engineers found rot in {number * 7 + 20} beams, the mayor of {town} told a meeting in the old school.",
        f"Work in {town} will cost {number + 2} million crowns, which the region and the harbour share, he said.",
        f"The first bridge of {town} closes in week {number + 30}; a ferry will carry schoolchildren until it opens.",
    )
    text = "".join(f'<p class="{design}-p">{one}</p>' for one in paragraphs)
    return (
        f'<html lang="en"><head><title>{town} mends its bridges</title></head><body><header><a href="/">Gazette</a>'
        f'</header><main class="{design}"><article><h1>{town} mends its bridges</h1>{text}{extra}</article></main>'
        "<footer><p>The Quay Gazette, Harbour Street 1</p></footer></body></html>"
    )


def page(number: int, extra: str = "", design: str = "old") -> Page:
    return Page(url=f"https://gazette.example/{design}/{number}", body=story(number, extra, design).encode())


def taught(*pages: Page) -> SiteMemory:
    memory = NOTHING
    for one in pages:
        memory = learned(memory, clean(one).footprint)
    return memory


def texts(cleaned: Cleaned) -> list[str]:
    return [block.text for block in cleaned.blocks]


def test_pages_without_an_address_are_told_apart_by_all_their_lines():
    memory = taught(*(Page(body=page(number).body) for number in range(4)))
    assert len(memory.footprints) == 4
    assert PROMPT not in texts(
        clean(
            Page(body=story(9, f"<p>{PROMPT}</p>").encode()),
            memory=taught(*(Page(body=story(number, f"<p>{PROMPT}</p>").encode()) for number in range(4))),
        )
    )
    assert len(taught(Page(body=page(1).body), Page(body=page(1).body)).footprints) == 1


def test_nothing_is_known_of_a_site_at_first():
    assert NOTHING.id == ""
    assert clean(page(1)).memory_id == ""


def test_a_page_without_text_teaches_nothing():
    assert clean(Page(url="https://gazette.example/empty")).footprint is None
    assert learned(NOTHING, None) == NOTHING


def test_a_prompt_that_recurs_goes_and_is_recorded():
    extra = f'<p class="old-p">{PROMPT}</p>'
    memory = taught(page(1, extra), page(2, extra))
    cleaned = clean(page(3, extra), memory=memory)
    assert PROMPT not in texts(cleaned)
    assert texts(cleaned) == texts(clean(page(3)))
    assert cleaned.memory_id == memory.id
    assert PROMPT in [removal.text for removal in cleaned.removals]


def test_a_sentence_on_one_other_page_is_a_quotation():
    extra = f'<p class="old-p">{NOTE}</p>'
    cleaned = clean(page(3, extra), memory=taught(page(1, extra), page(2)))
    assert NOTE in texts(cleaned)


def test_a_sentence_on_most_pages_is_furniture_however_much_it_looks_like_text():
    extra = f'<p class="old-p">{NOTE}</p>'
    cleaned = clean(page(9, extra), memory=taught(*(page(n, extra) for n in range(TWICE + 1))))
    assert NOTE not in texts(cleaned)
    assert ("recurring", NOTE) in [(removal.rule, removal.text) for removal in cleaned.removals]


def test_the_same_words_in_another_place_are_not_the_same():
    elsewhere = f'<div class="box"><p class="letter">{NOTE}</p></div>'
    extra = f'<p class="old-p">{NOTE}</p>'
    memory = taught(*(page(n, elsewhere) for n in range(TWICE + 1)))
    assert NOTE in texts(clean(page(9, extra), memory=memory))


def test_a_page_does_not_recur_in_itself():
    memory = taught(*(page(1) for _ in range(5)))
    assert len(memory.footprints) == 1
    assert texts(clean(page(1), memory=memory)) == texts(clean(page(1)))


def test_an_article_under_other_addresses_does_not_recur():
    copies = [Page(url=f"https://gazette.example/copy/{n}", body=story(1).encode()) for n in range(4)]
    assert texts(clean(page(1), memory=taught(*copies))) == texts(clean(page(1)))


def test_a_redesign_is_forgotten_within_ten_pages():
    extra = f'<p class="old-p">{NOTE}</p>'
    old = taught(*(page(n, extra) for n in range(WINDOW)))
    assert NOTE not in texts(clean(page(11, extra), memory=old))
    memory = old
    for number in range(WINDOW):
        fresh = page(number, design="new")
        assert texts(clean(fresh, memory=memory)) == texts(clean(fresh))
        memory = learned(memory, clean(fresh).footprint)
    assert NOTE in texts(clean(page(11, extra), memory=memory))


def test_the_same_pages_give_the_same_memory():
    pages = [page(n) for n in range(3)]
    assert taught(*pages) == taught(*pages)
    assert taught(*pages).id != taught(*pages[:2]).id


def test_no_more_pages_are_remembered_than_the_window_holds():
    memory = taught(*(page(n) for n in range(WINDOW + 2)))
    assert [one.page.rpartition("/")[2] for one in memory.footprints] == [str(n) for n in range(2, WINDOW + 2)]


def test_json_and_back():
    memory = taught(page(1), page(2))
    assert from_json(to_json(memory)) == memory
    assert from_json("") == NOTHING
    assert from_json('{"version": 0, "pages": [{"other": "shape"}]}') == NOTHING


def test_learning_is_from_what_the_page_itself_says():
    extra = f'<p class="old-p">{PROMPT}</p>'
    memory = taught(*(page(n, extra) for n in range(4)))
    assert clean(page(5, extra), memory=memory).footprint == clean(page(5, extra)).footprint


@pytest.mark.parametrize("pages", range(4))
def test_lines_of_plain_text_recur_from_the_second_page_on(pages):
    def text(number: int) -> Page:
        town = TOWNS[number]
        lines = (
            f"{town} mends its wooden bridges before winter",
            f"The council of {town} voted on Monday to repair {number + 3} of its wooden bridges before the winter.",
            f"Engineers found rot in {number * 7 + 20} beams, the mayor of {town} told a meeting in the old school.",
            PROMPT,
            f"Work in {town} will cost {number + 2} million crowns, which the region and the harbour share, he said.",
        )
        return Page(url=f"https://gazette.example/{number}", body="\n\n".join(lines).encode(), form="text")

    cleaned = clean(text(9), memory=taught(*(text(n) for n in range(pages))))
    assert (PROMPT in texts(cleaned)) == (pages == 0)
