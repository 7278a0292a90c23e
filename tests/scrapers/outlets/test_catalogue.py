import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scrapers.errors import CatalogueError, UnknownOutlet
from scrapers.outlets.catalogue import SHIPPED, Catalogue, load_catalogue
from scrapers.outlets.model import Outlet

OWN = """
[[outlet]]
id = "{id}"
name = "{name}"
domain = "folkebladet.example"
country = "dk"
languages = ["da"]
time_zone = "Europe/Copenhagen"
enabled = {enabled}
"""

DOCS = Path(__file__).parents[3] / "docs" / "outlets.md"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def own_file(folder: Path, *, file: str = "my.toml", **fields: str) -> Path:
    path = folder / file
    path.write_text(OWN.format(**{"id": "folkebladet", "name": "Folkebladet", "enabled": "true"} | fields))
    return path


def outlet(id_: str, country: str, *languages: str, enabled: bool = True) -> Outlet:
    return Outlet(
        id=id_,
        name=id_.title(),
        domain=f"{id_}.example",
        country=country,
        languages=languages,
        time_zone="UTC",
        enabled=enabled,
    )


SMALL = Catalogue(
    outlets=(
        outlet("avis", "dk", "da"),
        outlet("diario", "pt", "pt-BR", "en"),
        outlet("gone", "dk", "da", enabled=False),
        outlet("post", "us", "en"),
    )
)


class TestShipped:
    def test_holds_the_outlets_it_promises(self, shipped) -> None:
        assert len(shipped.outlets) >= 185
        assert {"cbsnews", "arirang", "derstandard", "cbcnews", "dr", "politiken"} <= set(shipped.ids())
        assert len({found.country for found in shipped.outlets}) >= 41

    def test_ids_are_sorted_and_unique(self, shipped) -> None:
        assert list(shipped.ids()) == sorted(set(shipped.ids()))

    def test_domains_are_unique(self, shipped) -> None:
        domains = [found.domain.removeprefix("www.") for found in shipped.outlets]
        assert len(domains) == len(set(domains))

    def test_each_file_holds_one_country(self, shipped) -> None:
        for file in SHIPPED.glob("*.toml"):
            countries = set(re.findall(r'^country = "(.*)"$', file.read_text("utf-8"), re.MULTILINE))
            assert countries == {file.stem}

    def test_each_outlet_says_where_to_look_and_nothing_twice(self, shipped) -> None:
        for found in shipped.outlets:
            lists = found.feeds + found.sitemaps + found.dated_sitemaps + found.news_sitemaps + found.sections
            assert lists, found.id
            assert len(lists) == len(set(lists)), found.id

    def test_time_zones_load(self, shipped) -> None:
        assert all(ZoneInfo(found.time_zone) for found in shipped.outlets)

    def test_cbs_news_articles_are_told_from_its_videos(self, shipped) -> None:
        cbs = shipped.get("cbsnews")

        def is_article(path: str) -> bool:
            url = f"https://www.cbsnews.com{path}"
            wanted = any(re.search(pattern, url) for pattern in cbs.article_urls)
            return wanted and not any(re.search(pattern, url) for pattern in cbs.not_article_urls)

        assert is_article("/news/a-headline-in-words/")
        assert is_article("/newyork/news/a-headline-in-words/?ftag=x")
        assert not is_article("/video/a-headline-in-words/")
        assert not is_article("/newyork/video/news/a-headline/")
        assert not is_article("/news/")


class TestLoad:
    def test_an_own_file_adds(self, tmp_path, shipped) -> None:
        catalogue = load_catalogue([own_file(tmp_path)])
        assert catalogue.get("folkebladet").name == "Folkebladet"
        assert catalogue.ids() == tuple(sorted((*shipped.ids(), "folkebladet")))

    def test_an_own_file_replaces_a_shipped_outlet_as_a_whole(self, tmp_path, shipped) -> None:
        catalogue = load_catalogue([own_file(tmp_path, id="cbsnews", enabled="false")])
        assert catalogue.ids() == shipped.ids()
        assert catalogue.get("cbsnews").feeds == ()
        assert "cbsnews" not in {found.id for found in catalogue.enabled()}

    def test_the_same_id_in_two_own_files_is_a_mistake(self, tmp_path) -> None:
        files = [own_file(tmp_path, file="1.toml"), own_file(tmp_path, file="2.toml")]
        with pytest.raises(CatalogueError, match=r'"folkebladet", field "id": is taken by .*1\.toml'):
            load_catalogue(files)

    def test_all_mistakes_of_all_files_come_in_one_error(self, tmp_path) -> None:
        files = [
            own_file(tmp_path, file="1.toml", name=""),
            own_file(tmp_path, file="2.toml", id="Two", enabled="1"),
            tmp_path / "none.toml",
        ]
        with pytest.raises(CatalogueError) as raised:
            load_catalogue(files)
        lines = str(raised.value).splitlines()
        assert lines[0] == "4 mistakes in the outlet files:"
        assert [line.split(": ")[0].rpartition("/")[2] for line in lines[1:]] == [
            '1.toml, outlet "folkebladet", field "name"',
            '2.toml, outlet "Two", field "id"',
            '2.toml, outlet "Two", field "enabled"',
            "none.toml",
        ]
        assert raised.value.stage == "catalogue"


