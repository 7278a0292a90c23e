"""Brings a store to the tables of this version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from scrapers.errors import StoreError

HERE = Path(__file__).parent


def upgrade(connection: Connection) -> None:
    """Run the missing steps inside the transaction of the connection: all of them or none.

    Raises `StoreError` if the store has steps that this version does not know.
    """
    scripts = ScriptDirectory(str(HERE))

    def missing(current: tuple[str, ...], _context: MigrationContext) -> Iterable[MigrationStep]:
        _refuse_newer(scripts, current)
        steps = list(scripts.iterate_revisions("head", current or "base"))
        return [MigrationStep.upgrade_from_script(scripts.revision_map, step) for step in reversed(steps)]

    context = MigrationContext.configure(connection, opts={"fn": missing})
    with context.begin_transaction(), Operations.context(context):
        context.run_migrations()


def _refuse_newer(scripts: ScriptDirectory, current: tuple[str, ...]) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if newer := set(current) - known:
        raise StoreError(
            f"the store was written by a newer Klartekst (its tables are at {', '.join(sorted(newer))}, "
            f"this version knows {', '.join(sorted(known))}): upgrade Klartekst, or name another store",
            stage="store",
        )
