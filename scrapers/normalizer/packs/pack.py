"""`pack(articles) -> StoryPack`: what the articles of a story say, each thing once, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from scrapers.article import Article
from scrapers.normalizer.packs.disagreements import Sentence, disagreements
from scrapers.normalizer.packs.sentences import sentences_of
from scrapers.normalizer.packs.shingles import Groups
from scrapers.normalizer.packs.timeline import Dated, timeline
from scrapers.normalizer.stories.features import GUESSED
from scrapers.story import StoryPack, StoryPassage, StorySource

PASSAGES = frozenset({"paragraph", "quote", "list_item", "table"})
"""Kinds of block that say something by themselves."""


def pack(articles: Iterable[Article], story: str = "") -> StoryPack:
    """Return the pack of articles, whose order does not matter, and the id of their story.

    Nothing is rewritten: every text stands so in a source. Of an article that comes several times, the newest
    version is taken. No articles make a pack without anything in it.
    """
    chosen = _oldest_first(articles)
    numbers = {article.id: number for number, article in enumerate(chosen, start=1)}
    said = list(_said(chosen))
    return StoryPack(
        id=story,
        title=next((article.title for article in chosen if article.title), ""),
        first=chosen[0].published.value if chosen else "",
        last=chosen[-1].published.value if chosen else "",
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


def _moment(article: Article) -> datetime:
    moment = datetime.fromisoformat(article.published.value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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


def _paragraphs(article: Article) -> Iterator[str]:
    if article.standfirst and article.standfirst not in article.text:
        yield article.standfirst
    yield from (block.text for block in article.blocks if block.kind in PASSAGES)


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
        yield StoryPassage(number=group + 1, text=text, language=language, sources=carried)


def _said(articles: Sequence[Article]) -> Iterator[Dated]:
    known = next((day for article in articles if (day := _published(article))), None)
    for number, article in enumerate(articles, start=1):
        published = _published(article)
        for paragraph in _paragraphs(article):
            for text in sentences_of(paragraph):
                sentence = Sentence(source=number, language=article.language.code, text=text)
                yield Dated(sentence=sentence, published=published, around=published or known)
