"""Which outlets a command line means, and what their spiders are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scrapers.errors import KlartekstError
from scrapers.outlets.catalogue import Catalogue
from scrapers.outlets.model import Outlet
from spiders.arguments import limit_of, reject_unknown, since_of

EVERY = "all"
FILTERS = ("only", "country", "language")
SPIDER_ARGUMENTS = ("since", "limit")


def chosen_outlets(
    catalogue: Catalogue, names: Sequence[str], arguments: Mapping[str, str], replay: Path | None
) -> tuple[Outlet, ...]:
    """Choose by ids, or `all` narrowed by `only=`, `country=` and `language=`; in a replay those with a cassette.

    Raises:
        UnknownOutlet: an id or a filter that nothing fits.
        KlartekstError: a filter without `all`, or no cassette to replay.
    """
    filters = {name: _listed(arguments[name]) for name in FILTERS if arguments.get(name)}
    if EVERY not in names:
        if filters:
            raise KlartekstError(f"{', '.join(filters)}= goes with `all` only", stage="catalogue")
        return _recorded(catalogue.select(only=names), replay, every=False)
    outlets = catalogue.select(
        only=filters.get("only", ()),
        countries=filters.get("country", ()),
        languages=filters.get("language", ()),
    )
    return _recorded(outlets, replay, every=True)


def spider_arguments(arguments: Mapping[str, str]) -> dict[str, str]:
    """Give what is left of the arguments for the spiders, once it is known to make sense.

    Raises:
        ArgumentError: an unknown name, or a value that is no time or no number.
    """
    rest = {name: value for name, value in arguments.items() if name not in FILTERS}
    reject_unknown(name for name in rest if name not in SPIDER_ARGUMENTS)
    since_of(rest.get("since", ""), datetime.now(UTC), UTC)
    limit_of(rest.get("limit", ""))
    return rest


def recorded_outlets(folder: Path) -> tuple[str, ...]:
    """Name the outlets that have a cassette in a folder, in alphabetical order; none if there is no such folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if not path.name.startswith(".")))


def _recorded(outlets: tuple[Outlet, ...], replay: Path | None, *, every: bool) -> tuple[Outlet, ...]:
    if replay is None:
        return outlets
    names = set(recorded_outlets(replay))
    missing = [outlet.id for outlet in outlets if outlet.id not in names]
    if missing and (not every or len(missing) == len(outlets)):
        raise KlartekstError(
            f"{replay} has no cassette of {', '.join(missing[:5])}{' …' if missing[5:] else ''}; "
            f"it has: {', '.join(sorted(names)) or 'none'}",
            stage="replay",
        )
    return tuple(outlet for outlet in outlets if outlet.id in names)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
