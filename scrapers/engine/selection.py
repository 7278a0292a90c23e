"""Which outlets a command line means, and what their spiders are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.engine import CASSETTES
from scrapers.engine.outlet_spiders import spider_class
from scrapers.errors import KlartekstError, UnknownOutlet
from scrapers.outlets.catalogue import Catalogue
from scrapers.outlets.model import Outlet
from spiders.arguments import limit_of, reject_unknown, since_of
from spiders.outlet import OutletSpider

if TYPE_CHECKING:
    from scrapy import Spider

EVERY = "all"
FILTERS = ("only", "country", "language")


def chosen_outlets(
    catalogue: Catalogue, names: Sequence[str], arguments: Mapping[str, str], replay: Path | None
) -> tuple[Outlet, ...]:
    """Choose by ids, or `all` narrowed by `only=`, `country=` and `language=`; in a replay those with a cassette.

    Raises:
        UnknownOutlet: an id or a filter that nothing fits.
        KlartekstError: a filter without `all`, or no cassette to replay.
    """
    if replay and not replay.is_dir():
        raise KlartekstError(f"REPLAY: there is no folder {replay}", stage="replay")
    filters = {name: _listed(arguments[name]) for name in FILTERS if arguments.get(name)}
    if EVERY not in names:
        if filters:
            raise KlartekstError(f"{', '.join(filters)}= goes with `all` only", stage="catalogue")
        return _recorded(_named(catalogue, names, replay), replay, every=False)
    outlets = catalogue.select(
        only=filters.get("only", ()),
        countries=filters.get("country", ()),
        languages=filters.get("language", ()),
    )
    return _recorded(outlets, replay, every=True)


def spider_arguments(arguments: Mapping[str, str], outlets: Iterable[Outlet]) -> dict[str, str]:
    """Give what is left of the arguments for the spiders of the chosen outlets, once it is known to make sense.

    Raises:
        ArgumentError: a name that none of the spiders takes, or a value that is no time or no number.
        CatalogueError: a spider that may take one of them cannot be loaded.
    """
    rest = {name: value for name, value in arguments.items() if name not in FILTERS}
    since_of(rest.get("since", ""), datetime.now(UTC), UTC)
    limit_of(rest.get("limit", ""))
    if not rest.keys() <= {*OutletSpider.arguments()}:
        taken = [arguments_taken(spider_class(outlet)) for outlet in outlets]
        if None not in taken:
            reject_unknown(rest, tuple(dict.fromkeys([*chain(*filter(None, taken)), *FILTERS])))
    return rest


def arguments_for(spider: type[Spider], arguments: Mapping[str, str]) -> dict[str, str]:
    """Give those of the arguments that one spider class takes, and those for schedulers.

    >>> arguments_for(OutletSpider, {"since": "2d", "_job": "7", "edition": "north"})
    {'since': '2d', '_job': '7'}
    """
    taken = arguments_taken(spider)
    return {name: value for name, value in arguments.items() if taken is None or name in taken or name.startswith("_")}


def arguments_taken(spider: type[Spider]) -> tuple[str, ...] | None:
    """Name the arguments that a spider class takes; None for one that is no `OutletSpider`: Scrapy's take any."""
    return spider.arguments() if issubclass(spider, OutletSpider) else None


def recorded_outlets(folder: Path) -> tuple[str, ...]:
    """Name the outlets that have a cassette in a folder, in alphabetical order; none if there is no such folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if not path.name.startswith(".")))


def _named(catalogue: Catalogue, names: Sequence[str], replay: Path | None) -> tuple[Outlet, ...]:
    try:
        return catalogue.select(only=names)
    except UnknownOutlet as error:
        recorded = () if replay else recorded_outlets(Path(CASSETTES))
        called = " ".join(name for name in names if name in recorded and name not in catalogue.ids())
        if not called:
            raise
        hint = f"a recording of it is played with: scrapy crawl {called} -s REPLAY={CASSETTES}"
        raise UnknownOutlet(f"{error}\n{hint}", stage="catalogue") from error


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
