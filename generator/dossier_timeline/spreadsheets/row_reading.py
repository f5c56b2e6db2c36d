"""Rows of a table as entries of content; what a cell can't be is told, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dossier_timeline.content.model_locations import accepts_type, fields_by_key
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import PERCENT, Fact
from dossier_timeline.model.locators import CSL_TERMS, HEADING_TERMS
from dossier_timeline.model.relations import relations_of
from dossier_timeline.model.sources import Passage
from dossier_timeline.spreadsheets.columns import (
    GROUP_COLUMN,
    HOME_DOCUMENT,
    HOME_WORK,
    TYPE_COLUMN,
    ColumnLayout,
    ColumnTarget,
)
from dossier_timeline.spreadsheets.entry_finding import EntryFinder, find_relation
from dossier_timeline.spreadsheets.sheet_dates import ReadDateWords, join_dates, read_sheet_date
from dossier_timeline.spreadsheets.sheet_numbers import read_sheet_number
from dossier_timeline.spreadsheets.sheets import CellError, Sheet, SheetCell, SheetProblem

if TYPE_CHECKING:
    from babel import Locale

_FIRST_KEYS = ("id", "date", "kind", "title", "name", "label", "value", "unit", "qualifier")
"""The order in which content has the keys of an entry; the others follow as the model has them."""
_TRUE, _FALSE = ("true", "1", "x"), ("false", "0")
_DURATION = re.compile(r"P[\dYMWDTH]+")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{4}[~?%]")
_LOCATOR_STEP = re.compile(r"([a-z-]+) (\S.*)")
_TERMS = {csl: term for term, csl in CSL_TERMS.items()}
_YEAR_BEFORE_1 = re.compile(r"[-−]\d+|0+")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&[a-z]+;", re.IGNORECASE)


@dataclass(slots=True)
class SheetEntry:
    """What a row says: its keys as content writes them, and the document or work that it names."""

    row: int
    fields: dict[str, Any] = field(default_factory=dict)
    document_id: str = ""
    work_id: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    """By key: the column that says it, for messages."""


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The entries of a table, the rows that are none, and what can't be taken."""

    entries: tuple[SheetEntry, ...]
    left_out: tuple[str, ...] = ()
    problems: tuple[SheetProblem, ...] = ()