class TestGet:
    def test_finds_by_id(self) -> None:
        assert SMALL.get("gone").country == "dk"

    @pytest.mark.parametrize(
        ("asked", "meant"),
        [
            ("cbsnws", "cbsnews"),
            ("CBS News", "cbsnews"),
            ("guardian", "theguardian"),
            ("faz.net", "faz"),
            ("20min", "zwanzigminuten"),
        ],
    )
    def test_names_the_nearest_ids(self, shipped, asked, meant) -> None:
        with pytest.raises(UnknownOutlet, match=rf"did you mean {meant}\b"):
            shipped.get(asked)

    def test_names_none_when_none_is_near(self) -> None:
        with pytest.raises(UnknownOutlet, match='no outlet "qqqq"; `scrapy list` shows them all'):
            SMALL.get("qqqq")


class TestSelect:
    @pytest.mark.parametrize(
        ("conditions", "ids"),
        [
            ({}, ["avis", "diario", "post"]),
            ({"only": ["post", "avis", "post"]}, ["avis", "post"]),
            ({"only": ["gone"]}, ["gone"]),
            ({"countries": ["DK", "us"]}, ["avis", "post"]),
            ({"languages": ["en"]}, ["diario", "post"]),
            ({"languages": ["pt"]}, ["diario"]),
            ({"languages": ["PT-br"]}, ["diario"]),
            ({"countries": ["us", "pt"], "languages": ["pt", "da"]}, ["diario"]),
            ({"only": ["avis", "post"], "countries": ["us"]}, ["post"]),
        ],
    )
    def test_every_condition_is_met(self, conditions, ids) -> None:
        assert [found.id for found in SMALL.select(**conditions)] == ids

    def test_all_unknown_ids_are_named(self) -> None:
        with pytest.raises(UnknownOutlet) as raised:
            SMALL.select(only=["avid", "post", "dario"])
        assert str(raised.value).splitlines() == [
            'There is no outlet "avid"; did you mean avis?',
            'There is no outlet "dario"; did you mean diario?',
        ]

    def test_an_unknown_country_gets_the_list_of_countries(self) -> None:
        with pytest.raises(UnknownOutlet, match="No outlet has the country xx or qq; there are: dk, pt, us"):
            SMALL.select(countries=["xx", "dk", "qq"])

    def test_an_unknown_language_gets_the_list_of_languages(self) -> None:
        with pytest.raises(UnknownOutlet, match="No outlet has the language p; there are: da, en, pt-BR"):
            SMALL.select(languages=["p"])

    def test_conditions_that_no_outlet_meets_together_are_an_error(self) -> None:
        with pytest.raises(UnknownOutlet, match="all these conditions"):
            SMALL.select(countries=["dk"], languages=["en"])


class TestDocumentation:
    def blocks(self, kind: str) -> list[str]:
        return re.findall(rf"^```{kind}\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    def test_the_example_loads(self, tmp_path) -> None:
        file = tmp_path / "my.toml"
        file.write_text(self.blocks("toml")[0])
        assert load_catalogue([file]).get("folkebladet").crawl.delay == 2.0

    def test_the_mistakes_shown_are_the_ones_told(self, tmp_path, monkeypatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("my.toml").write_text(self.blocks("toml")[1])
        with pytest.raises(CatalogueError) as raised:
            load_catalogue([Path("my.toml")])
        assert self.blocks("text")[1] == f"{raised.value}\n"

    def test_the_unknown_outlet_shown_is_told_so(self, shipped) -> None:
        with pytest.raises(UnknownOutlet) as raised:
            shipped.get("cbsnws")
        assert self.blocks("text")[0] == f"{raised.value}\n"

    def test_every_field_is_in_the_table(self) -> None:
        named = set(re.findall(r"^\| `([a-z_.]+)` \|", DOCS.read_text("utf-8"), re.MULTILINE))
        schema = Outlet.model_json_schema()
        hints = {f"crawl.{name}" for name in schema["$defs"]["CrawlHints"]["properties"]}
        assert named == set(schema["properties"]) - {"crawl"} | hints, json.dumps(sorted(named))
