from __future__ import annotations

import io

from rich.console import Console
from scrapy.crawler import Crawler
from scrapy.spiders import Spider

from scrapers.engine.progress import Progress
from scrapers.engine.tally import Tally


class Courier(Spider):
    name = "courier"


def shown(terminal: bool) -> str:
    file = io.StringIO()
    with Progress(2, Console(file=file, force_terminal=terminal, width=120)) as progress:
        progress.started(Crawler(Courier))
        progress.ended(Tally(outlet="dr", new=4, failed=1))
        progress.stopping()
    return file.getvalue()


def test_a_file_gets_a_plain_line_for_each_outlet() -> None:
    assert shown(terminal=False).splitlines()[0] == "dr: 4 new, 0 changed, 0 unchanged, 0 known, 1 failed"
    assert "\x1b" not in shown(terminal=False)


def test_a_terminal_gets_one_live_line() -> None:
    text = shown(terminal=True)
    assert "1 of 2 outlets" in text
    assert "4 new" in text
    assert "courier" in text


def test_a_person_is_told_how_to_stop_at_once() -> None:
    assert all("press Ctrl-C again" in shown(terminal) for terminal in (True, False))


def test_a_recording_has_words_of_its_own() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=120)
    with Progress(1, console, so_far=lambda total: f"{total.recorded} answers") as progress:
        progress.ended(Tally(outlet="dr", recorded=7))
    assert "1 of 1 outlets · 7 answers" in file.getvalue()
    assert " new" not in file.getvalue()
