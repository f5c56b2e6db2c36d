"""Writing a fact that is a row as a mapping in braces, which takes other keys; every cell stays as it is."""

from __future__ import annotations

from itertools import groupby

from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.row_layout import ROWS_KEY, lay_out_rows
from dossier_timeline.content.yaml_nodes import KeyPath, YamlNode, find_yaml_node


def write_out_row(editor: FileEditor, path: KeyPath) -> None:
    """Write the row at a path as a mapping. Raises `EditError` where it isn't written in brackets."""
    start, end = editor.span_of(editor.find_node(path))
    items = find_yaml_node(editor.head, (ROWS_KEY,), as_written=True)[0]
    rows = items.items if items else ()
    layout = lay_out_rows([[c.text if c.is_text else None for c in one.items] or None for one in rows])
    index = next((at for at, one in enumerate(rows) if editor.span_of(one) == (start, end)), -1)
    columns = layout.columns_by_item.get(index)
    if columns is None or editor.text[start] != "[":
        raise EditError(f"{editor.path}: write this fact with a key for each value first")
    editor.edits[start, start + 1] = "{"
    editor.edits[end - 1, end] = "}"
    cells = list(zip(columns, rows[index].items, strict=False))
    for key, group in groupby(cells, key=lambda cell: cell[0][0]):
        _write_key(editor, key, [(column[1] if len(column) > 1 else "", cell) for column, cell in group])


def _write_key(editor: FileEditor, key: str, cells: list[tuple[str, YamlNode]]) -> None:
    """Write a key before the cell that is its value, or braces around the cells that are within it."""
    for number, (inner, cell) in enumerate(cells):
        start, end = editor.span_of(cell)
        before = f"{key}: " if number == 0 else ""
        if inner:
            before += f"{'{' if number == 0 else ''}{inner}: "
        editor.edits[start, start] = before
        if cell.is_text and not cell.text:
            editor.edits[start, end] = "~"
    if cells[0][0]:
        end = editor.span_of(cells[-1][1])[1]
        editor.edits[end, end] = "}"
