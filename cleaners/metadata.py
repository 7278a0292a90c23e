"""What a page says of itself: JSON-LD, `<meta>`, `<link>`, `<time>`, its feed entry and its headers, unjudged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from cleaners.decode import header
from cleaners.folding import folded, folded_markup
from cleaners.jsonld import body_of, objects_of, statements, types_of
from cleaners.model import Candidate, Discovery, Page
from cleaners.trail import listed_sections, trail_sections

META_FIELDS: Mapping[str, str] = {
    "og:title": "title",
    "twitter:title": "title",
    "headline": "title",
    "parsely-title": "title",
    "sailthru.title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "article:published_time": "published",
    "shareaholic:article_published_time": "published",
    "schema:datepublished": "published",
    "schema:datecreated": "published",
    "og:article:published_time": "published",
    "article:published": "published",
    "datepublished": "published",
    "date": "dated",
    "pubdate": "published",
    "publishdate": "published",
    "publish_date": "published",
    "publish-date": "published",
    "publication_date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "dc.date": "dated",
    "dc.date.issued": "published",
    "dcterms.date": "dated",
    "dcterms.created": "published",
    "dcterms.issued": "published",
    "cxenseparse:recs:publishtime": "published",
    "cxenseparse:publishtime": "published",
    "article.published": "published",
    "rnews:datepublished": "published",
    "last-modified": "modified",
    "article:modified_time": "modified",
    "shareaholic:article_modified_time": "modified",
    "schema:datemodified": "modified",
    "article:modified": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "articlesection": "section",
    "dcterms.modified": "modified",
    "dc.date.modified": "modified",
    "author": "author",
    "article:author": "author",
    "article:author_name": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "byl": "author",
    "cxenseparse:author": "author",
    "article:section": "section",
    "parsely-section": "section",
    "section": "section",
    "cxenseparse:recs:category": "section",
    "article:tag": "keyword",
    "keywords": "keyword",
    "news_keywords": "keyword",
    "parsely-tags": "keyword",
    "og:locale": "language",
    "content-language": "language",
    "language": "language",
    "dc.language": "language",
    "og:url": "canonical",
    "og:image": "image",
    "twitter:image": "image",
    "og:site_name": "site_name",
    "application-name": "site_name",
    "description": "description",
    "og:description": "description",
    "twitter:description": "description",
    "og:type": "type",
    "article:content_tier": "accessible_for_free",
}
_CARD = ("twitter:data1", "twitter:data2")
_MINUTES = re.compile(r"(\d{1,3})\s?[^\W\d_]+\.?")  # "5 minutes", "5 dakika"
MOST_AUTHORS = 3  # names marked as the author's that are those of one article
MICRODATA: Mapping[str, str] = {
    "datePublished": "published",
    "dateModified": "modified",
    "articleSection": "section",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """What was read of a page outside its visible text."""

    candidates: tuple[Candidate, ...] = ()
    """Statements in order of appearance, JSON-LD first."""
    body: str = ""
    """`articleBody` of the JSON-LD, tags removed; empty if there is none."""
    types: frozenset[str] = frozenset()
    """JSON-LD types found that tell what kind of page it is."""

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values stated for a field, in order."""
        return tuple(c.value for c in self.candidates if c.field == field)


def page_data(root: HtmlElement, page: Page) -> PageData:
    """Return what the page, its feed entry and its headers say of it. Broken JSON-LD is left out."""
    objects = objects_of(root)
    candidates = [*statements(objects), *_from_head(root), *_from_card(root)]
    if all(c.field != "author" for c in candidates):
        candidates += _marked_authors(root)
    titles = [c.value for c in candidates if c.field == "title"]
    if all(c.field != "section" for c in candidates):  # a breadcrumb may be finer than what is stated, or coarser
        candidates += listed_sections(objects, page.url, titles)
    candidates += trail_sections(root, page.url, titles)
    candidates += _from_discovery(page.discovery)
    if modified := header(page.headers, "last-modified"):
        candidates.append(Candidate(field="modified", value=modified, source="http"))
    return PageData(candidates=tuple(dict.fromkeys(candidates)), body=body_of(objects), types=types_of(objects))


