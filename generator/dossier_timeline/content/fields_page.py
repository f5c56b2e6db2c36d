"""The page of documentation that lists every field of every content file, made from the schemas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dossier_timeline.content.patterns import PATTERNS
from dossier_timeline.content.schemas import make_schemas

Schema = dict[str, Any]

_OPENING = """\
# Fields

Every field of every file in `content/`, made from the model by `dossier-timeline fields`. A field
in **bold** must be there; any other may be left out. An editor that knows YAML schemas shows the same
while you type: the first line of each file names its schema.

Where a file is a list of entries (all but `dossier.yml`, `document.yml` and the heads of texts), each
entry has the fields that stand under its name. What a value may be:

- an *id* is lower-case letters, digits and single hyphens; it is unique over the dossier and never
  changes;
- a *date* is written in EDTF: see [dates](dates.md); a *day* is a date that says its day, like 2014-09-30;
- *words* are the same words in each language of the dossier, `{xx: …, yy: …}`; they may hold
  `[[references]]`, but for titles and names.
"""
_FRONT_MATTER_KINDS = ("summary", "page")
_WORDS_MODEL = "Words"


def make_fields_page() -> str:
    """The page in Markdown."""
    all_schemas = make_schemas()
    parts: dict[str, Schema] = {}
    sections = [_OPENING]
    for name, schema in all_schemas.items():
        parts |= schema.get("$defs", {})
        title, kind = schema["title"], name.removesuffix(".json")
        shown = (
            f"`{title}`"
            if title.endswith(".yml")
            else title.replace("<id>", "‹id›").replace("<language>", "‹language›")
        )
        if schema.get("type") == "array":
            entry = schema["items"]["$ref"].rsplit("/", 1)[1]
            sections.append(f"## {shown}\n\nA list of: [{_split_name(entry)}](#{_anchor_of(entry)}).\n")
        else:
            about = "" if kind in _FRONT_MATTER_KINDS else f"{_description_paragraph(schema)}\n\n"
            sections.append(f"## {shown}\n\n{about}{_fields_table(schema)}")
    sections.append("## Entries and their parts\n")
    sections += [
        f"### {_split_name(name)}\n\n{_description_paragraph(part)}\n\n{_fields_table(part)}"
        for name, part in sorted(parts.items())
        if name != _WORDS_MODEL
    ]
    return "\n".join(sections)


def _fields_table(schema: Schema) -> str:
    rows = ["| field | what it may be | what it says |", "|---|---|---|"]
    required = set(schema.get("required", ()))
    for name, field in schema.get("properties", {}).items():
        shown = f"**`{name}`**" if name in required else f"`{name}`"
        about = _escape_cell(field.get("description", ""))
        rows.append(
            f"| {shown} | {_escape_cell(_describe_value(field))}{_describe_default(field)} | {about} |"
        )
    extra = schema.get("additionalProperties")
    if isinstance(extra, dict):
        kind = _escape_cell(_describe_value(extra))
        rows.append(f"| the id of a kind | {kind} | a number by the register of that kind |")
    return "\n".join(rows) + "\n"


def _describe_value(field: Schema) -> str:
    """What a value may be, in words."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(filter(None, map(_describe_value, field["anyOf"]))))
    if "enum" in field or "const" in field:
        *most, last = [f"`{value}`" for value in field.get("enum") or [field["const"]]]
        return f"{', '.join(most)} or {last}" if most else last
    if "$ref" in field:
        return _link_to_model(field["$ref"].rsplit("/", 1)[1])
    types = field.get("type", "string")
    return _DESCRIPTIONS.get(types if isinstance(types, str) else types[0], _describe_text)(field)


def _link_to_model(name: str) -> str:
    return "words" if name == _WORDS_MODEL else f"[{_split_name(name)}](#{_anchor_of(name)})"


def _describe_list(field: Schema) -> str:
    inner, least = _describe_value(field["items"]), field.get("minItems", 0)
    many = f"at least {least}: " if least else ""
    return f"list of {many}{inner}{'s' if inner in ('id', 'text') else ''}"


def _describe_mapping(field: Schema) -> str:
    """A mapping with free keys."""
    patterns = list(field.get("patternProperties", {}).values())
    return f"keys, each with {_describe_value(field.get('additionalProperties') or patterns[0])}"


def _describe_integer(field: Schema) -> str:
    return f"whole number from {field['minimum']}" if "minimum" in field else "whole number"


def _describe_text(field: Schema) -> str:
    if field.get("format") == "edtf":
        return "date"
    if field.get("format") == "date":
        return "day"
    pattern = PATTERNS.get(field.get("pattern", ""))
    if pattern:
        return pattern.what.removeprefix("the ").removeprefix("an ").removeprefix("a ")
    return f"text up to {field['maxLength']} characters" if "maxLength" in field else "text"


_DESCRIPTIONS: dict[str, Callable[[Schema], str]] = {
    "null": lambda field: "",
    "array": _describe_list,
    "object": _describe_mapping,
    "boolean": lambda field: "`true` or `false`",
    "integer": _describe_integer,
    "number": lambda field: "number, date or duration" if "null" in field["type"] else "number",
}
"""By the first of a schema's types: the function that describes a value."""


def _describe_default(field: Schema) -> str:
    value = field.get("default")
    return f"; otherwise `{value}`" if isinstance(value, str) and value else ""


def _description_paragraph(schema: Schema) -> str:
    """The description of a schema, in one paragraph."""
    return " ".join(str(schema.get("description", "")).split())


def _escape_cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _split_name(name: str) -> str:
    """The name of a model as words: "CellFact" gives "Cell fact"."""
    return "".join(f" {c.lower()}" if c.isupper() and index else c for index, c in enumerate(name))


def _anchor_of(name: str) -> str:
    return _split_name(name).lower().replace(" ", "-")
