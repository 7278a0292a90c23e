"""What class names, ids and roles say: words that site builders use, in groups."""

from __future__ import annotations

import re
from collections import defaultdict

# Names in page source are English nearly everywhere; the others are those seen often in European systems.
GROUPS: dict[str, str] = {
    "body": "body articlebody articlecontent articletext bodytext bodycopy storybody storytext storycontent"
    " postcontent entrycontent richtext textbody maincontent contentbody",
    "article": "article artikel articulo articolo story post entry noticia nachricht",
    "text": "text paragraph para prose copy absatz texto testo",
    "content": "content contenido inhalt",
    "lead": "lead lede intro standfirst dek deck summary excerpt abstract vorspann chapo ingress subtitle subhead"
    " subheading subheadline description perex anriss sommario occhiello entradilla preamble subdeck subheadline",
    "headline": "headline title titel titulo heading kicker overline dachzeile",
    "caption": "caption bildunterschrift legende legend picture photo foto image img figure media gallery slideshow"
    " carousel slider galerie bild",
    "credit": "credit copyright source quelle kredit agency photographer",
    "byline": "byline author autor writer contributor verfasser auteur signature bio",
    "date": "date datum time published timestamp updated dateline fecha",
    "share": "share sharing social facebook twitter whatsapp follow teilen sns addtoany addthis bookmark print email",
    "related": "related relacionada relacionado verwandt recommend recommendation recirc recirculation more mehr also"
    " readmore readnext seealso linklist upnext outbrain taboola recommended similar empfehlung weitere aehnlich"
    " yarpp zergnet mgid revcontent dable crosslink interlink inlinelink relate onward trending popular mostread"
    " meistgelesen latest newest ranking topstories topnews discover",
    "teaser": "teaser promo card tile headlinelist river stream grid feed collection swiper",
    "nav": "nav navi navigation navbar menu breadcrumb pagination pager toolbar skip tab topbar sitemap header"
    " masthead burger offcanvas drawer",
    "foot": "footer foot bottom colophon imprint impressum",
    "side": "sidebar aside rail secondary complementary widget marginal infobox factbox infokasten box",
    "ad": "ad advert advertisement advertising anzeige werbung sponsor sponsored commercial banner dfp gpt native"
    " affiliate publicidad pub reklame outstream partner shop product deal",
    "newsletter": "newsletter subscribe subscription signup abo abonnement register registration paywall piano"
    " premium plus login signin offer cta podcast",
    "consent": "consent cookie gdpr privacy cmp onetrust ot didomi sourcepoint cookiebot cybot usercentrics ccpa"
    " datenschutz cky cmplz truste trustarc iubenda osano termly axeptio tarteaucitron borlabs klaro",
    "comment": "comment kommentar kommentare disqus discussion forum feedback rating vote poll survey umfrage quiz"
    " reaction",
    "tags": "tag topic keyword themen schlagwort category categorie rubrik label badge tema",
    "quote": "quote pullquote blockquote zitat cita",
    "embed": "embed embedded tweet instagram tiktok youtube video player audio oembed iframe livestream speech tts"
    " listen vorlesen readaloud",
    "modal": "modal popup overlay dialog toast lightbox sticky tooltip alert notification appbanner smartbanner app",
    "hide": "hidden hide invisible sronly visuallyhidden screenreader offscreen a11y noprint dontprint closed"
    " collapsed",
    "meta": "meta metadata postmetadata postmeta entrymeta info detail readingtime duration tool action button btn"
    " utility disclaimer correction note notice",
    "list": "list item bullet",
    "table": "table tabelle scoreboard stat chart graphic infographic datawrapper map",
    "timeline": "timeline ticker liveblog live liveticker",
}
GROUP_BIT = {name: 1 << i for i, name in enumerate(GROUPS)}


def _bits() -> dict[bytes, int]:
    """Return the bits of every word and its plural."""
    bits: dict[bytes, int] = {}
    for name, words in GROUPS.items():
        for word in words.encode().split():
            for form in (word, word + b"s"):
                bits[form] = bits.get(form, 0) | GROUP_BIT[name]
    return bits


