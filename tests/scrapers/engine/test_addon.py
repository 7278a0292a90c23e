from __future__ import annotations

from pathlib import Path

from scrapy.settings import Settings

from scrapers.engine.addon import Klartekst, OutletCrawler


def updated(crawler: OutletCrawler, **values: object) -> Settings:
    settings = crawler.settings.copy()
    settings.setdict(values, priority="cmdline")
    Klartekst.of(crawler).update_settings(settings)
    return settings


def test_we_name_ourselves_and_who_to_reach(crawler: OutletCrawler) -> None:
    agent = updated(crawler, CONTACT="https://example.org/bot")["USER_AGENT"]
    assert agent.startswith("klartekst/")
    assert agent.endswith(" (+https://example.org/bot)")


def test_a_user_agent_of_ones_own_stays(crawler: OutletCrawler) -> None:
    assert updated(crawler, USER_AGENT="mine/1.0")["USER_AGENT"] == "mine/1.0"


def test_a_replay_neither_asks_nor_waits(crawler: OutletCrawler) -> None:
    live, replayed = updated(crawler), updated(crawler, REPLAY="tapes")
    assert live.getfloat("DOWNLOAD_DELAY") == 1.0
    assert live.getbool("AUTOTHROTTLE_ENABLED")
    assert replayed.getfloat("DOWNLOAD_DELAY") == 0
    assert not replayed.getbool("AUTOTHROTTLE_ENABLED")
    assert set(replayed.getdict("DOWNLOAD_HANDLERS")) == {"http", "https"}


def test_crawls_of_one_process_share_what_they_have(crawler: OutletCrawler) -> None:
    assert Klartekst.of(crawler).services is crawler.services


def test_a_recording_goes_to_the_folder_that_is_named(crawler: OutletCrawler, tmp_path: Path) -> None:
    crawler.settings.set("RECORD", str(tmp_path))
    assert Klartekst.of(crawler).tape.path == tmp_path / "courier.yaml"
