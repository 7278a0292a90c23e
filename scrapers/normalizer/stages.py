"""The stages of normalizing, in order: each takes the article so far and gives it back with its own fields filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from cleaners.addresses import parts_of
from cleaners.model import DATE_FIELDS, Candidate, Cleaned
from scrapers.article import Article, ArticleBlock, LanguageVerdict
from scrapers.normalizer.authors import authors_of
from scrapers.normalizer.completeness import Seen, completeness_of, size_of
from scrapers.normalizer.dates import Reader, dates_of
from scrapers.normalizer.dates.zones import zone_of_host
from scrapers.normalizer.identity import article_id, block_ids
from scrapers.normalizer.languages import UNDETERMINED, language_of, plain_code
from scrapers.normalizer.quality import judged, lowered
from scrapers.normalizer.sections import keywords_of, section_of
from scrapers.normalizer.titles import title_of
from scrapers.normalizer.urls import canonical_of
from scrapers.normalizer.wire import Credits, wire_of
from scrapers.outlets.model import Outlet

_CANONICAL_TRUST = ("link", "meta", "json_ld")
_MONTH_FIRST = frozenset({"us", "ph", "pr", "gu", "fm", "mh", "pw"})
_LITTLE_TEXT = 200
_LISTS = ("feed", "sitemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every stage knows besides the page."""

    outlet: Outlet | None
    """The outlet; None if unknown."""
    seen_at: datetime
    """When the page was fetched, or now if that is not known or earlier; with offset."""

    @property
    def country(self) -> str:
        """Country of the outlet; empty if unknown."""
        return self.outlet.country if self.outlet else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the outlet; empty if unknown."""
        return self.outlet.languages if self.outlet else ()


Stage = Callable[[Article, Cleaned, Setting], Article]


def of_field(cleaned: Cleaned, *fields: str) -> tuple[Candidate, ...]:
    """Return the candidates of these fields, in order of appearance."""
    return tuple(one for one in cleaned.candidates if one.field in fields)


def outlet_names(cleaned: Cleaned, setting: Setting) -> tuple[str, ...]:
    """Return what the outlet is called, by the catalogue and by its pages."""
    own = (setting.outlet.name, setting.outlet.domain) if setting.outlet else ()
    return (*own, *(one.value for one in of_field(cleaned, "site_name")))


def text(article: Article, cleaned: Cleaned, _setting: Setting) -> Article:
    """Fill `blocks` and `text`."""
    ids = block_ids(block.text for block in cleaned.blocks)
    blocks = tuple(
        ArticleBlock(id=one, kind=block.kind, text=block.text) for one, block in zip(ids, cleaned.blocks, strict=True)
    )
    body = "\n\n".join(block.text for block in blocks if block.kind != "embed")
    return article.model_copy(update={"blocks": blocks, "text": body})


def url(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `canonical_url` and `id`; a declared canonical URL that is refused lowers the quality."""
    candidates = [one for one in of_field(cleaned, "canonical") if one.source in _CANONICAL_TRUST]
    candidates.sort(key=lambda one: _CANONICAL_TRUST.index(one.source))
    declared = tuple(dict.fromkeys(one.value for one in candidates))
    domain = setting.outlet.domain if setting.outlet else ""
    canonical, refusals = canonical_of(cleaned.url, declared, outlet_domain=domain)
    reason = next((one for one in refusals if one != "relative"), "") if len(refusals) == len(declared) else ""
    quality = lowered(article.quality, "canonical_refused", reason) if reason else article.quality
    identity = article_id(canonical, outlet=cleaned.outlet, text=article.text)
    return article.model_copy(update={"canonical_url": canonical, "id": identity, "quality": quality})


