from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.processes import PROC, run

BUSY = "import time\nended = time.process_time() + 0.6\nwhile time.process_time() < ended: pass"
needs_proc = pytest.mark.skipif(not (PROC / "self" / "stat").exists(), reason="there is no /proc")


@needs_proc
def test_child_processes_are_counted(tmp_path: Path) -> None:
    alone = f"x = bytearray(30_000_000)\n{BUSY}"
    both = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {BUSY!r}])\n{alone}\nchild.wait()"
    usage = run([sys.executable, "-c", both], tmp_path, os.environ, 60)
    assert usage.status == 0
    assert 0.9 < usage.cpu < 2.0
    assert usage.memory > 30_000_000


def test_status_and_output_come_back(tmp_path: Path) -> None:
    usage = run([sys.executable, "-c", "import os; print(os.getcwd()); exit(3)"], tmp_path, os.environ, 60)
    assert usage.status == 3
    assert usage.output.strip() == str(tmp_path)


def test_what_takes_too_long_is_killed(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, os.environ, 0.5)
