"""What the articles of a batch repeat of one another, for `--relate`."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scrapers.engine.cleaning.work import Done

if TYPE_CHECKING:
    from scrapers.engine.cleaning.work import Lost
    from scrapers.store.relating import Relating


class Relations:
    """Fills in the relations of each article to those that came before it, if that is wanted."""

    def __init__(self, *, wanted: bool) -> None:
        self._relating = _relating() if wanted else None

    def added(self, result: Done | Lost) -> Done | Lost:
        """Return what came of a page, its article with relations."""
        if self._relating is None or not isinstance(result, Done):
            return result
        [article] = self._relating.related([result.article])
        return replace(result, article=article)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._relating:
            self._relating.close()


def _relating() -> Relating:
    # Databases are slow to import, and needed for this only.
    from scrapers.store.relating import Relating

    return Relating()
