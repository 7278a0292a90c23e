from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from scrapers.engine.addon import Klartekst, OutletCrawler
from scrapers.engine.options import EngineOptions
from scrapers.engine.outlet_spiders import spider_class
from scrapers.engine.services import Services
from scrapers.outlets.model import Outlet
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


@pytest.fixture
def crawler(tmp_path: Path) -> Iterator[OutletCrawler]:
    """The crawler of `courier` with its add-on, its spider and a store, as they are once a crawl has begun."""
    outlet = Outlet(
        id="courier",
        name="Courier",
        domain="courier.example",
        country="gb",
        languages=("en",),
        time_zone="Europe/London",
        feeds=(f"{HOST}/feed.xml",),
    )
    settings = Settings()
    settings.setmodule("scrapers.engine.settings", priority="project")
    services = Services(EngineOptions(store_url=f"sqlite:///{tmp_path / 'store.db'}"))
    crawler = OutletCrawler(spider_class(outlet), settings, services)
    crawler.addons.addons.append(Klartekst(crawler))
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = crawler.spidercls.from_crawler(crawler)
    yield crawler
    services.close()
