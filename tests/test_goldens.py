"""Every golden case of the fixture outlets, through the cleaners and the normalizer as a crawl sends it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from cleaners import Cleaned, Page, clean
from cleaners.model import Discovery
from fixtures.sites import FIXTURES, Route, Site, load_site, load_sites
from scrapers.article import Article, DateVerdict
from scrapers.normalizer import normalize
from scrapers.outlets.catalogue import Catalogue, load_catalogue
from scrapers.outlets.model import Outlet
from spiders.feeds import entries_of
from spiders.sitemaps import SitemapIndex, UrlSet, read_sitemap

NOW = datetime(2026, 1, 7, 12, tzinfo=UTC)
SITES = load_sites()
GOLDENS = sorted([*FIXTURES.glob("*/*/expected.json"), *FIXTURES.glob("*/*/expected-later.json")])
TEXTS = sorted(FIXTURES.glob("*/*/page.txt"))
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A case with what came of its page."""

    golden: dict[str, Any]
    cleaned: Cleaned
    article: Article

    @property
    def removed(self) -> set[str]:
        return {line for removal in self.cleaned.removals for line in lines_of(removal.text)}

    @property
    def removed_text(self) -> str:
        """All removals in page order: what a person sees as one line may be several blocks, or part of one."""
        return " ".join(folded(removal.text).replace("\n", " ") for removal in self.cleaned.removals)

    @property
    def kept(self) -> set[str]:
        return {line for block in self.cleaned.blocks for line in lines_of(block.text)}


def case_of(path: Path) -> str:
    return f"{path.parent.relative_to(FIXTURES)}{'-later' if 'later' in path.name else ''}"


