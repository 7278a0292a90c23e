"""One crawl per outlet at a time, on this machine: a lock file that dies with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout
from sqlalchemy import make_url

from scrapers.errors import StoreError


def lock_folder(store_url: str) -> Path:
    """Give the folder for a store's locks: beside an SQLite file, else in the folder for temporary files.

    >>> lock_folder("sqlite:///news/klartekst.db").as_posix()
    'news/klartekst.db.locks'
    """
    url = make_url(store_url)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return Path(f"{url.database}.locks")
    return Path(gettempdir(), f"klartekst-{sha256(store_url.encode()).hexdigest()[:16]}.locks")


@contextmanager
def outlet_lock(folder: Path, outlet: str) -> Iterator[bool]:
    """Hold an outlet's lock; False if another crawl holds it. It does not wait.

    Raises:
        StoreError: the lock file cannot be written.
    """
    lock = FileLock(folder / f"{outlet}.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise StoreError(f"the lock {lock.lock_file} cannot be written ({error.strerror})", stage="store") from error
    try:
        yield True
    finally:
        lock.release()
