"""Pages cut, walled and emptied by script: each shape makes one kind of incomplete page out of a whole article.

Shapes come in two halves: `0` to find and mend causes by, `1` to measure by; these were seen, too, before the rules
were done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from lxml import etree, html
from lxml.html import HtmlElement

from benchmarks.originals import Original, cast_elements
from scrapers.article import Verdict

Make = Callable[[Original, HtmlElement], HtmlElement]
MOST_KEPT = 260
"""Characters of a sentence that breaks off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One way to alter a page."""

    name: str
    """What is done, in a word or two."""
    verdict: Verdict
    """What the page is afterwards."""
    side: int
    """0 to mend by, 1 to measure by."""
    make: Make
    """Gives the altered document."""

    def page(self, original: Original) -> bytes:
        """Return the altered page in UTF-8."""
        root = self.make(original, original.root())
        for meta in cast_elements(root.xpath("//meta[@charset or @http-equiv]")):
            meta.drop_tree()
        text = etree.tostring(root, encoding="unicode", method="html")
        return b'<!DOCTYPE html><meta charset="utf-8">' + text.encode("utf-8", "replace")


def _fragment(markup: str) -> HtmlElement:
    return html.fragment_fromstring(f'<div class="x">{markup}</div>')[0]


def _cut(original: Original, root: HtmlElement, kept: int) -> HtmlElement:
    """Take the article's paragraphs out, but for the first ones; return the last that stays."""
    _forget_body(root)
    paragraphs = original.paragraphs(root)
    running = [one for one in paragraphs if len(one.text_content()) >= 60] or paragraphs
    last = running[min(kept, len(running) - 2) - 1] if len(running) > 1 else running[0]
    _clear(last, paragraphs[-1])
    for one in cast_elements(root.xpath("//meta[contains(@*, 'content_tier')]")):
        one.drop_tree()
    return last


def _clear(first: HtmlElement, last: HtmlElement) -> None:
    """Take out all that stands between two paragraphs, and the second: boxes and tables of the article, too."""
    above = set(last.iterancestors())
    for one in cast_elements(first.xpath("following::*")) if first is not last else ():
        if one not in above and one.tag not in ("script", "style", "head", "meta") and one.getparent() is not None:
            one.drop_tree()
        if one is last:
            return


def _forget_body(root: HtmlElement) -> None:
    """Take `articleBody` out of the page data, which a page that is cut does not hold either."""
    for script in _data_scripts(root):
        try:
            value = json.loads(script.text or "", strict=False)
        except ValueError:
            script.drop_tree()
            continue
        script.text = json.dumps(_without(value, "articleBody", "isAccessibleForFree"))


def _without(value: object, *keys: str) -> object:
    if isinstance(value, dict):
        return {key: _without(one, *keys) for key, one in value.items() if key not in keys}
    return [_without(one, *keys) for one in value] if isinstance(value, list) else value


def _data_scripts(root: HtmlElement) -> list[HtmlElement]:
    return cast_elements(root.xpath("//script[contains(@type, 'ld+json')]"))


def _state(root: HtmlElement, **data: object) -> None:
    """Add page data."""
    script = etree.SubElement(_head(root), "script", {"type": "application/ld+json"})
    script.text = json.dumps({"@context": "https://schema.org", **data})


def _head(root: HtmlElement) -> HtmlElement:
    head = root.find("head")
    if head is None:
        head = root.makeelement("head")
        root.insert(0, head)
    return head


def _break_off(block: HtmlElement, dots: str) -> None:
    """Cut the text of a paragraph in the middle of a sentence."""
    text = " ".join(block.text_content().split())[:MOST_KEPT]
    text = text[: int(0.8 * len(text))]
    for child in list(block):
        block.remove(child)
    block.text = (text.rpartition(" ")[0] or text) + dots


def _plain_page(title: str, markup: str, root: HtmlElement) -> HtmlElement:
    """Return a page of its own, in the same language."""
    language = root.get("lang") or "en"
    return html.document_fromstring(
        f'<html lang="{escape(language)}"><head><title>{escape(title)}</title></head><body>{markup}</body></html>'
    )


