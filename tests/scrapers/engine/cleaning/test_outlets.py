from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.engine.cleaning.outlets import OutletsByHost
from scrapers.errors import CatalogueError
from tests.scrapers.engine.site import Project


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("http://courier.example/news/1", "courier"),
        ("https://www.courier.example:8443/news/1", "courier"),
        ("https://sport.COURIER.example/news/1", "courier"),
        ("https://notcourier.example/news/1", None),
        ("https://www.cbsnews.com/news/x", "cbsnews"),
        ("", None),
        ("courier.example/news/1", None),
        ("http://[::1/news", None),
        ("http://courier.example:port/", None),
    ],
)
def test_an_outlet_is_found_by_the_host_of_the_address(tmp_path: Path, url: str, outlet: str | None) -> None:
    project = Project(tmp_path)
    project.describe("http://courier.example")
    found = OutletsByHost([project.outlets]).of(url)
    assert (found.id if found else None) == outlet


def test_a_port_tells_two_outlets_on_one_host_apart(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.describe("http://127.0.0.1:8001")
    outlets = OutletsByHost([project.outlets])
    assert outlets.of("http://127.0.0.1:8001/a") is not None
    assert outlets.of("http://127.0.0.1:8002/a") is None


def test_a_mistake_in_an_outlet_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text("[[outlet]]\nid = 5\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"outlets\.toml"):
        OutletsByHost([tmp_path / "outlets.toml"]).of("http://courier.example/")
