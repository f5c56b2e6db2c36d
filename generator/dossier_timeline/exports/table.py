"""A table of the data that a site gives away: its fields, its rows, and both as CSV and as JSON.

Sources: RFC 4180 for CSV; Table Schema 2.0 for the types of fields.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verified_passages import find_verified_passage, has_place, is_counted_place
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.locators import write_csl_locator
from dossier_timeline.model.sources import Passage

CellValue = str | int | bool | Decimal | tuple[str, ...] | None
"""A cell: text, a number, yes or no, a list of ids, or nothing where the dossier has no value."""

_FORMULA_STARTS = frozenset("=@\t\r+-")
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,%\s]*\Z)")
"""What a spreadsheet would take for a formula, though it is no number."""

FieldType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class TableField:
    """A column.

    `many` are ids with one space between them (a list in JSON); `values` all that it may hold;
    `refers` the table in which the id that it holds is a key; `titles` what it is called, by language.
    """

    name: str
    description: str
    type: FieldType = "string"
    required: bool = False
    holds_many: bool = False
    values: tuple[str, ...] = ()
    refers_to: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TabularResource:
    """A table; `key` are the fields by which a row is found."""

    name: str
    fields: tuple[TableField, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    key: tuple[str, ...] = ("id",)
    folder: str = ""

    @property
    def path(self) -> str:
        """Its path in the folder of data, without an ending."""
        return f"{self.folder}{self.name}"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """RFC 4180 in UTF-8: one row of headings, numbers with a decimal point, "" for no value."""
    return (write_csv_rows([header]) + write_csv_rows(rows)).encode()


def write_csv_rows(rows: Iterable[Sequence[CellValue]]) -> str:
    """Rows as they stand in CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([write_csv_cell(value) for value in row] for row in rows)
    return out.getvalue()


def write_csv_cell(value: CellValue) -> str:
    """A value as it is written in CSV.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; JSON has it as it is.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    text = strip_marks(
        value if type(value) is str else " ".join(value) if isinstance(value, tuple) else str(value)
    )
    return f"'{text}" if text[:1] in _FORMULA_STARTS and _FORMULA.match(text) else text


def write_table_csv(table: TabularResource) -> bytes:
    """The table as CSV."""
    return write_csv([field.name for field in table.fields], table.rows)


def table_records(table: TabularResource) -> list[dict[str, Any]]:
    """The rows as they are in JSON: every field by name, `None` for no value."""
    names = [field.name for field in table.fields]
    return [dict(zip(names, map(json_value, row), strict=True)) for row in table.rows]


def json_value(value: CellValue) -> Any:
    """A value as JSON has it; a number keeps the digits it was written with."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def write_json(value: Any) -> bytes:
    """JSON for people to read too: UTF-8, one space a level, a newline at the end."""
    return (strip_marks(_write_indented(value)) + "\n").encode()


class WrittenJson(str):
    """A value as it stands in a JSON file, at the depth at which it was written: it's put there as it is."""

    __slots__ = ()


def write_nested_json(value: Any, depth: int) -> WrittenJson:
    """A value as it stands in a JSON file below so many lists and objects."""
    return WrittenJson(_write_indented(value, depth))


_write_value = json.JSONEncoder(ensure_ascii=False).encode


def _write_indented(value: Any, depth: int = 0) -> str:
    """What `json.dumps` writes with an indent of 1, for which it takes three times as long."""
    if value is None:
        return "null"
    if type(value) is WrittenJson:
        return value
    if not isinstance(value, (dict, list, tuple)) or not value:
        return _write_value(value)
    indent = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        begin, end = "{", "}"
        parts = [f"{_write_value(key)}: {_write_indented(one, depth + 1)}" for key, one in value.items()]
    else:
        begin, end = "[", "]"
        parts = [_write_indented(one, depth + 1) for one in value]
    return f"{begin}{indent}{f',{indent}'.join(parts)}{indent[:-1]}{end}"


