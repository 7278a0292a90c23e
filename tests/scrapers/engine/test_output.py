from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import UsageError
from scrapy.exporters import JsonItemExporter
from scrapy.settings import Settings

from scrapers.engine.output import Destination, destinations, open_output
from scrapers.errors import KlartekstError, OutputError
from tests.scrapers.store.samples import article

ONE = article("https://courier.example/1", "A comma, a “quote”\n\nand a second paragraph: æøå.")


def written(*files: Destination) -> None:
    output = open_output(Settings(), files)
    assert output is not None
    try:
        asyncio.run(output.write([ONE]))
    finally:
        output.close()


def file(path: Path | str, format_: str, overwrite: bool = True) -> Destination:
    return Destination(path=str(path), format=format_, overwrite=overwrite)


def test_options_are_read_as_scrapy_reads_them() -> None:
    added = destinations(Settings(), ["a.jsonl", "b:csv"], [])
    assert added == (file("a.jsonl", "jsonl", False), file("b", "csv", False))
    assert destinations(Settings(), [], ["-", "c.xml"]) == (file("-", "jsonl"), file("c.xml", "xml"))
    assert destinations(Settings(), ["-:csv"], []) == (file("-", "csv", False),)


@pytest.mark.parametrize(("added", "replaced"), [(["a.docx"], []), (["a.jsonl"], ["b.jsonl"])])
def test_options_that_make_no_sense_are_usage_errors(added: list[str], replaced: list[str]) -> None:
    with pytest.raises(UsageError):
        destinations(Settings(), added, replaced)


def test_no_file_is_no_output() -> None:
    assert open_output(Settings(), ()) is None


def test_every_format_holds_the_article(tmp_path: Path) -> None:
    formats = ("jsonl", "json", "csv", "xml")
    written(*(file(tmp_path / f"deep/a.{name}", name) for name in formats))
    lines, whole, table, xml = ((tmp_path / f"deep/a.{name}").read_text("utf-8") for name in formats)
    assert json.loads(lines) == json.loads(whole)[0]
    (row,) = csv.DictReader(table.splitlines(keepends=True))
    assert row["text"] == ONE.text
    assert json.loads(row["language"]) == json.loads(lines)["language"]
    assert "æøå" in xml


def test_lines_are_added_to_but_a_table_is_not(tmp_path: Path) -> None:
    for _ in range(2):
        written(file(tmp_path / "a.jsonl", "jsonl", overwrite=False))
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 2
    written(file(tmp_path / "a.csv", "csv", overwrite=False))
    with pytest.raises(OutputError, match="use -O to replace it"):
        written(file(tmp_path / "a.csv", "csv", overwrite=False))


@pytest.mark.parametrize("format_", ["jsonl", "csv", "json"])
def test_a_full_disk_is_an_output_error(format_: str) -> None:
    with pytest.raises(OutputError, match="/dev/full cannot be written"):
        written(file("/dev/full", format_))


def test_an_exporter_that_does_not_exist_is_told_before_any_file_is_touched(tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text("old", "utf-8")
    settings = Settings({"FEED_EXPORTERS": {"md": "my_formats.NoSuchExporter"}})
    with pytest.raises(KlartekstError, match=r"FEED_EXPORTERS: md: my_formats\.NoSuchExporter cannot be loaded"):
        open_output(settings, [file(old, "jsonl"), file(tmp_path / "a.md", "md")])
    assert old.read_text("utf-8") == "old"


class FussyExporter(JsonItemExporter):
    def export_item(self, item: Any) -> None:
        raise LookupError("no byline")


def test_an_exporter_that_raises_costs_only_its_own_file(tmp_path: Path) -> None:
    settings = Settings({"FEED_EXPORTERS": {"md": f"{__name__}.FussyExporter"}})
    output = open_output(settings, [file(tmp_path / "a.md", "md"), file(tmp_path / "a.jsonl", "jsonl")])
    assert output is not None
    with pytest.raises(OutputError, match=r"a\.md cannot be written as md: LookupError: no byline; the art"):
        asyncio.run(output.write([ONE]))
    output.close()
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 1


def test_an_article_that_a_file_refuses_costs_no_other_its_place(tmp_path: Path) -> None:
    settings = Settings({"FEED_EXPORTERS": {"md": f"{__name__}.FussyExporter"}})
    output = open_output(settings, [file(tmp_path / "a.md", "md"), file(tmp_path / "a.jsonl", "jsonl")])
    assert output is not None
    with pytest.raises(OutputError, match="no byline"):
        asyncio.run(output.write([ONE, article("https://courier.example/2")]))
    output.close()
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["url"][-1] for line in lines] == ["1", "2"]


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_a_folder_that_is_not_there_and_cannot_be_made_is_told_at_once(format_: str) -> None:
    with pytest.raises(OutputError, match="/proc/no/a"):
        open_output(Settings(), [file(f"/proc/no/a.{format_}", format_)])
