"""What holds for every page, on a folder of real ones: KLARTEKST_CORPUS=folder pytest tests/test_corpus.py -n 2.

The folder holds sets of pages, SET/html/*.html.gz. They are nobody's to share, so they are not in the repository.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from cleaners import Page, clean
from cleaners.decode import decoded, parsed
from tests.cleaners.test_properties import as_text, is_subsequence, kept_words, visible_words

FOLDER = os.environ.get("KLARTEKST_CORPUS", "")
CORPUS = sorted(Path(FOLDER).glob("*/html/*.html.gz")) if FOLDER else []

pytestmark = pytest.mark.skipif(not CORPUS, reason="KLARTEKST_CORPUS names no folder of pages")


def name_of(path: Path) -> str:
    return f"{path.parts[-3]}/{path.name.removesuffix('.html.gz')}"


@pytest.mark.parametrize("path", CORPUS, ids=name_of)
def test_a_real_page_keeps_every_promise(path: Path) -> None:
    body = gzip.decompress(path.read_bytes())
    cleaned = clean(Page(body=body))
    assert clean(Page(body=body)) == cleaned, "cleaning is deterministic"
    assert is_subsequence(kept_words(cleaned), visible_words(parsed(decoded(body)))), "nothing is rewritten"
    once = clean(as_text(cleaned.title, [block.text for block in cleaned.blocks]))
    again = clean(as_text(once.title, [block.text for block in once.blocks]))
    assert [block.text for block in again.blocks] == [block.text for block in once.blocks], "clean text stays"
