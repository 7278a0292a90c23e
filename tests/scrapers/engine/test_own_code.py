from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaners.model import CleanOptions
from scrapers.engine.options import EngineOptions
from scrapers.engine.outlet_spiders import spider_class
from scrapers.engine.own_code import loaded
from scrapers.engine.own_steps import check_own
from scrapers.errors import CatalogueError, KlartekstError
from tests.scrapers.engine.test_outlet_spiders import outlet

UNCLOSED = "def step(article, cleaned):\n    return (article\n"
BROKEN = {
    "unclosed": (UNCLOSED, "line 2: SyntaxError: '(' was never closed"),
    "unindented": ("def step():\nreturn 1\n", "line 2: IndentationError: expected an indented block"),
    "raising": ("import json\n\njson.no_such\n", "line 3: AttributeError: module 'json' has no attribute 'no_such'"),
    "leaving": ("import sys\nsys.exit()\n", "line 2: SystemExit"),
    "needing": ("\nimport no_such_library\n", "line 2: ModuleNotFoundError: No module named 'no_such_library'"),
}


@pytest.fixture(params=BROKEN)
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The dotted path of something in a broken module, and what is to be said about it."""
    name = f"own_{request.param}"
    text, mistake = BROKEN[request.param]
    (tmp_path / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return f"{name}.step", f"{name}.step cannot be loaded: {tmp_path / name}.py, {mistake}"


def test_a_mistake_in_a_module_is_one_line_with_file_and_line(broken: tuple[str, str]) -> None:
    path, message = broken
    with pytest.raises(KlartekstError, match=re.escape(message)) as caught:
        loaded(path, "NORMALIZE_STEPS", "normalize")
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).startswith("NORMALIZE_STEPS: ")


def test_steps_of_both_kinds_are_told_alike(broken: tuple[str, str]) -> None:
    path, message = broken
    for options, name in (
        (EngineOptions(store_url="", clean=CleanOptions(steps=(("after:tail", path),))), "CLEAN_STEPS"),
        (EngineOptions(store_url="", normalize_steps=(("after:title", path),)), "NORMALIZE_STEPS"),
    ):
        with pytest.raises(KlartekstError, match=re.escape(f"{name}: {message}")):
            check_own(options)


def test_so_is_the_spider_of_an_outlet(broken: tuple[str, str]) -> None:
    path, message = broken
    with pytest.raises(CatalogueError, match=re.escape(f"outlet courier: spider: {message}")):
        spider_class(outlet(spider=path))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("no_such.step", "No module named 'no_such'"),
        ("json.no_such", "Module 'json' doesn't define any object named 'no_such'"),
        ("json", "Error loading object 'json': not a full path"),
    ],
)
def test_a_path_that_leads_nowhere_says_why(path: str, reason: str) -> None:
    with pytest.raises(KlartekstError, match=re.escape(f"{path} cannot be loaded: {reason}")):
        loaded(path, "CLEAN_STEPS", "clean")
