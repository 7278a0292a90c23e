"""The JSON Schema of an article, generated from its class: `python -m scrapers.feed.schema` writes the file anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scrapers.article import SCHEMA, Article

SCHEMA_FILE = Path(__file__).with_name("article-1.schema.json")
OPTIONAL = frozenset({"removed"})
"""Fields that a line of the feed may lack; everything else is always there."""


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line of the feed fits."""
    schema = Article.model_json_schema(by_alias=True, mode="serialization")
    schema["required"] = [name for name in schema["properties"] if name not in OPTIONAL]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:klartekst:{SCHEMA.replace('/', ':')}",
        **_untitled(schema),
        "title": f"Klartekst {SCHEMA}",
    }


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"


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
    SCHEMA_FILE.write_text(schema_text(), "utf-8")
