"""A user's own cleaning and normalizing steps and phrases, found by the names that the settings give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaners.lexicon import shipped_lexicon
from cleaners.pipeline import steps_with
from scrapers.engine.own_code import loaded
from scrapers.errors import KlartekstError
from scrapers.normalizer import STAGE_NAMES, PlacedStep

if TYPE_CHECKING:
    from scrapers.engine.options import EngineOptions, Steps


def check_own(options: EngineOptions) -> None:
    """Find everything that the settings name, so that a mistake is told once and not with every page.

    Raises:
        KlartekstError: a step, its place or a phrase file that does not exist or holds mistakes.
    """
    try:
        steps_with(options.clean.steps)
    except (ValueError, SystemExit) as error:
        # Without a cause it is the place that is wrong, or what was found there.
        is_loaded = isinstance(error, ValueError) and error.__cause__ is None
        for _, path in () if is_loaded else options.clean.steps:
            loaded(path, "CLEAN_STEPS", "clean")
        raise KlartekstError(f"CLEAN_STEPS: {error}", stage="clean") from error
    if options.clean.phrases:
        _check_phrases(options.clean.phrases)
    placed_steps(options.normalize_steps)


def _check_phrases(files: Iterable[str]) -> None:
    try:
        shipped_lexicon(tuple(files))
    except (ValueError, OSError) as error:
        raise KlartekstError(f"PHRASE_FILES: {error}", stage="clean") from error


def placed_steps(steps: Steps) -> tuple[PlacedStep, ...]:
    """Load normalizing steps, given as (place, dotted path).

    Raises:
        KlartekstError: a place or a function that does not exist.

    >>> placed_steps((("after:title", "scrapers.normalizer.normalize"),))[0][0]
    'after:title'
    """
    return tuple((_place(place), loaded(path, "NORMALIZE_STEPS", "normalize")) for place, path in steps)


def _place(place: str) -> str:
    side, _, name = place.partition(":")
    if side not in ("before", "after") or name not in STAGE_NAMES:
        raise KlartekstError(
            f"NORMALIZE_STEPS: {place!r} is no place; use before: or after: one of {', '.join(STAGE_NAMES)}",
            stage="normalize",
        )
    return place
