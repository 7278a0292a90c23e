"""What each part of the cleaner brings: python benchmarks/ablation.py --corpus FOLDER [--set world].

Each line leaves one part out. What the decision learns from (structured data, lexicon) is left out of training, too;
every page is cleaned by a decision that saw no page of its site. Writes docs/benchmarks.md's table between its marks
unless `--no-write`. Takes about five minutes for each decision that is trained.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.extraction import PAGE
from benchmarks.figures import Figures, figures_of
from benchmarks.site_memory import text_of
from benchmarks.table import write_table
from cleaners import Page, pipeline, reading
from cleaners.assembly import cleaned_of
from cleaners.decision import Decision, Vector
from cleaners.features import Matrix, column_names
from cleaners.lexicon import Lexicon, shipped_lexicon
from cleaners.page import draft_of_page
from cleaners.tree import Tree
from training.corpus import load_score
from training.pages import TrainingPage, training_pages
from training.train import held_out

COLUMNS = ("left out", "F4", "clean", "exact", "P", "R")
STATED = ("title_overlap", "title_equal", "description_overlap", "body_overlap", "body_known", "has_title")
PHRASES = ("line_", "phrase_", "since_list_heading", "hit_before", "hit_after")


@dataclass(frozen=True, slots=True)
class Masked:
    """A decision that does not see some columns, or not the blocks around."""

    decision: Decision
    """The decision."""
    hidden: tuple[int, ...] = ()
    """Columns that it does not see."""
    alone: bool = False
    """True for the first forest only."""

    def chances(self, rows: Matrix, tree: Tree) -> Vector:
        """Return what `Decision.chances` does."""
        rows = without(rows, self.hidden)
        return self.decision.alone.chances(rows) if self.alone and len(rows) else self.decision.chances(rows, tree)


def by(
    decisions: Mapping[str, Decision], hidden: tuple[int, ...] = (), *, alone: bool = False
) -> Callable[[str], Masked]:
    """Return a function that gives the decision for a page by its name."""
    return lambda page: Masked(decisions[page], hidden, alone)


def without(rows: Matrix, hidden: Sequence[int]) -> Matrix:
    """Return the rows with columns set to 0."""
    if not hidden:
        return rows
    seen = np.array(rows, order="F")
    seen[:, list(hidden)] = 0
    return seen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with score.py and the sets")
    parser.add_argument("--set", default="world", help="set that is cleaned (world)")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    pages = list(training_pages(options.corpus))
    score, rows = load_score(options.corpus), []
    for figures in measured(pages, options.corpus, options.set, score):
        rows.append((figures.name, *(f"{figures.scores[key]:.3f}" for key in COLUMNS[1:])))
        print(*rows[-1], flush=True)
    if not options.no_write:
        write_table(PAGE, "ablation", COLUMNS, rows)
    return 0


def measured(pages: Sequence[TrainingPage], corpus: Path, name: str, score: object) -> list[Figures]:
    """Return the figures of the whole cleaner and of it without each part."""
    columns = column_names()
    stated = tuple(i for i, column in enumerate(columns) if column in STATED)
    phrases = tuple(i for i, column in enumerate(columns) if column.startswith(PHRASES))
    whole = held_out(pages)
    steps = pipeline.STEPS

    def run(label: str, decide: Callable[[str], Masked], lexicon: Lexicon, left: str = "") -> Figures:
        kept = tuple(step for step in steps if step[0] != left)
        texts, golds = {}, {}
        for page in (page for page in pages if page.name.startswith(f"{name}/")):
            body = gzip.decompress((corpus / name / "html" / f"{page.name.partition('/')[2]}.html.gz").read_bytes())
            draft = draft_of_page(Page(body=body), lexicon, decide(page.name))  # type: ignore[arg-type]
            texts[page.name] = text_of(cleaned_of(pipeline.run_steps(draft, kept), Page(body=body)))
            golds[page.name] = page.golds
        return figures_of(label, texts, golds, score, 0)

    lexicon = shipped_lexicon()
    found = [
        run("nothing", by(whole), lexicon),
        run("the sequence: each block alone", by(whole, alone=True), lexicon),
        run("language contrast", by(whole), lexicon, "foreign"),
        run("names of authors", by(whole), lexicon, "authors"),
        run("phrases as rules", by(whole), lexicon, "labels"),
    ]
    found.append(_without_fallback(run, whole, lexicon))
    for label, hidden, words in (("structured data", stated, lexicon), ("the lexicon", phrases, Lexicon())):
        fewer = held_out([replace(page, rows=without(page.rows, hidden)) for page in pages])
        found.append(run(label, by(fewer, hidden), words))
    return found


def _without_fallback(
    run: Callable[[str, Callable[[str], Masked], Lexicon], Figures], whole: Mapping[str, Decision], lexicon: Lexicon
) -> Figures:
    unknown, reading.UNKNOWN = reading.UNKNOWN, 0.0
    try:
        return run("trafilatura as the fallback", by(whole), lexicon)
    finally:
        reading.UNKNOWN = unknown


if __name__ == "__main__":
    sys.exit(main())
