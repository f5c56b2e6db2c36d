"""A figure as a site publishes it: its cells in a file, the rest in tables and words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier_timeline.content.yaml_writing import OneLine
from dossier_timeline.spreadsheets.published_words import PublishedWords
from dossier_timeline.spreadsheets.sheets import Sheet, SheetError

_ROW_COLUMN, _CASES_COLUMN = "row", "n"
_WORDS_BEFORE, _WORDS_BEHIND = ("title", "subtitle"), ("basis", "summary", "note")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """The keys of a figure as content writes them, and the document whose source has it."""

    fields: Mapping[str, Any]
    document_id: str


def is_published_figure(sheet: Sheet) -> bool:
    """Whether the headings are those of a figure's own file."""
    return sheet.texts[0][0] == _ROW_COLUMN


def read_published_figure(
    sheet: Sheet,
    figure_id: str,
    *,
    figures: Sheet,
    columns: Sheet,
    words: PublishedWords,
    languages: Sequence[str],
) -> PublishedFigure:
    """The figure of this id. Raises `SheetError` where the tables don't tell of it."""
    head = next((one for one in _list_records(figures) if one["id"] == figure_id), None)
    own = [one for one in _list_records(columns) if one["figure"] == figure_id]
    if head is None or not own:
        raise SheetError(
            f"{figures.path}: there is no figure “{figure_id}” in it; its file is named like its id"
        )
    found = words.get(figure_id, {})

    def collect(part: str) -> dict[str, str]:
        return {code: found[part][code] for code in languages if code in found.get(part, {})}

    fields: dict[str, Any] = {
        "id": figure_id,
        "number": head["number"],
        **{key: collect(key) for key in _WORDS_BEFORE},
        "unit": head["unit"],
        "n": head["n"],
        "columns": [_describe_column(one, head, collect(f"columns.{one['column']}.label")) for one in own],
        "rows": [
            _describe_row(row, own, collect(f"rows.{row[_ROW_COLUMN]}.note")) for row in _list_records(sheet)
        ],
        **{key: collect(key) for key in _WORDS_BEHIND},
        "passage": {key: head[key] for key in ("section", "paragraph") if head[key]},
        "chart": head["chart"] if head["chart"] != "none" else "",
    }
    return PublishedFigure({key: value for key, value in fields.items() if value}, head["document"])


def _list_records(sheet: Sheet) -> list[dict[str, str]]:
    names, *rows = sheet.texts
    return [dict(zip(names, row, strict=False)) for row in rows]


def _describe_column(record: Mapping[str, str], head: Mapping[str, str], label: Mapping[str, str]) -> OneLine:
    """A column; what it shares with its figure stands there."""
    return OneLine(
        {
            "id": record["column"],
            "label": dict(label),
            "type": record["type"],
            **({"unit": record["unit"]} if record["unit"] not in ("", head["unit"]) else {}),
            **({"role": record["role"]} if record["role"] != "result" else {}),
            **({"n": record["n"]} if record["n"] not in ("", head["n"]) else {}),
            **({"printed": printed} if (printed := record.get("printed", "")) else {}),
        }
    )


def _describe_row(
    record: Mapping[str, str], columns: Sequence[Mapping[str, str]], note: Mapping[str, str]
) -> OneLine:
    """A row; one without any value but that of its key is a gap."""
    cells: dict[str, Any] = {}
    for column in columns:
        name = column["column"]
        by_language = {
            heading.removeprefix(f"{name}."): text
            for heading, text in record.items()
            if heading.startswith(f"{name}.") and text
        }
        if cell := by_language or record.get(name, ""):
            cells[name] = cell
    keys = {one["column"] for one in columns if one["role"] == "key"}
    cases = record.get(_CASES_COLUMN, "") if _CASES_COLUMN not in {one["column"] for one in columns} else ""
    return OneLine(
        {
            "id": record[_ROW_COLUMN],
            "cells": cells,
            **({"n": cases} if cases else {}),
            **({"note": dict(note)} if note else {}),
            **({"gap": "true"} if cells.keys() <= keys else {}),
        }
    )
