"""What comes out of the input files: a page to clean, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from cleaners.model import Page

MAX_BYTES = 64 * 2**20
"""Bytes that one page may have, decompressed; a row or a record of an archive as well."""

RowId = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page to clean."""

    source_id: RowId
    """The row's `id`; for a file its name without suffix."""
    place: str
    """Where a person finds it: path, and row or record in it."""
    page: Page
    """The page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that could not be read as a page."""

    source_id: RowId
    """As in `Row`; without an id, file and number of the row."""
    place: str
    """As in `Row`."""
    reason: str
    """What is wrong with it, in words."""
