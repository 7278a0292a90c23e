"""What a page says of itself: JSON-LD, `<meta>`, `<link>`, `<time>`, its feed entry and its headers, unjudged."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from cleaners.model import Candidate, Discovery, Page
from cleaners.trail import listed_sections, trail_sections
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
    "shareaholic:article_published_time": "published",
    "schema:datepublished": "published",
    "schema:datecreated": "published",
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
MICRODATA: Mapping[str, str] = {
    "datePublished": "published",
    "dateModified": "modified",
    "articleSection": "section",
}
_UNTYPED = re.compile(r'\s*\{\s*"@context"')  # JSON-LD whose script does not say so
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
    if not described:  # what describes the page as such says when it appeared, but not what the article is called
        pages = [node for node in nodes if "WebPage" in _types(node)]
        candidates += [c for node in pages for c in _from_json_ld(node, names) if c.field in ("published", "modified")]
    candidates += _organizations([*nodes, *(one for node in described for one in _signing(node))])
    candidates += _from_head(root)
    titles = [c.value for c in candidates if c.field == "title"]
    if all(c.field != "section" for c in candidates):  # a breadcrumb may be finer than what is stated, or coarser
        candidates += listed_sections(nodes, page.url, titles)
    candidates += trail_sections(root, page.url, titles)
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
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or _UNTYPED.match(text):
            value = _loaded(text.strip()) if text.strip() else None
            if value is not None:
                yield value


def _loaded(text: str) -> object | None:
    for attempt in _mended(text):
        try:
            return json.loads(attempt, strict=False)  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> Iterator[str]:
    """Yield a JSON document as it stands, then mended step by step: nearly all need none of it."""
    yield text
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    yield text
    text = _CONTROL.sub(" ", text)
    yield text
    yield _TRAILING_COMMA.sub(r"\1", text)


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects at the top of a JSON-LD document: itself, list items, `@graph`, `mainEntity` and its like."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "breadcrumb"):
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
    ("published", "uploadDate"),
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
        for text in _strings(_LINKS[field](node.get(key)) if field in _LINKS else node.get(key))
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


def _picture(value: object) -> object:
    """Return the URL of a picture: its id is often a fragment of the page."""
    if isinstance(value, list):
        return [_picture(item) for item in value[:10]]
    if isinstance(value, dict):
        return _strings(value.get("url")) or _strings(value.get("contentUrl")) or _link(value)
    return _link(value)


_LINKS: Mapping[str, Callable[[object], object]] = {"canonical": _link, "image": _picture}


def _signing(node: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Yield the objects that an article names as who wrote or published it."""
    for key in ("author", "creator", "publisher"):
        value = node.get(key)
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def _organizations(nodes: Iterable[Mapping[str, object]]) -> Iterator[Candidate]:
    """Yield the names of the organizations among objects: one that is an author is no person."""
    for node in nodes:
        types = _types(node)
        if "Person" not in types and any(one.endswith("Organization") for one in types):
            for name in _strings(node.get("name")):
                if value := folded_markup(name).replace("\n", " "):
                    yield Candidate(field="organization", value=value, source="json_ld")


def _from_head(root: HtmlElement) -> Iterator[Candidate]:
    if language := root.get("lang") or root.get("xml:lang"):
        yield Candidate(field="language", value=language, source="html")
    for element in root.iter(*_READERS, *_MICRODATA_TAGS):
        if read := _READERS.get(element.tag):
            yield from read(element)
        elif name := element.get("itemprop"):
            yield from _from_microdata(name, element)


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
    return [Candidate(field=field, value=value, source=source) for field, value in stated if value]