def describe_table(table: TabularResource) -> dict[str, Any]:
    """The Table Schema of a table."""
    described: dict[str, Any] = {"fields": [_describe_field(field) for field in table.fields]}
    if table.key:
        described["primaryKey"] = list(table.key)
    foreign_keys = [
        {"fields": [field.name], "reference": {"resource": field.refers_to, "fields": ["id"]}}
        for field in table.fields
        if field.refers_to and not field.holds_many
    ]
    if foreign_keys:
        described["foreignKeys"] = foreign_keys
    return described


def _describe_field(field: TableField) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": field.description,
    }
    if field.titles:
        # Table Schema has a title in one language; "titles" by language is an addition, as it allows them.
        described["title"] = next(iter(field.titles.values()))
        described["titles"] = dict(field.titles)
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values and not field.holds_many:
        constraints["enum"] = list(field.values)
    if constraints:
        described["constraints"] = constraints
    return described


ID_FIELD = TableField("id", "The name of this entry, the same in every language and for ever.", required=True)

PASSAGE_FIELDS = (
    TableField("document", "The document in whose text it stands.", refers_to="documents"),
    TableField("section", "The heading under which it stands, as printed; empty before the first heading."),
    TableField("paragraph", "Which paragraph, list item or table of that section, from 1.", "integer"),
    TableField("footnote", "The printed number of the footnote, instead of a paragraph.", "integer"),
    TableField(
        "locator",
        "What is printed at its place, in the terms of CSL's locators: article-locator 83, paragraph 5.",
    ),
    TableField(
        "passage_digest",
        "The first twelve hexadecimal digits of the SHA-256 of the text of that passage, white space "
        "and emphasis made even.",
    ),
)
"""Where in a source text something stands."""

DATE_FIELDS = (
    TableField("date", "As known, in EDTF (ISO 8601-2): 2014, 2014-09, 2013~ or 2014-11-05/2014-11-06."),
    TableField("first_day", "The first day that the date may mean.", "date"),
    TableField("last_day", "The last day that the date may mean.", "date"),
)
"""A date of whatever precision."""


def ids_field(name: str, description: str, refers: str = "") -> TableField:
    """A field of ids, in order."""
    return TableField(name, description, holds_many=True, refers_to=refers)


def passage_values(
    dossier: Dossier, entry: Entry | None, passage: Passage | None, receipt: Receipt | None
) -> tuple[CellValue, ...]:
    """The values of `PASSAGE_FIELDS`: a passage stands in the document it names, or in that of its entry.

    Where it's written in another way than counted, its place is the one where it was verified.
    """
    home = dossier.document_of.get(entry.id) if entry is not None else None
    if passage is None:
        return (None,) * len(PASSAGE_FIELDS)
    name = present_id(dossier, passage.document) if passage.document else home.id if home else None
    verified = find_verified_passage(receipt.documents, name, passage) if receipt else None
    place = verified if verified and has_place(verified) else passage
    digest = verified.digest if verified else None
    steps = (verified.locator or ()) if verified else (*passage.heading_steps, *passage.inner_steps)
    is_counted = verified is None and is_counted_place(passage)
    locator = "" if is_counted else write_csl_locator(steps)
    locator = ", ".join(filter(None, (locator, f"row {passage.row}" if passage.row else "")))
    paragraph = place.paragraph if isinstance(place.paragraph, int) else None
    return (name, place.section or None, paragraph, place.footnote, locator or None, digest)


def date_values(date: Edtf | None) -> tuple[CellValue, ...]:
    """The values of `DATE`; an interval without an end has no last day."""
    if date is None:
        return (None, None, None)
    has_start = not date.is_span or date.start is not None
    has_end = not date.is_span or date.end is not None
    return (
        date.text,
        date.lower.isoformat() if has_start else None,
        date.upper.isoformat() if has_end else None,
    )


def present_id(dossier: Dossier, entry_id: str | None) -> str | None:
    """The present id of an entry that may be named by an earlier one."""
    entry = dossier.by_id.get(entry_id) if entry_id else None
    return entry.id if entry else entry_id


def present_ids(dossier: Dossier, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The present ids of entries, each once, in order."""
    return tuple(dict.fromkeys(name for one in ids if (name := present_id(dossier, one))))