class RowReader:
    """Reads the rows of tables of one type of entries."""

    def __init__(
        self,
        model: type[Entry],
        dossier: Dossier,
        locale: Locale | None,
        read_words: ReadDateWords = lambda _: "",
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self._model, self._dossier, self._locale = model, dossier, locale
        self._read_words, self._defaults = read_words, defaults or {}
        self._keys = fields_by_key(model)
        self._finder = EntryFinder(dossier)
        self._relations = {key: find_relation(model, key) for key in self._keys}
        self._words = {one.key for one in relations_of(model).words}

    def read(self, sheet: Sheet, layout: ColumnLayout) -> ReadRows:
        """The entries of a table's rows."""
        entries: list[SheetEntry] = []
        left_out: list[str] = []
        problems: list[SheetProblem] = []
        for row in range(1, len(sheet.rows)):
            cells = {at: cell for at, cell in enumerate(sheet.rows[row]) if cell.kind != "empty"}
            extra = [at for at in cells if at >= len(sheet.rows[0])]
            if extra:
                problems.append(
                    SheetProblem(row, extra[0], "this cell has no column", "quote cells with a comma")
                )
                continue
            kind = next(
                (
                    cells[at].text
                    for at, one in layout.targets.items()
                    if one.key == TYPE_COLUMN and at in cells
                ),
                "",
            )
            if kind.casefold() in ("title", "era"):
                left_out.append(f"{sheet.describe_position(row)}: a slide of the type “{kind}” is no event")
                continue
            entry, found = self._read_row(row, cells, layout)
            problems += found
            if not found:
                entries.append(entry)
        return ReadRows(tuple(entries), tuple(left_out), tuple(problems))

    def _read_row(
        self, row: int, cells: Mapping[int, SheetCell], layout: ColumnLayout
    ) -> tuple[SheetEntry, list[SheetProblem]]:
        entry = SheetEntry(row)
        problems: list[SheetProblem] = []
        dates: dict[str, SheetCell] = {}
        value: SheetCell | None = None
        for column, target in layout.targets.items():
            cell = cells.get(column)
            if cell is None:
                continue
            entry.columns.setdefault(target.key, column)
            try:
                if cell.kind == "faulty":
                    raise CellError(cell.text)  # noqa: TRY301 -- told with its column, like all others
                if target.key == "date" and target.inner:
                    dates[target.inner] = cell
                elif target.key == "value" and self._model is Fact:
                    value = cell
                else:
                    self._put(entry, target, cell, layout)
            except CellError as error:
                problems.append(SheetProblem(row, column, error.message, error.hint))
        for key, cell in (("date", None), ("value", value)):
            try:
                if key == "date" and dates:
                    entry.fields["date"] = _read_parts(dates)
                elif cell is not None:
                    self._put_value(entry.fields, cell, layout)
            except CellError as error:
                problems.append(SheetProblem(row, entry.columns.get(key), error.message, error.hint))
        for key, default in self._defaults.items():
            entry.fields.setdefault(key, default)
        entry.fields = self._in_order(entry.fields)
        return entry, problems

    def _put(
        self, row_entry: SheetEntry, target: ColumnTarget, cell: SheetCell, layout: ColumnLayout
    ) -> None:
        """Put what a cell says where its column goes. Raises `CellError`."""
        key, fields, text = target.key, row_entry.fields, cell.text
        if layout.is_published and re.match(r"'[=@+-]", text):
            text = text[1:]
        if key == HOME_DOCUMENT:
            row_entry.document_id = text
        elif key == HOME_WORK:
            row_entry.work_id = text
        elif key == GROUP_COLUMN:
            self._put_group(fields, text)
        elif key == "passage":
            fields["passage"] = _join_place(fields.get("passage", {}), _read_place(target.inner, text))
        elif target.inner:
            if _MARKUP.search(text):
                raise CellError("this text has HTML in it", "write it as plain words")
            fields.setdefault(key, {})[target.inner] = text
        elif key != TYPE_COLUMN:
            fields[key] = self._read_plain(key, cell, text)
            if fields[key] is None:
                del fields[key]

    def _read_plain(self, key: str, cell: SheetCell, text: str) -> Any:
        relation = self._relations[key]
        annotation = self._keys[key].annotation
        if relation is not None:
            return (
                self._finder.read_ids(text, relation)
                if relation.is_list
                else self._finder.read_id(text, relation)
            )
        if accepts_type(annotation, Edtf) and key != "value":
            return read_sheet_date(cell, self._locale, self._read_words)
        if accepts_type(annotation, bool):
            if text.casefold() not in (*_TRUE, *_FALSE):
                raise CellError(f"“{text}” is neither true nor false", "write true or false")
            return "true" if text.casefold() in _TRUE else None
        if accepts_type(annotation, tuple):
            return text.replace(",", " ").replace(";", " ").split()
        return text

    def _put_group(self, fields: dict[str, Any], text: str) -> None:
        """A group of TimelineJS is a kind, or else a theme."""
        relations = tuple(one for key in ("kind", "themes") if (one := self._relations.get(key)))
        found = self._finder.find_group(text, relations)
        if found is None:
            kinds = [one for one in self._dossier.kinds if one.of == "event"]
            known = [one.id for one in (*kinds, *self._dossier.themes)]
            hint = suggest_word(text, known)
            raise CellError(f"“{text}” is no kind of event and no theme", hint or "add it first")
        relation, name = found
        fields[relation.key] = [*fields.get(relation.key, ()), name] if relation.is_list else name

    def _put_value(self, fields: dict[str, Any], cell: SheetCell, layout: ColumnLayout) -> None:
        """The value of a fact, and with it its kind or unit where the cell says it. Raises `CellError`."""
        if "derived" in fields:
            return
        kind = fields.get("kind", "")
        if kind == "duration" or (cell.kind == "text" and _DURATION.fullmatch(cell.text)):
            fields["value"], fields["kind"] = cell.text, "duration"
        elif kind == "date" or cell.kind == "date" or (cell.kind == "text" and _DATE.fullmatch(cell.text)):
            fields["value"] = read_sheet_date(cell, self._locale, self._read_words)
            fields["kind"] = "date"
        else:
            fields["value"], is_share = read_sheet_number(cell, self._locale, is_plain=layout.is_published)
            if is_share:
                fields.setdefault("unit", PERCENT)
            if kind in ("number", "share", "amount"):
                del fields["kind"]

    def _in_order(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The keys in the order in which content has them, languages in that of the dossier."""
        order = list(dict.fromkeys((*_FIRST_KEYS, *self._keys)))
        found = {key: fields[key] for key in sorted(fields, key=order.index)}
        for key in self._words & found.keys():
            if isinstance(found[key], dict):
                found[key] = {
                    code: found[key][code] for code in self._dossier.languages if code in found[key]
                }
        return found


def _join_place(before: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """A passage with more keys: the numbers of headings stand for their words, and for what was counted."""
    if more.keys() & {*HEADING_TERMS} - {"section"} and "section" in before:
        return dict(more)
    return {**before, **more}


def _read_place(inner: str, text: str) -> dict[str, Any]:
    """The keys of a passage that a cell says. Raises `CellError`."""
    if inner == "locator":
        steps = [_LOCATOR_STEP.fullmatch(step) for step in text.split(", ")]
        return {_TERMS.get(step[1], step[1]): step[2] for step in steps if step}
    if inner or not text.startswith("{"):
        return {inner or "quote": text}
    source, problems = load_yaml_text("", text)
    if problems or source is None or not isinstance(source.data, dict):
        raise CellError(
            f"“{text}” is no place of a passage", "write it like {section: Results, paragraph: 2}"
        )
    try:
        Passage.model_validate(source.data)
    except ValidationError as error:
        message = "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise CellError(f"“{text}” is no place of a passage: {message}") from error
    return source.data


def _read_parts(cells: Mapping[str, SheetCell]) -> str:
    """A date of which year, month and day stand in columns of their own. Raises `CellError`."""
    start = _join_parts([cells.get(part) for part in ("year", "month", "day")])
    end = _join_parts([cells.get(f"end-{part}") for part in ("year", "month", "day")])
    if not start:
        raise CellError("this date has no year", "write the year into its column")
    return join_dates(start, end)


def _join_parts(cells: Sequence[SheetCell | None]) -> str:
    texts = [cell.text if cell else "" for cell in cells]
    if not texts[0]:
        if any(texts):
            raise CellError("this date has no year", "write the year into its column")
        return ""
    if texts[2] and not texts[1]:
        raise CellError("this date has a day and no month", "write the month into its column")
    if _YEAR_BEFORE_1.fullmatch(texts[0]):
        hint = "leave the row out; years run from 0001 to 9999"
        raise CellError(f"“{texts[0]}” is a year before our era, which no date here can be", hint)
    for text, most, what in zip(texts, (4, 2, 2), ("year", "month", "day"), strict=True):
        if text and not (text.isascii() and text.isdigit() and len(text) <= most):
            raise CellError(f"“{text}” is no {what}", f"write its number, of at most {most} digits")
    return "-".join(text.zfill(width) for text, width in zip(texts, (4, 2, 2), strict=True) if text)
