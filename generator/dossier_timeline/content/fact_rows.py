"""Facts that are written as rows, as the mappings that they stand for."""

from __future__ import annotations

from typing import Any

from dossier_timeline.content.row_layout import ROWS_KEY, ColumnPath, lay_out_rows
from dossier_timeline.content.yaml_nodes import find_yaml_node
from dossier_timeline.content.yaml_reading import YamlFile
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.model.facts import Fact


def expand_rows(source: YamlFile) -> tuple[YamlFile, list[Diagnostic], frozenset[str]]:
    """A document.yml whose facts are mappings, what is wrong with its rows, and ids of those left out."""
    items = source.value((ROWS_KEY,))
    if not isinstance(items, list) or not any(isinstance(item, list) and item for item in items):
        return source, [], frozenset()
    layout = lay_out_rows([_cell_texts(item) for item in items])
    problems = [
        Diagnostic(_find_position(source, one.row, one.column), Code.WRONG_TYPE, one.message, one.hint)
        for one in layout.problems
    ]
    problems += [
        problem
        for index in layout.headings
        if index not in {one.row for one in layout.problems}
        for problem in _check_names(source, index, items[index])
    ]
    facts = [
        items[index] if columns is None else _make_mapping(columns, items[index])
        for index, columns in layout.columns_by_item.items()
    ]
    left_out = {*range(len(items))} - {*layout.columns_by_item, *layout.headings}
    ids = frozenset(items[index][0] for index in left_out if isinstance(items[index][0], str))
    return YamlFile(source.path, source.text, {**source.data, ROWS_KEY: facts}), problems, ids


def _cell_texts(item: Any) -> list[str | None] | None:
    if not isinstance(item, list) or not item:
        return None
    return [cell if isinstance(cell, str) else None for cell in item]


def _make_mapping(columns: tuple[ColumnPath, ...], cells: list[Any]) -> dict[str, Any]:
    """The mapping for which a row stands: without empty cells, and without columns that no fact has."""
    found: dict[str, Any] = {}
    for (key, *inner), cell in zip(columns, cells, strict=False):
        if cell in (None, "") or key not in Fact.model_fields:
            continue
        if inner:
            found.setdefault(key, {})[inner[0]] = cell
        else:
            found[key] = cell
    return found


def _check_names(source: YamlFile, index: int, names: list[Any]) -> list[Diagnostic]:
    """The columns that no fact has."""
    keys = [(at, name.partition(".")[0]) for at, name in enumerate(names) if isinstance(name, str)]
    return [
        Diagnostic(
            _find_position(source, index, at),
            Code.UNKNOWN_KEY,
            f"the column “{key}” is not known here",
            suggest_word(key, list(Fact.model_fields)),
        )
        for at, key in keys
        if key not in Fact.model_fields
    ]


def _find_position(source: YamlFile, row: int, column: int | None) -> Position:
    path = (ROWS_KEY, row) if column is None else (ROWS_KEY, row, column)
    node, _ = find_yaml_node(source.text, path, as_written=True)
    return Position(source.path, node.start.line + 1, node.start.column + 1) if node else source.position()
