"""`scrapy clean FILES…`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.exceptions import UsageError

from scrapers.engine.command import KlartekstCommand

ABOUT = """\
Clean pages that you have already: one article as JSON a line, in the order of the input.

FILES are .html, .txt, .warc or .jsonl files (rows {"id", "url", "html"} or {"id", "text"}), each also with .gz,
folders of them, or - for standard input. A page that fails gives a line {"source_id", "error"}, and the run goes on."""

EXAMPLES = """\
examples:
  scrapy clean page.html                           one article to standard output
  scrapy clean pages/ archive.warc.gz -o out.jsonl all pages of a folder and of an archive
  zcat rows.jsonl.gz | scrapy clean - | jq .title  JSON Lines from a pipe
  scrapy clean page.html --explain | less          why each block was kept or removed
  scrapy clean rows.jsonl --relate -o out.jsonl    duplicates and stories among the rows, too
  scrapy clean rows.jsonl -o out.jsonl --audit     articles into a file, and what was removed by which rule

exit status: 0 all pages were cleaned; 1 a page or a file failed; 2 the request makes no sense; 130 Ctrl-C"""


class _Help(ScrapyHelpFormatter, RawDescriptionHelpFormatter):
    """Scrapy's help with the line breaks of the examples."""


class Command(KlartekstCommand):
    """Cleans pages from files."""

    def syntax(self) -> str:
        return "[options] FILES …"

    def short_desc(self) -> str:
        return "Clean pages from files: HTML, text, JSON Lines, WARC"

    def long_desc(self) -> str:
        return ABOUT

    def add_options(self, parser: ArgumentParser) -> None:
        parser.formatter_class = _Help
        parser.epilog = EXAMPLES
        ScrapyCommand.add_options(self, parser)
        add = parser.add_argument
        add("-o", "--output", metavar="FILE", default="", help="write articles to FILE, replacing what is in it")
        add("--explain", action="store_true", help="print every block of a page, kept or removed, by which rule")
        add("--audit", action="store_true", help="print what was removed from all pages, by rule, and what to look at")
        add("--relate", action="store_true", help="say of each article which earlier one it repeats, and its story")
        add("--no-memory", dest="memory", action="store_false", help="judge each page alone, not by others of its site")
        add("--no-removed", dest="removed", action="store_false", help="leave out of the articles what was removed")

    def process_options(self, args: list[str], opts: Namespace) -> None:
        KlartekstCommand.process_options(self, args, opts)
        if not args:
            raise UsageError("name files or folders, or - for standard input")
        if unknown := [one for one in args if one.startswith("-") and one != "-" and not Path(one).exists()]:
            raise UsageError(f"there is no option {unknown[0]}")
        if opts.output == "-" and (opts.explain or opts.audit):
            raise UsageError("standard output is for the report: give -o a file")

    def execute(self, args: list[str], opts: Namespace) -> int:
        # Scrapy imports every command to run one of them: what is slow to import waits until it is wanted.
        from scrapers.engine.cleaning.request import Request
        from scrapers.engine.cleaning.run import clean_files
        from scrapers.engine.options import EngineOptions

        request = Request(
            inputs=args,
            output=Path(opts.output) if opts.output not in ("", "-") else None,
            removed=opts.removed,
            memory=opts.memory,
            explain=opts.explain,
            relate=opts.relate,
            audit=opts.audit,
        )
        return clean_files(EngineOptions.from_settings(self.given), request)
