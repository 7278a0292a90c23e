"""What `scrapy feed` says where there is nothing to read, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scrapers.errors import InputError
from scrapers.outlets.catalogue import load_catalogue
from scrapers.outlets.suggestion import did_you_mean

if TYPE_CHECKING:
    from scrapers.engine.options import EngineOptions
    from scrapers.store import Store


def nothing_to_read(store: Store, options: EngineOptions, outlets: Sequence[str]) -> Iterator[str]:
    """Say of an empty store, or of each outlet of which it holds nothing, how that is changed.

    Raises:
        InputError: an outlet is neither in the store nor in the catalogue.
        CatalogueError: it is not in the store, and the catalogue holds mistakes.
    """
    stored = {one.outlet for one in store.counts() if one.articles} if outlets else set()
    missing = [outlet for outlet in outlets if outlet not in stored]
    if missing:
        _check_known(missing, {*stored, *load_catalogue(options.outlet_files).ids()})
    replayed = f" -s REPLAY={options.replay}" if options.replay else ""
    if store.last_cursor():
        yield from (f"the store holds nothing of {one}: `scrapy crawl {one}{replayed}` fetches it" for one in missing)
    else:
        filling = f"`scrapy crawl all{replayed}` fills it, -s STORE_URL=… names another"
        yield f"the store {options.store_url} is empty: {filling}"


def _check_known(outlets: Sequence[str], known: set[str]) -> None:
    for outlet in outlets:
        if outlet not in known:
            hint = did_you_mean(outlet, sorted(known)) or "; `scrapy list` shows them all"
            raise InputError(f'there is no outlet "{outlet}"{hint}', stage="feed")
