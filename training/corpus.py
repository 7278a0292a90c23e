"""The corpus folder: its own scorer, its pages and its gold."""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaners.decode import decoded, parsed
from cleaners.tree import tree_of
from training.labels import golds_of, read_gold, read_labels


def load_score(corpus: Path) -> Any:
    """Return the corpus' own `score.py` as a module. Raises FileNotFoundError if the folder has none."""
    path = corpus / "score.py"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; --corpus takes the folder that holds score.py and the sets")
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages_of(corpus: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the body of every page of a set, in order of ids."""
    for file in sorted((corpus / name / "html").glob("*.html.gz")):
        yield file.name.removesuffix(".html.gz"), gzip.decompress(file.read_bytes())


def golds_by_page(corpus: Path, name: str) -> dict[str, list[str]]:
    """Return the accepted texts of a set's pages by id: the corpus' gold where it can be read, else our labels."""
    golds: dict[str, list[str]] = {}
    labels = read_labels()
    for page, body in pages_of(corpus, name):
        if (label := labels.get(f"{name}/{page}")) is not None:
            golds[page] = golds_of(tree_of(parsed(decoded(body))), label)
    return golds | read_gold(corpus / name)
