"""Which query parameters only say how a reader came to the page."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote_plus

from scrapers.normalizer.tables import Table, read_table


class TrackingTable(Table):
    """`data/tracking.toml`."""

    names: tuple[str, ...]
    """Dropped whatever the value."""
    prefixes: tuple[str, ...]
    """Dropped when the name begins so."""
    ambiguous: tuple[str, ...]
    """Dropped unless the value looks like an id."""
    views: dict[str, tuple[str, ...]]
    """Values by name that ask for another view of the same page."""
    views_alone: dict[str, tuple[str, ...]]
    """The same, where no other parameter stands beside them."""
    hosts: dict[str, tuple[str, ...]]
    """`labels`: first labels of hosts that show the pages of the host behind them."""


TABLE = read_table(TrackingTable, "tracking.toml")
_NAMES = frozenset(TABLE.names)
_AMBIGUOUS = frozenset(TABLE.ambiguous)
_ID_LIKE = re.compile(r"\d{3}|^(?=[^\d]*\d)[0-9A-Za-z_-]{16,}$")
_WORDS = re.compile(r"[a-z]+(?:[_-](?:[a-z]+|\d{1,2}))+", re.IGNORECASE)  # top_story_4
_SESSION_NAMES = frozenset({"sid", "s"})
_SESSION = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_NUMBERED = re.compile(r"\w*(?:id|no|nr|t|p|n)=\d+", re.IGNORECASE)


def name_of(token: str) -> str:
    """Return the decoded name of one `name=value` token of a query, in lower case.

    >>> name_of("UTM_Source=a")
    'utm_source'
    """
    return unquote_plus(token.partition("=")[0]).strip().lower()


def is_tracking(token: str) -> bool:
    """Tell whether one token of a query is tracking whatever its value.

    >>> is_tracking("utm_source=rss"), is_tracking("id=5"), is_tracking("243207")
    (True, False, False)
    """
    name = name_of(token)
    return name in _NAMES or name.startswith(TABLE.prefixes)


def may_be_tracking(token: str) -> bool:
    """Tell whether one token has an ambiguous name and a value that does not look like an id.

    >>> may_be_tracking("ref=home"), may_be_tracking("ref=8123445")
    (True, False)
    """
    value = token.partition("=")[2]
    return name_of(token) in _AMBIGUOUS and (bool(_WORDS.fullmatch(value)) or not _ID_LIKE.search(value))


def is_view(token: str, *, alone: bool = False) -> bool:
    """Tell whether one token of a query asks for another view (AMP, print, mobile) of what the rest names.

    `alone` says that no other parameter stands beside it.

    >>> is_view("outputType=amp"), is_view("print"), is_view("print=81234"), is_view("m=1"), is_view("m=1", alone=True)
    (True, True, False, False, True)
    """
    name, value = name_of(token), unquote_plus(token.partition("=")[2]).strip().lower()
    return value in TABLE.views.get(name, ()) or (alone and value in TABLE.views_alone.get(name, ()))


def is_session(token: str, tokens: Collection[str]) -> bool:
    """Tell whether one token of a query is a session under a name that others use for ids (`sid`, `s`).

    Its value has 32 hexadecimal digits, and another token has a number that can be the id.

    >>> is_session("sid=" + 16 * "a7", ["t=81", "sid=" + 16 * "a7"]), is_session("sid=" + 16 * "a7", [])
    (True, False)
    """
    named = name_of(token) in _SESSION_NAMES and bool(_SESSION.fullmatch(token.partition("=")[2]))
    return named and any(_NUMBERED.fullmatch(other) for other in tokens)
