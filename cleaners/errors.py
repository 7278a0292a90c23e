"""Errors of the cleaners. They know nothing of the rest of Klartekst, so that they can be used alone."""

from __future__ import annotations


class PhraseError(ValueError):
    """Raised when phrase files hold mistakes; the message lists every one with file, kind and phrase."""


class StepError(ValueError):
    """Raised when an own step cannot be found or its place is not the name of a step."""
