"""Which files are read, as what, and in which order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from scrapers.engine.cleaning.rows import Unread

Form = Literal["html", "text", "jsonl", "warc", "any"]

STDIN = "-"
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".txt": "text",
        ".jsonl": "jsonl",
        ".jl": "jsonl",
        ".ndjson": "jsonl",
        ".warc": "warc",
    }
)
"""What a file holds, by its suffix; each of them may be followed by .gz."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read."""

    path: Path | None
    """Where it is; None is standard input."""
    name: str
    """Its name without suffix; in a folder with the folders below that one (`2026/04/harbour`)."""
    form: Form
    """What it holds; `any` if its first bytes must tell."""

    @property
    def place(self) -> str:
        """The file as a person knows it."""
        return str(self.path) if self.path else "standard input"


def sources(given: Iterable[str], output: Path | None = None) -> Iterator[Source | Unread]:
    """Name the files to read, in the order given; those in a folder sorted by name, of unknown kinds left out.

    `output` is not read: it may lie in a folder that is. What is missing or of an unknown kind gives an Unread.
    """
    for one in given:
        if one == STDIN:
            yield Source(path=None, name="stdin", form="any")
        elif Path(one).is_dir():
            yield from _in_folder(Path(one), output)
        else:
            yield _file(Path(one), output)


def stem(name: str) -> str:
    """Give a file name without the suffix that tells its kind.

    >>> stem("harbour.v2.html.gz")
    'harbour.v2'
    """
    bare = name.removesuffix(".gz")
    return bare.removesuffix(Path(bare).suffix) if Path(bare).suffix.lower() in FORMS else bare


def _file(path: Path, output: Path | None) -> Source | Unread:
    form = _form(path)
    if not path.exists():
        return _unread(path, "there is no such file")
    if _same(path, output):
        return _unread(path, "this is the file to be written")
    if form is None and path.is_file():
        known = ", ".join(FORMS)
        return _unread(path, f"unknown kind of file; known are {known}, each also with .gz, and folders of these")
    # A pipe of the shell, as in <(zcat pages.gz), has no suffix.
    return Source(path=path, name=stem(path.name), form=form or "any")


def _in_folder(folder: Path, output: Path | None) -> Iterator[Source | Unread]:
    empty = True
    for found in _walk(folder):
        if isinstance(found, Unread):
            empty = False
            yield found
        elif (form := _form(found)) and not _same(found, output):
            empty = False
            below = found.relative_to(folder)
            yield Source(path=found, name=(below.parent / stem(below.name)).as_posix(), form=form)
    if empty:
        yield _unread(folder, f"there is no page in this folder; pages are {', '.join(FORMS)}, each also with .gz")


def _walk(folder: Path) -> Iterator[Path | Unread]:
    # Not Path.rglob: of a million files only one folder is held at a time.
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _unread(folder, error.strerror or str(error))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _form(path: Path) -> Form | None:
    return FORMS.get(Path(path.name.removesuffix(".gz")).suffix.lower())


def _same(path: Path, output: Path | None) -> bool:
    return output is not None and output.exists() and path.samefile(output)


def _unread(path: Path, reason: str) -> Unread:
    return Unread(source_id=stem(path.name) or str(path), place=str(path), reason=reason)
