from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.errors import InputError, OutputError
from scrapers.feed.cursor import cursor_number, cursor_text, read_cursor, write_cursor
from scrapers.store import Store
from tests.scrapers.store.samples import NOW, article


def test_a_cursor_means_its_place(store: Store) -> None:
    store.save(article(), now=NOW)
    assert cursor_text(store, 1) == f"{store.id}-1"
    assert cursor_number(store, cursor_text(store, 1)) == 1
    assert cursor_number(store, "") == 0


@pytest.mark.parametrize("text", ["x", "1", "0123abcd", "0123abcd-", "0123abcd--1", "0123abcd-1\n", "0123ABCD-1", "-1"])
def test_what_is_no_cursor_is_refused_with_advice(store: Store, text: str) -> None:
    with pytest.raises(InputError, match=r"is not a cursor: give the one .* or none to read from the start"):
        cursor_number(store, text)


def test_a_cursor_of_another_store_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="another store"):
        cursor_number(store, f"{'0' * 8 if store.id != '0' * 8 else '1' * 8}-0")


def test_a_cursor_from_the_future_of_a_restored_backup_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="later state of this one: read from the start"):
        cursor_number(store, cursor_text(store, 1))


def test_a_cursor_file_keeps_the_cursor(tmp_path: Path) -> None:
    file = tmp_path / "a" / "cursor"
    assert read_cursor(file) == ""
    for cursor in ("0123abcd-1", "0123abcd-27"):
        write_cursor(file, cursor)
        assert read_cursor(file) == cursor
    assert [one.name for one in file.parent.iterdir()] == ["cursor"]


def test_a_cursor_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cursor(tmp_path)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        read_cursor(tmp_path / "binary")


def test_a_cursor_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "cursor"):
        with pytest.raises(OutputError, match=r"cannot be written .*: name one in a writable folder"):
            write_cursor(path, "0123abcd-1")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
