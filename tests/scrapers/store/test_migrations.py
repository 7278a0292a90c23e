from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from scrapers.errors import StoreError
from scrapers.store import Store
from scrapers.store.migrations import upgrade
from scrapers.store.tables import metadata


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    engine = create_engine(store_url)
    yield engine
    engine.dispose()


def test_the_migrations_lead_to_the_tables_of_the_code(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_upgrading_again_changes_nothing(store_url: str) -> None:
    with Store.open(store_url) as store:
        name = store.id
    with Store.open(store_url) as store:
        assert store.id == name
        assert len(name) == 8


def test_a_newer_store_is_refused_and_left_alone(store: Store, store_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer Klartekst .*9999.*upgrade Klartekst, or name another"):
        Store.open(store_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_a_migration_that_fails_leaves_no_table_behind(engine: Engine, store_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE feed (mine TEXT)"))
    with pytest.raises(StoreError, match="feed already exists"):
        Store.open(store_url)
    assert inspect(engine).get_table_names() == ["feed"]
