"""The public contract: `article/1`, what every reader of the feed gets. Its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Final = "article/1"

DatePrecision = Literal["second", "minute", "day"]
DateSource = Literal["json_ld", "meta", "time_tag", "feed", "sitemap", "url", "visible_text", "http", "first_seen"]
Verdict = Literal["full", "teaser", "paywalled", "consent_wall", "script_shell", "live_blog", "not_article"]


class Value(BaseModel):
    """Base of the contract's values: frozen, no unknown fields, field docstrings become schema descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class OutletRef(Value):
    """The outlet that published the article."""

    id: str
    """Outlet id in the catalogue; empty if unknown."""
    name: str
    """Name as readers know it; empty if unknown."""
    country: str
    """ISO 3166-1 alpha-2 code in lower case; empty if unknown."""


class ArticleBlock(Value):
    """One block of the text."""

    id: str
    """Stable within the article as long as the block's words do not change: for citations."""
    kind: Literal["paragraph", "heading", "quote", "list_item", "table", "embed"]
    """What it is; `embed` blocks are not part of `text`."""
    text: str
    """Plain text in NFC."""


class LanguageVerdict(Value):
    """A language and how sure that is."""

    code: str
    """BCP 47 code (`en`, `zh-Hant`); `und` if undetermined."""
    confidence: float = Field(ge=0, le=1)
    """0 to 1."""


class ArticleImage(Value):
    """One picture."""

    url: str
    """Absolute URL; empty if unknown."""
    caption: str
    """Caption without the credit; empty if none."""
    credit: str
    """Photographer or agency as printed; empty if none."""
    alt: str
    """Alternative text; empty if none."""


class DateVerdict(Value):
    """A date and how it is known."""

    value: str
    """ISO 8601 with offset; with precision `day` the date alone (`2026-01-04`)."""
    precision: DatePrecision
    """What of it is known."""
    source: DateSource
    """Where it was read."""
    raw: str
    """The words it was read from."""
    zone_assumed: bool
    """True if the source named no offset and the outlet's time zone was taken."""


class Wire(Value):
    """Agency copy."""

    agency: str
    """Name of the agency."""
    evidence: str
    """The words that say so."""


class ArticleDisclosure(Value):
    """A fact about how the article was made."""

    kind: Literal["ai_text", "ai_image", "sponsored", "opinion", "correction"]
    """What is disclosed."""
    text: str
    """The words that said so; they are not in the text."""


class Completeness(Value):
    """Whether the page gave the whole article."""

    verdict: Verdict
    """`full`, or what is wrong with it."""
    evidence: tuple[str, ...]
    """What the verdict rests on, for a person to read; empty for a plain full article."""


class Duplicate(Value):
    """The article stored earlier that this one repeats."""

    of: str
    """Id of that article."""
    kind: Literal["exact", "near", "wire"]
    """How they are alike."""
    similarity: float = Field(ge=0, le=1)
    """0 to 1; 1 is the same text."""


class RemovedLine(Value):
    """One block that was taken out of the page."""

    rule: str
    """Rule that took it."""
    text: str
    """Its words."""
    path: str
    """Where it stood."""


class Quality(Value):
    """How far the article can be trusted."""

    score: float = Field(ge=0, le=1)
    """0 to 1."""
    lowered_by: tuple[str, ...]
    """What lowered it; empty at 1."""


class Article(Value):
    """One article, clean, dated and in a known language: one line of the feed."""

    schema_: Literal["article/1"] = Field(default=SCHEMA, alias="schema")
    """Name and version of this contract."""
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    """First 32 hex digits of the SHA-256 of the canonical URL (of outlet and text where there is no URL)."""
    revision: int = Field(ge=1)
    """1, and one more for each change of the cleaned text."""
    url: str
    """URL the page came from, after redirects; empty for input without one."""
    canonical_url: str
    """Canonical URL without tracking parameters; empty for input without one."""
    outlet: OutletRef
    """Who published it."""
    title: str
    """Headline as the outlet shows it; empty if none was found."""
    standfirst: str
    """Standfirst; empty if none."""
    text: str
    """The blocks but for embeds, joined by a blank line; the title is not in it."""
    blocks: tuple[ArticleBlock, ...]
    """The article in reading order."""
    language: LanguageVerdict
    """Language of the article."""
    page_language: LanguageVerdict
    """Language of the chrome around it."""
    authors: tuple[str, ...]
    """Names only, no "by", no titles of office; empty if none are given."""
    section: str
    """Section of the outlet; empty if none."""
    keywords: tuple[str, ...]
    """Keywords the outlet gives; empty if none."""
    images: tuple[ArticleImage, ...]
    """Pictures of the article."""
    published: DateVerdict
    """When it appeared; the last resort is `first_seen`."""
    modified: DateVerdict | None
    """When it was changed after publication; null if not known or not changed."""
    fetched_at: str
    """When the page was fetched: ISO 8601 with offset."""
    wire: Wire | None
    """Agency, when the text is agency copy."""
    disclosures: tuple[ArticleDisclosure, ...]
    """Facts about how it was made."""
    completeness: Completeness
    """Whether this is the whole article."""
    duplicate: Duplicate | None
    """The earlier article it repeats; null if it is new."""
    cluster: str
    """Id of the group of near-identical articles; empty if alone."""
    also_published_by: tuple[str, ...]
    """Ids of other outlets with the same copy."""
    story: str
    """Id of the story; empty if not assigned."""
    site_memory: str = ""
    """Id of the site memory that helped to clean the page; empty if nothing was known of the site."""
    removed: tuple[RemovedLine, ...] = ()
    """Every line taken out; in the store always, in the feed on request."""
    quality: Quality
    """How far to trust it."""
