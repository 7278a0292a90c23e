from __future__ import annotations

import os
from pathlib import Path

import pytest

from scrapers.engine.cleaning.inputs import Source, sources, stem
from scrapers.engine.cleaning.rows import Unread


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("The quay was closed.", "utf-8")
    return folder


def read(*given: object, output: Path | None = None) -> list[Source]:
    found = list(sources(map(str, given), output))
    assert all(isinstance(one, Source) for one in found), found
    return [one for one in found if isinstance(one, Source)]


def refused(*given: object, output: Path | None = None) -> Unread:
    (one,) = sources(map(str, given), output)
    assert isinstance(one, Unread)
    return one


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.xhtml.gz", "html"),
        ("a.txt", "text"),
        ("a.txt.gz", "text"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson.gz", "jsonl"),
        ("a.warc.gz", "warc"),
    ],
)
def test_the_suffix_tells_what_a_file_holds(tmp_path: Path, name: str, form: str) -> None:
    (source,) = read(filled(tmp_path, name) / name)
    assert (source.form, source.name) == (form, "a")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("page.html", "page"),
        ("a.b.html.gz", "a.b"),
        ("notes.v2", "notes.v2"),
        ("x.pdf.gz", "x.pdf"),
        (".html", ".html"),
    ],
)
def test_the_stem_loses_only_a_suffix_that_is_known(name: str, bare: str) -> None:
    assert stem(name) == bare


def test_a_folder_is_read_with_all_below_it_in_order_of_names(tmp_path: Path) -> None:
    filled(tmp_path, "b.html", "a/2.txt", "a/10.txt", "a.html", "notes.pdf", "c/d/e.jsonl.gz", "c/feed.json")
    assert [one.name for one in read(tmp_path)] == ["a/10", "a/2", "a", "b", "c/d/e"]


def test_files_that_would_share_a_name_keep_what_tells_them_apart(tmp_path: Path) -> None:
    filled(tmp_path, "a/page.html", "a/page.txt", "a/storm.html", "b/page.html", "x.html", "x.html.html")
    assert [one.name for one in read(tmp_path)] == [
        "a/page.html",
        "a/page.txt",
        "a/storm",
        "b/page",
        "x",
        "x.html.html",
    ]


def test_files_that_are_named_are_told_apart_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled(tmp_path, "a/page.html", "b/page.html", "a/storm.html", "a/storm.txt"))
    named = ["a/page.html", "b/page.html", "a/storm.html", "a/storm.txt"]
    assert [one.name for one in read(*named)] == ["a/page.html", "b/page.html", "storm.html", "storm.txt"]


def test_of_several_folders_each_gives_its_name_to_what_is_in_it(tmp_path: Path) -> None:
    filled(tmp_path, "north/page.html", "south/deep/page.html")
    assert [one.name for one in read(tmp_path / "north", tmp_path / "south")] == ["north/page", "south/deep/page"]


def test_what_a_site_tells_machines_is_no_page_of_a_folder(tmp_path: Path) -> None:
    filled(tmp_path, "robots.txt", "a/ads.txt", "a/Humans.txt", "a/page.txt")
    assert [one.name for one in read(tmp_path)] == ["a/page"]
    assert [one.name for one in read(tmp_path / "robots.txt")] == ["robots"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    filled(tmp_path, "a.html")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [one.name for one in read(tmp_path)] == ["a"]


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    assert "no page in this folder" in refused(filled(tmp_path, "notes.pdf")).reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    one = refused(tmp_path / "page.html")
    assert (one.source_id, one.reason) == ("page", "there is no such file")


def test_an_unknown_suffix_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    one = refused(filled(tmp_path, "a.pdf") / "a.pdf")
    assert one.source_id == "a.pdf"
    assert all(suffix in one.reason for suffix in (".html", ".txt", ".jsonl", ".warc", ".gz"))


def test_what_is_written_is_not_read(tmp_path: Path) -> None:
    filled(tmp_path, "a.html", "out.jsonl")
    output = tmp_path / "out.jsonl"
    assert [one.name for one in read(tmp_path, output=output)] == ["a"]
    assert "to be written" in refused(output, output=output).reason


def test_standard_input_and_pipes_are_known_by_what_they_hold(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "63")
    assert [(one.name, one.form) for one in read("-", tmp_path / "63")] == [("stdin", "any"), ("63", "any")]
