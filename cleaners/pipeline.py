"""The named steps in their order, and where a user's own go."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from cleaners.captions import strip_captions, strip_embeds
from cleaners.disclosures import note_disclosures
from cleaners.draft import Draft, Step
from cleaners.errors import StepError
from cleaners.languages import name_languages, strip_foreign
from cleaners.notes import strip_author_notes, strip_signature
from cleaners.rules import strip_consent, strip_labels, strip_lists, strip_tail

STEPS: tuple[tuple[str, Step], ...] = (
    ("embeds", strip_embeds),
    ("captions", strip_captions),
    ("lists", strip_lists),
    ("consent", strip_consent),
    ("signature", strip_signature),
    ("labels", strip_labels),
    ("authors", strip_author_notes),
    ("tail", strip_tail),
    ("languages", name_languages),
    ("foreign", strip_foreign),
    ("disclosures", note_disclosures),
)


def steps_with(own: Sequence[tuple[str, str]]) -> tuple[tuple[str, Step], ...]:
    """Return the steps with the user's own among them, each given as (`before:NAME` or `after:NAME`, dotted path).

    An own step's name is its dotted path. Raises StepError for a place or a path that does not exist.
    """
    steps = list(STEPS)
    for place, path in own:
        where, _, name = place.partition(":")
        names = [known for known, _ in steps]
        if where not in ("before", "after") or name not in names:
            raise StepError(f"{place!r} is no place for a step; use before: or after: one of {', '.join(names)}")
        steps.insert(names.index(name) + (where == "after"), (path, _loaded(path)))
    return tuple(steps)


def _loaded(path: str) -> Step:
    module, _, name = path.rpartition(".")
    try:
        step = getattr(importlib.import_module(module), name)
    except Exception as error:  # whatever is wrong with a user's module, the message is one line
        raise StepError(f"own step {path!r} cannot be loaded: {type(error).__name__}: {error}") from error
    if not callable(step):
        raise StepError(f"own step {path!r} is not a function from Draft to Draft")
    loaded: Step = step
    return loaded


def run_steps(draft: Draft, steps: Sequence[tuple[str, Step]]) -> Draft:
    """Return the draft after all steps, in order. Raises StepError if a step returns anything but a Draft."""
    for name, step in steps:
        draft = step(draft)
        if not isinstance(draft, Draft):
            raise StepError(f"step {name!r} returned {type(draft).__name__}; a step takes a Draft and returns one")
    return draft