def _from_head(root: HtmlElement) -> Iterator[Candidate]:
    if language := root.get("lang") or root.get("xml:lang"):
        yield Candidate(field="language", value=language, source="html")
    for element in root.iter(*_READERS, *_MICRODATA_TAGS):
        if read := _READERS.get(element.tag):
            yield from read(element)
        elif name := element.get("itemprop") or element.get("property"):
            yield from _from_microdata(name.removeprefix("schema:"), element)


def _marked_authors(root: HtmlElement) -> Iterator[Candidate]:
    """Yield the names that markup calls the author's, as long as they can be those of one article, not of teasers."""
    marked = [one for one in root.iter("a", "span", "div", "p") if _is_marked(one)]
    names = {folded(_text_of(one)).replace("\n", " "): None for one in marked}
    if len(names) <= MOST_AUTHORS:
        yield from (Candidate(field="author", value=name, source="html") for name in names if name)


def _is_marked(element: HtmlElement) -> bool:
    """Return whether an element is an author by HTML (`rel`), by microdata or as a microformat (hCard)."""
    author = element.get("rel") == "author" or element.get("itemprop") == "author"
    return author or "vcard" in (element.get("class") or "").split()


def _from_card(root: HtmlElement) -> Iterator[Candidate]:
    """Yield the two values on a page's card, which are mostly the author and the reading time, or that alone."""
    stated = {one.get("name"): one.get("content") or "" for one in root.iter("meta")}
    author, minutes = (folded_markup(stated.get(name, "")).replace("\n", " ") for name in _CARD)
    if author and any(map(str.isdecimal, minutes)) and not any(map(str.isdecimal, author)):
        yield Candidate(field="author", value=author, source="meta")
    if found := next(filter(None, map(_MINUTES.fullmatch, (author, minutes))), None):
        yield Candidate(field="minutes", value=found[1], source="meta")


def _from_title(element: HtmlElement) -> Iterator[Candidate]:
    parent = element.getparent()
    if parent is None or parent.tag != "head":  # pictures have titles, too
        yield from _from_microdata(element.get("itemprop") or "", element)
    elif value := folded(_text_of(element)).replace("\n", " "):
        yield Candidate(field="title", value=value, source="html")


def _from_link(element: HtmlElement) -> Iterator[Candidate]:
    if element.get("rel") == "canonical" and (href := (element.get("href") or "").strip()):
        yield Candidate(field="canonical", value=href, source="link")


def _from_microdata(name: str, element: HtmlElement) -> Iterator[Candidate]:
    field = MICRODATA.get(name)
    if field and (value := folded(element.get("content") or element.get("datetime") or _text_of(element))):
        yield Candidate(field=field, value=value.replace("\n", " "), source="meta")


def _text_of(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _from_meta(element: HtmlElement) -> Iterator[Candidate]:
    name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
    field = META_FIELDS.get(name.strip().lower())
    if field and (value := folded_markup(element.get("content") or "").replace("\n", " ")):
        yield Candidate(field=field, value=value, source="meta")


def _from_time(element: HtmlElement) -> Iterator[Candidate]:
    value = folded(element.get("datetime") or "") or folded(_text_of(element)).replace("\n", " ")
    if not value or len(value) > 60:
        return
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    field = "modified" if "modif" in names or "updat" in names else "published"
    yield Candidate(field=field, value=value, source="time_tag")


_READERS: Mapping[str, Callable[[HtmlElement], Iterator[Candidate]]] = {
    "meta": _from_meta,
    "title": _from_title,
    "link": _from_link,
    "time": _from_time,
}
_MICRODATA_TAGS = ("h1", "span", "div", "p", "a")


# What a section page states is what its readers see.
_LISTS = {"feed": "feed", "news_sitemap": "sitemap", "sitemap": "sitemap", "section": "visible_text"}


def _from_discovery(discovery: Discovery | None) -> Iterable[Candidate]:
    if discovery is None or discovery.source == "none":
        return ()
    source = _LISTS[discovery.source]
    stated = [
        ("title", discovery.title),
        ("description", discovery.summary),
        ("published", discovery.published),
        ("modified", discovery.modified),
        ("language", discovery.language),
        *(("author", author) for author in discovery.authors),
        *(("keyword", category) for category in discovery.categories),
    ]
    told = [(field, folded(value)) for field, value in stated]
    return [Candidate(field=field, value=value, source=source) for field, value in told if value]
