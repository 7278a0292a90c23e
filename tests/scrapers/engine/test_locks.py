from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from scrapers.engine.locks import lock_folder, outlet_lock
from scrapers.errors import StoreError

HOLDER = """
import sys, time
from pathlib import Path
import pytest

from scrapers.engine.locks import outlet_lock
with outlet_lock(Path(sys.argv[1]), "courier") as free:
    print(free, flush=True)
    time.sleep(60)
"""


def holding(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    return holder


def test_a_second_process_does_not_get_the_lock_and_does_not_wait(tmp_path: Path) -> None:
    with holding(tmp_path) as holder:
        started = time.monotonic()
        with outlet_lock(tmp_path, "courier") as free:
            assert not free
        with outlet_lock(tmp_path, "other") as free:
            assert free
        assert time.monotonic() - started < 5
        holder.kill()


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    with holding(tmp_path) as holder:
        holder.kill()
    with outlet_lock(tmp_path, "courier") as free:
        assert free


def test_a_lock_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with outlet_lock(tmp_path, "courier") as free:
            assert free


def test_a_lock_that_cannot_be_written_is_a_store_error() -> None:
    with pytest.raises(StoreError, match=r"courier\.lock cannot be written"), outlet_lock(Path("/proc/no"), "courier"):
        pass


def test_locks_lie_beside_the_store() -> None:
    assert lock_folder("sqlite:////srv/news.db") == Path("/srv/news.db.locks")
    shared = lock_folder("postgresql://db.example/news")
    assert shared != lock_folder("postgresql://db.example/other")
    assert lock_folder("sqlite://") != Path(".locks")
