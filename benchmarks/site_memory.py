"""How much a memory of the site helps, by how many of its pages were seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from cleaners import Page, SiteMemory, clean_with, learned
from cleaners.decision import Decision
from cleaners.lexicon import shipped_lexicon
from cleaners.model import Cleaned

SET = "outlets5"


def curve(bodies: Mapping[str, bytes], decide: Callable[[str], Decision]) -> dict[int, dict[str, str]]:
    """Return, by number of pages seen, the text of each page cleaned with what so many of its outlet teach.

    `bodies` holds the pages by id, OUTLET_NUMBER; nothing is learned from gold, and a page does not count as another.
    """
    lexicon = shipped_lexicon()

    def cleaned(page: str, memory: SiteMemory) -> Cleaned:
        return clean_with(Page(url=page, body=bodies[page]), lexicon, decide(f"{SET}/{page}"), memory=memory)

    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for page in bodies:
        outlets[page.rpartition("_")[0]].append(page)
    footprints = {page: cleaned(page, SiteMemory()).footprint for page in bodies}
    texts: dict[int, dict[str, str]] = {}
    for seen in range(1, max(map(len, outlets.values())) + 1):
        texts[seen] = {}
        for page in bodies:
            memory = SiteMemory()
            for other in [one for one in outlets[page.rpartition("_")[0]] if one != page][: seen - 1]:
                memory = learned(memory, footprints[other])
            texts[seen][page] = text_of(cleaned(page, memory))
    return texts


def text_of(cleaned: Cleaned) -> str:
    """Return the text of an article as the feed has it."""
    return "\n\n".join(block.text for block in cleaned.blocks if block.kind != "embed")
