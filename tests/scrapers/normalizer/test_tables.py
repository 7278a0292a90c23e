from importlib.resources import files

import pytest
from pydantic import ValidationError

from scrapers.normalizer.tables import Table, read_table


class Wrong(Table):
    names: tuple[str, ...]


def test_a_file_that_does_not_fit_is_named_key_by_key():
    with pytest.raises(ValidationError, match="prefixes"):
        read_table(Wrong, "tracking.toml")


def test_every_data_file_is_utf8_toml_that_some_module_reads():
    package = files("scrapers.normalizer")
    names = {one.name for one in (package / "data").iterdir() if one.name.endswith(".toml")}
    assert names == {
        "agencies.toml",
        "bylines.toml",
        "calendars.toml",
        "cuts.toml",
        "otherdays.toml",
        "relative.toml",
        "tracking.toml",
        "variants.toml",
        "zones.toml",
    }
