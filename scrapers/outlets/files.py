"""Outlet files: TOML with an `[[outlet]]` table for each outlet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scrapers.outlets.mistakes import Mistake, mistakes_of
from scrapers.outlets.model import Outlet
from scrapers.outlets.suggestion import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What a group of files of equal rank says; a later layer may override an earlier one."""

    outlets: tuple[Outlet, ...]
    """The outlets without mistakes, in the order of the files."""
    mistakes: tuple[Mistake, ...]
    """Everything that is wrong in these files, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    file: str
    position: int
    fields: Mapping[str, object]

    @property
    def id(self) -> str:
        id_ = self.fields.get("id")
        return id_ if isinstance(id_, str) else ""

    @property
    def place(self) -> str:
        return f'outlet "{self.id}"' if self.id else f"outlet {self.position}"


def read_layer(files: Sequence[Path]) -> Layer:
    """Read outlet files of equal rank; an id that comes twice among them is a mistake.

    Nothing is raised: a file that is missing, no TOML or not UTF-8 is a mistake as well. A file without any
    outlet is none.
    """
    read = [found for file in files for found in _tables(file)]
    tables = [found for found in read if isinstance(found, _Table)]
    checked = [found for table in tables for found in _outlet(table)]
    return Layer(
        outlets=tuple(found for found in checked if isinstance(found, Outlet)),
        mistakes=(
            *(found for found in read if isinstance(found, Mistake)),
            *(found for found in checked if isinstance(found, Mistake)),
            *_repeated_ids(tables),
        ),
    )


def _tables(file: Path) -> Iterator[_Table | Mistake]:
    try:
        # Editors on Windows put a byte order mark first, which TOML does not allow.
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        yield Mistake(file=str(file), message=f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        yield Mistake(file=str(file), message=f"is not UTF-8 text: byte {error.start + 1} is none of it")
    except tomllib.TOMLDecodeError as error:
        yield Mistake(file=str(file), message=f"is not TOML: {error}")
    else:
        yield from _outlet_tables(str(file), document)


def _outlet_tables(file: str, document: Mapping[str, object]) -> Iterator[_Table | Mistake]:
    for name in (key for key in document if key != "outlet"):
        hint = did_you_mean(name, ["outlet"]) or ": a file holds nothing but [[outlet]] tables"
        yield Mistake(file=file, field=name, message=f"does not belong here{hint}")
    entries = document.get("outlet", [])
    for position, entry in enumerate(entries if isinstance(entries, list) else [None], start=1):
        if isinstance(entry, dict):
            yield _Table(file=file, position=position, fields=entry)
        else:
            yield Mistake(file=file, field="outlet", message="must be written [[outlet]], with two brackets")


def _outlet(table: _Table) -> Iterator[Outlet | Mistake]:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in table.fields.items()}
    try:
        # Strict, because TOML has types: enabled = "no" must not come to mean something.
        yield Outlet.model_validate(fields, strict=True)
    except ValidationError as error:
        yield from mistakes_of(error, file=table.file, outlet=table.place)


def _repeated_ids(tables: Sequence[_Table]) -> Iterator[Mistake]:
    first: dict[str, _Table] = {}
    for table in tables:
        if table.id and first.setdefault(table.id, table) is not table:
            where = f"{first[table.id].file}, outlet {first[table.id].position}"
            yield Mistake(file=table.file, outlet=table.place, field="id", message=f"is taken by {where}")
