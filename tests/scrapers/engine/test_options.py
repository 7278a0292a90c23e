from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from scrapers.engine.options import EngineOptions
from scrapers.errors import KlartekstError


def options(**values: Any) -> EngineOptions:
    settings = Settings()
    settings.setmodule("scrapers.engine.settings", priority="project")
    settings.setdict(values, priority="cmdline")
    return EngineOptions.from_settings(settings)


def test_the_store_lies_beside_scrapy_cfg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scrapy.cfg").touch()
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert options().store_url == f"sqlite:///{tmp_path}/klartekst.db"


def test_a_replay_never_gets_the_live_store_by_itself() -> None:
    assert options(REPLAY="cassettes").store_url.endswith("/klartekst-replay.db")
    assert options(REPLAY="cassettes", STORE_URL="sqlite:///mine.db").store_url == "sqlite:///mine.db"


def test_a_store_that_was_named_is_told_from_the_default_one() -> None:
    assert options(STORE_URL="sqlite:///mine.db").names_store
    assert not options().names_store


def test_the_replayed_folder_brings_its_own_outlets(tmp_path: Path) -> None:
    assert options(REPLAY=str(tmp_path)).outlet_files == ()
    (tmp_path / "outlets.toml").touch()
    assert options(REPLAY=str(tmp_path), OUTLET_FILES="a.toml,b.toml").outlet_files == (
        Path("a.toml"),
        Path("b.toml"),
        tmp_path / "outlets.toml",
    )


def test_steps_come_as_pairs_or_as_json() -> None:
    steps = (("after:tail", "my.step"),)
    assert options(CLEAN_STEPS=list(steps)).clean.steps == steps
    assert options(NORMALIZE_STEPS='[["after:tail", "my.step"]]').normalize_steps == steps


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLEAN_DEADLINE", "soon"),
        ("CLEAN_DEADLINE", "nan"),
        ("CLEAN_DEADLINE", "inf"),
        ("CLEAN_DEADLINE", 0),
        ("CLEAN_WORKERS", None),
        ("CLEAN_WORKERS", 0),
        ("CLEAN_WORKERS", 1.5),
        ("CRAWLS_AT_ONCE", -1),
        ("CLEAN_STEPS", "a.b"),
        ("NORMALIZE_STEPS", [1]),
    ],
)
def test_a_setting_of_the_wrong_form_is_named(name: str, value: object) -> None:
    with pytest.raises(KlartekstError, match=name):
        options(**{name: value})