def folded(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def lines_of(text: str) -> list[str]:
    return [folded(line) for line in text.split("\n")]


def golden_of(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


@cache
def catalogue() -> Catalogue:
    return load_catalogue([FIXTURES / "cassettes" / "outlets.toml"])


def page_file(path: Path) -> Path:
    return path.with_name("page-later.html" if "later" in path.name else "page.html")


def route_of(path: Path) -> Route:
    """Return the route that serves a golden's page under the golden's own URL."""
    url = urlsplit(golden_of(path)["url"])
    target = url.path + (f"?{url.query}" if url.query else "")
    return next(route for route in SITES[path.parts[-3]].route if route.path == target)


def page_of(path: Path) -> Page:
    route = route_of(path)
    pages = [page for page in path.parent.glob("page-*.html") if page.stem != "page-later"]
    return Page(
        url=golden_of(path)["url"],
        body=page_file(path).read_bytes(),
        headers={"content-type": route.type, **{name.lower(): value for name, value in route.headers.items()}},
        fetched_at=NOW,
        outlet=path.parts[-3],
        discovery=discovery_of(path),
        continuations=tuple(page.read_bytes() for page in sorted(pages)),
    )


def discovery_of(path: Path) -> Discovery | None:
    """Return what the first of the outlet's lists that names the page says of it; None if it is in none."""
    site, later = SITES[path.parts[-3]], "later" in path.name
    served = {route.path for route in site.route if f"{path.parent.name}/page.html" in (route.file, route.later)}
    served |= {route.path for route in site.route if route.redirect and _target(route.redirect) in served}
    return next((entry for entry in listed(site.folder, later) if _target(entry.url) in served), None)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@cache
def listed(folder: Path, later: bool) -> tuple[Discovery, ...]:
    site, outlet = load_site(folder / "site.toml"), catalogue().get(folder.name)
    feeds = (entry for url in outlet.feeds for entry in entries_of(_body(site, url, later), url))
    sitemaps = (*outlet.news_sitemaps, *outlet.sitemaps)
    return (*feeds, *(entry for url in sitemaps for entry in _sitemap(site, url, later)))


def _sitemap(site: Site, url: str, later: bool) -> Iterator[Discovery]:
    found = read_sitemap(_body(site, url, later), url)
    if isinstance(found, UrlSet):
        yield from found.entries
    elif isinstance(found, SitemapIndex):
        served = {route.path for route in site.route if route.file}
        for child in (child for child in found.children if _target(child.url) in served):
            yield from _sitemap(site, child.url, later)


def _body(site: Site, url: str, later: bool) -> bytes:
    route = next(route for route in site.route if route.path == _target(url))
    return (site.folder / (route.later if later and route.later else route.file)).read_bytes()


@cache
def result_of(path: Path) -> Result:
    return _result(path, page_of(path))


@cache
def result_without_list(path: Path) -> Result:
    return _result(path, replace(page_of(path), discovery=None))


@cache
def result_of_text(path: Path) -> Result:
    page = Page(body=path.read_bytes(), form="text", fetched_at=NOW, outlet=path.parts[-3])
    return _result(path.with_name("expected.json"), page)


def _result(path: Path, page: Page) -> Result:
    cleaned = clean(page)
    return Result(golden=golden_of(path), cleaned=cleaned, article=normalize(cleaned, outlet_of(path), NOW))


def outlet_of(path: Path) -> Outlet:
    return catalogue().get(path.parts[-3])


def with_value(key: str) -> list[Path]:
    return [path for path in GOLDENS if golden_of(path).get(key) is not None]


def date_of(stated: dict[str, str] | DateVerdict | None) -> tuple[object, ...] | None:
    if stated is None:
        return None
    date = stated if isinstance(stated, DateVerdict) else DateVerdict(**stated, raw="", zone_assumed=False)
    moment = date.value if date.precision == "day" else datetime.fromisoformat(date.value)
    return moment, date.precision, date.source


Test = Callable[[Path], None]


def is_same_language(code: str, wanted: str) -> bool:
    """Say whether a code is the wanted one, or names its script or region besides."""
    return code == wanted or code.startswith(f"{wanted}-")


def for_each(paths: Iterable[Path]) -> Callable[[Test], Test]:
    return pytest.mark.parametrize("path", list(paths), ids=case_of)


# From HTML.


@for_each(GOLDENS)
def test_paragraphs(path: Path) -> None:
    result = result_of(path)
    assert [folded(block.text) for block in result.cleaned.blocks] == list(map(folded, result.golden["paragraphs"]))


@for_each(GOLDENS)
def test_removed_lines_are_removals_and_not_in_the_text(path: Path) -> None:
    result = result_of(path)
    removed = [line for text in result.golden["removed"] for line in lines_of(text)]
    assert [line for line in removed if line not in result.removed_text] == []
    stays = {line for text in result.golden["paragraphs"] for line in lines_of(text)}
    assert [line for line in removed if line in result.kept - stays] == []


@for_each(GOLDENS)
def test_title(path: Path) -> None:
    result = result_without_list(path)
    assert folded(result.article.title) == folded(result.golden["title"])


@for_each(GOLDENS)
def test_standfirst(path: Path) -> None:
    result = result_of(path)
    assert folded(result.article.standfirst) == folded(result.golden["standfirst"])


@for_each(GOLDENS)
def test_captions(path: Path) -> None:
    result = result_of(path)
    captions = [folded(image.caption) for image in result.article.images if image.caption]
    assert captions == list(map(folded, result.golden["captions"]))


@for_each(GOLDENS)
def test_disclosures(path: Path) -> None:
    result = result_of(path)
    assert sorted({one.kind for one in result.article.disclosures}) == result.golden["disclosures"]


@for_each(with_value("language"))
def test_language(path: Path) -> None:
    result = result_of(path)
    assert is_same_language(result.article.language.code, result.golden["language"])


@for_each(GOLDENS)
def test_page_language(path: Path) -> None:
    result = result_of(path)
    assert is_same_language(result.cleaned.page_language, result.golden["page_language"])
    assert is_same_language(result.article.page_language.code, result.golden["page_language"])


@for_each(GOLDENS)
def test_completeness(path: Path) -> None:
    result = result_of(path)
    assert result.article.completeness.verdict == result.golden["completeness"], result.article.completeness.evidence


@for_each(with_value("published"))
def test_published(path: Path) -> None:
    result = result_of(path)
    assert date_of(result.article.published) == date_of(result.golden["published"])


@for_each(with_value("published_page"))
def test_published_as_the_page_alone_says(path: Path) -> None:
    result = result_without_list(path)
    assert date_of(result.article.published) == date_of(result.golden["published_page"])


@for_each(GOLDENS)
def test_modified(path: Path) -> None:
    result = result_of(path)
    assert date_of(result.article.modified) == date_of(result.golden["modified"])


@for_each(GOLDENS)
def test_section(path: Path) -> None:
    result = result_of(path)
    assert result.article.section == (result.golden["section"] or "")


@for_each(GOLDENS)
def test_authors(path: Path) -> None:
    result = result_of(path)
    assert list(result.article.authors) == result.golden["authors"]


@for_each(GOLDENS)
def test_canonical_url(path: Path) -> None:
    result = result_of(path)
    assert result.article.canonical_url == result.golden["canonical_url"]


# From the plain text that a careless extractor leaves of the same page.


@for_each(TEXTS)
def test_paragraphs_of_text(path: Path) -> None:
    result = result_of_text(path)
    assert [folded(block.text) for block in result.cleaned.blocks] == list(map(folded, result.golden["paragraphs"]))


@for_each(TEXTS)
def test_every_line_of_text_is_kept_removed_or_the_title(path: Path) -> None:
    result = result_of_text(path)
    lines = {line.strip() for line in lines_of(path.read_text("utf-8")) if line.strip()}
    assert lines - result.kept - result.removed <= {folded(result.cleaned.title)}
    assert result.kept | result.removed <= lines


@for_each(TEXTS)
def test_removed_lines_of_text(path: Path) -> None:
    result = result_of_text(path)
    lines = {line.strip() for line in lines_of(path.read_text("utf-8"))}
    removed = [line for text in result.golden["removed"] for line in lines_of(text) if line in lines]
    assert [line for line in removed if line not in result.removed] == []


@for_each(TEXTS)
def test_title_of_text(path: Path) -> None:
    result = result_of_text(path)
    shown = folded(result.golden["title"]) in {line.strip() for line in lines_of(path.read_text("utf-8"))}
    assert folded(result.article.title) == (folded(result.golden["title"]) if shown else "")


@for_each(TEXTS)
def test_disclosures_of_text(path: Path) -> None:
    result = result_of_text(path)
    assert sorted({one.kind for one in result.article.disclosures}) == result.golden["disclosures"]


@for_each(TEXTS)
def test_languages_of_text(path: Path) -> None:
    result = result_of_text(path)
    assert result.article.language.code == result.golden["language"]
    assert result.cleaned.page_language == result.golden["page_language"]


@for_each(TEXTS)
def test_completeness_of_text(path: Path) -> None:
    result = result_of_text(path)
    assert result.article.completeness.verdict == result.golden["completeness"]


def test_every_golden_outlet_is_here() -> None:
    assert {path.parts[-3] for path in GOLDENS} == set(SITES)
    assert len(TEXTS) >= 15
