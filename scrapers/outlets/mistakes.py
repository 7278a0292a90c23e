"""Mistakes in outlet files, told in words that the writer of the file understands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scrapers.outlets.model import CrawlHints, Outlet
from scrapers.outlets.suggestion import did_you_mean

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is missing",
        "string_type": "must be text in quotes, not {input}",
        "tuple_type": "must be a list in square brackets, not {input}",
        "bool_type": "must be true or false, not {input}",
        "finite_number": "must be a number, not {input}",
        "float_type": "must be a number, not {input}",
        "int_type": "must be a whole number, not {input}",
        "model_type": "must be a table, such as crawl = {{ delay = 2.0 }}, not {input}",
        "string_too_short": "must not be empty",
        "greater_than_equal": "must be at least {ge:g}, not {input}",
        "less_than_equal": "must be at most {le:g}, not {input}",
        "value_error": "{error}",
    }
)
"""What to say for each pydantic error type; {input} is the value, the rest comes with the error."""

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake and where it stands."""

    file: str
    """Path of the file, as it was given."""
    outlet: str = ""
    """`outlet "ID"`; `outlet N`, counted from 1, where there is no id; empty if the whole file is meant."""
    field: str = ""
    """Field of that outlet, with the place in a list counted from 1; empty if no single field is meant."""
    message: str
    """What is wrong, in words."""

    def __str__(self) -> str:
        """Tell the place and the mistake in one line."""
        field = f'field "{self.field}"' if self.field else ""
        return f"{', '.join(filter(None, (self.file, self.outlet, field)))}: {self.message}"


def mistakes_of(error: ValidationError, *, file: str, outlet: str) -> Iterator[Mistake]:
    """Tell each error that pydantic found in one outlet as a mistake, in pydantic's order."""
    for found in error.errors(include_url=False):
        yield Mistake(file=file, outlet=outlet, field=_field(found["loc"]), message=_message(found))


def report(mistakes: Sequence[Mistake]) -> str:
    """List all mistakes, file by file and one a line, under a line that counts them.

    >>> print(report([Mistake(file="my.toml", outlet="outlet 1", field="id", message="is missing")]))
    1 mistake in the outlet files:
      my.toml, outlet 1, field "id": is missing
    """
    count = f"{len(mistakes)} mistake{'s' if len(mistakes) != 1 else ''} in the outlet files:"
    return "\n  ".join([count, *map(str, sorted(mistakes, key=lambda mistake: mistake.file))])


def _field(location: tuple[int | str, ...]) -> str:
    names = ".".join(part for part in location if isinstance(part, str))
    places = [f" entry {part + 1}" for part in location if isinstance(part, int)]
    return ",".join([names, *places])


def _message(found: ErrorDetails) -> str:
    if found["type"] == "extra_forbidden":
        return _unknown_field(found["loc"])
    words = WORDS.get(found["type"])
    if words is None:
        return found["msg"]
    return words.format(input=_as_written(found["input"]), **found.get("ctx", {}))


def _unknown_field(location: tuple[int | str, ...]) -> str:
    known = (CrawlHints if len(location) > 1 else Outlet).model_fields
    return "unknown field" + (did_you_mean(str(location[-1]), known) or f"; known are {', '.join(known)}")


def _as_written(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
