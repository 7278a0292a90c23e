"""A PostgreSQL server of our own, for as long as the tests need it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""Account that runs the server where the tests run as root, which the server refuses to be."""


def missing() -> str:
    """Return what keeps PostgreSQL from running here; empty if nothing does."""
    try:
        import psycopg
    except ImportError:
        return "psycopg is not installed"
    assert psycopg
    if not shutil.which("initdb") or not shutil.which("pg_ctl"):
        return "initdb and pg_ctl are not in the PATH"
    return "" if os.geteuid() or _owner() else f"there is no account {OWNER} to run the server"


@contextmanager
def server() -> Iterator[str]:
    """Run a server that answers on a socket in its own folder only; give the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    owner = None if os.geteuid() else OWNER
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        _run(["initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--pgdata", str(data)], owner)
        _run(["pg_ctl", "start", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", options], owner)
        try:
            yield f"postgresql+psycopg://{OWNER}@/postgres?host={folder}"
        finally:
            _run(["pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(data)], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], owner: str | None) -> None:
    # Output to a file would do, but a pipe inherited by the server would never end.
    subprocess.run(command, user=owner, cwd="/", check=True, timeout=120, stdout=subprocess.DEVNULL)


def _owner() -> bool:
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        return False
    return True
