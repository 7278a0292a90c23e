"""`pack(articles) -> StoryPack`: what the articles of a story say, each thing once, and where they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, date, datetime, timedelta

from scrapers.article import Article
from scrapers.normalizer.packs.disagreements import Sentence, disagreements
from scrapers.normalizer.packs.sentences import sentences_of
from scrapers.normalizer.packs.shingles import Groups
from scrapers.normalizer.packs.timeline import Dated, timeline
from scrapers.normalizer.stories.features import GUESSED
from scrapers.story import StoryPack, StoryPassage, StorySource

PASSAGES = frozenset({"paragraph", "quote", "list_item", "table"})
"""Kinds of block that say something by themselves."""
PROSE = PASSAGES - {"table"}
"""Those that are made of sentences."""
LEAD = 3
"""Sentences at the head of an article that tell what just happened."""
_NOTE = re.compile(r"\[\d{1,3}\]")


def pack(articles: Iterable[Article], story: str = "") -> StoryPack:
    """Return the pack of articles, whose order does not matter, and the id of their story.

    Nothing is rewritten: every text stands so in a source. The title is that of the article that opened the story. Of
    an article that comes several times, the newest version is taken. No articles make a pack without anything in it.
    """
    chosen = _oldest_first(articles)
    numbers = {article.id: number for number, article in enumerate(chosen, start=1)}
    said = list(_said(chosen))
    return StoryPack(
        id=story,
        title=_title(chosen, story),
        first=_as_text(chosen[0]) if chosen else "",
        last=_as_text(chosen[-1]) if chosen else "",
        languages=tuple(code for code, _ in Counter(article.language.code for article in chosen).most_common()),
        sources=tuple(_source(article, numbers) for article in chosen),
        passages=tuple(_passages(chosen)),
        disagreements=disagreements(one.sentence for one in said),
        timeline=timeline(said),
    )


def _oldest_first(articles: Iterable[Article]) -> list[Article]:
    newest: dict[str, Article] = {}
    for article in articles:
        known = newest.get(article.id)
        newest[article.id] = article if known is None or article.revision > known.revision else known
    return sorted(newest.values(), key=lambda article: (_moment(article), article.id))


def _title(articles: Sequence[Article], story: str) -> str:
    titles = {article.id: article.title for article in articles if article.title}
    return titles.get(story) or next(iter(titles.values()), "")


def _moment(article: Article) -> datetime:
    """When it appeared, in UTC; noon where only the day is known."""
    moment = datetime.fromisoformat(article.published.value)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment + timedelta(hours=12) if article.published.precision == "day" else moment


def _as_text(article: Article) -> str:
    return _moment(article).isoformat(timespec="seconds")


def _published(article: Article) -> date | None:
    return None if article.published.source in GUESSED else datetime.fromisoformat(article.published.value).date()


def _source(article: Article, numbers: dict[str, int]) -> StorySource:
    return StorySource(
        number=numbers[article.id],
        id=article.id,
        outlet=article.outlet.name or article.outlet.id,
        title=article.title,
        url=article.canonical_url,
        published=article.published.value,
        is_published_known=article.published.source not in GUESSED,
        language=article.language.code,
        wire=article.wire.agency if article.wire else "",
        copy_of=numbers.get(article.duplicate.of) if article.duplicate else None,
    )


def _paragraphs(article: Article, kinds: Set[str] = PASSAGES) -> Iterator[str]:
    if article.standfirst and article.standfirst not in article.text:
        yield article.standfirst
    yield from (block.text for block in article.blocks if block.kind in kinds)


def _passages(articles: Sequence[Article]) -> Iterator[StoryPassage]:
    groups: Groups[str] = Groups()
    texts: dict[int, tuple[str, str]] = {}
    sources: dict[int, set[int]] = {}
    for number, article in enumerate(articles, start=1):
        for text in _paragraphs(article):
            group = groups.group_of(text, article.language.code)
            texts.setdefault(group, (text, article.language.code))
            sources.setdefault(group, set()).add(number)
    for group, (text, language) in texts.items():
        carried = tuple(sorted(sources[group]))
        has_notes = bool(_NOTE.search(text))
        yield StoryPassage(number=group + 1, text=text, language=language, sources=carried, has_notes=has_notes)


def _said(articles: Sequence[Article]) -> Iterator[Dated]:
    known = next((day for article in articles if (day := _published(article))), None)
    for number, article in enumerate(articles, start=1):
        published = _published(article)
        for place, (paragraph, text) in enumerate(_sentences(article)):
            yield Dated(
                sentence=Sentence(source=number, language=article.language.code, text=text),
                published=published,
                around=published or known,
                paragraph=paragraph,
                is_lead=place < LEAD,
            )


def _sentences(article: Article) -> Iterator[tuple[str, str]]:
    """The sentences of an article, each after its paragraph."""
    for paragraph in _paragraphs(article, PROSE):
        yield from ((paragraph, text) for text in sentences_of(paragraph))
