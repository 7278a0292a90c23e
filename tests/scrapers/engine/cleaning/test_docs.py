"""What docs/clean.md says, held to what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from scrapers.engine.cleaning.inputs import FORMS
from scrapers.engine.cleaning.work import LossKind

PAGE = (Path(__file__).parents[4] / "docs" / "clean.md").read_text("utf-8")
EXAMPLE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.mark.parametrize("word", [*FORMS, *get_args(LossKind)])
def test_every_kind_of_file_and_of_failure_is_named(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_example_gives_what_stands_beside_it() -> None:
    names: dict[str, Any] = {}
    exec(EXAMPLE, names)
    shown = re.findall(r"^(\S.*?)  +# (.+)$", EXAMPLE, re.MULTILINE)
    assert len(shown) == 3
    for expression, result in shown:
        start = result.partition("…")[0]
        assert repr(eval(expression, names)).startswith(start), expression