def language(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `language` and `page_language`."""
    declared = [one.value for one in of_field(cleaned, "language")]
    hints = (*setting.languages, cleaned.page_language, *declared)
    few = len(article.text) < _LITTLE_TEXT
    sample = "\n".join((cleaned.title, cleaned.standfirst, article.text)) if few else article.text
    verdict = language_of(sample, [hint for hint in hints if hint], setting.country)
    page = _page_language(cleaned.page_language, [*setting.languages, *declared])
    return article.model_copy(update={"language": verdict, "page_language": page})


def _page_language(code: str, declared: list[str]) -> LanguageVerdict:
    """The cleaner's code: sure where outlet or page name the same, likely where they do not."""
    if not code or code == "und":
        return UNDETERMINED
    agreed = plain_code(code) in map(plain_code, declared)
    return LanguageVerdict(code=code, confidence=1.0 if agreed else 0.7)


def title(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `title`. What a consent wall calls itself is the headline of no article: only a list can name that."""
    sections = [one.value for one in of_field(cleaned, "section")]
    names = outlet_names(cleaned, setting)
    stated = of_field(cleaned, "title")
    if not article.text and any(one.name == "consent_wall" for one in cleaned.evidence):
        stated = tuple(one for one in stated if one.source in _LISTS)
    return article.model_copy(update={"title": title_of(cleaned.title, stated, names, sections)})


def authors(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `authors`."""
    names = outlet_names(cleaned, setting)
    code = plain_code(article.language.code)
    return article.model_copy(update={"authors": authors_of(of_field(cleaned, "author", "organization"), names, code)})


def sections(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `section` and `keywords`."""
    section = section_of(of_field(cleaned, "section"), outlet_names(cleaned, setting))
    return article.model_copy(update={"section": section, "keywords": keywords_of(of_field(cleaned, "keyword"))})


def dates(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `published` and `modified`; sources that disagree lower the quality."""
    spoken = (article.language.code, cleaned.page_language, *setting.languages)
    reader = Reader(
        now=setting.seen_at,
        zone=_zone(article, setting),
        languages=tuple(dict.fromkeys(code for code in spoken if code and code != "und")),
        month_first=setting.country in _MONTH_FIRST,
    )
    found = dates_of(of_field(cleaned, *DATE_FIELDS), reader, url=cleaned.url)
    quality = article.quality
    if found.disagreements:
        quality = lowered(quality, "dates_disagree", "; ".join(found.disagreements))
    return article.model_copy(update={"published": found.published, "modified": found.modified, "quality": quality})


def _zone(article: Article, setting: Setting) -> tzinfo:
    """Return the zone of times that name none: the outlet's, else that of the country its host ends in, else UTC."""
    if setting.outlet:
        return ZoneInfo(setting.outlet.time_zone)
    return zone_of_host(parts_of(article.canonical_url or "").hostname or "")


def wire(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `wire`."""
    texts = tuple(block.text for block in article.blocks if block.kind != "embed")
    removed = tuple(one.text for one in cleaned.removals if one.rule.startswith(("agency", "wire", "sources")))
    found = wire_of(
        Credits(
            opening=texts[:2],
            closing=(*texts[-2:], *removed),
            structured=tuple(one.value for one in of_field(cleaned, "agency")),
            bylines=tuple(one.value for one in of_field(cleaned, "author")),
            outlet_names=outlet_names(cleaned, setting),
        )
    )
    return article.model_copy(update={"wire": found})


def completeness(article: Article, cleaned: Cleaned, _setting: Setting) -> Article:
    """Fill `completeness`."""
    seen = Seen(text=article.text, size=size_of(article.text), evidence=cleaned.evidence, candidates=cleaned.candidates)
    return article.model_copy(update={"completeness": completeness_of(seen)})


def quality(article: Article, cleaned: Cleaned, setting: Setting) -> Article:
    """Fill `quality` from what the other fields show."""
    disputes = [one.detail for one in cleaned.evidence if one.name == "disagreement"]
    if disputes:
        disputed = lowered(article.quality, "extraction_disputed", "; ".join(disputes))
        article = article.model_copy(update={"quality": disputed})
    expected = frozenset(map(plain_code, setting.languages))
    return article.model_copy(update={"quality": judged(article, expected)})


STAGES: tuple[tuple[str, Stage], ...] = (
    ("text", text),
    ("url", url),
    ("language", language),
    ("title", title),
    ("authors", authors),
    ("sections", sections),
    ("dates", dates),
    ("wire", wire),
    ("completeness", completeness),
    ("quality", quality),
)
"""Name and function of each stage, in order: own steps are placed before or after a name."""
