from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scrapers.engine.outlet_spiders import OutletLoader, spider_class
from scrapers.errors import CatalogueError
from scrapers.outlets.model import Outlet
from spiders.outlet import OutletSpider
from tests.scrapers.engine.site import Project, new_project


class SlowSpider(OutletSpider):
    custom_settings: ClassVar[dict[str, Any]] = {"DOWNLOAD_TIMEOUT": 99}


@pytest.fixture
def described(tmp_path: Path) -> Project:
    project = new_project(tmp_path)
    project.describe("http://courier.example")
    return project


def loader(project: Project) -> OutletLoader:
    settings = Settings()
    settings.setmodule("scrapers.engine.settings", priority="project")
    settings.set("OUTLET_FILES", [str(project.outlets)], "cmdline")
    return OutletLoader.from_settings(settings)


def outlet(**fields: Any) -> Outlet:
    entry = {
        "id": "courier",
        "name": "Courier",
        "domain": "www.courier.example",
        "country": "gb",
        "languages": ("en",),
        "time_zone": "Europe/London",
        "feeds": ("http://www.courier.example/feed",),
    }
    return Outlet(**{**entry, **fields})


def test_every_outlet_is_a_spider_of_its_own(described: Project) -> None:
    spider = loader(described).load("courier")
    assert issubclass(spider, OutletSpider)
    assert spider.name == "courier"
    assert spider.outlet.id == "courier"
    assert spider is not loader(described).load("cbsnews")


def test_the_list_holds_shipped_and_own_outlets(described: Project) -> None:
    names = loader(described).list()
    assert {"courier", "cbsnews"} <= set(names)
    assert names == sorted(names)


def test_an_unknown_name_is_a_key_error_with_the_nearest_ids(described: Project) -> None:
    with pytest.raises(KeyError, match="courier"):
        loader(described).load("couriers")


def test_mistakes_in_outlet_files_come_all_at_once_and_without_traceback(described: Project) -> None:
    described.outlets.write_text('[[outlet]]\nid = "A B"\nname = ""\nfeed = "x"\n', "utf-8")
    with pytest.raises(UsageError) as caught:
        loader(described).list()
    assert all(field in str(caught.value) for field in ("id", "name", "domain", "time_zone", "outlets.toml"))


def test_requests_find_their_outlet(described: Project) -> None:
    assert loader(described).find_by_request(Request("http://courier.example/a")) == ["courier"]


def test_crawl_hints_become_settings_of_the_spider() -> None:
    crawler = Crawler(spider_class(outlet(crawl={"delay": 3.5, "concurrency": 4})))
    assert crawler.settings.getfloat("DOWNLOAD_DELAY") == 3.5
    assert crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 4


def test_a_spider_of_ones_own_keeps_its_settings() -> None:
    spider = spider_class(outlet(spider=f"{__name__}.SlowSpider"))
    assert issubclass(spider, SlowSpider)
    assert (spider.custom_settings or {})["DOWNLOAD_TIMEOUT"] == 99
    assert "DOWNLOAD_DELAY" in (spider.custom_settings or {})
    assert SlowSpider.custom_settings == {"DOWNLOAD_TIMEOUT": 99}


@pytest.mark.parametrize("path", ["no.such.Spider", "spiders.outlet.NoSuch", "json.dumps"])
def test_a_spider_that_is_none_is_told_with_the_outlet(path: str) -> None:
    with pytest.raises(CatalogueError, match=f"outlet courier: spider: {path}"):
        spider_class(outlet(spider=path))
