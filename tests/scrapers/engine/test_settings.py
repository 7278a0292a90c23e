from __future__ import annotations

import re
import tomllib
from pathlib import Path

from scrapers.engine import VERSION, settings

ROOT = Path(__file__).parents[3]
SOURCE = Path(settings.__file__).read_text("utf-8")
NAMES = re.findall(r"^([A-Z_]+)\b.*? = ", SOURCE, re.MULTILINE)


def test_settings_stand_in_alphabetical_order() -> None:
    assert sorted(NAMES) == NAMES


def test_every_own_setting_is_documented() -> None:
    own = re.findall(r"^# Klartekst: .*\n([A-Z_]+)", SOURCE, re.MULTILINE)
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert len(own) >= 11
    assert [name for name in own if f"`{name}`" not in page] == []


def test_an_outlet_is_treated_with_respect() -> None:
    assert settings.ROBOTSTXT_OBEY
    assert settings.AUTOTHROTTLE_ENABLED
    assert not settings.COOKIES_ENABLED
    assert not settings.REMOTE_CONTROL_ENABLED
    assert not settings.TELNETCONSOLE_ENABLED


def test_the_version_is_that_of_the_package() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
