"""The catalogue: every outlet that can be crawled, from the files that ship and from the user's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from scrapers.errors import CatalogueError, UnknownOutlet
from scrapers.outlets.files import read_layer
from scrapers.outlets.mistakes import report
from scrapers.outlets.model import Outlet

SHIPPED = Path(__file__).parent / "data"
"""Folder of the outlet files that ship, one a country."""

_PUNCTUATION = re.compile(r"[\W_]+")

CodesOf = Callable[[Outlet], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A set of outlets to choose from."""

    outlets: tuple[Outlet, ...]
    """Every outlet, sorted by id, each id once."""

    def ids(self) -> tuple[str, ...]:
        """List the ids of all outlets, sorted."""
        return tuple(outlet.id for outlet in self.outlets)

    def enabled(self) -> tuple[Outlet, ...]:
        """List the outlets that are not switched off, sorted by id."""
        return tuple(outlet for outlet in self.outlets if outlet.enabled)

    def get(self, id_: str) -> Outlet:
        """Find the outlet with this id.

        Raises UnknownOutlet, naming the nearest ids, if there is none.
        """
        for outlet in self.outlets:
            if outlet.id == id_:
                return outlet
        raise UnknownOutlet(self._unknown(id_), stage="catalogue")

    def select(
        self,
        *,
        only: Sequence[str] = (),
        countries: Sequence[str] = (),
        languages: Sequence[str] = (),
    ) -> tuple[Outlet, ...]:
        """Choose the outlets that meet every condition given, sorted by id; an empty condition is none.

        `only` holds ids, and an outlet named there is chosen even if it is switched off; without `only` the
        enabled ones are chosen from. `countries` holds ISO 3166-1 alpha-2 codes and `languages` BCP 47 codes,
        in any case; `pt` also means `pt-BR`.

        Raises UnknownOutlet if an id is not in the catalogue (naming the nearest ids), if no outlet has one
        of the countries or languages (naming those that there are), or if no outlet meets all conditions.
        """
        chosen = self._named(only) if only else self.enabled()
        if countries:
            chosen = self._narrowed(chosen, "country", countries, _countries)
        if languages:
            chosen = self._narrowed(chosen, "language", languages, _languages)
        if not chosen:
            raise UnknownOutlet("No outlet meets all these conditions together", stage="catalogue")
        return chosen

    def _named(self, only: Sequence[str]) -> tuple[Outlet, ...]:
        unknown = [id_ for id_ in only if id_ not in self.ids()]
        if unknown:
            raise UnknownOutlet("\n".join(map(self._unknown, unknown)), stage="catalogue")
        return tuple(outlet for outlet in self.outlets if outlet.id in only)

    def _narrowed(
        self, chosen: Sequence[Outlet], kind: str, choices: Sequence[str], codes_of: CodesOf
    ) -> tuple[Outlet, ...]:
        known = sorted({code for outlet in self.outlets for code in codes_of(outlet)})
        unknown = [choice for choice in choices if not _any_within(known, [choice])]
        if unknown:
            raise UnknownOutlet(
                f"No outlet has the {kind} {' or '.join(unknown)}; there are: {', '.join(known)}",
                stage="catalogue",
            )
        return tuple(outlet for outlet in chosen if _any_within(codes_of(outlet), choices))

    def _unknown(self, id_: str) -> str:
        spellings = {_bare(name): out.id for out in self.outlets for name in (out.name, out.domain, out.id)}
        near = get_close_matches(_bare(id_), spellings, n=8)
        ids = list(dict.fromkeys(spellings[name] for name in near))[:3]
        hint = f"did you mean {' or '.join(ids)}?" if ids else "`scrapy list` shows them all"
        return f'There is no outlet "{id_}"; {hint}'


def load_catalogue(extra_files: Sequence[Path] = ()) -> Catalogue:
    """Read the outlets that ship and those in the user's own files.

    An outlet in an own file replaces the shipped one with the same id as a whole; two with the same id among
    the own files are a mistake.

    Raises CatalogueError if there is any mistake in any file; its message lists all of them.
    """
    shipped, own = read_layer(sorted(SHIPPED.glob("*.toml"))), read_layer(extra_files)
    mistakes = (*shipped.mistakes, *own.mistakes)
    if mistakes:
        raise CatalogueError(report(mistakes), stage="catalogue")
    outlets = {outlet.id: outlet for outlet in (*shipped.outlets, *own.outlets)}
    return Catalogue(outlets=tuple(outlets[id_] for id_ in sorted(outlets)))


def _countries(outlet: Outlet) -> tuple[str, ...]:
    return (outlet.country,)


def _languages(outlet: Outlet) -> tuple[str, ...]:
    return outlet.languages


def _any_within(codes: Iterable[str], choices: Iterable[str]) -> bool:
    wanted = tuple(f"{choice.lower()}-" for choice in choices)
    return any(f"{code.lower()}-".startswith(wanted) for code in codes)


def _bare(name: str) -> str:
    return _PUNCTUATION.sub("", name.lower().removeprefix("www."))
