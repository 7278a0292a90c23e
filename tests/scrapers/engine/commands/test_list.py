from __future__ import annotations

import subprocess
import sys

from tests.scrapers.engine.site import Project


def test_the_list_of_outlets_bears_a_reader_that_has_enough_and_tells_of_a_full_disk(recorded: Project) -> None:
    whole = recorded.scrapy("list")
    assert (whole.returncode, "courier" in whole.stdout.split()) == (0, True)
    for target, status, words in (("| true", 0, ""), ("> /dev/full", 1, "standard output cannot be written")):
        command = f"set -o pipefail; {sys.executable} -m scrapy list {target}"
        done = subprocess.run(
            ["bash", "-c", command], cwd=recorded.folder, capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
        assert words in done.stderr
