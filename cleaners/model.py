"""The values that the stages hand on: `Page` in, `Cleaned` out. Frozen, without behaviour of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BlockKind = Literal["paragraph", "heading", "quote", "list_item", "table", "embed"]
DisclosureKind = Literal["ai_text", "ai_image", "sponsored", "opinion", "correction"]
DiscoverySource = Literal["feed", "news_sitemap", "sitemap", "section", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What the place that named an article says of it, before the article itself is fetched."""

    url: str
    """Absolute URL of the article as listed."""
    source: DiscoverySource = "none"
    """Kind of list it stood in; `none` for a page that nobody listed (a file, a single URL)."""
    source_url: str = ""
    """Absolute URL of that list; empty if none."""
    title: str = ""
    """Title in the list, plain text; empty if none."""
    summary: str = ""
    """Summary in the list, plain text; empty if none."""
    published: str = ""
    """Publication date, word for word as the list writes it; empty if none."""
    modified: str = ""
    """Last change, word for word as the list writes it; empty if none."""
    categories: tuple[str, ...] = ()
    """Categories, keywords or sections in the list."""
    authors: tuple[str, ...] = ()
    """Author names in the list."""
    language: str = ""
    """Language code in the list; empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched article page: bytes and what the transport said of them."""

    url: str = ""
    """Absolute URL the body came from, after redirects; empty for a page without one."""
    body: bytes = b""
    """Body without content encoding (gzip, br undone), in the page's own character set."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers; the case of their names does not matter."""
    status: int = 200
    """HTTP status."""
    fetched_at: datetime | None = None
    """When it was fetched, with offset; None if unknown."""
    outlet: str = ""
    """Outlet id; empty if unknown."""
    discovery: Discovery | None = None
    """What the feed or sitemap said of it; None if nobody listed it."""
    continuations: tuple[bytes, ...] = ()
    """Bodies of page 2, 3, … of an article split over several pages."""
    form: Literal["html", "text"] = "html"
    """`text`: the body is plain text in UTF-8, a line a block, as a careless extractor leaves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text that stays."""

    kind: BlockKind
    """What it is; `embed` is for own steps that keep a post from elsewhere beside the text."""
    text: str
    """Plain text in NFC, white space folded; lines inside it separated by a newline; never empty."""
    path: str
    """Where it stood: tags with class or id from the body down (`main/article.story/p`), or `line 12`."""
    order: int = 0
    """Place among all blocks of the page, kept and removed, from 0."""
    chance: float | None = None
    """How likely it belongs to the article as the learned decision sees it, 0 to 1; None for text without HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One picture of the article."""

    url: str = ""
    """Absolute URL; empty for text input."""
    caption: str = ""
    """Caption without the credit; empty if none."""
    credit: str = ""
    """Photographer or agency, as printed; empty if none."""
    alt: str = ""
    """Alternative text; empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One block of text that was taken out."""

    rule: str
    """Name of the rule that took it: `consent`, `related`, `after_related`, `share`, `caption`, `outside`, …"""
    text: str
    """The text that was taken out, as it would have stood in the article."""
    path: str
    """Where it stood, as in `Block.path`."""
    order: int = 0
    """Place, as in `Block.order`."""
    chance: float | None = None
    """How likely it belongs to the article, as in `Block.chance`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A fact about how the article was made, with the words that said so."""

    kind: DisclosureKind
    """What is disclosed."""
    text: str
    """The words on the page (`Billede genereret af AI`)."""


DATE_FIELDS = ("published", "modified", "dated")
"""Fields of candidates that say when, or at least until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One statement of the page, its feed or its transport about itself, unjudged."""

    field: str
    """title, published, modified, dated (of which the page does not say what happened then), author, organization
    (that page data name), section, keyword, language, canonical, image, site_name, description, type,
    accessible_for_free, agency, words (how many the article has), minutes (that reading it takes)."""
    value: str
    """The value word for word, white space folded."""
    source: str
    """json_ld, meta, time_tag, link, html, visible_text, feed, sitemap, url or http."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One observation about how complete the page is."""

    name: str
    """paywall, offer (to pay, right behind the text), unlocked (the text goes on behind it), consent_wall,
    script_shell, live_blog, gallery, video, listing, headlines, teaser, link (to read on), short, truncated or
    disagreement."""
    detail: str
    """What was seen and where, for a person to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What one page leaves in the memory of its site: numbers, no text."""

    page: str
    """URL of the article, or a key of all its lines for one without; never empty."""
    lines: tuple[int, ...]
    """Keys of the page's lines, each with the place where it stands, once and sorted."""
    places: Mapping[int, float]
    """For the key of each place, how likely what stands there belongs to the article: mean natural log odds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMemory:
    """What is known of one site; the empty one knows nothing."""

    footprints: tuple[Footprint, ...] = ()
    """Of its last pages, the oldest first."""
    id: str = ""
    """16 hexadecimal digits that name this knowledge; empty if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What a page holds once everything that is not the article is gone."""

    url: str = ""
    """`Page.url`."""
    outlet: str = ""
    """`Page.outlet`."""
    fetched_at: datetime | None = None
    """`Page.fetched_at`."""
    title: str = ""
    """Headline as the page shows it; empty if none was found."""
    standfirst: str = ""
    """Standfirst; where the page shows it, it is also the first block. Empty if none."""
    blocks: tuple[Block, ...] = ()
    """The article in reading order, headline not among them; empty if the page holds no article."""
    images: tuple[Image, ...] = ()
    """Pictures of the article with their captions."""
    candidates: tuple[Candidate, ...] = ()
    """What page, feed and transport say of title, dates, authors and so on, in order of appearance."""
    page_language: str = ""
    """BCP 47 code of the chrome around the article; empty if unknown."""
    disclosures: tuple[Disclosure, ...] = ()
    """Disclosures found in what was removed or in the page's own data."""
    removals: tuple[Removal, ...] = ()
    """Everything taken out, in page order."""
    evidence: tuple[Evidence, ...] = ()
    """Observations about completeness, the most telling first."""
    memory_id: str = ""
    """Id of the site memory that was used; empty if none."""
    footprint: Footprint | None = None
    """What the memory of the site can learn from this page; None if the page holds no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """How to clean; read once by whoever calls `clean`."""

    steps: tuple[tuple[str, str], ...] = ()
    """Own steps: (place, dotted path of a step), place being `before:NAME` or `after:NAME` of a named step."""
    phrases: tuple[str, ...] = ()
    """Own phrase files (TOML), read after the ones that ship."""
