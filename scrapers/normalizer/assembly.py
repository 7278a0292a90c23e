"""From `Cleaned` to `Article`: a bare article, the stages, and a user's own steps between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from cleaners.model import Cleaned
from scrapers.article import (
    Article,
    ArticleDisclosure,
    ArticleImage,
    Completeness,
    DateVerdict,
    OutletRef,
    RemovedLine,
)
from scrapers.errors import KlartekstError
from scrapers.normalizer.languages import UNDETERMINED
from scrapers.normalizer.quality import FULL
from scrapers.normalizer.stages import STAGES, Setting
from scrapers.outlets.model import Outlet

Step = Callable[[Article, Cleaned], Article]
"""A user's own step: takes the article so far and what the cleaner gave, and returns the article."""
PlacedStep = tuple[str, Step]
"""Where a step runs (`before:NAME` or `after:NAME` of a stage), and the step."""


def normalize(cleaned: Cleaned, outlet: Outlet | None, now: datetime, steps: Sequence[PlacedStep] = ()) -> Article:
    """Return the article of a cleaned page. Pure: the same input gives the same article.

    `outlet` is the catalogue's entry, None if unknown: times without an offset are then
    taken as those of the country that the host ends in, or as UTC. `now` has an
    offset; it stands for the moment of fetching where the page does not name that. `steps` are a user's own, run in
    the order given. `revision` is 1, and `duplicate`, `cluster`, `also_published_by` and `story` are empty: the store
    fills them.

    Raises ValueError if `now` has no offset, `KlartekstError` if a step has no such place or returns no article.
    """
    if now.tzinfo is None:
        raise ValueError("now needs an offset: normalize(..., now=datetime.now(UTC))")
    _check_places(steps)
    setting = Setting(outlet=outlet, seen_at=min(cleaned.fetched_at or now, now))
    article = _bare(cleaned, setting)
    for name, stage in STAGES:
        article = _stepped(article, cleaned, steps, f"before:{name}")
        article = stage(article, cleaned, setting)
        article = _stepped(article, cleaned, steps, f"after:{name}")
    return article


def _check_places(steps: Sequence[PlacedStep]) -> None:
    names = [name for name, _ in STAGES]
    for place, _ in steps:
        side, _, name = place.partition(":")
        if side not in ("before", "after") or name not in names:
            raise KlartekstError(
                f"no place {place!r} for a normalizing step: write before:NAME or after:NAME, "
                f"NAME one of {', '.join(names)}",
                stage="normalize",
            )


def _stepped(article: Article, cleaned: Cleaned, steps: Sequence[PlacedStep], place: str) -> Article:
    for at, step in steps:
        if at == place:
            article = step(article, cleaned)
            if not isinstance(article, Article):
                raise KlartekstError(
                    f"the step {step!r} at {place} returned {type(article).__name__}, not an Article",
                    url=cleaned.url,
                    stage="normalize",
                )
    return article


def _bare(cleaned: Cleaned, setting: Setting) -> Article:
    """The article before the first stage: what is only handed on, and empty values."""
    seen = setting.seen_at.isoformat(timespec="seconds")
    return Article(
        id="0" * 32,
        revision=1,
        url=cleaned.url,
        canonical_url="",
        outlet=_outlet_ref(cleaned, setting.outlet),
        title="",
        standfirst=cleaned.standfirst,
        text="",
        blocks=(),
        language=UNDETERMINED,
        page_language=UNDETERMINED,
        authors=(),
        section="",
        keywords=(),
        images=_images(cleaned),
        published=DateVerdict(value=seen, precision="second", source="first_seen", raw="", zone_assumed=False),
        modified=None,
        fetched_at=seen,
        wire=None,
        disclosures=tuple(ArticleDisclosure(kind=one.kind, text=one.text) for one in cleaned.disclosures),
        completeness=Completeness(verdict="full", evidence=()),
        duplicate=None,
        cluster="",
        also_published_by=(),
        story="",
        removed=tuple(RemovedLine(rule=one.rule, text=one.text, path=one.path) for one in cleaned.removals),
        site_memory=cleaned.memory_id,
        quality=FULL,
    )


def _outlet_ref(cleaned: Cleaned, outlet: Outlet | None) -> OutletRef:
    if outlet is None:
        return OutletRef(id=cleaned.outlet, name="", country="")
    return OutletRef(id=outlet.id, name=outlet.name, country=outlet.country)


def _images(cleaned: Cleaned) -> tuple[ArticleImage, ...]:
    return tuple(
        ArticleImage(url=one.url, caption=one.caption, credit=one.credit, alt=one.alt) for one in cleaned.images
    )