def _chrome(original: Original, root: HtmlElement, markup: str, kind: str = "website") -> HtmlElement:
    """Return the page with other content where its article and headline stood, and with page data to match."""
    paragraphs = original.paragraphs(root)
    paragraphs[0].addprevious(_fragment(markup))
    _clear(paragraphs[0], paragraphs[-1])
    paragraphs[0].drop_tree()
    dated = (
        "//meta[contains(@*, 'content_tier') or contains(@property, 'article:') or contains(@name, 'date')"
        " or contains(@itemprop, 'date')]"
    )
    for one in [*_data_scripts(root), *cast_elements(root.xpath(f"{dated} | //h1 | //time | //article//figure"))]:
        one.drop_tree()
    for one in cast_elements(root.xpath("//*[@itemtype or @itemprop]")):
        for name in ("itemtype", "itemprop", "itemscope"):
            one.attrib.pop(name, None)
    _restate(root, kind)
    return root


def _restate(root: HtmlElement, kind: str) -> None:
    for meta in cast_elements(root.xpath("//meta[@property='og:type']")):
        meta.set("content", kind)
    for meta in cast_elements(root.xpath("//meta[contains(@property, 'title') or contains(@name, 'title')]")):
        meta.drop_tree()
    title = root.find(".//title")
    if title is not None:
        title.text = "News"


def _retitled(root: HtmlElement, text: str) -> HtmlElement:
    title = root.find(".//title")
    if title is not None:
        title.text = text
    return root


def _titles(root: HtmlElement) -> list[str]:
    """Return the headlines that the chrome of a page links."""
    links = (" ".join(link.text_content().split()) for link in root.iter("a"))
    return list(dict.fromkeys(text for text in links if 25 <= len(text) <= 140))


def _teaser_dots(original: Original, root: HtmlElement) -> HtmlElement:
    _break_off(_cut(original, root, 1), " …")
    return root


def _teaser_link(original: Original, root: HtmlElement) -> HtmlElement:
    word = escape(original.words["more"][0])
    _cut(original, root, 1).addnext(_fragment(f'<div><a class="read-more" href="/story/81234">{word}</a></div>'))
    return root


def _teaser_inline(original: Original, root: HtmlElement) -> HtmlElement:
    block = _cut(original, root, 1)
    _break_off(block, "… ")
    block.append(_fragment(f'<a href="/story/81234">{escape(original.words["more"][0])} »</a>'))
    return root


def _teaser_button(original: Original, root: HtmlElement) -> HtmlElement:
    block = _cut(original, root, 1)
    _break_off(block, "...")
    block.addnext(_fragment(f'<button type="button" class="btn">{escape(original.words["more"][1])}</button>'))
    return root


def _teaser_away(original: Original, root: HtmlElement) -> HtmlElement:
    link = f'<a href="https://partner.example/story/81234" rel="external">{escape(original.words["more"][1])}</a>'
    _cut(original, root, 1).addnext(_fragment(f'<div class="c-more"><p>{link}</p></div>'))
    return root


def _teaser_two(original: Original, root: HtmlElement) -> HtmlElement:
    link = f'<p><a href="/story/81234.html"><span>{escape(original.words["more"][1])}</span> →</a></p>'
    _cut(original, root, 2).addnext(_fragment(link))
    return root


def _wall(original: Original, side: int, name: str, tag: str = "div") -> HtmlElement:
    head, text, button, login = map(escape, original.words["wall"][side])
    return _fragment(
        f'<{tag} class="{name}"><h3>{head}</h3><p>{text}</p><a class="button" href="/abo">{button}</a>'
        f'<p><a href="/login">{login}</a></p></{tag}>'
    )


def _wall_named(original: Original, root: HtmlElement) -> HtmlElement:
    _cut(original, root, 1).addnext(_wall(original, 0, "c-paywall"))
    _state(root, **{"@type": "NewsArticle", "isAccessibleForFree": False})
    return root


def _wall_stated(original: Original, root: HtmlElement) -> HtmlElement:
    _cut(original, root, 2).addnext(_fragment('<div class="paywalled-content"></div>'))
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywalled-content"}
    _state(root, **{"@type": "NewsArticle", "isAccessibleForFree": "False", "hasPart": part})
    return root


def _wall_said(original: Original, root: HtmlElement) -> HtmlElement:
    _cut(original, root, 2).addnext(_wall(original, 0, "offer-box"))
    return root


def _wall_modal(original: Original, root: HtmlElement) -> HtmlElement:
    _cut(original, root, 3).addnext(_wall(original, 1, "tp-modal piano-offer", "section"))
    etree.SubElement(_head(root), "meta", {"property": "article:content_tier", "content": "locked"})
    return root


