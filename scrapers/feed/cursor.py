"""Cursors: where a reader of the feed stands, as text and as a file."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from scrapers.errors import InputError, OutputError
from scrapers.store import Store

CURSOR = re.compile(r"(?P<store>[0-9a-f]{8})-(?P<number>[0-9]{1,18})")
START = ""
"""The cursor before the first entry."""


def cursor_text(store: Store, number: int) -> str:
    """Return the cursor of a place in the feed's log: `7f3a91c2-4821`."""
    return f"{store.id}-{number}"


def cursor_number(store: Store, cursor: str) -> int:
    """Return the place in the feed's log that a cursor means; 0 for the empty one, before the first entry.

    Raises `InputError` if it is no cursor, or one of another store: read on with it, and articles would be missed.
    """
    if cursor == START:
        return 0
    match = CURSOR.fullmatch(cursor)
    if match is None:
        raise InputError(
            f"{cursor!r} is not a cursor: give the one that the last reading ended with (like {store.id}-17), "
            "or none to read from the start",
            stage="feed",
        )
    number = int(match["number"])
    if match["store"] != store.id or number > store.last_cursor():
        raise InputError(
            f"the cursor {cursor} belongs to another store or to a later state of this one: read from the start, "
            "without a cursor",
            stage="feed",
        )
    return number


def read_cursor(path: str | Path) -> str:
    """Return the cursor in a file written by `write_cursor`; empty, for the start, if there is no file.

    Raises `InputError` if the file cannot be read.
    """
    try:
        return Path(path).read_text("utf-8").strip()
    except FileNotFoundError:
        return START
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the cursor file {path} cannot be read: {error}", stage="feed") from error


def write_cursor(path: str | Path, cursor: str) -> None:
    """Put a cursor into a file, at once and durably: a crash leaves the old or the new one.

    Raises `OutputError` if the file cannot be written.
    """
    target = Path(path)
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as file:
            file.write(f"{cursor}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OutputError(
            f"the cursor file {path} cannot be written ({error.strerror}): name one in a writable folder",
            stage="feed",
        ) from error
