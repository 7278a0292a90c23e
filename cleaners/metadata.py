"""What a page says of itself: JSON-LD, `<meta>`, `<link>`, `<time>`, its feed entry and its headers, unjudged."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from cleaners.model import Candidate, Discovery, Page
from cleaners.tree import folded

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "ScholarlyArticle",
        "TechArticle",
        "Report",
        "SocialMediaPosting",
        "MedicalScholarlyArticle",
    ]
)
# Types that say what kind of page it is where it is not, or not only, an article.
PAGE_TYPES = frozenset(
    ["VideoObject", "ImageGallery", "MediaGallery", "CollectionPage", "FAQPage", "Product", "Recipe", "QAPage"]
)

META_FIELDS: Mapping[str, str] = {
    "og:title": "title",
    "twitter:title": "title",
    "headline": "title",
    "parsely-title": "title",
    "sailthru.title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:published": "published",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish_date": "published",
    "publish-date": "published",
    "publication_date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.date": "published",
    "dcterms.created": "published",
    "dcterms.issued": "published",
    "cxenseparse:recs:publishtime": "published",
    "cxenseparse:publishtime": "published",
    "article.published": "published",
    "rnews:datepublished": "published",
    "last-modified": "modified",
    "article:modified_time": "modified",
    "article:modified": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
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
_CONTROL = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(r"^\ufeff|^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TAGS = re.compile(r"</?[a-zA-Z][^>]{0,400}>")
_BREAKING_TAGS = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^>]{0,400}>", re.I)


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
    nodes = [node for script in _scripts(root) for node in _nodes(script)]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    names = {
        str(node["@id"]): str(node["name"]) for node in nodes if "@id" in node and isinstance(node.get("name"), str)
    }
    described = articles or [node for node in nodes if _types(node) & PAGE_TYPES]
    candidates = [c for node in described for c in _from_json_ld(node, names)]
    candidates += _from_head(root)
    candidates += _from_discovery(page.discovery)
    if modified := page.headers.get("last-modified"):
        candidates.append(Candidate(field="modified", value=modified, source="http"))
    bodies = [folded_markup(body) for node in articles if isinstance(body := node.get("articleBody"), str)]
    types = frozenset(t for node in nodes for t in _types(node) & (ARTICLE_TYPES | PAGE_TYPES))
    return PageData(candidates=tuple(dict.fromkeys(candidates)), body=max(bodies, key=len, default=""), types=types)


def folded_markup(text: str) -> str:
    """Return text that may hold tags and entities as folded plain text."""
    if "&" in text:
        text = entities.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", _BREAKING_TAGS.sub("\n", text))
    return folded(text)


def _scripts(root: HtmlElement) -> Iterator[object]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and (text := (script.text or "").strip()):
            value = _loaded(text)
            if value is not None:
                yield value


def _loaded(text: str) -> object | None:
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    for attempt in (text, _CONTROL.sub(" ", text), _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects at the top of a JSON-LD document: itself, list items, `@graph`, `mainEntity`."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: Mapping[str, object]) -> set[str]:
    value = node.get("@type")
    return {t.rsplit("/", 1)[-1] for t in _strings(value)}


def _strings(value: object) -> list[str]:
    """Return the strings in a JSON-LD value: a string, a list, or an object's name, url or id."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool | int | float):
        return [str(value).lower()]
    if isinstance(value, list):
        return [s for item in value[:30] for s in _strings(item)]
    if isinstance(value, dict):
        return _strings(value.get("name") or value.get("url") or value.get("@id"))
    return []


_JSON_LD_FIELDS = (
    ("title", "headline"),
    ("title", "name"),
    ("published", "datePublished"),
    ("published", "dateCreated"),
    ("modified", "dateModified"),
    ("author", "author"),
    ("author", "creator"),
    ("section", "articleSection"),
    ("keyword", "keywords"),
    ("language", "inLanguage"),
    ("canonical", "mainEntityOfPage"),
    ("canonical", "url"),
    ("image", "image"),
    ("site_name", "publisher"),
    ("description", "description"),
    ("accessible_for_free", "isAccessibleForFree"),
)


def _from_json_ld(node: Mapping[str, object], names: Mapping[str, str]) -> list[Candidate]:
    """Return what one object states; `names` holds the names of objects that others refer to by their `@id`."""
    found = [
        Candidate(field=field, value=value, source="json_ld")
        for field, key in _JSON_LD_FIELDS
        for text in _strings(_link(node.get(key)) if field in ("canonical", "image") else node.get(key))
        if (
            value := folded_markup(names.get(text, text) if field in ("author", "site_name") else text).replace(
                "\n", " "
            )
        )
    ]
    found += [Candidate(field="type", value=t, source="json_ld") for t in sorted(_types(node))]
    return found


def _link(value: object) -> object:
    """Return the URL in an object that has one, so that its name is not taken for it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, dict):
        return value.get("@id") or value.get("url")
    if isinstance(value, list):
        return [_link(item) for item in value[:10]]
    return value


def _from_head(root: HtmlElement) -> Iterator[Candidate]:
    if language := root.get("lang") or root.get("xml:lang"):
        yield Candidate(field="language", value=language, source="html")
    for element in root.iter("meta", "title", "link", "time", "h1", "span", "div", "p", "a"):
        yield from _from_element(element)


def _from_element(element: HtmlElement) -> Iterator[Candidate]:
    tag = element.tag
    if tag == "meta":
        yield from _from_meta(element)
    elif tag == "title" and element.getparent() is not None and element.getparent().tag == "head":
        yield from _text_candidate("title", element, "html")
    elif tag == "link":
        if element.get("rel") == "canonical" and (href := (element.get("href") or "").strip()):
            yield Candidate(field="canonical", value=href, source="link")
    elif tag == "time":
        yield from _from_time(element)
    elif (prop := element.get("itemprop")) in ("datePublished", "dateModified") and prop is not None:
        field = "published" if prop == "datePublished" else "modified"
        if value := folded(element.get("content") or element.get("datetime") or element.text_content()):
            yield Candidate(field=field, value=value, source="meta")


def _text_candidate(field: str, element: HtmlElement, source: str) -> Iterator[Candidate]:
    if value := folded(element.text_content()).replace("\n", " "):
        yield Candidate(field=field, value=value, source=source)


def _from_meta(element: HtmlElement) -> Iterator[Candidate]:
    name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
    field = META_FIELDS.get(name.strip().lower())
    value = folded_markup(element.get("content") or "").replace("\n", " ")
    if field and value:
        yield Candidate(field=field, value=value, source="meta")


def _from_time(element: HtmlElement) -> Iterator[Candidate]:
    value = folded(element.get("datetime") or "") or folded(element.text_content()).replace("\n", " ")
    if not value or len(value) > 60:
        return
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    field = "modified" if "modif" in names or "updat" in names else "published"
    yield Candidate(field=field, value=value, source="time_tag")


def _from_discovery(discovery: Discovery | None) -> Iterable[Candidate]:
    if discovery is None or discovery.source == "none":
        return ()
    source = "feed" if discovery.source == "feed" else "sitemap"
    stated = [
        ("title", discovery.title),
        ("description", discovery.summary),
        ("published", discovery.published),
        ("modified", discovery.modified),
        ("language", discovery.language),
        *(("author", author) for author in discovery.authors),
        *(("keyword", category) for category in discovery.categories),
    ]
    return [Candidate(field=field, value=value, source=source) for field, value in stated if value]