def _wall_aside(original: Original, root: HtmlElement) -> HtmlElement:
    _cut(original, root, 2).addnext(_wall(original, 1, "subscriber-only", "aside"))
    return root


def _wall_faded(original: Original, root: HtmlElement) -> HtmlElement:
    block = _cut(original, root, 2)
    block.set("class", "faded")
    _break_off(block, "")
    graph = [{"@type": "WebSite", "name": "News"}, {"@type": "Article", "isAccessibleForFree": "false"}]
    _state(root, **{"@graph": graph})
    return root


def _soft(original: Original, root: HtmlElement, side: int, hide: tuple[str, str]) -> HtmlElement:
    """Hide the article from its second paragraph on, whole, and put the offer before it."""
    paragraphs = original.paragraphs(root)
    for one in paragraphs[1:]:
        one.set(*hide)
    paragraphs[0].addnext(_wall(original, side, "paywall"))
    _state(root, **{"@type": "NewsArticle", "isAccessibleForFree": False})
    return root


def _soft_class(original: Original, root: HtmlElement) -> HtmlElement:
    return _soft(original, root, 0, ("class", "premium-text is-hidden"))


def _soft_style(original: Original, root: HtmlElement) -> HtmlElement:
    return _soft(original, root, 1, ("style", "opacity:0;max-height:0"))


