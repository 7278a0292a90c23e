"""All that is particular to one database: how it is opened, locked and written, and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from types import MappingProxyType

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from scrapers.errors import StoreError

WRITES = "klartekst_writes"
POSTGRESQL_LOCK = 0x4B6C6172

ADVICE = MappingProxyType(
    {
        "SQLITE_FULL": "the disk is full: free some space and run the command again",
        "SQLITE_IOERR": "the disk refuses to write or read: check its space, quota and health, then run again",
        "SQLITE_READONLY": "it is not writable: give write permission to the file and its folder, or name another",
        "SQLITE_CANTOPEN": "it cannot be opened: check that its folder exists and is writable, or name another",
        "SQLITE_PERM": "it is not writable: give write permission to the file and its folder, or name another",
        "SQLITE_NOTADB": "the file is not a SQLite database: name another one, or move it away",
        "SQLITE_CORRUPT": "the file is damaged: put a backup in its place, or save what `sqlite3 FILE .recover` finds",
        "SQLITE_BUSY": "another program keeps it locked: end that one, or run again later",
        "SQLITE_LOCKED": "another program keeps it locked: end that one, or run again later",
    }
)


def parsed_url(url: str) -> URL:
    """Return a store URL such as `sqlite:///data/store.sqlite` in parts.

    >>> parsed_url("sqlite:///store.sqlite").database
    'store.sqlite'

    Raises `StoreError` for anything that names no SQLite file and no PostgreSQL database.
    """
    try:
        parts = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            f"{url!r} is not a store URL: write sqlite:///PATH (four slashes for an absolute path)",
            stage="store",
        ) from error
    backend = parts.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f"{backend} cannot hold a store: use sqlite:///PATH or postgresql://", stage="store")
    if backend == "sqlite" and parts.database in (None, "", ":memory:"):
        raise StoreError("the store URL names no file: write sqlite:///PATH", stage="store")
    return parts


def is_missing(url: str) -> bool:
    """Return whether a store is a file that does not exist, so that opening it would make it.

    Raises `StoreError` for anything that names no store.
    """
    parts = parsed_url(url)
    return parts.get_backend_name() == "sqlite" and not Path(parts.database or "").exists()


def engine_for(url: URL, busy_timeout: float) -> Engine:
    """Return an engine whose every connection is set up; nothing is opened yet.

    Raises `StoreError` if the driver is not installed.
    """
    try:
        engine = create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(f"the driver for {url.drivername} is missing: install it ({error})", stage="store") from error
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, busy_timeout)
    return engine


@contextmanager
def opening(url: URL) -> Iterator[None]:
    """Keep every other process from opening the store at the same time; make the folder of a file.

    Raises `StoreError` if the folder cannot be written or another process stays inside for a minute.
    """
    if url.get_backend_name() != "sqlite":
        yield
        return
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{path}.lock", timeout=60)
        lock.acquire()
    except Timeout as error:
        raise StoreError(f"{path} has been locked for a minute: end what holds {path}.lock", stage="store") from error
    except OSError as error:
        raise StoreError(
            f"the folder of {path} cannot be written ({error.strerror}): give permission, or name another store",
            stage="store",
        ) from error
    try:
        yield
    finally:
        lock.release()


def claim_writing(connection: Connection) -> None:
    """Make this transaction the only writer, so that feed cursors are committed in ascending order."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn what the database raises into a `StoreError` that names the store and says what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
        raise StoreError(f"the store {place} failed: {_advice(error)}", stage="store") from error


def _advice(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else None
    name = getattr(cause, "sqlite_errorname", "")
    family = "_".join(name.split("_")[:2])
    return f"{ADVICE[family]} ({cause})" if family in ADVICE else str(cause or error)


def _set_up_sqlite(engine: Engine, busy_timeout: float) -> None:
    def connect(connection: SQLiteConnection, _record: object) -> None:
        connection.isolation_level = None  # else the driver, not `begin`, decides when to begin
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A writer that starts as a reader could find, too late, that another one was faster.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)
