"""CPU time and memory of a command and of every process that it starts; needs /proc, reports nothing without it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.2
"""Seconds between two looks: what a process did at its very end may be missed."""
LOOKS_A_SHARE = 2
"""Every so many looks memory is shared out, which takes the kernel some milliseconds."""
# Places in /proc/PID/stat, counted from the field after the name in brackets.
PARENT, USER, SYSTEM, PAGES = 1, 11, 12, 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a command and its processes took."""

    status: int
    """Exit status of the command."""
    output: str
    """What it wrote, standard error included."""
    cpu: float
    """CPU seconds of all processes together; 0 without /proc."""
    memory: int
    """Largest resident memory of the command's own process, in bytes; 0 without /proc."""
    memory_of_all: int
    """Largest sum over all its processes, in bytes, what they share counted once (PSS), as far as seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Process:
    parent: int
    cpu: float
    memory: int


@dataclass(slots=True)
class _Watch:
    root: int
    looks: int = 0
    cpu: dict[int, float] = field(default_factory=dict)
    memory: int = 0
    memory_of_all: int = 0

    def look(self) -> None:
        # One that was seen stays known, whoever takes it over when its parent ends.
        family = _descendants({self.root, *self.cpu}, dict(_processes()))
        self.cpu |= {pid: process.cpu for pid, process in family.items()}
        self.memory = max(self.memory, family[self.root].memory if self.root in family else 0)
        if self.looks % LOOKS_A_SHARE == 0:
            self.memory_of_all = max(self.memory_of_all, sum(map(_share, family)))
        self.looks += 1


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float) -> Usage:
    """Run a command in a folder to its end, and measure it and its processes.

    Raises subprocess.TimeoutExpired if it takes longer than `timeout` seconds; it is killed then.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # So that it can be killed with what it has started.
        start_new_session=True,
    )
    watch, ended = _Watch(process.pid), threading.Event()
    watching = threading.Thread(target=_watched, args=(watch, ended), daemon=True)
    watching.start()
    try:
        output, _ = process.communicate(timeout=timeout)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    finally:
        ended.set()
        watching.join()
    return Usage(
        status=process.returncode,
        output=output,
        cpu=sum(watch.cpu.values()),
        memory=watch.memory,
        memory_of_all=watch.memory_of_all,
    )


def _watched(watch: _Watch, ended: threading.Event) -> None:
    while not ended.wait(PAUSE):
        watch.look()


def _descendants(known: set[int], processes: Mapping[int, _Process]) -> dict[int, _Process]:
    children = {pid for pid, process in processes.items() if process.parent in known} - known
    if children:
        return _descendants(known | children, processes)
    return {pid: processes[pid] for pid in known if pid in processes}


def _processes() -> Iterator[tuple[int, _Process]]:
    for folder in PROC.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        ticks, pages = int(fields[USER]) + int(fields[SYSTEM]), int(fields[PAGES])
        yield (
            int(folder.name),
            _Process(
                parent=int(fields[PARENT]),
                cpu=ticks / os.sysconf("SC_CLK_TCK"),
                memory=pages * os.sysconf("SC_PAGE_SIZE"),
            ),
        )


def _share(pid: int) -> int:
    """Give the resident bytes of a process, each page divided by the number of processes that share it."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0  # it has just ended
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
