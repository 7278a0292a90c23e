from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.engine.cleaning.request import Request
from scrapers.errors import InputError


@pytest.mark.parametrize(
    ("fields", "articles", "fills_stdout"),
    [
        ({}, True, True),
        ({"output": Path("o")}, True, False),
        ({"explain": True}, False, True),
        ({"audit": True}, False, False),
        ({"output": Path("o"), "explain": True}, True, True),
        ({"output": Path("o"), "audit": True}, True, False),
    ],
)
def test_a_report_takes_the_place_of_articles_without_a_file(
    fields: dict[str, object], articles: bool, fills_stdout: bool
) -> None:
    request = Request(inputs=["-"], **fields)  # type: ignore[arg-type]
    assert (request.articles, request.fills_stdout) == (articles, fills_stdout)


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{}", "utf-8")
    (tmp_path / "link.jsonl").symlink_to(rows)
    with pytest.raises(InputError, match="is the output as well"):
        Request(inputs=["-", str(tmp_path / "link.jsonl")], output=rows).check()
    Request(inputs=["-", str(tmp_path), str(rows)], output=tmp_path / "out.jsonl").check()
