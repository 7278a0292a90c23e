from dataclasses import replace

import pytest

from cleaners import CleanOptions, clean
from cleaners.draft import Draft
from cleaners.errors import StepError
from cleaners.pipeline import STEPS, run_steps, steps_with
from tests.cleaners.drafts import SECOND, SENTENCE, draft, kept

HERE = "tests.cleaners.test_pipeline"
PLACES = [name for name, _ in STEPS]


def strip_numbers(one: Draft) -> Draft:
    """An own step as a user writes it."""
    return one.without({i: "number" for i in one.kept() if one.lines[i].text.isdigit()})


def mark_first(one: Draft) -> Draft:
    return replace(one, title=f"{one.title}1")


def mark_second(one: Draft) -> Draft:
    return replace(one, title=f"{one.title}2")


def names(*own: tuple[str, str]) -> list[str]:
    return [name for name, _ in steps_with(own)]


def test_without_own_steps_there_are_the_named_ones():
    assert steps_with(()) == STEPS


@pytest.mark.parametrize("place", PLACES)
def test_an_own_step_goes_before_or_after_each_named_one(place):
    path = f"{HERE}.strip_numbers"
    before, after = names((f"before:{place}", path)), names((f"after:{place}", path))
    assert before[before.index(place) - 1] == path
    assert after[after.index(place) + 1] == path
    assert [name for name in before if name != path] == PLACES


def test_an_own_step_goes_beside_another():
    one, two = f"{HERE}.mark_first", f"{HERE}.mark_second"
    assert names(("after:labels", one), (f"after:{one}", two))[names().index("labels") + 1 :][:2] == [one, two]


def test_own_steps_at_one_place_run_in_the_order_given():
    own = (("before:tail", f"{HERE}.mark_first"), ("before:tail", f"{HERE}.mark_second"))
    assert run_steps(Draft(), steps_with(own)).title == "12"


def test_steps_run_in_order():
    assert run_steps(Draft(), [("a", mark_first), ("b", mark_second), ("c", mark_first)]).title == "121"


def test_a_step_changes_what_comes_out():
    options = CleanOptions(steps=(("before:labels", f"{HERE}.strip_numbers"),))
    cleaned = clean(f"{SENTENCE}\n\n42\n\n{SECOND}", options)
    assert [block.text for block in cleaned.blocks] == [SENTENCE, SECOND]
    assert ("number", "42") in [(removal.rule, removal.text) for removal in cleaned.removals]


@pytest.mark.parametrize(
    "place", ["labels", "at:labels", "before:", "after:nothing", "", "before:labels:x", "BEFORE:labels"]
)
def test_an_unknown_place_is_an_error_that_names_the_places(place):
    with pytest.raises(StepError) as caught:
        steps_with([(place, f"{HERE}.strip_numbers")])
    assert repr(place) in str(caught.value)
    assert all(name in str(caught.value) for name in PLACES)


@pytest.mark.parametrize(
    "path",
    ["", "strip_numbers", f"{HERE}.nothing", "no.such.module.step", ".step", "tests..x", f"{HERE}.", "json.loads.x"],
)
def test_a_path_that_leads_nowhere_is_an_error_that_names_it(path):
    with pytest.raises(StepError) as caught:
        steps_with([("after:labels", path)])
    assert repr(path) in str(caught.value)


def test_a_path_to_what_is_no_function_is_an_error():
    with pytest.raises(StepError):
        steps_with([("after:labels", f"{HERE}.PLACES")])


def test_the_named_steps_leave_a_plain_article_alone():
    assert kept(run_steps(draft(SENTENCE, SECOND), STEPS)) == [SENTENCE, SECOND]
