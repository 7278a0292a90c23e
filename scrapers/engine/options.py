"""What the engine takes from the settings, read once and handed on as a value."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners.model import CleanOptions
from scrapers.errors import KlartekstError

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """Klartekst's own settings."""

    store_url: str
    """SQLAlchemy URL of the store."""
    names_store: bool = False
    """Whether the settings name the store; it is the default one otherwise."""
    outlet_files: tuple[Path, ...] = ()
    """Outlet files beyond the catalogue that ships."""
    replay: Path | None = None
    """Folder of cassettes; None for a live crawl."""
    clean: CleanOptions = field(default_factory=CleanOptions)
    """Own cleaning steps and phrase files."""
    normalize_steps: Steps = ()
    """Own normalizing steps: (place, dotted path)."""
    workers: int = 1
    """Processes that clean pages."""
    deadline: float = 20.0
    """Seconds that one page may take."""
    contact: str = ""
    """Where an outlet reaches whoever runs this; empty if not told."""
    at_once: int = 16
    """Outlets crawled at the same time."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> EngineOptions:
        """Read the settings, paths relative to the working folder.

        Raises:
            KlartekstError: a setting has a value of the wrong form; the message names it.
        """
        replay = Path(settings["REPLAY"]) if settings["REPLAY"] else None
        return cls(
            store_url=settings["STORE_URL"] or _default_store(replay),
            names_store=bool(settings["STORE_URL"]),
            outlet_files=(*map(Path, settings.getlist("OUTLET_FILES")), *_replayed_outlets(replay)),
            replay=replay,
            clean=CleanOptions(steps=_steps(settings, "CLEAN_STEPS"), phrases=tuple(settings.getlist("PHRASE_FILES"))),
            normalize_steps=_steps(settings, "NORMALIZE_STEPS"),
            workers=_count(settings, "CLEAN_WORKERS"),
            deadline=_positive(settings, "CLEAN_DEADLINE"),
            contact=settings["CONTACT"] or "",
            at_once=_count(settings, "CRAWLS_AT_ONCE"),
        )


def _default_store(replay: Path | None) -> str:
    # A rehearsal must never mix with the live store.
    name = "klartekst-replay.db" if replay else "klartekst.db"
    return f"sqlite:///{Path(closest_scrapy_cfg() or 'scrapy.cfg').absolute().parent / name}"


def _replayed_outlets(replay: Path | None) -> tuple[Path, ...]:
    file = replay / "outlets.toml" if replay else None
    return (file,) if file and file.is_file() else ()


def _steps(settings: BaseSettings, name: str) -> Steps:
    given = settings[name] or ()
    try:
        steps = json.loads(given) if isinstance(given, str) else given
        return tuple((str(place), str(path)) for place, path in steps)
    except (TypeError, ValueError) as error:
        raise KlartekstError(f"{name} must be a list of (place, dotted path) pairs, not {given!r}: {error}") from error


def _count(settings: BaseSettings, name: str) -> int:
    number = _positive(settings, name)
    if number != int(number):
        raise KlartekstError(f"{name} must be a whole number, not {settings[name]!r}")
    return int(number)


def _positive(settings: BaseSettings, name: str) -> float:
    try:
        number = float(cast("str", settings[name]))
    except (TypeError, ValueError):
        number = 0.0
    if not 0 < number < math.inf:
        raise KlartekstError(f"{name} must be a number above 0, not {settings[name]!r}")
    return number
