"""Writing words of one language into YAML beside those of the others; every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier_timeline.content.file_editor import EditError, FileEditor, find_line_end
from dossier_timeline.content.list_editor import remove_inline_item
from dossier_timeline.content.row_layout import ROWS_KEY, lay_out_rows
from dossier_timeline.content.yaml_nodes import KeyPath, YamlNode, find_yaml_node
from dossier_timeline.content.yaml_writing import dump_scalar

_MAX_WIDTH = 110
_FOLD_WIDTH = 100
"""How long the lines of a folded text are, its indentation counted."""


def set_words(editor: FileEditor, path: KeyPath, language: str, words: str) -> None:
    """Write words at the path of a mapping of languages. Raises `EditError` where that can't be done.

    Words that stand there already are replaced; new ones come behind those of the last language.
    """
    mapping = editor.find_node(path)
    if not mapping.pairs:
        raise EditError(f"{editor.path}: no words stand at {'.'.join(map(str, path))}")
    known = mapping.by_key.get(language)
    if known is not None:
        _replace_value(editor, known[0], known[1], words)
    elif _is_inline(editor, mapping):
        _append_inline(editor, mapping, language, words)
    else:
        _append_line(editor, mapping, language, words)


def set_forms(editor: FileEditor, path: KeyPath, language: str, forms: Mapping[str, str]) -> None:
    """Write the forms of a unit in a language at the path of its name, in place of those that stand there."""
    mapping = editor.find_node(path)
    inline = "{" + ", ".join(f"{form}: {dump_scalar(words)}" for form, words in forms.items()) + "}"
    known = mapping.by_key.get(language)
    if known is not None:
        start, end = editor.value_span(known[1])
        if _is_inline(editor, known[1]):
            editor.edits[start, end] = inline
            return
        for form, words in forms.items():
            set_words(editor, (*path, language), form, words)
        return
    if _is_inline(editor, mapping):
        end = editor.span_of(mapping)[1]
        last = editor.value_span(mapping.pairs[-1][1])[1]
        editor.edits[last, last] = f", {language}: {inline}"
        if last > end:
            raise EditError(f"{editor.path}: this is written in an unusual way: {path}")
        return
    _insert_after(editor, mapping, f"{language}: {inline}")


def _is_inline(editor: FileEditor, node: YamlNode) -> bool:
    return editor.text[editor.span_of(node)[0] : editor.span_of(node)[0] + 1] == "{"


def _replace_value(editor: FileEditor, key: YamlNode, value: YamlNode, words: str) -> None:
    start, end = editor.value_span(value)
    raw = editor.text[start:end]
    column = key.start.column
    is_block = raw[:1] in ("|", ">") or ("\n" in raw and raw[:1] not in ("'", '"'))
    if is_block:
        written = _write_value(editor, words, column)
    elif raw[:1] == "'" and "\n" not in words:
        written = "'" + words.replace("'", "''") + "'"
    elif raw[:1] == '"':
        written = _quote(words)
    else:
        written = dump_scalar(words)
    editor.edits[start, end] = written


def _quote(words: str) -> str:
    import json

    return json.dumps(words, ensure_ascii=False)


def _append_inline(editor: FileEditor, mapping: YamlNode, language: str, words: str) -> None:
    start, end = editor.span_of(mapping)
    last = editor.value_span(mapping.pairs[-1][1])[1]
    addition = f", {language}: {dump_scalar(words)}"
    line_start = editor.text.rfind("\n", 0, start) + 1
    line_end = find_line_end(editor.text, end)
    before, behind = editor.text[line_start:start], editor.text[end:line_end]
    is_alone = (
        "\n" not in editor.text[start:end]
        and re.fullmatch(r"\s*(?:- )*[\w-]+: ", before)
        and not behind.strip()
    )
    if not is_alone or line_end - line_start + len(addition) <= _MAX_WIDTH:
        editor.edits[last, last] = addition
        return
    column = len(re.match(r"\s*(?:- )*", before)[0]) + 2  # type: ignore[index]
    spans = [(editor.span_of(key), editor.value_span(value)) for key, value in mapping.pairs]
    lines = [
        f"{' ' * column}{editor.text[slice(*key)]}: {editor.text[slice(*value)]}" for key, value in spans
    ]
    lines.append(f"{' ' * column}{language}: {_write_value(editor, words, column)}")
    editor.edits[start - 1, end] = "".join(f"{editor.newline}{line}" for line in lines)


def _append_line(editor: FileEditor, mapping: YamlNode, language: str, words: str) -> None:
    column = mapping.pairs[-1][0].start.column
    _insert_after(editor, mapping, f"{language}: {_write_value(editor, words, column)}")


def _insert_after(editor: FileEditor, mapping: YamlNode, line: str) -> None:
    """Insert a line behind the last pair of a mapping, with its indentation."""
    column = mapping.pairs[-1][0].start.column
    at = find_line_end(editor.text, editor.value_span(mapping.pairs[-1][1])[1])
    editor.edits[at, at] = f"{editor.newline}{' ' * column}{line}"


def _write_value(editor: FileEditor, words: str, column: int) -> str:
    """Words as a value of a key at a column: on its line, or folded where they're long."""
    one_line = dump_scalar(words)
    if column + 6 + len(one_line) <= _MAX_WIDTH or "\n" in words or "  " in words or words != words.strip():
        return one_line
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and column + 2 + len(lines[-1]) + 1 + len(word) > _FOLD_WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    indent = " " * (column + 2)
    return ">-" + "".join(f"{editor.newline}{indent}{line}" for line in lines)


