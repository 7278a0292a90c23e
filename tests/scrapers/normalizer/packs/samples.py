"""One flood, told by three outlets; every word is our own."""

from __future__ import annotations

from typing import Any

from scrapers.article import Article
from tests.scrapers.normalizer.stories.samples import told

WIRE = """\
At least 12 people died when the river Orla burst its banks near Velden on Tuesday night, firemen said.

The water rose by 3.4 metres within two hours and cut off the village of Hest; 240 people spent the night on roofs."""
COPY = """\
At least 12 people died when the river Orla burst its banks near Velden on Tuesday night, firemen said.

The water rose by 3.4 metres within two hours and cut off the village of Hest; 240 people spent the night on the roofs.

Our reporter in Velden saw soldiers carry sandbags to the bridge."""
LATER = """\
At least 15 people died when the river Orla burst its banks near Velden, mayor Ida Krog said on Wednesday.

The last flood of the river Orla was on 3 May 2013.

A dam that was to be ready on 1 June has not been begun.

Rescuers brought 240 people down from roofs in the village of Hest."""


def flood(outlet: str, text: str, day: str, **changes: Any) -> Article:
    """Return an article about the flood."""
    row = {"title": f"Flood near Velden ({outlet})", "text": text, "outlet": outlet, "day": day, "language": "en"}
    return told(row, **changes)


FIRST = flood("agency", WIRE, "2026-05-20", wire={"agency": "Nordbureau", "evidence": "(Nordbureau)"})
SECOND = flood(
    "courier", COPY, "2026-05-20T18:00:00+00:00", duplicate={"of": FIRST.id, "kind": "wire", "similarity": 0.9}
)
THIRD = flood("velden", LATER, "2026-05-21")
FLOOD = (FIRST, SECOND, THIRD)