def _consent_page(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, *buttons = map(escape, original.words["consent"][0])
    row = "".join(f'<button class="sp_choice_type_{i}">{one}</button>' for i, one in enumerate(buttons, 11))
    return _plain_page(
        "Consent",
        f'<div id="sp_message_container" role="dialog"><h1>{head}</h1><p>{text}</p>{row}</div>',
        root,
    )


def _consent_links(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, *buttons = map(escape, original.words["consent"][0])
    row = "".join(f'<li><a href="#{i}">{one}</a></li>' for i, one in enumerate(buttons))
    return _plain_page(
        head, f'<main class="cmp-wall"><h2>{head}</h2><p>{text}</p><p>{text}</p><ul>{row}</ul></main>', root
    )


def _consent_pay(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, yes, _, manage = map(escape, original.words["consent"][0])
    _, offer, buy, login = map(escape, original.words["wall"][0])
    free = f"<div><h2>{head}</h2><p>{text}</p><button>{yes}</button></div>"
    paid = f'<div><p>{offer}</p><a href="/pur">{buy}</a><a href="/login">{login}</a></div>'
    return _plain_page("News", f'<div class="pur-wall">{free}{paid}<a href="#m">{manage}</a></div>', root)


def _consent_kept_head(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, *buttons = map(escape, original.words["consent"][1])
    row = "".join(f"<span><button>{one}</button></span>" for one in buttons)
    return _emptied(root, f'<div id="didomi-host"><div><h2>{head}</h2><div><p>{text}</p></div>{row}</div></div>')


def _consent_before(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, *buttons = map(escape, original.words["consent"][1])
    row = "".join(f'<form action="/save"><button>{one}</button></form>' for one in buttons)
    return _plain_page(head, f"<div><h1>{head}</h1><div>{text}</div>{row}</div>", root)


def _consent_in_chrome(original: Original, root: HtmlElement) -> HtmlElement:
    head, text, *buttons = map(escape, original.words["consent"][1])
    row = "".join(f'<button class="qc-cmp2-button">{one}</button>' for one in buttons)
    navigation = "".join(f'<li><a href="/{i}">{escape(one[:25])}</a></li>' for i, one in enumerate(_titles(root)[:8]))
    markup = f'<header><nav><ul>{navigation}</ul></nav></header><div class="gate"><p>{head}</p><p>{text}</p>{row}</div>'
    return _plain_page("News", markup, root)


def _emptied(root: HtmlElement, markup: str) -> HtmlElement:
    """Return the page with its own head and other content."""
    body = root.find("body")
    if body is not None:
        root.remove(body)
    body = etree.SubElement(root, "body")
    body.append(_fragment(markup))
    return root


def _shell_root(original: Original, root: HtmlElement) -> HtmlElement:
    script = escape(original.words["script"][0])
    return _plain_page(
        "News", f'<noscript>{script}</noscript><div id="root"></div><script src="/static/main.js"></script>', root
    )


def _shell_next(_original: Original, root: HtmlElement) -> HtmlElement:
    return _emptied(root, '<div id="__next"><div class="spinner"></div></div>')


def _shell_element(_original: Original, root: HtmlElement) -> HtmlElement:
    return _emptied(root, "<app-root>Loading…</app-root>")


def _shell_chrome(original: Original, root: HtmlElement) -> HtmlElement:
    links = "".join(f'<a href="/{i}">{escape(one[:18])}</a> ' for i, one in enumerate(_titles(root)[:12]))
    script = escape(original.words["script"][1])
    markup = (
        f'<div><nav>{links}</nav><div id="app"></div><noscript>{script}</noscript><footer>© 2026 News</footer></div>'
    )
    return _emptied(root, markup)


def _shell_check(original: Original, root: HtmlElement) -> HtmlElement:
    script = escape(original.words["script"][1])
    return _plain_page("Just a moment...", f'<main><h1>news.example</h1><p id="challenge">{script}</p></main>', root)


def _shell_skeleton(original: Original, root: HtmlElement) -> HtmlElement:
    script = escape(original.words["script"][1])
    bars = '<div class="skeleton"></div>' * 6
    return _emptied(root, f'<main aria-busy="true">{bars}<noscript><h2>{script}</h2></noscript></main>')


def _entries(original: Original, root: HtmlElement, tag: str, name: str) -> HtmlElement:
    """Give each paragraph a clock and an entry of its own."""
    for number, one in enumerate(original.paragraphs(root)):
        clock = f"{18 - number // 6}:{(59 - 7 * number) % 60:02d}"
        entry = _fragment(f'<{tag} class="{name}"><time datetime="2026-01-03T{clock}:00Z">{clock}</time></{tag}>')
        one.addprevious(entry)
        one.tail = None
        entry.append(one)
    return root


def _live_stated(original: Original, root: HtmlElement) -> HtmlElement:
    _state(root, **{"@type": "LiveBlogPosting", "headline": "Live", "coverageStartTime": "2026-01-03T08:00:00Z"})
    return _entries(original, root, "div", "entry")


def _live_listed(original: Original, root: HtmlElement) -> HtmlElement:
    update = {"@type": "BlogPosting", "headline": "An update", "datePublished": "2026-01-03T08:00:00Z"}
    _state(root, **{"@type": ["NewsArticle", "LiveBlogPosting"], "liveBlogUpdate": [update, update]})
    return _entries(original, root, "article", "update")


def _live_graph(original: Original, root: HtmlElement) -> HtmlElement:
    graph = [{"@type": "WebPage"}, {"@type": "https://schema.org/LiveBlogPosting", "headline": "Live"}]
    _state(root, **{"@graph": graph})
    return _entries(original, root, "section", "post")


def _live_microdata(original: Original, root: HtmlElement) -> HtmlElement:
    root.find("body").set("itemscope", "")
    root.find("body").set("itemtype", "https://schema.org/LiveBlogPosting")
    return _entries(original, root, "article", "live-entry")


def _teasers(original: Original, root: HtmlElement, tag: str, summarized: bool) -> str:
    titles = _titles(root) or list(original.summaries)
    texts = original.summaries or ("",)
    items = [
        f'<{tag} class="item"><h3><a href="/story/{81000 + i}">{escape(title[:90])}</a></h3>'
        + (f"<p>{escape(texts[i % len(texts)][:180])}</p>" if summarized else "")
        + f"</{tag}>"
        for i, title in enumerate(titles[:12])
    ]
    return "".join(items)


def _section(original: Original, root: HtmlElement) -> HtmlElement:
    items = _teasers(original, root, "article", summarized=True)
    return _chrome(original, root, f'<div class="section-list"><h1>News</h1>{items}</div>')


def _tag_page(original: Original, root: HtmlElement) -> HtmlElement:
    found = escape(original.words["found"][0])
    items = _teasers(original, root, "li", summarized=False)
    page = _chrome(original, root, f'<div><h1>{found}</h1><ul class="list">{items}</ul></div>')
    _state(page, **{"@type": "CollectionPage", "name": original.words["found"][0]})
    return page


def _missing(original: Original, root: HtmlElement) -> HtmlElement:
    head, text = map(escape, original.words["missing"][0])
    page = _chrome(original, root, f'<div class="error"><h1>{head}</h1><p>{text}</p></div>')
    return _retitled(page, original.words["missing"][0][0])


def _video(original: Original, root: HtmlElement) -> HtmlElement:
    text = escape((original.summaries or ("Video",))[0])
    markup = f'<div class="watch"><video src="/v.mp4"></video><h1>{text[:60]}</h1><p>{text[:250]}</p></div>'
    page = _chrome(original, root, markup, "video.other")
    _state(page, **{"@type": "VideoObject", "name": text[:60], "uploadDate": "2026-01-03"})
    return page


def _search(original: Original, root: HtmlElement) -> HtmlElement:
    found = escape(original.words["found"][1])
    items = _teasers(original, root, "div", summarized=True)
    form = '<form role="search" action="/search"><input name="q" value="bridge"></form>'
    page = _chrome(original, root, f'<div class="results"><h1>{found}: bridge</h1>{form}{items}</div>')
    return _retitled(page, f"{original.words['found'][1]}: bridge")


def _missing_article(original: Original, root: HtmlElement) -> HtmlElement:
    head, text = map(escape, original.words["missing"][1])
    items = _teasers(original, root, "li", summarized=False)
    page = _chrome(original, root, f"<div><h1>{head}</h1><p>{text}</p><ul>{items}</ul></div>")
    return _retitled(page, head)


def _gallery(original: Original, root: HtmlElement) -> HtmlElement:
    texts = original.summaries or ("A picture.",)
    figures = "".join(
        f'<figure><img src="/{i}.jpg"><figcaption>{escape(text[:120])}</figcaption></figure>'
        for i, text in enumerate(texts)
    )
    page = _chrome(original, root, f'<div class="gallery"><h1>{escape(texts[0][:50])}</h1>{figures}</div>')
    _state(page, **{"@type": "ImageGallery", "name": texts[0][:50], "datePublished": "2026-01-03"})
    return page


def _player(original: Original, root: HtmlElement) -> HtmlElement:
    text = escape((original.summaries or ("Video",))[0])
    player = '<iframe src="https://player.example/embed/81234" allowfullscreen></iframe>'
    return _chrome(original, root, f"<div>{player}<h1>{text[:60]}</h1><p>{text[:250]}</p></div>", "video.other")


def _dated_list(original: Original, root: HtmlElement) -> HtmlElement:
    items = _teasers(original, root, "div", summarized=True)
    page = _chrome(original, root, f'<div class="stream"><h1>News</h1>{items}</div>')
    _state(page, **{"@type": "WebPage", "name": "News", "datePublished": "2020-01-03T08:00:00Z"})
    return page


def _shapes(verdict: Verdict, side: int, **makes: Make) -> Iterable[Shape]:
    return [Shape(name=name, verdict=verdict, side=side, make=make) for name, make in makes.items()]


SHAPES: tuple[Shape, ...] = (
    *_shapes("teaser", 0, dots=_teaser_dots, link=_teaser_link, inline=_teaser_inline),
    *_shapes("teaser", 1, button=_teaser_button, away=_teaser_away, two=_teaser_two),
    *_shapes("paywalled", 0, named=_wall_named, stated=_wall_stated, said=_wall_said),
    *_shapes("paywalled", 1, modal=_wall_modal, aside=_wall_aside, faded=_wall_faded),
    *_shapes("full", 0, soft_class=_soft_class),
    *_shapes("full", 1, soft_style=_soft_style),
    *_shapes("consent_wall", 0, page=_consent_page, links=_consent_links, pay=_consent_pay),
    *_shapes("consent_wall", 1, head=_consent_kept_head, before=_consent_before, chrome=_consent_in_chrome),
    *_shapes("script_shell", 0, root=_shell_root, next=_shell_next, element=_shell_element),
    *_shapes("script_shell", 1, menu=_shell_chrome, check=_shell_check, skeleton=_shell_skeleton),
    *_shapes("live_blog", 0, stated=_live_stated, listed=_live_listed),
    *_shapes("live_blog", 1, graph=_live_graph, microdata=_live_microdata),
    *_shapes("not_article", 0, section=_section, tag=_tag_page, missing=_missing, video=_video),
    *_shapes(
        "not_article", 1, search=_search, missing=_missing_article, gallery=_gallery, player=_player, dated=_dated_list
    ),
)
