from __future__ import annotations

import json
import re
from pathlib import Path

from scrapers.normalizer.packs import pack
from tests.scrapers.normalizer.packs.samples import FIRST, FLOOD

PAGE = Path(__file__).parents[4] / "docs" / "stories.md"


def test_the_example_in_the_documentation_is_what_comes_out() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert json.loads(example) == pack(FLOOD, FIRST.id).model_dump(mode="json", by_alias=True)
