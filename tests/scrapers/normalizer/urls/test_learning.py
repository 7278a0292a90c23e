import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.normalizer.urls import identity_key
from scrapers.normalizer.urls.key import SLUG
from scrapers.normalizer.urls.learning import CONFIRMATIONS, UNTAUGHT, difference, from_json, learned, settled, to_json

S = "https://avisen.example"


def pair(number: int, name: str = "pos") -> tuple[str, str]:
    page = f"{S}/storm-hits-coast-8123{number}"
    return f"{page}?{name}=1", f"{page}?{name}=2"


def taught(count: int, name: str = "pos"):
    memory = UNTAUGHT
    for number in range(count):
        memory = learned(memory, *pair(number, name), same_text=True)
    return memory


def test_a_parameter_is_ignored_once_enough_articles_had_the_same_text_without_it():
    one, two = pair(9)
    assert settled(taught(CONFIRMATIONS - 1)) == frozenset()
    names = settled(taught(CONFIRMATIONS))
    assert names == {"pos"}
    assert identity_key(one) != identity_key(two)
    assert identity_key(one, names) == identity_key(two, names)


def test_the_same_article_does_not_confirm_twice():
    memory = UNTAUGHT
    for _ in range(10):
        memory = learned(memory, *pair(1), same_text=True)
    assert settled(memory) == frozenset()


@pytest.mark.parametrize("count", [0, 1, CONFIRMATIONS, CONFIRMATIONS + 5])
def test_another_text_refutes_for_good_whenever_it_comes(count):
    memory = learned(taught(count), *pair(1), same_text=False)
    for number in range(20, 40):
        memory = learned(memory, *pair(number), same_text=True)
    assert settled(memory) == frozenset()
    assert memory.refuted == {"pos"}


def test_an_article_more_than_needed_is_not_kept():
    assert len(taught(CONFIRMATIONS + 5).confirmed["pos"]) == CONFIRMATIONS


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("/storm-hits-coast-81234?pos=1", "/storm-hits-coast-81234?pos=2", "pos"),
        ("/storm-hits-coast-81234", "/storm-hits-coast-81234?cat=5", "cat"),
        ("/read.php?id=81234&cat=5", "/read.php?id=81234&cat=6", "cat"),
        ("/read.php?id=81234&cat=5", "/read.php?cat=6&id=81234&utm_source=x", "cat"),
        ("/storm-hits-coast-81234", "/storm-ends-81234", SLUG),
        ("/81234/storm-hits-coast", "/81234/storm-ends", SLUG),
        # nothing differs, too much differs, or nothing but the parameter names the article
        ("/storm-hits-coast-81234", "/storm-hits-coast-81234?utm_source=x", ""),
        ("/storm-hits-coast-81234?a=1&b=1", "/storm-hits-coast-81234?a=2&b=2", ""),
        ("/storm-hits-coast-81234?a=1", "/storm-hits-coast-81235?a=2", ""),
        ("/read.php?id=81234", "/read.php?id=81235", ""),
        ("/?id=81234", "/", ""),
        ("/read.php?id=7&cat=5", "/read.php?id=7&cat=6", ""),
        ("/storm-hits-coast", "/storm-ends-today", ""),
        ("/storm-81234", "/storm-81235", ""),
    ],
)
def test_difference(one, two, name):
    assert difference(S + one, S + two) == name
    assert difference(S + two, S + one) == name


def test_the_parameter_that_picks_the_article_is_never_learned_even_from_pages_that_all_show_one_wall():
    memory = UNTAUGHT
    for number in range(10000, 10050):
        memory = learned(memory, f"{S}/read.php?id={number}", f"{S}/read.php?id={number + 1}", same_text=True)
    assert memory == UNTAUGHT


def test_a_new_slug_beside_an_id_is_learned_like_a_parameter():
    memory = UNTAUGHT
    for number in range(CONFIRMATIONS):
        words = (f"{S}/storm-hits-coast-8123{number}", f"{S}/two-die-in-storm-8123{number}")
        memory = learned(memory, *words, same_text=True)
    names = settled(memory)
    one, two, other = (f"{S}/{slug}" for slug in ("king-opens-81299", "king-closes-81299", "king-opens-81298"))
    assert names == {SLUG}
    assert identity_key(one, names) == identity_key(two, names) != identity_key(other, names)


def test_a_memory_survives_json():
    memory = learned(taught(CONFIRMATIONS), *pair(1, "art"), same_text=False)
    assert from_json(to_json(memory)) == memory
    assert from_json("") == from_json('{"version": 0}') == UNTAUGHT


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["pos", "cat"]), st.booleans()), max_size=12))
def test_what_was_refuted_is_never_settled(lessons):
    memory = UNTAUGHT
    for number, name, same in lessons:
        memory = learned(memory, *pair(number, name), same_text=same)
    assert not settled(memory) & {name for _, name, same in lessons if not same}
