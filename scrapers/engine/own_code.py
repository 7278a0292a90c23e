"""A user's own code, found by the dotted path that a setting or an outlet gives; any mistake in it is one line."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import Any

from scrapy.utils.misc import load_object

from scrapers.errors import KlartekstError


def loaded(path: str, named_by: str, stage: str) -> Any:
    """Give the object at a dotted path; `named_by` is the setting or the field that gives the path.

    Raises:
        KlartekstError: there is no such object, or its module fails when it is imported; the message names the path,
            and in the second case the file and the line of the mistake.

    >>> loaded("json.dumps", "NORMALIZE_STEPS", "normalize").__name__
    'dumps'
    """
    try:
        return load_object(path)
    except (Exception, SystemExit) as error:  # importing a module runs whatever its author wrote
        raise KlartekstError(f"{named_by}: {path} cannot be loaded: {mistake(error)}", stage=stage) from error


def mistake(error: BaseException) -> str:
    """Say in one line what went wrong while a module was imported, and in which file and line.

    >>> mistake(ModuleNotFoundError("No module named 'nowhere'"))
    "No module named 'nowhere'"
    """
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}, line {error.lineno}: {type(error).__name__}: {error.msg}"
    lines = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__) if frame.name == "<module>"]
    said = " ".join(str(error).split())
    if not lines:
        return said or type(error).__name__
    file, line = lines[-1]
    return f"{Path(file)}, line {line}: {type(error).__name__}: {said}".removesuffix(": ")
