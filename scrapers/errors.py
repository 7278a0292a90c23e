"""Every error that Klartekst raises on purpose. A page without an article is a value, not an error."""

from __future__ import annotations


class KlartekstError(Exception):
    """Base of them all: a message that says what to do, and what it is about."""

    def __init__(self, message: str, *, url: str = "", stage: str = "") -> None:
        super().__init__(message)
        self.url = url
        """URL of the page concerned; empty if none."""
        self.stage = stage
        """Stage that raised it: catalogue, discovery, replay, clean, normalize, store, feed; empty if none."""


class CatalogueError(KlartekstError):
    """Raised when outlet files hold mistakes; the message lists every one with file, outlet and field."""


class UnknownOutlet(KlartekstError):
    """Raised when an outlet id is not in the catalogue, or a choice fits no outlet; the message names what there is."""


class NotOnCassette(KlartekstError):
    """Raised when a replayed crawl asks for a URL that its cassette lacks; record the outlet again."""


class StoreError(KlartekstError):
    """Raised when the store cannot be opened, migrated or written; nothing is counted as stored."""


class OutputError(KlartekstError):
    """Raised when the output cannot be written."""


class ReaderGone(OutputError):
    """Raised when whoever reads the output has closed it: `… | head` has what it wanted."""


class InputError(KlartekstError):
    """Raised when a file, a cursor or an argument that a command was given makes no sense; the message says why."""


class PageTimeout(KlartekstError):
    """Raised when cleaning a page takes longer than its deadline; the page is reported and skipped."""
