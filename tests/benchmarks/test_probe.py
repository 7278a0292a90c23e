from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.probe import Crawled

REPOSITORY = Path(__file__).parents[2]
SPIDER = """
import time
import scrapy

class Slow(scrapy.Spider):
    name = "slow"
    start_urls = ["data:text/plain,hello"]

    def parse(self, response):
        self.crawler.stats.set_value("klartekst/microseconds", 2_500_000)
        {work}
"""


def crawled(folder: Path, work: str) -> Crawled:
    """Run a spider of one page that does this work in its callback."""
    (folder / "slow.py").write_text(SPIDER.format(work=work), "utf-8")
    settings = {
        "EXTENSIONS": json.dumps({"benchmarks.probe.Probe": 0}),
        "PROBE_FILE": "probe.json",
        "REMOTE_CONTROL_ENABLED": "0",
        "TELNETCONSOLE_ENABLED": "0",
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "runspider", "slow.py", *options]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, check=True, timeout=120)
    return Crawled(**json.loads((folder / "probe.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("work", "cpu"),
    [("time.sleep(0.4)", 0.0), ("[None for _ in iter(lambda: time.thread_time() < 0.4 + self.begun, False)]", 0.4)],
    ids=["sleeping", "working"],
)
def test_a_callback_that_holds_up_the_loop_is_seen(tmp_path: Path, work: str, cpu: float) -> None:
    found = crawled(tmp_path, f"self.begun = time.thread_time(); {work}")
    assert found.reason == "finished"
    assert found.long_blocks >= 1
    assert found.seconds > found.longest_wait >= found.longest_block > 0.3
    # Two clocks are read one after the other.
    assert found.engine_cpu + 0.001 >= found.loop_cpu > cpu
    assert found.cleaning == 2.5
