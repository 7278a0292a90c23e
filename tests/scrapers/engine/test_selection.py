from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import scrapy

from scrapers.engine import CASSETTES
from scrapers.engine.outlet_spiders import spider_class
from scrapers.engine.selection import arguments_for, chosen_outlets, recorded_outlets, spider_arguments
from scrapers.errors import KlartekstError, UnknownOutlet
from scrapers.outlets.catalogue import Catalogue
from scrapers.outlets.model import Outlet
from spiders.errors import ArgumentError
from spiders.outlet import OutletSpider


def outlet(name: str, country: str, language: str, enabled: bool = True) -> Outlet:
    return Outlet(
        id=name,
        name=name,
        domain=f"{name}.example",
        country=country,
        languages=(language,),
        time_zone="Europe/Copenhagen",
        feeds=(f"https://{name}.example/feed",),
        enabled=enabled,
    )


CATALOGUE = Catalogue(
    outlets=(
        outlet("avisen", "dk", "da"),
        outlet("bladet", "se", "sv"),
        outlet("courier", "gb", "en"),
        outlet("daily", "gb", "en", enabled=False),
    )
)


def chosen(*names: str, replay: Path | None = None, **arguments: str) -> list[str]:
    return [one.id for one in chosen_outlets(CATALOGUE, names, arguments, replay)]


def test_all_means_the_enabled_ones() -> None:
    assert chosen("all") == ["avisen", "bladet", "courier"]


def test_all_is_narrowed_by_filters() -> None:
    assert chosen("all", country="dk,se", language="sv") == ["bladet"]
    assert chosen("all", only="courier, daily") == ["courier", "daily"]


def test_an_outlet_is_crawled_by_its_id_even_if_switched_off() -> None:
    assert chosen("daily") == ["daily"]


def test_an_unknown_id_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownOutlet, match="courier"):
        chosen("courrier")


def test_an_unknown_id_that_is_recorded_gets_the_call_that_plays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(CASSETTES).mkdir(parents=True)
    Path(CASSETTES, "dagbladet-x.yaml").touch()
    with pytest.raises(UnknownOutlet, match=f"scrapy crawl dagbladet-x -s REPLAY={CASSETTES}"):
        chosen("dagbladet-x", "courier")
    with pytest.raises(UnknownOutlet) as caught:
        chosen("courrier")
    assert "REPLAY" not in str(caught.value)


def test_a_filter_without_all_is_a_mistake() -> None:
    with pytest.raises(KlartekstError, match="country= goes with `all` only"):
        chosen("courier", country="gb")


def test_a_replay_of_all_takes_the_recorded_ones(tmp_path: Path) -> None:
    (tmp_path / "bladet.yaml").touch()
    assert chosen("all", replay=tmp_path) == ["bladet"]


def test_a_replay_of_an_outlet_without_cassette_says_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "bladet.yaml").touch()
    with pytest.raises(KlartekstError, match="no cassette of courier; it has: bladet"):
        chosen("courier", replay=tmp_path)


def test_a_replay_from_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(KlartekstError, match="it has: none"):
        chosen("all", replay=tmp_path)


class EditionSpider(OutletSpider):
    def __init__(self, name: str | None = None, edition: str = "all", **others: Any) -> None:
        super().__init__(name, **others)
        self.edition = edition


class PlainSpider(scrapy.Spider):
    name = "plain"


AVISEN, BLADET, COURIER = (CATALOGUE.get(name) for name in ("avisen", "bladet", "courier"))
OWN = AVISEN.model_copy(update={"spider": f"{__name__}.EditionSpider"})
PLAIN = BLADET.model_copy(update={"spider": f"{__name__}.PlainSpider"})


def test_spiders_are_told_what_is_theirs() -> None:
    assert spider_arguments({"country": "dk", "since": "2d", "limit": "5"}, [COURIER]) == {"since": "2d", "limit": "5"}


@pytest.mark.parametrize("wrong", [{"since": "soon"}, {"limit": "0"}, {"limits": "5"}])
def test_arguments_that_make_no_sense_are_told_before_anything_is_fetched(wrong: dict[str, str]) -> None:
    with pytest.raises(ArgumentError):
        spider_arguments(wrong, [COURIER])


def test_an_argument_of_an_own_spider_is_for_that_spider_only() -> None:
    given = spider_arguments({"edition": "north", "since": "2d"}, [OWN, COURIER])
    assert arguments_for(spider_class(OWN), given) == given
    assert arguments_for(spider_class(COURIER), given) == {"since": "2d"}
    assert spider_class(OWN)(**arguments_for(spider_class(OWN), given)).edition == "north"  # type: ignore[attr-defined]


def test_an_argument_that_no_spider_takes_is_told_with_the_known() -> None:
    with pytest.raises(ArgumentError, match="unknown argument edtion; known are since=, limit=, edition=, only="):
        spider_arguments({"edtion": "north"}, [COURIER, OWN])
    with pytest.raises(ArgumentError, match="unknown argument edtion; known are since=, limit=, edition="):
        spider_class(OWN)(edtion="north")


def test_a_plain_scrapy_spider_takes_any_argument() -> None:
    given = spider_arguments({"colour": "red"}, [PLAIN])
    assert arguments_for(spider_class(PLAIN), given) == given


def test_cassettes_are_listed_without_half_written_ones(tmp_path: Path) -> None:
    for name in ("courier.yaml", ".other.yaml.partial", ".other.yaml", "outlets.toml"):
        (tmp_path / name).touch()
    assert recorded_outlets(tmp_path) == ("courier",)
    assert recorded_outlets(tmp_path / "nowhere") == ()
