"""Pages in the manner of five content systems, built around an article: for tests that need a page in any language."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape

from tests.cleaners.lookalikes import Story

Blocks = Sequence[tuple[str, tuple[str, ...]]]
DATE = "2026-01-05T08:30:00+00:00"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def block(form: str, lines: tuple[str, ...], names: str = "") -> str:
    """Return a block of an article as HTML; `names` are the attributes of paragraphs."""
    texts = [escape(line) for line in lines]
    if form == "p":
        return f"<p{names}>{texts[0]}</p>"
    if form == "poem":
        return f"<p{names}>{'<br>'.join(texts)}</p>"
    if form in ("ul", "ol"):
        return f"<{form}>{''.join(f'<li>{text}</li>' for text in texts)}</{form}>"
    if form == "table":
        rows = ["".join(f"<td>{cell}</td>" for cell in text.split(" ")) for text in texts]
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    return f"<blockquote><p>{texts[0]}</p></blockquote>" if form == "blockquote" else f"<{form}>{texts[0]}</{form}>"


def links(texts: Sequence[str], tag: str = "li", names: str = "") -> str:
    return "".join(f'<{tag}{names}><a href="/a/{i}">{escape(text)}</a></{tag}>' for i, text in enumerate(texts))


def wordpress(story: Story, blocks: Blocks) -> str:
    body = "\n".join(block(form, lines) for form, lines in blocks)
    sentence, agree, refuse = map(escape, story.consent)
    return document(
        story,
        f"""<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{story.site}</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="menu" class="menu">{links(story.nav, "li", ' class="menu-item"')}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-812" class="post-812 post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{DATE}">5.1.2026</time></span></div></header>
<div class="entry-content">{body}
<div class="sharedaddy sd-sharing-enabled"><ul>{links(story.share)}</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">{escape(story.related)}</h3>
{links(story.teasers, "h4", ' class="jp-relatedposts-post-title"')}</div></div></article></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">{escape(story.newsletter)}</h2></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">{escape(story.copyright)}</div></footer></div>
<div id="cookie-notice" class="cookie-notice-hidden" role="dialog"><span id="cn-notice-text">{sentence}</span>
<button class="cn-button">{agree}</button><button class="cn-button">{refuse}</button></div>""",
    )


def react(story: Story, blocks: Blocks) -> str:
    parts = [block(form, lines, ' class="Body_p__x7Kq2"') for form, lines in blocks]
    sentence, agree, refuse = map(escape, story.consent)
    return document(
        story,
        f"""<div id="__next"><div class="Consent_root__Ab1" role="dialog" aria-modal="true"><p class="Consent_text__Cd2">{sentence}</p>
<button class="Consent_button__Ef3">{agree}</button><button class="Consent_button__Ef3">{refuse}</button></div>
<header class="Header_root__a1B2c"><a class="Header_logo__x" href="/">{story.site}</a><nav class="Nav_root__d3E"><ul>{links(story.nav)}</ul></nav></header>
<main class="Layout_main__q9"><article class="Story_root__Zz1"><h1 class="Story_title__p0">{escape(story.title)}</h1>
<div class="Meta_root__k8"><time datetime="{DATE}">5/1/2026</time></div>
<div class="Share_bar__s5">{links(story.share, "span")}</div>
<div class="Body_root__m4">{"".join(parts)}</div></article>
<section class="Newsletter_card__n7"><h3>{escape(story.newsletter)}</h3><form><input type="email"><button>OK</button></form></section>
<section class="Related_root__r6"><h2 class="Related_title__t">{escape(story.related)}</h2>
{links(story.teasers, "div", ' class="Related_card__u"')}</section></main>
<footer class="Footer_root__v"><p>{escape(story.copyright)}</p></footer></div>""",
    )


def microdata(story: Story, blocks: Blocks) -> str:
    """The related list stands in the middle of the body, as many a local paper has it."""
    parts = [block(form, lines) for form, lines in blocks]
    related = f'<div class="box related"><h4>{escape(story.related)}</h4><ul>{links(story.teasers)}</ul></div>'
    sentence, agree, refuse = map(escape, story.consent)
    return document(
        story,
        f"""<div class="top"><ul class="menu">{links(story.nav)}</ul></div>
