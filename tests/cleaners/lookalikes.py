"""Cases of what only looks like chrome, and the articles they stand in: read from tests/chrome_lookalikes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "chrome_lookalikes"
FORMS = ("p", "h2", "h3", "ul", "ol", "blockquote", "table", "poem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article in one language with the chrome that such a site has around it."""

    language: str
    site: str
    nav: tuple[str, ...]
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    related: str
    teasers: tuple[str, ...]
    consent: tuple[str, str, str]
    """A sentence, a button to agree, one to refuse."""
    share: tuple[str, ...]
    newsletter: str
    copyright: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A piece of an article that must stay."""

    story: Story
    name: str
    kind: str
    lines: tuple[str, ...]
    form: str
    """Element it stands in, one of FORMS; `poem` is one paragraph with line breaks."""
    place: str
    """`middle` or `end` of the article."""

    def article(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the whole article in order, each block as form and lines."""
        before, after = ([("p", (text,)) for text in texts] for texts in (self.story.before, self.story.after))
        own = (self.form, self.lines)
        return [*before, own, *after] if self.place == "middle" else [*before, *after, own]


def _read(path: Path) -> tuple[Story, tuple[Case, ...]]:
    document: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    cases = document.pop("case")
    story = Story(**{key: tuple(value) if isinstance(value, list) else value for key, value in document.items()})
    return story, tuple(_case(story, number, entry) for number, entry in zip(count(1), cases))


def _case(story: Story, number: int, entry: dict[str, Any]) -> Case:
    """Make a case; a wrong key is a TypeError that names it."""
    lines = entry.pop("lines", None) or [entry.pop("text")]
    entry = {"form": "p", "place": "middle", **entry}
    name = f"{story.language}-{number}-{entry['kind'].replace(' ', '_')}"
    return Case(story=story, name=name, lines=tuple(lines), **entry)


_FILES = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
STORIES = {story.language: story for story, _ in _FILES}
CASES = [case for _, cases in _FILES for case in cases]
