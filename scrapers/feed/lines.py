"""Writes articles as JSON Lines, a whole line at a time."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scrapers.article import Article
from scrapers.errors import OutputError, ReaderGone

if TYPE_CHECKING:
    from scrapers.store import Changes

STDOUT = 1
TAIL = 1 << 16
"""Bytes read at once while looking for the end of the last whole line."""

BREAKS = (("\u0085", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""Line breaks to some programs, but not to JSON, which leaves them as they are; each with how JSON can write it."""


def line_of(article: Article, *, removed: bool = False, changes: Changes | None = None) -> bytes:
    """Return an article as one line of JSON in UTF-8, with its newline.

    `removed` adds what was taken out of the page; `changes` are added as its last field, beyond `article/1`.
    """
    text = article.model_dump_json(by_alias=True, exclude=None if removed else {"removed"})
    if changes is not None:
        text = f'{text[:-1]},"changes":{changes.model_dump_json()}}}'
    # Hardly any text holds one: looking for each is quick, `str.translate` looks up every letter.
    for break_, written in BREAKS:
        text = text.replace(break_, written)
    return text.encode() + b"\n"


class LineWriter:
    """An output file, or standard output, that holds whole lines only, even if the program is killed.

    Each line is handed to the operating system by itself and at once, unbuffered. A file belongs to one program at a
    time. Not for use by several threads.
    """

    def __init__(self, path: str | Path, *, append: bool = False, removed: bool = False, advice: str = "") -> None:
        """Open the output, `-` meaning standard output; make the folders above it.

        A file of JSON Lines is emptied, or, with `append`, continued: a torn last line, left by a kill, is cut off
        first. Any other file is left as it is, with an `OutputError`.
        `removed` writes what was taken out of the page, too; `advice` is where the articles are to be had if it cannot
        be written, for the message of the `OutputError` that is raised then.
        """
        self._name = "standard output" if path == "-" else str(path)
        self._removed, self._advice = removed, advice
        self._fd, self._is_file = -1, False
        try:
            self._fd = STDOUT if path == "-" else _opened(Path(path))
            self._is_file = path != "-" and stat.S_ISREG(os.fstat(self._fd).st_mode)
            if self._is_file:
                _claim(self._fd, self._name)
                _mend(self._fd, self._name) if append else _empty(self._fd, self._name)
        except OSError as error:
            self._release()
            raise self._failure(error) from error
        except OutputError:
            self._release()
            raise

    def write(self, article: Article, changes: Changes | None = None) -> None:
        """Write one article, with what it changed of its earlier version if that is given.

        Raises `OutputError` if not all of it could be written; then no part of it is left in a file. Raises
        `ReaderGone` if nobody reads it any more.
        """
        self.write_line(line_of(article, removed=self._removed, changes=changes))

    def write_line(self, line: bytes) -> None:
        """Write one line that is JSON already and ends with its newline; as `write` otherwise."""
        start = os.fstat(self._fd).st_size if self._is_file else 0
        try:
            written = os.write(self._fd, line)
            while written < len(line):
                written += os.write(self._fd, line[written:])
        except OSError as error:
            if self._is_file:
                os.ftruncate(self._fd, start)
            raise self._failure(error) from error

    def close(self) -> None:
        """Let the file go; standard output stays open. Raises `OutputError` if the disk has lost lines."""
        try:
            if self._is_file:
                os.fsync(self._fd)
        except OSError as error:
            raise self._failure(error) from error
        finally:
            self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _release(self) -> None:
        if self._fd > STDOUT:
            os.close(self._fd)
        self._fd, self._is_file = -1, False

    def _failure(self, error: OSError) -> OutputError:
        kind = ReaderGone if isinstance(error, BrokenPipeError) else OutputError
        words = f"{self._name} cannot be written ({error.strerror}): free some space or name another file"
        return kind(f"{words}; {self._advice}" if self._advice else words, stage="feed")


def _opened(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A pipe that we could read ourselves would never tell us that its reader has gone.
    access = os.O_RDWR if path.is_file() else os.O_WRONLY
    return os.open(path, access | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)


def _claim(fd: int, name: str) -> None:
    try:
        # Not flock: its locks pass to forked workers, which may live a moment longer than a killed parent.
        fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise OutputError(
            f"{name} is being written by another program: end it, or name another file", stage="feed"
        ) from error


def _empty(fd: int, name: str) -> None:
    """Empty the file, unless it is another one by mistake, such as a page."""
    if os.fstat(fd).st_size and not os.pread(fd, 1, 0).startswith(b"{"):
        raise OutputError(f"{name} does not hold JSON Lines: name another file to replace", stage="feed")
    os.ftruncate(fd, 0)


def _mend(fd: int, name: str) -> None:
    """Make the file end with a whole line: finish a complete last line, cut a torn one."""
    size = os.fstat(fd).st_size
    if size == 0:
        return
    start = _last_line(fd, size)
    tail = os.pread(fd, size - start, start)
    if not tail:
        return
    if not tail.startswith(b"{"):
        raise OutputError(f"{name} does not hold JSON Lines: name another file to append to", stage="feed")
    if _is_json(tail):
        os.write(fd, b"\n")
    else:
        os.ftruncate(fd, start)


def _last_line(fd: int, size: int) -> int:
    """Find where the bytes after the last newline begin."""
    end = size
    while end > 0:
        start = max(0, end - TAIL)
        found = os.pread(fd, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
