"""Address memory: which parameters of an outlet pick no article, learned from pages that turned out equal.

A value like the site memory of the cleaners: learned from pairs of addresses, kept as JSON, handed to `identity_key`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from scrapers.normalizer.urls.address import Address
from scrapers.normalizer.urls.key import SLUG, identity_key
from scrapers.normalizer.urls.normal_form import canonical_url
from scrapers.normalizer.urls.tracking import name_of

CONFIRMATIONS = 3
"""Different articles that must have had two addresses with the same text before a parameter is ignored."""
VERSION = 1


def _nothing() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressMemory:
    """What the pages of one outlet have taught about the parameters of its addresses."""

    confirmed: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    """Articles (hashes) whose text stayed the same when only this parameter differed, by name; `CONFIRMATIONS` at most.
    `/slug` stands for the words beside an id in the path."""
    refuted: frozenset[str] = frozenset()
    """Names with which two texts were told apart once: never ignored."""


UNTAUGHT = AddressMemory()
"""Nothing was learned yet."""


def learned(memory: AddressMemory, url_a: str, url_b: str, *, same_text: bool) -> AddressMemory:
    """Return the memory with what two addresses of one outlet teach.

    They teach something if they differ in one parameter only, or in the words beside an id, and what they share still
    names an article. `same_text` says whether both pages held the same article text, whole and fetched (not the text of
    a wall or an error). The same text confirms that the parameter picks no article, once for each article; another
    text refutes it for good.

    >>> pair = "https://a.example/storm-hits-coast-81234?pos=1", "https://a.example/storm-hits-coast-81234?pos=2"
    >>> learned(UNTAUGHT, *pair, same_text=False).refuted
    frozenset({'pos'})
    """
    name = difference(url_a, url_b)
    if not name or name in memory.refuted:
        return memory
    known = memory.confirmed.get(name, frozenset())
    if not same_text:
        others = {other: pages for other, pages in memory.confirmed.items() if other != name}
        return AddressMemory(confirmed=MappingProxyType(others), refuted=memory.refuted | {name})
    if len(known) >= CONFIRMATIONS:
        return memory
    pages = known | {_hash(identity_key(url_a, {name}))}
    return replace(memory, confirmed=MappingProxyType({**memory.confirmed, name: pages}))


def settled(memory: AddressMemory) -> frozenset[str]:
    """Return the names that `identity_key` may ignore: confirmed by enough articles and never refuted."""
    return frozenset(name for name, pages in memory.confirmed.items() if len(pages) >= CONFIRMATIONS)


def difference(url_a: str, url_b: str) -> str:
    """Return the name of the one parameter in which two addresses differ, `/slug` for the words beside an id.

    Empty if they do not differ, differ in more, or share too little to name an article.

    >>> difference("https://a.example/storm-hits-coast-81234?pos=1", "https://a.example/storm-hits-coast-81234")
    'pos'
    >>> difference("https://a.example/news?id=1", "https://a.example/news?id=2")
    ''
    """
    if identity_key(url_a) == identity_key(url_b):
        return ""
    names = _names(url_a) | _names(url_b) | {SLUG}
    found = [name for name in sorted(names) if _equal_but_for(name, url_a, url_b)]
    return found[0] if len(found) == 1 else ""


def to_json(memory: AddressMemory) -> str:
    """Return a memory as JSON text, as `from_json` reads it."""
    confirmed = {name: sorted(pages) for name, pages in sorted(memory.confirmed.items())}
    value = {"version": VERSION, "confirmed": confirmed, "refuted": sorted(memory.refuted)}
    return json.dumps(value, separators=(",", ":"))


def from_json(document: str) -> AddressMemory:
    """Return the memory that `to_json` wrote; the empty one for an empty text or one of another version."""
    value = json.loads(document) if document else {}
    if value.get("version") != VERSION:
        return UNTAUGHT
    confirmed = {name: frozenset(pages) for name, pages in value["confirmed"].items()}
    return AddressMemory(confirmed=MappingProxyType(confirmed), refuted=frozenset(value["refuted"]))


def _names(url: str) -> set[str]:
    return {name_of(token) for token in Address(canonical_url(url)).query.split("&") if token}


def _equal_but_for(name: str, url_a: str, url_b: str) -> bool:
    shared = identity_key(url_a, {name})
    return shared == identity_key(url_b, {name}) and Address(f"https://{shared}").is_deep


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
