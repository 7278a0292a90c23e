"""The JSON Schemas of the public contracts, generated from their classes.

`python -m scrapers.feed.schema` writes the files anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scrapers.article import SCHEMA, Article, Value
from scrapers.story import MERGE_SCHEMA, StoryMerge, StoryPack
from scrapers.story import SCHEMA as STORY_SCHEMA

OPTIONAL = frozenset({"removed"})
"""Fields that a line of the feed may lack; everything else is always there."""
CONTRACTS: MappingProxyType[str, type[Value]] = MappingProxyType(
    {SCHEMA: Article, STORY_SCHEMA: StoryPack, MERGE_SCHEMA: StoryMerge}
)


def schema_file(name: str) -> Path:
    """Return the file that holds the schema of a contract such as `article/1`."""
    return Path(__file__).with_name(f"{name.replace('/', '-')}.schema.json")


SCHEMA_FILE = schema_file(SCHEMA)


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every article in the feed fits."""
    return schema_of(SCHEMA)


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a contract such as `story/1`."""
    schema = CONTRACTS[name].model_json_schema(by_alias=True, mode="serialization")
    schema["required"] = [field for field in schema["properties"] if field not in OPTIONAL]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:klartekst:{name.replace('/', ':')}",
        **_untitled(schema),
        "title": f"Klartekst {name}",
    }


def schema_text(name: str = SCHEMA) -> str:
    """Return the schema of a contract as it stands in its file."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out the titles that are made of field names and say nothing."""
    fields = {
        name: {key: value for key, value in field.items() if key != "title"}
        for name, field in schema.get("properties", {}).items()
    }
    kept = {key: value for key, value in schema.items() if key != "title"}
    parts = {name: _untitled(part) for name, part in schema.get("$defs", {}).items()}
    return {**kept, **({"properties": fields} if fields else {}), **({"$defs": parts} if parts else {})}


if __name__ == "__main__":
    for contract in CONTRACTS:
        schema_file(contract).write_text(schema_text(contract), "utf-8")
