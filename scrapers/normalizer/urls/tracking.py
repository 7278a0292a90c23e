"""Which query parameters only say how a reader came to the page."""

from __future__ import annotations

import re
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


TABLE = read_table(TrackingTable, "tracking.toml")
_NAMES = frozenset(TABLE.names)
_AMBIGUOUS = frozenset(TABLE.ambiguous)
_ID_LIKE = re.compile(r"\d{3}|^(?=[^\d]*\d)[0-9A-Za-z_-]{16,}$")


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
    return name_of(token) in _AMBIGUOUS and not _ID_LIKE.search(token.partition("=")[2])
