"""Section pages: which of their links are articles, and which lead to more such pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor

from cleaners.model import Discovery
from scrapers.outlets.model import Outlet
from spiders.errors import NotAList
from spiders.listing import Listing
from spiders.plain import fold
from spiders.urls import absolute_url

MAX_SUBSECTIONS = 30
"""Most section pages that are followed from one."""

# Folders under which lists and services stand, never articles, in the languages that put them into URLs.
_LIST_FOLDERS = frozenset(
    "about abo abonnement abonnieren account author authors autor autoren autores auteur"
    " auteurs autore autori categorie categoria categorias category categories contact datenschutz etiqueta etiquetas"
    " forfatter galerie gallery galleries hashtag impressum kategori kategorie kategorien keyword keywords kontakt"
    " label login mot-cle newsletter newsletters page pages podcast podcasts privacy profil profile profiles"
    " register rss rubrik search service services shop sok soeg stichwort subscribe suche tag tagi tags tema temas"
    " temaer thema themen topic topics user users video videos videolar wideo".split()
)
_ARTICLE_FOLDERS = frozenset("article articles artikel artikkel articulo articolo artigo art story stories".split())
_PAGE_NUMBER = re.compile(r"(?:p|page)?-?\d{1,3}")
# Year and month: one alternative each, anchored by the slashes.
_DATED = re.compile(r"/20\d\d[-/]?(?:0?[1-9]|1[0-2])(?=[-/\d]|$)")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"(?<!\d)\d{5,}")
# Ids such as `c4gpq8y0x1zo`: letters and digits mixed, long.
_MIXED_ID = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{10,}")


def is_article(url: str, outlet: Outlet) -> bool:
    """Say whether a URL is an article of the outlet, by the outlet's own expressions or else by its looks.

    Without `article_urls`, an article has a date, a slug of three hyphens or more or a long number in its path and
    does not stand in a folder of tags, authors, categories, videos or services.
    """
    if not allowed(url, outlet):
        return False
    return bool(outlet.article_urls) or _looks_like_article(url)


def allowed(url: str, outlet: Outlet) -> bool:
    """Say whether the outlet's `article_urls` (if any) name the URL and its `not_article_urls` do not."""
    if any(re.search(pattern, url) for pattern in outlet.not_article_urls):
        return False
    return not outlet.article_urls or any(re.search(pattern, url) for pattern in outlet.article_urls)


def articles_on(response: Response, outlet: Outlet) -> tuple[Discovery, ...]:
    """Return the articles that a section page links to, in order of appearance, with the link's words as title.

    Of several links to one article the longest words count: pictures have none. Raises NotAList unless the page
    is HTML.
    """
    titles: dict[str, str] = {}
    for url, words in _links(response, outlet):
        if is_article(url, outlet) and len(words) >= len(titles.setdefault(url, "")):
            titles[url] = words
    return tuple(
        Discovery(url=url, source="section", source_url=response.url, title=title) for url, title in titles.items()
    )


def subsections_on(response: Response, outlet: Outlet, depth: int) -> tuple[Listing, ...]:
    """Return the section pages below this one, at most 30, from which `depth` more steps may be taken."""
    here = response.url.partition("?")[0].rstrip("/") + "/"
    below = dict.fromkeys(url for url, _ in _links(response, outlet) if _is_below(url, here, outlet))
    return tuple(Listing(url=url, kind="section", depth=depth) for url in [*below][:MAX_SUBSECTIONS])


def _is_below(url: str, here: str, outlet: Outlet) -> bool:
    inside = url.removeprefix(here).strip("/")
    is_short = url.startswith(here) and inside and "?" not in inside and inside.count("/") < 2
    return bool(is_short) and not is_article(url, outlet) and not set(_folders(url)) & _LIST_FOLDERS


def _links(response: Response, outlet: Outlet) -> Iterator[tuple[str, str]]:
    if not isinstance(response, TextResponse) or not response.body:
        raise NotAList(f"{response.url}: the section page is no HTML", url=response.url)
    hosts = [host.removeprefix("www.") for host in (outlet.domain, urlsplit(response.url).netloc)]
    for link in LinkExtractor(allow_domains=hosts, unique=False).extract_links(response):
        if url := absolute_url(link.url, response.url):
            yield url, fold(link.text)


def _folders(url: str) -> list[str]:
    return [part for part in unquote(urlsplit(url).path).lower().split("/") if part]


def _looks_like_article(url: str) -> bool:
    folders = _folders(url)
    if not folders or set(folders) & _LIST_FOLDERS:
        return False
    *above, last = folders
    if _PAGE_NUMBER.fullmatch(last):
        return False
    slug = last.partition(".")[0]
    return (
        bool(_DATED.search(urlsplit(url).path) and _LETTER.search(last))
        or len(re.split("[-_]", slug)) > 3
        or bool(_NUMBER.search(slug) or _NUMBER.search(urlsplit(url).query))
        or bool(above and (_MIXED_ID.fullmatch(slug) or above[-1] in _ARTICLE_FOLDERS))
    )
