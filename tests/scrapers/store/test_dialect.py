from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import Engine, text

from scrapers.errors import StoreError
from scrapers.store import Store, StoreOptions
from scrapers.store.dialect import engine_for, explained, is_missing, parsed_url
from tests.scrapers.store.samples import NOW, article


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere: be somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def others_folder() -> Iterator[Path]:
    folder = Path(mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("store.sqlite", "is not a store URL: write sqlite:///PATH"),
        ("mysql://host/db", "mysql cannot hold a store"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql+nonesuch://host/db", "the driver for postgresql.nonesuch is missing"),
    ],
)
def test_a_url_that_names_no_store_is_refused_with_advice(url: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice) as caught:
        Store.open(url)
    assert caught.value.stage == "store"


def test_folders_above_the_store_are_made(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'a' / 'b' / 'store.sqlite'}") as store:
        assert store.counts() == ()


def test_every_connection_is_durable_and_checks_references(store: Store, store_url: str) -> None:
    engine = engine_for(parsed_url(store_url), 1.5)
    with engine.connect() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()
    assert found == ["wal", 2, 1, 1500]


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, store_url: str) -> None:
    file = tmp_path / "store.sqlite"
    file.write_text("Dear diary, today I counted boats. " * 200)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"not a SQLite database: name another one, or move it away"):
        Store.open(store_url)
    assert file.read_bytes() == before


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be opened: check that its folder exists and is writable"):
        Store.open(f"sqlite:///{tmp_path}")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")


def test_a_folder_without_permission(others_folder: Path, store: Store) -> None:
    others_folder.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError, match=r"cannot be written \(Permission denied\): give"):
        Store.open(f"sqlite:///{others_folder / 'store.sqlite'}")


def test_a_file_without_permission_to_write_can_be_read(others_folder: Path, store: Store) -> None:
    url = f"sqlite:///{others_folder / 'store.sqlite'}"
    Store.open(url).close()
    (others_folder / "store.sqlite").chmod(0o444)
    (others_folder / "store.sqlite.lock").chmod(0o666)
    others_folder.chmod(0o777)
    with unprivileged(), Store.open(url) as readable:
        assert readable.counts() == ()
        with pytest.raises(StoreError, match="it is not writable: give write permission"):
            readable.save(article(), now=NOW)


def test_a_damaged_file(tmp_path: Path, store_url: str) -> None:
    with Store.open(store_url) as store:
        store.save(article(text="Boats. " * 2000), now=NOW)
    with (tmp_path / "store.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 20)
    with pytest.raises(StoreError, match="the file is damaged: put a backup in its place"):
        Store.open(store_url)


def filled(engine: Engine) -> None:
    with explained(engine.url), engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 5"))
        for number in range(20):
            connection.execute(text(f"CREATE TABLE t{number} (a TEXT)"))


def test_a_full_disk_is_named_as_such(store_url: str) -> None:
    engine = engine_for(parsed_url(store_url), 1)
    with pytest.raises(StoreError, match="the disk is full: free some space"):
        filled(engine)
    engine.dispose()


def test_a_store_that_another_program_keeps_locked(store: Store, store_url: str) -> None:
    holder = engine_for(parsed_url(store_url), 1)
    with (
        Store.open(store_url, options=StoreOptions(busy_timeout=0.05)) as waiting,
        holder.begin() as connection,
    ):
        connection.execute(text("INSERT INTO site_memory VALUES ('a', 1, '', '')"))
        with pytest.raises(StoreError, match="another program keeps it locked"):
            waiting.save(article(), now=NOW)
        assert waiting.memory("a") == ""
    holder.dispose()


def test_a_store_is_missing_until_its_file_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'folder' / 'store.sqlite'}"
    assert is_missing(url)
    assert list(tmp_path.iterdir()) == []
    Store.open(url).close()
    assert not is_missing(url)
    assert not is_missing("postgresql://localhost/klartekst")