def find_row(editor: FileEditor, path: KeyPath) -> int | None:
    """The index of the item that is a row and stands for the fact at a path; `None` for any other."""
    if len(path) < 2 or path[0] != ROWS_KEY:
        return None
    span = editor.span_of(editor.find_node(path[:2]))
    if editor.text[span[0] : span[0] + 1] != "[":
        return None
    items = find_yaml_node(editor.head, (ROWS_KEY,), as_written=True)[0]
    rows = items.items if items else ()
    return next((index for index, one in enumerate(rows) if editor.span_of(one) == span), None)


def set_words_in_rows(editor: FileEditor, key: str, language: str, words: Mapping[int, str]) -> None:
    """Write words into rows, by the index of their item: into the column of the language, which is added.

    Raises `EditError` where the rows have no column for the key in another language.
    """
    for heading, below in _list_sections(editor):
        own = {index: text for index, text in words.items() if index in below}
        if not own:
            continue
        names = [cell.text for cell in heading.items]
        column = names.index(f"{key}.{language}") if f"{key}.{language}" in names else None
        neighbour = max((n for n, name in enumerate(names) if name.startswith(f"{key}.")), default=None)
        if column is None and neighbour is None:
            raise EditError(f"{editor.path}: these rows have no column {key}.xx")
        if column is None:
            _insert_cell(editor, heading.items[neighbour or 0], f"{key}.{language}")
        for index, row in below.items():
            cells = row.items
            if column is not None and index in own:
                _set_cell(editor, cells, column, own[index])
            elif column is None and neighbour is not None and (index in own or len(cells) > neighbour + 1):
                _insert_cell_at(editor, cells, neighbour, dump_scalar(own[index]) if index in own else "~")


def remove_column(editor: FileEditor, name: str) -> None:
    """Take the column of a name out of the rows, with its cells."""
    for heading, below in _list_sections(editor):
        names = [cell.text for cell in heading.items]
        if name not in names:
            continue
        column = names.index(name)
        for row in (heading, *below.values()):
            if column < len(row.items):
                remove_inline_item(editor, row.items, column)


def _list_sections(editor: FileEditor) -> Iterator[tuple[YamlNode, dict[int, YamlNode]]]:
    """Each row of headings in the file, and the rows of cells below it by the index of their item."""
    items = find_yaml_node(editor.head, (ROWS_KEY,), as_written=True)[0]
    rows = items.items if items else ()
    layout = lay_out_rows(
        [[c.text if c.is_text else None for c in one.items] if one.items else None for one in rows]
    )
    for position, heading in enumerate(layout.headings):
        end = layout.headings[position + 1] if position + 1 < len(layout.headings) else len(rows)
        is_row = layout.columns_by_item.get
        yield rows[heading], {n: rows[n] for n in range(heading + 1, end) if is_row(n) is not None}


def _set_cell(editor: FileEditor, cells: tuple[YamlNode, ...], column: int, words: str) -> None:
    if column < len(cells):
        start, end = editor.span_of(cells[column])
        editor.edits[start, end] = dump_scalar(words) if start < end else f" {dump_scalar(words)}"
    else:
        _insert_cell_at(editor, cells, column - 1, dump_scalar(words))


def _insert_cell_at(editor: FileEditor, cells: tuple[YamlNode, ...], column: int, written: str) -> None:
    """Insert a cell behind a column, with empty ones before it where the row is shorter."""
    missing = max(0, column - len(cells) + 1)
    _insert_cell(editor, cells[min(column, len(cells) - 1)], ", ".join([*["~"] * missing, written]))


def _insert_cell(editor: FileEditor, cell: YamlNode, written: str) -> None:
    end = editor.span_of(cell)[1]
    editor.edits[end, end] = f", {written}"
