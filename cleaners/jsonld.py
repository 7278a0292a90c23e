"""What the JSON-LD of a page states: its objects, which of them are articles, and what these say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from cleaners.folding import folded_markup
from cleaners.model import Candidate

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
# Types of what a page can be without being an article: their dates are the page's; those of a book or a comment not.
_WORKS = frozenset(
    ["HowTo", "CreativeWork", "ItemPage", "MedicalWebPage", "DiscussionForumPosting", "PodcastEpisode", "Guide"]
)
_FIELDS = (
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
    ("words", "wordCount"),
)
_DATES = ("published", "modified")
_NAMED = ("author", "site_name")  # fields whose values may refer to another object by its id
_UNTYPED = re.compile(r'\s*\{\s*"@context"')  # JSON-LD whose script does not say so
_CONTROL = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(r"^\ufeff|^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def objects_of(root: HtmlElement) -> list[Mapping[str, object]]:
    """Return the objects in the JSON-LD of a page, in order; scripts that cannot be read are left out."""
    return [node for script in _scripts(root) for node in _nodes(script)]


def types_of(objects: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """Return the types among objects that tell what kind of page it is."""
    return frozenset(t for node in objects for t in _types(node) & (ARTICLE_TYPES | PAGE_TYPES))


def body_of(objects: Iterable[Mapping[str, object]]) -> str:
    """Return the longest `articleBody` that the articles among objects state, tags removed; empty without one."""
    stated = (node.get("articleBody") for node in objects if _types(node) & ARTICLE_TYPES)
    return max((folded_markup(body) for body in stated if isinstance(body, str)), key=len, default="")


def statements(objects: Sequence[Mapping[str, object]]) -> list[Candidate]:
    """Return what objects state of the article: the articles among them, or else what tells the kind of page.

    What describes the page as such, or the one work on it, says when it appeared, but not what the article is called.
    """
    names = {str(node["@id"]): str(node["name"]) for node in objects if "@id" in node and _is_named(node)}
    described = [node for node in objects if _types(node) & ARTICLE_TYPES]
    described = described or [node for node in objects if _types(node) & PAGE_TYPES]
    found = [candidate for node in described for candidate in _stated(node, names)]
    if not described:
        found += [one for node in _pages(objects) for one in _stated(node, names) if one.field in _DATES]
    return found + list(_organizations([*objects, *(one for node in described for one in _signing(node))]))


def _pages(objects: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return what describes the page as such, or else the one work on it."""
    works = [node for node in objects if _types(node) & _WORKS]
    return [node for node in objects if "WebPage" in _types(node)] or (works if len(works) == 1 else [])


def _is_named(node: Mapping[str, object]) -> bool:
    return isinstance(node.get("name"), str)


def is_json_ld(script: HtmlElement) -> bool:
    """Return whether a `<script>` holds JSON-LD: by its type, or by its context where it has none."""
    return "ld+json" in (script.get("type") or "") or bool(_UNTYPED.match(script.text or ""))


def _scripts(root: HtmlElement) -> Iterator[object]:
    for script in root.iter("script"):
        if is_json_ld(script) and (text := (script.text or "").strip()):
            value = _loaded(text)
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


def _stated(node: Mapping[str, object], names: Mapping[str, str]) -> list[Candidate]:
    """Return what one object states; `names` holds the names of objects that others refer to by their `@id`."""
    found = [
        Candidate(field=field, value=value, source="json_ld")
        for field, key in _FIELDS
        for text in _strings(_LINKS[field](node.get(key)) if field in _LINKS else node.get(key))
        if (value := _one_line(names.get(text, text) if field in _NAMED else text))
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
                if value := _one_line(name):
                    yield Candidate(field="organization", value=value, source="json_ld")


def _one_line(text: str) -> str:
    return folded_markup(text).replace("\n", " ")
