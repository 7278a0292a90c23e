"""A virtual environment for each extractor that we are compared with: made on demand under build/peers, kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "build" / "peers"
INSTALL_SECONDS = 1800.0
STAMP = "installed.txt"
WHOSE_VERSION = "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2], sep='\\n')"


class PeerUnusable(Exception):
    """An extractor cannot be installed or run; the message says why, in a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What an extractor's environment is made of."""

    name: str
    """Name of its folder."""
    requirements: tuple[str, ...]
    """What pip installs, versions pinned."""
    python: str = ""
    """Python version that it needs: `3.12`; empty: the one that runs the benchmark."""


def python_of(home: Home, folder: Path = FOLDER) -> Path:
    """Return the interpreter of a home, which is made first if it is missing or of other versions.

    Raises PeerUnusable if it cannot be made.
    """
    place, stamp = folder / home.name, folder / home.name / STAMP
    wanted = "\n".join((home.python, *home.requirements))
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(place, ignore_errors=True)
        _said([_interpreter(home.python), "-m", "venv", str(place)])
        # Twice quiet: errors only.
        install = [str(_python_in(place)), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        _said([*install, *home.requirements])
        stamp.write_text(wanted, "utf-8")
    return _python_in(place)


def last_line(text: str) -> str:
    """Return the last line of an output that says something, the one that names the error.

    >>> last_line("Traceback:\\n  file\\nValueError: no\\n\\n")
    'ValueError: no'
    """
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def _python_in(place: Path) -> Path:
    return place / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def _interpreter(version: str) -> str:
    if not version:
        return sys.executable
    for candidate in _candidates(version):
        if real := _checked(candidate, version):
            return real
    raise PeerUnusable(f"needs Python {version}, and no python{version} is found")


def _candidates(version: str) -> Iterator[str]:
    yield sys.executable
    # A name on the path may be a shim that finds nothing; the interpreters behind it are looked for, too.
    yield shutil.which(f"python{version}") or ""
    yield from map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))


def _checked(candidate: str, version: str) -> str:
    try:
        real, its_version = _said([candidate, "-c", WHOSE_VERSION]).split()
    except (PeerUnusable, ValueError):
        return ""
    return real if its_version == version else ""


def _said(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerUnusable(str(error)) from error
    if done.returncode:
        raise PeerUnusable(f"{' '.join(command[1:4])}: {last_line(done.stderr or done.stdout)}")
    return done.stdout
