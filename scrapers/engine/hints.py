"""What `scrapy feed` and `scrapy stories` say where there is nothing to read, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scrapers.errors import InputError
from scrapers.outlets.catalogue import load_catalogue
from scrapers.outlets.suggestion import did_you_mean

if TYPE_CHECKING:
    from scrapers.engine.options import EngineOptions
    from scrapers.store import Store


def nothing_to_read(store: Store | None, options: EngineOptions, outlets: Sequence[str]) -> Iterator[str]:
    """Say of a store that is empty or, None, not yet made, or of each outlet of which it holds nothing, how to fill it.

    Raises:
        InputError: an outlet is neither in the store nor in the catalogue.
        CatalogueError: it is not in the store, and the catalogue holds mistakes.
    """
    stored = {one.outlet for one in store.counts() if one.articles} if store and outlets else set()
    missing = [outlet for outlet in outlets if outlet not in stored]
    if missing:
        _check_known(missing, {*stored, *load_catalogue(options.outlet_files).ids()})
    if store and store.last_cursor():
        replayed = _replayed(options)
        yield from (f"the store holds nothing of {one}: `scrapy crawl {one}{replayed}` fetches it" for one in missing)
    else:
        yield empty_store(options)


def empty_store(options: EngineOptions) -> str:
    """Say that the store is empty, and how that is changed."""
    filling = f"`scrapy crawl all{_replayed(options)}` fills it, -s STORE_URL=… names another"
    return f"the store {options.store_url} is empty: {filling}"


def no_story(store: Store, languages: Sequence[str]) -> str:
    """Say why no story is listed: there is none, none in a language, or none that fits what was asked for."""
    known = sorted({code for story in store.stories() for code in story.languages})
    missing = [one for one in languages if not any(code == one or code.startswith(f"{one}-") for code in known)]
    if not known:
        return "the store holds no story: its articles are too short, or come from an earlier version"
    if missing:
        return f"there is no story in {', '.join(missing)}, but in {', '.join(known)}"
    return "no story fits: ask for fewer --articles, an earlier --since or less at once"


def _replayed(options: EngineOptions) -> str:
    return f" -s REPLAY={options.replay}" if options.replay else ""


def _check_known(outlets: Sequence[str], known: set[str]) -> None:
    for outlet in outlets:
        if outlet not in known:
            hint = did_you_mean(outlet, sorted(known)) or "; `scrapy list` shows them all"
            raise InputError(f'there is no outlet "{outlet}"{hint}', stage="feed")
