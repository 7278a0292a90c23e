"""Which files are read, as what, and in which order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
NO_PAGES = frozenset({"ads.txt", "app-ads.txt", "humans.txt", "llms.txt", "robots.txt", "security.txt"})
"""Files for machines that a copy of a site holds: left out of folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read."""

    path: Path | None
    """Where it is; None is standard input."""
    name: str
    """Its name without suffix unless another file would have the same; see `names_of`."""
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
    given = [*given]
    folders = [one for one in given if Path(one).is_dir()]
    names = names_of(given)
    for one in given:
        if one == STDIN:
            yield Source(path=None, name="stdin", form="any")
        elif Path(one).is_dir():
            above = names[one] if len(folders) > 1 else ""
            yield from _in_folder(Path(one), above, output)
        else:
            yield _file(Path(one), names[one], output)


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """Name each file by the shortest of these that no other has: its name without suffix, its name, its path.

    >>> names_of(["news/page.html", "news/page.txt", "news/storm.html"])
    {'news/page.html': 'page.html', 'news/page.txt': 'page.txt', 'news/storm.html': 'storm'}
    >>> names_of(["north/page.html", "south/page.html"])
    {'north/page.html': 'north/page.html', 'south/page.html': 'south/page.html'}
    """
    choices = {one: tuple(dict.fromkeys((stem(Path(one).name), Path(one).name, Path(one).as_posix()))) for one in paths}
    taken = Counter(choice for of_one in choices.values() for choice in of_one)
    return {one: next((name for name in of_one if taken[name] == 1), one) for one, of_one in choices.items()}


def stem(name: str) -> str:
    """Give a file name without the suffix that tells its kind.

    >>> stem("harbour.v2.html.gz")
    'harbour.v2'
    """
    bare = name.removesuffix(".gz")
    return bare.removesuffix(Path(bare).suffix) if Path(bare).suffix.lower() in FORMS else bare


def _file(path: Path, name: str, output: Path | None) -> Source | Unread:
    form = _form(path)
    if not path.exists():
        return _unread(path, "there is no such file", name)
    if _same(path, output):
        return _unread(path, "this is the file to be written", name)
    if form is None and path.is_file():
        known = ", ".join(FORMS)
        return _unread(path, f"unknown kind of file; known are {known}, each also with .gz, and folders of these", name)
    # A pipe of the shell, as in <(zcat pages.gz), has no suffix.
    return Source(path=path, name=name, form=form or "any")


def _in_folder(folder: Path, above: str, output: Path | None) -> Iterator[Source | Unread]:
    empty = True
    for found in _walk(folder, output):
        empty = False
        if isinstance(found, Source) and found.path:
            below = found.path.parent.relative_to(folder)
            yield replace(found, name=(above / below / found.name).as_posix())
        else:
            yield found
    if empty:
        yield _unread(folder, f"there is no page in this folder; pages are {', '.join(FORMS)}, each also with .gz")


def _walk(folder: Path, output: Path | None) -> Iterator[Source | Unread]:
    """Name the pages in a folder and below it, each by what tells it from the others in its own folder."""
    # Not Path.rglob: of a million files only one folder is held at a time.
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _unread(folder, error.strerror or str(error))
        return
    forms = {
        entry.name: form for entry in entries if entry.is_file() and (form := _page_form(Path(entry.path), output))
    }
    names = names_of(forms)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), output)
        elif entry.name in forms:
            yield Source(path=Path(entry.path), name=names[entry.name], form=forms[entry.name])


def _page_form(path: Path, output: Path | None) -> Form | None:
    form = None if path.name.lower() in NO_PAGES else _form(path)
    return None if form and _same(path, output) else form


def _form(path: Path) -> Form | None:
    return FORMS.get(Path(path.name.removesuffix(".gz")).suffix.lower())


def _same(path: Path, output: Path | None) -> bool:
    return output is not None and output.exists() and path.samefile(output)


def _unread(path: Path, reason: str, name: str = "") -> Unread:
    return Unread(source_id=name or stem(path.name) or str(path), place=str(path), reason=reason)
