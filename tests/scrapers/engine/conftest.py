from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scrapers.engine.site import HOST, Project, Site, new_project, record, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def project(tmp_path: Path, site: Site) -> Project:
    """A project whose outlet lives on the loopback site."""
    project = new_project(tmp_path)
    project.describe(site.url)
    return project


@pytest.fixture
def recorded(tmp_path: Path) -> Project:
    """A project whose outlet lives on the cassette `tapes/courier.yaml` only."""
    project = new_project(tmp_path)
    project.describe(HOST)
    record(tmp_path / "tapes", range(6))
    return project
