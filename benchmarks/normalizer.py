"""Measure normalizing: python benchmarks/normalizer.py --corpus FOLDER [--set world] [--no-write].

Cleans the pages of a set, then normalizes each twice and takes the CPU time of each stage of the second pass (data
files and models are loaded in the first). The URL of a page is the first canonical one that it declares; its outlet is
looked up by host. Prints the milliseconds of each part and writes docs/benchmarks.md's table unless `--no-write`.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import write_table
from cleaners import Page, clean
from cleaners.model import Cleaned
from scrapers.article import Article
from scrapers.normalizer import normalize
from scrapers.normalizer.stages import STAGES, Setting
from scrapers.outlets.catalogue import load_catalogue
from scrapers.outlets.model import Outlet
from training.corpus import pages_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PARTS = ("language", "dates", "url", "title", "wire")
COLUMNS = ("part", "mean ms", "median ms", "95th percentile ms", "most ms")
SEEN_AT = datetime(2027, 1, 1, tzinfo=UTC)
Times = Mapping[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--set", default="world", help="which set")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    outlets = outlets_by_host()
    pages = [(cleaned, outlet_of(cleaned, outlets)) for cleaned in cleaned_pages(options.corpus, options.set)]
    for cleaned, outlet in pages:
        normalize(cleaned, outlet, SEEN_AT)
    gc.collect()
    gc.freeze()  # or its passes over all these pages are counted, too
    rows = table_of([stage_times(cleaned, outlet) for cleaned, outlet in pages])
    print(f"{options.set}: {len(pages)} pages, {sum(outlet is not None for _, outlet in pages)} of known outlets")
    for row in rows:
        print("  ".join(f"{cell:>18}" for cell in row))
    if not options.no_write:
        write_table(PAGE, "normalizer", COLUMNS, rows)
    return 0


def cleaned_pages(corpus: Path, name: str) -> Iterator[Cleaned]:
    """Yield the pages of a set, cleaned, each with the URL that it declares."""
    return (with_declared_url(clean(Page(body=body))) for _, body in pages_of(corpus, name))


def with_declared_url(cleaned: Cleaned) -> Cleaned:
    """Return a page with the first absolute canonical URL that it declares; empty if it declares none."""
    declared = (one.value for one in cleaned.candidates if one.field == "canonical")
    return replace(cleaned, url=next((url for url in declared if url.startswith("http")), ""))


def outlets_by_host() -> dict[str, Outlet]:
    """Return the outlets of the catalogue by their host, without `www`."""
    return {outlet.domain.removeprefix("www."): outlet for outlet in load_catalogue().outlets}


def outlet_of(cleaned: Cleaned, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Return the outlet to whose host the URL of a page belongs, if it is one of these."""
    return outlets.get((urlsplit(cleaned.url).hostname or "").removeprefix("www."))


def stage_times(cleaned: Cleaned, outlet: Outlet | None) -> Times:
    """Return the CPU milliseconds of each part for one page; `rest` is all other stages and the article itself."""
    setting = Setting(outlet=outlet, seen_at=SEEN_AT)
    spent: Counter[str] = Counter()
    started = time.process_time()
    article: Article = normalize(cleaned, outlet, SEEN_AT)
    whole = time.process_time() - started
    for name, stage in STAGES:
        started = time.process_time()
        stage(article, cleaned, setting)
        spent[name if name in PARTS else "rest"] += time.process_time() - started  # type: ignore[assignment]
    milliseconds = {name: 1000 * seconds for name, seconds in spent.items()}
    return {**milliseconds, "all": 1000 * whole}


def table_of(times: Sequence[Times]) -> list[tuple[str, ...]]:
    """Return a row for each part: mean, median, 95th percentile and maximum over the pages."""
    rows = []
    for part in (*PARTS, "rest", "all"):
        values = sorted(one[part] for one in times)
        at = (values[len(values) // 2], values[int(0.95 * (len(values) - 1))], values[-1])
        rows.append((part, *(f"{value:.2f}" for value in (sum(values) / len(values), *at))))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