_BITS = _bits()
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Where words meet in a name such as `postDate`."""
_PARTED = re.compile(r"(?<=[a-z0-9])(?<!\bsub)(?<!\bstand)(?=[A-Z])")  # "subTitle" and "standFirst" are one word
_DIGITS = b"0123456789"
_APART = bytes(code if code in b"abcdefghijklmnopqrstuvwxyz" + _DIGITS else 0x20 for code in range(256))
# Compound names such as `articlebody` or `relatedlinks` that no separator parts, as patterns, by group.
_COMPOUNDS: dict[str, str] = {
    "body": "article-?body body-?text story-?body article-?text post-?content entry-?content article-?content",
    "lead": "sub-?headline stand-?first",
    "related": "related recommend most-?read read-?more popular trending outbrain taboola",
    "newsletter": "newsletter subscri paywall",
    "consent": "cookie consent gdpr",
    "share": "social share",
    "comment": "comment(?!ar(?:y|ies))",
    "caption": "caption",
    "byline": "byline author",
    "ad": "advert sponsor promo",
    "teaser": "teaser",
    "side": "sidebar",
    "nav": "breadcrumb navigation",
    "foot": "footer",
}


def _compounds() -> re.Pattern[str]:
    """Return the pattern of all compounds, one branch a first letter: a search has fewer to try at each character."""
    branches: dict[str, list[str]] = defaultdict(list)
    for compound in " ".join(_COMPOUNDS.values()).split():
        branches[compound[0]].append(compound[1:])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in branches.items()))


_COMPOUND = _compounds()
_POST = re.compile(r"(?<!\S)(?:hentry|type-post)(?!\S)")
_TOPICS = re.compile(r"(?<!\S)(category|tag|topic|author|format)-\S+")
"""What WordPress adds to the classes of a post: what it is about, `tag-cookies`, not what the element is for."""
FOR_SUBSCRIBERS = re.compile(
    r"(?<![a-z])(?:(?:subscribers?|premium|paywalled)[-_]?(?:only|preview|content|text|body)|paywall[-_]?content)(?![a-z])",
    re.I,
)
"""What names a part of the text by who may read it: an article, though its words alone would make it an offer."""
FOR_SPEECH = re.compile(r"\b(?:visually-?hidden|sr-?only|screen-?reader)|(?<![a-z])vh(?!\S)", re.I)
"""What names an element that screen readers alone find."""
_PATTERN_SIGNS = re.compile(r"-\?|\(.*\)")
_COMPOUND_BITS = {
    _PATTERN_SIGNS.sub("", word): GROUP_BIT[name] for name, words in _COMPOUNDS.items() for word in words.split()
}


def word_groups(names: str) -> int:
    """Return the groups, as bits of `GROUP_BIT`, whose words occur in class names, ids and roles given in one string.

    >>> bool(word_groups("c-article-body js-tracking") & GROUP_BIT["body"])
    True
    >>> word_groups("subTitle") & GROUP_BIT["lead"] > 0, word_groups("subscriber-only") & GROUP_BIT["newsletter"] > 0
    (True, False)
    >>> word_groups("hentry tag-cookies") == word_groups("hentry tag"), word_groups("commentary")
    (True, 0)
    >>> word_groups("x9f3k2")
    0
    """
    if ("hentry" in names or "type-post" in names) and _POST.search(names):
        names = _TOPICS.sub(r"\1", names)
    parted = names if names.islower() else _PARTED.sub(" ", names).lower()
    found = 0
    for word in parted.encode("utf-8", "replace").translate(_APART).split():  # in half the time a pattern takes
        found |= _BITS.get(word.lstrip(_DIGITS), 0)
    for compound in _COMPOUND.findall(parted):
        found |= _COMPOUND_BITS[compound.replace("-", "")]
    if found & GROUP_BIT["newsletter"] and (plain := FOR_SUBSCRIBERS.sub("content", names)) != names:
        return word_groups(plain)
    return found


class NameGroups(dict[str, int]):
    """Class names, ids and roles met so far, each string with its groups: on one page most of them recur.

    >>> NameGroups()["x9f3k2"]
    0
    """

    def __missing__(self, names: str) -> int:
        found = self[names] = word_groups(names)
        return found
