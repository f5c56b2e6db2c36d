"""JSON Schemas of all kinds of content files, for editors: made from the model, with its documentation.

An editor reads numbers and truth values where this project reads text, so a text may be any scalar.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from dossier_timeline.content.entries import REGISTER_MODELS
from dossier_timeline.content.row_layout import ROWS_KEY
from dossier_timeline.model.documents import Document, PageHead, Translation
from dossier_timeline.model.dossier import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FILE_TITLES = {
    "dossier": "dossier.yml",
    "document": "documents/<id>/document.yml",
    "summary": "The front matter of documents/<id>/<language>.md",
    "page": "The front matter of pages/<id>/<language>.md",
}

_ROW = {
    "type": "array",
    "description": "A fact as a row, below one with the names of columns: [id, value, passage, label.xx].",
    "items": {"type": ["string", "number", "boolean", "object", "null"]},
    "minItems": 1,
}


def make_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name: dossier.json, document.json, summary.json, page.json, actors.json…"""
    schema: dict[str, Any] = {
        "dossier": Settings,
        "document": Document,
        "summary": Translation,
        "page": PageHead,
        **{name: list[model] for name, model in REGISTER_MODELS.items()},  # type: ignore[valid-type]
    }
    return {f"{name}.json": _make_schema(name, kind) for name, kind in schema.items()}


def schema_text(schema: dict[str, Any]) -> str:
    """The text of a schema's file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def schema_line(name: str, depth: int) -> str:
    """The first line of a content file that lies `depth` folders deep: the place of its schema."""
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{name}.json"


def _make_schema(name: str, kind: Any) -> dict[str, Any]:
    schema = _loosen_schema(TypeAdapter(kind).json_schema(by_alias=True, mode="validation"))
    if name == "document":
        facts = schema["properties"][ROWS_KEY]
        facts["items"] = {"anyOf": [facts["items"], _ROW]}
    title = _FILE_TITLES.get(name, f"{name}.yml")
    return {"$schema": DIALECT, "title": title, **{k: v for k, v in schema.items() if k != "title"}}


def _loosen_schema(schema: Any, *, of_names: bool = False) -> Any:
    """The schema with any scalar in place of a text, and without the titles that repeat field names.

    `of_names` says that the keys of this mapping are names of fields, not words of JSON Schema.
    """
    if isinstance(schema, list):
        return [_loosen_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: _loosen_schema(value, of_names=key in ("properties", "$defs") and not of_names)
        for key, value in schema.items()
        if of_names or key != "title"
    }
    if not of_names and found.get("type") == "string" and "enum" not in found and "const" not in found:
        found["type"] = ["string", "number", "boolean"]
    return found
