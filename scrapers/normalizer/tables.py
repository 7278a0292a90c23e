"""The normalizer's data files (`data/*.toml`), read once and checked against a model on reading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """Base of the data files' models: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


T = TypeVar("T", bound=Table)


def read_table(model: type[T], name: str) -> T:
    """Return the data file `name` as a `model`.

    Raises pydantic's `ValidationError`, which names the key, where the file does not fit the model.
    """
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return model.model_validate(tomllib.loads(text))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first.

    >>> any_of(["ap", "ap.", "apa"])
    'ap\\\\.|apa|ap'
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
