from __future__ import annotations

import pytest
from rich.text import Text

from scrapers.engine.cleaning.rendering import UNBROKEN, printable, rendered

LONG = "The ferry sailed on time. " * 20


def test_there_are_no_codes_and_no_breaks_where_there_is_no_terminal() -> None:
    assert rendered(Text(LONG, "bold red"), plain_width=UNBROKEN).decode() == LONG.rstrip() + "\n"


def test_a_terminal_gets_colours_and_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for name, value in {"COLUMNS": "50", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = rendered(Text(LONG, "red")).decode().splitlines()
    assert len(lines) > 10
    assert all("\x1b[31m" in line for line in lines)


def test_brackets_of_a_page_are_no_markup() -> None:
    assert rendered(Text("[bold]calm[/] :ship:")) == b"[bold]calm[/] :ship:\n"


@pytest.mark.parametrize("text", ["Blåbærgrød", "می‌خواهم", "夕方の港", "l’été"])
def test_words_of_every_language_are_printable(text: str) -> None:
    assert printable(text) == text
