"""What a news page carries besides its article: menus, teaser cards, icons, scripts, in the mix of real pages.

The median page of 200 to 450 KB among those that the cleaners are trained on has 1,090 elements, 125 KB of
script and style, 28 KB of SVG and 215 links; a page padded to 300 KB comes close to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

MARKUP_SHARE = 0.55
"""Of what is added; the rest is script."""
ICON_SHARE = 0.18
"""Of the markup."""
LINKS_IN_MENU = 40
WIDTHS = (240, 320, 480, 640, 768, 960, 1280)
CHARACTERS_OF_STATE = 6_000
"""Of one script; pages have dozens of scripts rather than one."""
SHORTEST_ENTRY = 70
STROKES = "MLHVCQ" * 16


def markup(titles: Sequence[str], room: int, random: Random) -> str:
    """Return a menu, icons and teaser cards of about `room` bytes under the given headlines."""
    icons = "".join(_until(int(room * ICON_SHARE), _icons(random)))
    menu = _menu(titles, random)
    cards = _until(room - len(icons.encode()) - len(menu.encode()), _cards(titles, random))
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg" class="sprite" aria-hidden="true">{icons}</svg>'
    return f'{sprite}{menu}<section class="river" data-component="river">{"".join(cards)}</section>'


def scripts(room: int, random: Random) -> str:
    """Return scripts of exactly `room` bytes that hold a page's state; at least an empty one."""
    frame = "<script></script>"
    whole, rest = divmod(room, CHARACTERS_OF_STATE)
    sizes = [CHARACTERS_OF_STATE] * whole + [max(rest, len(frame))]
    return "".join(f"<script>{_state(size - len(frame), random)}</script>" for size in sizes)


def _until(room: int, pieces: Iterator[str]) -> Iterator[str]:
    while (room := room - len((piece := next(pieces)).encode())) > 0:
        yield piece


def _icons(random: Random) -> Iterator[str]:
    while True:
        points = " ".join(f"{command}{random.getrandbits(11) / 100}" for command in STROKES)
        yield f'<symbol id="i-{_hex(random)}" viewBox="0 0 24 24"><path d="{points}z"></path></symbol>'


def _menu(titles: Sequence[str], random: Random) -> str:
    names = [random.choice(titles).split(" ")[0] for _ in range(LINKS_IN_MENU)]
    links = (
        f'<li class="mega__item"><a class="mega__link" href="/{_hex(random)}/" data-track="nav|{nth}">{name}</a></li>'
        for nth, name in enumerate(names)
    )
    return f'<nav class="mega" aria-label="mega"><ul class="mega__list">{"".join(links)}</ul></nav>'


def _cards(titles: Sequence[str], random: Random) -> Iterator[str]:
    for nth, title in enumerate(cycle(titles)):
        link = f"/{_hex(random)}/{nth}.html"
        yield (
            f'<article class="card card--{nth % 4} col-span-12 md:col-span-6 xl:col-span-3 border-t border-solid '
            f'border-neutral-200 pt-4" data-id="{_hex(random)}" data-component="card" data-position="{nth}">'
            f'<a class="card__media" href="{link}" tabindex="-1" aria-hidden="true">{_picture(random)}</a>'
            f'<h3 class="card__title font-serif text-lg leading-6"><a href="{link}" data-track="river|{nth}" '
            f'data-vars=\'{{"module":"river","position":{nth},"asset":"{_hex(random)}"}}\'>{title}</a></h3>'
            f'<time class="card__time" datetime="2026-01-0{nth % 9 + 1}T0{nth % 10}:30:00+00:00">0{nth % 10}:30</time>'
            "</article>\n"
        )


def _picture(random: Random) -> str:
    address = f"/img/{_hex(random)}{_hex(random)}"
    sizes = ", ".join(f"{address}/{width}x{width * 9 // 16}.webp?q=75 {width}w" for width in WIDTHS)
    return (
        f'<picture><source type="image/webp" srcset="{sizes}" sizes="(min-width: 960px) 22vw, 90vw">'
        f'<img class="card__image aspect-video w-full object-cover" src="{address}/320x180.jpg" width="320" '
        'height="180" loading="lazy" decoding="async" alt=""></picture>'
    )


def _state(size: int, random: Random) -> str:
    """Return a statement of exactly `size` characters."""
    before, after = "window.__state=(window.__state||[]).concat([", "])"
    entries = "".join(_entry(random) for _ in range(size // SHORTEST_ENTRY + 1))
    return f"{before}{entries}"[: max(size - len(after), 0)] + after[:size]


def _entry(random: Random) -> str:
    tags = f'["{_hex(random)}","{_hex(random)}"]'
    return f'{{"id":"{_hex(random)}","w":{random.getrandbits(11)},"tags":{tags},"ad":false}},'


def _hex(random: Random) -> str:
    return f"{random.getrandbits(48):012x}"
