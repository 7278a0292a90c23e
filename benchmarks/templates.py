"""Hard negatives: stories made from one template, with other names and other numbers each time."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A story with slots."""

    language: str
    """BCP 47 code."""
    kind: str
    """What is reported: `sport`, `weather`, `market`, `press`."""
    text: str
    """Paragraphs, parted by blank lines, with slots {n}, {name}, {other} and {third}."""
    names: tuple[str, ...]
    """What can be put into the slots for names."""


def templates() -> tuple[Template, ...]:
    """Return the templates in `templates.toml`."""
    with Path(__file__).with_name("templates.toml").open("rb") as file:
        data = tomllib.load(file)
    return tuple(
        Template(language=one["language"], kind=one["kind"], text=one["text"].strip(), names=tuple(names))
        for one in data["story"]
        for names in [data["names"][one["language"]]]
    )


def filled(template: Template, chance: random.Random) -> str:
    """Return a story: other numbers in all slots, and names drawn anew."""
    names = dict(zip(("name", "other", "third"), chance.sample(template.names, 3), strict=True))
    return SLOT.sub(lambda slot: names.get(slot[1]) or str(chance.randrange(1, 100)), template.text)
