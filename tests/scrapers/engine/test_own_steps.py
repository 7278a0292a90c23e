from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaners.model import CleanOptions
from scrapers.engine.options import EngineOptions
from scrapers.engine.own_steps import check_own, placed_steps
from scrapers.errors import KlartekstError


def options(normalize: tuple[tuple[str, str], ...] = (), **clean: Any) -> EngineOptions:
    return EngineOptions(store_url="", clean=CleanOptions(**clean), normalize_steps=normalize)


def test_what_exists_passes() -> None:
    step = f"{__name__}.options"
    check_own(options(normalize=(("before:title", step),), steps=(("after:tail", step),)))
    assert placed_steps((("before:title", "os.getcwd"),))[0][1]() == str(Path.cwd())  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (options(steps=(("after:nothing", "os.getcwd"),)), "CLEAN_STEPS"),
        (options(steps=(("after:tail", "os.no_such"),)), "CLEAN_STEPS"),
        (options(phrases=("no-such.toml",)), "PHRASE_FILES"),
        (options(normalize=(("after:nothing", "os.getcwd"),)), "NORMALIZE_STEPS"),
        (options(normalize=(("after:title", "no.such.step"),)), "NORMALIZE_STEPS"),
    ],
)
def test_what_does_not_exist_is_told_with_its_setting(given: EngineOptions, named: str) -> None:
    with pytest.raises(KlartekstError, match=named):
        check_own(given)
