"""Cleaning: a page in, the article and everything that was taken out of the page, out. Pure."""

from __future__ import annotations

from cleaners.assembly import cleaned_of
from cleaners.lexicon import shipped_lexicon
from cleaners.model import Cleaned, CleanOptions, Page
from cleaners.pipeline import run_steps, steps_with
from cleaners.plain import draft_of_text

__all__ = ["CleanOptions", "Cleaned", "Page", "clean"]


def clean(page: Page, options: CleanOptions | None = None) -> Cleaned:
    """Return the article a page holds."""
    options = options or CleanOptions()
    draft = draft_of_text(page, shipped_lexicon(options.phrases))
    return cleaned_of(run_steps(draft, steps_with(options.steps)), page)
