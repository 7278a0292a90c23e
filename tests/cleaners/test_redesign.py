"""Site memory over a redesign of the recorded outlets: the old look says nothing of the new one, and is forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners import Cleaned, Page, SiteMemory, clean, learned
from cleaners.memory import WINDOW
from tests.test_goldens import GOLDENS, page_of

_NAMES = re.compile(rb'\b(class|id)="([^"]*)"')
_BODY = re.compile(rb"<body\b[^>]*>", re.I)


def outlets() -> dict[str, list[Page]]:
    """Return the pages of the recorded outlets that have some."""
    by_outlet: dict[str, list[Page]] = defaultdict(list)
    for path in GOLDENS:
        if "later" not in path.name:
            by_outlet[Path(path).parts[-3]].append(page_of(path))
    return {outlet: pages for outlet, pages in by_outlet.items() if len(pages) > 3}


OUTLETS = outlets()


def redesigned(page: Page) -> Page:
    """Return a page in a new look: other names everywhere, and one element more around all."""
    body = _NAMES.sub(lambda found: found[1] + b'="' + re.sub(rb"\S+", rb"nova-\g<0>", found[2]) + b'"', page.body)
    body = _BODY.sub(lambda found: found[0] + b"<div class=nova-shell>", body, count=1)
    return replace(page, body=body, url=f"{page.url}?new")


def taught(pages: list[Page], memory: SiteMemory = SiteMemory()) -> SiteMemory:  # noqa: B008 - frozen
    for page in pages:
        memory = learned(memory, clean(page, memory=memory).footprint)
    return memory


def texts(cleaned: Cleaned) -> list[str]:
    return [block.text for block in cleaned.blocks]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_old_look_says_nothing_about_the_new_one(outlet: str) -> None:
    old = taught(OUTLETS[outlet])
    fresh = [redesigned(page) for page in OUTLETS[outlet]]
    assert [texts(clean(page, memory=old)) for page in fresh] == [texts(clean(page)) for page in fresh]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_ten_pages_later_nothing_of_the_old_look_is_known(outlet: str) -> None:
    fresh = [redesigned(page) for page in OUTLETS[outlet]]
    ten = [replace(page, url=f"{page.url}&{turn}") for turn in range(WINDOW) for page in fresh][:WINDOW]
    assert taught(ten, taught(OUTLETS[outlet])).footprints == taught(ten).footprints
