"""Where a page stands in its outlet: breadcrumbs, and the directory of its address, as candidates for the section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from cleaners.addresses import parts_of
from cleaners.folding import folded
from cleaners.model import Candidate

MOST_STEPS = 8  # links in a breadcrumb
LONGEST = 40  # characters in the name of a section
LONGEST_TRAIL = 300  # characters in a breadcrumb
LONGEST_UNNAMED = 160  # the same where only its shape tells
LEVELS = 4  # elements above the link home in which the next step is looked for
_HOLDERS = ("nav", "ol", "ul", "div", "p", "section", "td", "span")
# What system builders call it: these names are markup, not words on the page.
_NAME = re.compile(
    r"bread[-_]?crumb|(?<![a-z])crumbs?(?![a-z])|brotkrum|br(?:o|oe|ø)dkrumm|kruimel|(?<![a-z])fil[-_]?d?[-_]?ariane",
    re.I,
)
_ARROW = re.compile(r"[>＞›»→‹«❯▸/]")
_HOME = re.compile(r"/*(?:(?:index|home|default)(?:\.\w{2,5})?|[a-z]{2}(?:[-_][a-zA-Z]{2,4})?)?/*$")
_HAS_WORD = re.compile(r"[^\W\d_]")


Link = tuple[HtmlElement, str]  # with its address, not empty


class Step(NamedTuple):
    """One step of a breadcrumb."""

    name: str
    """What it says, folded."""
    path: str
    """Path of its link; empty if it has none."""


def trail_sections(root: HtmlElement, url: str, titles: Sequence[str]) -> Iterator[Candidate]:
    """Yield the section that the first breadcrumb names, and the one as which the directory of `url` is linked.

    `titles` are what the page says its headline is: no section. Source is `html` for breadcrumbs, `url` for the other.
    """
    before = _links_before_headline(root)
    trails = (_steps(holder.iter("a")) for holder in (*_named(root), *_shaped(before)))
    name = next((name for steps in trails if (name := section_among(steps, url, titles))), "")
    if name:
        yield Candidate(field="section", value=name, source="html")
    if name := _directory(before, url):
        yield Candidate(field="section", value=name, source="url")


def listed_sections(nodes: Iterable[Mapping[str, object]], url: str, titles: Sequence[str]) -> Iterator[Candidate]:
    """Yield the sections that the `BreadcrumbList`s among JSON-LD objects name, one each."""
    for node in nodes:
        items = node.get("itemListElement")
        if "BreadcrumbList" in str(node.get("@type")) and isinstance(items, list):
            steps = [_listed(item) for item in items[:MOST_STEPS] if isinstance(item, dict)]
            if name := section_among([step for step in steps if step.path], url, titles):
                yield Candidate(field="section", value=name, source="json_ld")


def section_among(steps: Sequence[Step], url: str, titles: Sequence[str]) -> str:
    """Return the last step of a breadcrumb that is a section: not the way home, the page itself or its headline.

    >>> steps = (Step("Home", "/"), Step("Sport", "/sport/"), Step("Cup ends in draw", "/sport/cup-1.html"))
    >>> section_among(steps, "https://example.com/sport/cup-1.html", ())
    'Sport'
    """
    here = _bare(parts_of(url).path)
    said = {title.casefold() for title in titles}
    for at, (name, path) in reversed([*enumerate(steps)]):
        way_home = _bare(path) == "" or (at == 0 and _HOME.match(path))
        own = (here and _bare(path) == here) or any(title.startswith(name.casefold().rstrip(".… ")) for title in said)
        if not way_home and not own and len(name) <= LONGEST and _HAS_WORD.search(name):
            return name
    return ""


def _listed(item: Mapping[str, object]) -> Step:
    target = item.get("item")
    inner = target if isinstance(target, dict) else {"@id": target}
    name = item.get("name") or inner.get("name")
    address = inner.get("@id") or inner.get("url")
    path = parts_of(address).path or "/" if isinstance(address, str) and address.isprintable() else ""
    return Step(folded(name).replace("\n", " ") if isinstance(name, str) else "", path)


def _named(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the small elements that are named a breadcrumb."""
    for element in root.iter(*_HOLDERS):
        # Of hundreds of elements hardly one is: what every such name has in it is looked for first.
        said = " ".join(element.values()).lower()
        likely = "crumb" in said or "kru" in said or "ariane" in said
        if likely and _is_named(element) and _is_trail(element, LONGEST_TRAIL):
            yield element


def _is_named(element: HtmlElement) -> bool:
    get = element.get
    names = f"{get('class')} {get('id')} {get('aria-label')} {get('itemtype')} {get('data-testid')}"
    return _NAME.search(names) is not None


def _shaped(links: Sequence[Link]) -> Iterator[HtmlElement]:
    """Yield the small elements that begin with a link home and have arrows between their links."""
    for link, address in links:
        if _bare(address):
            continue
        holder = link.getparent()
        for _ in range(LEVELS):
            if holder is None or not _is_trail(holder, LONGEST_UNNAMED):
                break
            inside = list(holder.iter("a"))
            if len(inside) > 1:
                if inside[0] is link and _has_arrows(holder):
                    yield holder
                break
            holder = holder.getparent()


def _is_trail(element: HtmlElement, most: int) -> bool:
    """Return whether an element is small enough, without reading more of it than that."""
    size = links = 0
    for parts, one in enumerate(element.iter()):
        links += one.tag == "a"
        size += len((one.text or "").strip()) + len((one.tail or "").strip())
        if size > most or links > MOST_STEPS or parts > most:
            return False
    return True


def _has_arrows(element: HtmlElement) -> bool:
    beside = [one.tail or "" for one in element.iter() if one is not element]
    apart = [one.text or "" for one in element.iter() if one.tag in ("span", "i", "li", "b", "em", "font")]
    return any(_ARROW.search(text) for text in (*beside, *apart))


def _steps(links: Iterable[HtmlElement]) -> list[Step]:
    return [Step(_words(link).replace("\n", " "), _path(link.get("href") or "")) for link in links]


def _words(element: HtmlElement) -> str:
    return folded("".join(element.itertext()))


def _path(address: str) -> str:
    """Return the path of a link; of one that leads nowhere (`#`, `javascript:`) it is empty, so no section."""
    parts = parts_of(address)
    return parts.path if parts.scheme in ("", "http", "https") else ""


def _bare(path: str) -> str:
    return path.strip().strip("/")


def _links_before_headline(root: HtmlElement) -> list[Link]:
    """Return the links above the last `<h1>`: menu and breadcrumb; none if there is no such heading."""
    found: list[Link] = []
    above = 0
    for element in root.iter("a", "h1"):
        if element.tag == "h1":
            above = len(found)
        elif address := element.get("href"):
            found.append((element, address))
    return found[:above]


def _directory(links: Sequence[Link], url: str) -> str:
    """Return what the link to the innermost directory of a URL is called; empty if none of them is linked."""
    parts = parts_of(url)
    site = f"{parts.scheme}://{parts.netloc}"
    best, name = "", ""
    for link, address in links:
        path = "/" + _bare(address.removeprefix(site))
        if len(path) > max(3, len(best)) and parts.path.startswith(f"{path}/"):
            text = _words(link)
            if 0 < len(text) <= LONGEST and "\n" not in text and not any(map(str.isdecimal, text)):
                best, name = path, text
    return name