<div class="center" itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{escape(story.title)}</h1>
<p class="date"><span itemprop="datePublished" content="{DATE}">5. 1. 2026</span></p>
<div class="text" itemprop="articleBody">{"".join(parts[:2])}{related}{"".join(parts[2:])}</div>
<div class="share">{links(story.share, "span")}</div></div>
<div class="right"><div class="newsletter"><strong>{escape(story.newsletter)}</strong></div></div>
<div class="foot"><p>{escape(story.copyright)}</p></div>
<div id="CybotCookiebotDialog" style="display:none"><p>{sentence}</p><a href="#">{agree}</a><a href="#">{refuse}</a></div>""",
    )


def broadcaster(story: Story, blocks: Blocks) -> str:
    """Every block stands in a wrapper of its own."""
    parts = [f'<div data-component="text-block" class="ssrcss-1q0x1qg">{block(form, lines)}</div>' for form, lines in blocks]
    sentence, agree, refuse = map(escape, story.consent)
    return document(
        story,
        f"""<div id="cookiePrompt" aria-label="consent"><div><p>{sentence}</p><ul><li><button>{agree}</button></li><li><button>{refuse}</button></li></ul></div></div>
<header role="banner"><nav role="navigation"><ul>{links(story.nav)}</ul></nav></header>
<main id="main-content"><article class="ssrcss-pv1rh6"><div data-component="headline-block"><h1 id="main-heading">{escape(story.title)}</h1></div>
<div data-component="byline-block"><time data-testid="timestamp" datetime="{DATE}">5 / 1</time><button>{escape(story.share[0])}</button></div>
<figure data-component="image-block"><img src="/bridge.jpg" alt=""></figure>{"".join(parts)}</article>
<section data-component="links-block"><h2>{escape(story.related)}</h2><ul>{links(story.teasers)}</ul></section></main>
<footer role="contentinfo"><p>{escape(story.newsletter)}</p><p>{escape(story.copyright)}</p></footer>""",
    )


def layout_table(story: Story, blocks: Blocks) -> str:
    """The way pages were built before style sheets; nothing is named."""
    sentence, agree, refuse = map(escape, story.consent)
    return document(
        story,
        f"""<table width="100%"><tr><td colspan="3"><b>{story.site}</b></td></tr><tr><td>{links(story.nav, "div")}</td>
<td width="560"><h1>{escape(story.title)}</h1><font size="1">05.01.2026</font>{"".join(block(form, lines) for form, lines in blocks)}
<hr><b>{escape(story.related)}</b><br>{links(story.teasers, "div")}</td>
<td>{escape(story.newsletter)}<br>{links(story.share, "div")}</td></tr>
<tr><td colspan="3" align="center">{escape(story.copyright)}</td></tr></table>
<div>{sentence} <a href="#">{agree}</a> <a href="#">{refuse}</a></div>""",
    )


def document(story: Story, body: str) -> str:
    direction = ' dir="rtl"' if story.language in RIGHT_TO_LEFT else ""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": DATE}
    return f"""<!DOCTYPE html><html lang="{story.language}"{direction}><head><meta charset="utf-8">
<title>{escape(story.title)} - {story.site}</title><meta property="og:type" content="article">
<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{story.site}">
<script type="application/ld+json">{json.dumps(data)}</script></head><body>{body}</body></html>"""


SKELETONS: dict[str, Callable[[Story, Blocks], str]] = {
    "wordpress": wordpress,
    "react": react,
    "microdata": microdata,
    "broadcaster": broadcaster,
    "layout_table": layout_table,
}
