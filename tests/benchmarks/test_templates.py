from __future__ import annotations

import random

import pytest

from benchmarks.templates import SLOT, Template, filled, templates


@pytest.mark.parametrize("template", templates(), ids=lambda one: f"{one.language}-{one.kind}")
def test_two_stories_of_a_template_differ_in_their_slots_only(template: Template) -> None:
    chance = random.Random(3)
    one, other = filled(template, chance), filled(template, chance)
    assert one != other
    assert "{" not in one
    frame = [part for part in SLOT.split(template.text)[::2] if part]
    assert all(part in one and part in other for part in frame)


def test_templates_are_of_ten_languages() -> None:
    assert len({template.language for template in templates()}) == 10
