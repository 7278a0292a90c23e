from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.crawl import COLUMNS, row
from benchmarks.probe import Crawled
from benchmarks.processes import Usage
from benchmarks.sides import CrawlFailed, Load, Run, crawl_bare

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "crawl.py"
LOAD = Load(home="http://127.0.0.1:9", pages=2, workers=1, concurrency=2)
CRAWLED = Crawled(
    seconds=2.0,
    engine_cpu=0.5,
    loop_cpu=0.3,
    longest_wait=0.04,
    longest_block=0.03,
    long_blocks=0,
    reason="finished",
    pages=2,
    cleaning=1.0,
)
RUN = Run(crawled=CRAWLED, usage=Usage(status=0, output="", cpu=3.0, memory=10**8, memory_of_all=2 * 10**8))


def test_twelve_pages_give_a_ratio() -> None:
    options = ["--pages", "12", "--size", "60", "--workers", "1", "--rounds", "1", "--no-write"]
    done = subprocess.run([sys.executable, SCRIPT, *options], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    bare, whole = (line.split(" | ") for line in done.stdout.splitlines()[-2:])
    assert bare[2] == "1.00"
    assert whole[0] == "| whole pipeline, 1 workers"
    assert re.fullmatch(r"[01]\.\d\d", whole[2])
    assert float(whole[1]) > 0
    total, engine, cleaning = map(float, whole[4:7])
    assert cleaning > 0
    # The processes that clean are in the total: it is more than what the engine's process took.
    assert total > engine + cleaning


def test_a_row_holds_medians_and_the_share_of_the_bare_speed() -> None:
    slow, slower = (replace(RUN, crawled=replace(CRAWLED, seconds=seconds)) for seconds in (8.0, 100.0))
    cells = dict(zip(COLUMNS, row("whole", [RUN, slow, slower], [RUN], LOAD), strict=True))
    assert (cells["pages/s"], cells["of bare"]) == ("0.2", "0.25")
    assert (cells["CPU ms/page"], cells["of it cleaning"]) == ("1500.0", "500.0")


def test_a_page_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CrawlFailed, match="0 of 2 pages"):
        crawl_bare(LOAD, tmp_path)
