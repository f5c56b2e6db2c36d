"""What the headings of a table mean: keys of an entry, words in a language, a passage, TimelineJS's columns.

Source: TimelineJS's template of a spreadsheet, and `ConfigFactory.js` of TimelineJS 3, which reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.content.model_locations import accepts_type, fields_by_key
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.model.base import Entry
from dossier_timeline.model.relations import relations_of
from dossier_timeline.model.sources import PLACE_KEYS
from dossier_timeline.spreadsheets.sheets import Sheet, SheetProblem

TYPE_COLUMN, GROUP_COLUMN = "timelinejs-type", "timelinejs-group"
HOME_DOCUMENT, HOME_WORK = "home-document", "home-work"
"""Columns that say of which document or work an entry is."""

_DATE_PARTS = {
    "year": "year",
    "month": "month",
    "day": "day",
    "endyear": "end-year",
    "endmonth": "end-month",
    "endday": "end-day",
}
_TIMELINEJS = {"headline": "title", "text": "text", "type": TYPE_COLUMN, "group": GROUP_COLUMN}
_TIMELINEJS_UNUSED = frozenset(
    (
        *("time", "endtime", "displaydate", "media", "mediacredit", "mediacaption", "mediathumbnail"),
        *("alttext", "mediaalttext", "background"),
    )
)
_PUBLISHED_MARK = "passage_digest"
"""The column by which the data of a site are known."""
_PUBLISHED_UNUSED = frozenset(
    ("first_day", "last_day", "passage_digest", "number", "found", "checked", "n", "chart")
)


@dataclass(frozen=True, slots=True)
class ColumnTarget:
    """Where the cells of a column go: a key of the entry, and a language or a key within it."""

    key: str
    inner: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """What each column means, by its index from 0, and the headings of those that aren't taken."""

    targets: Mapping[int, ColumnTarget]
    left_out: tuple[str, ...] = ()
    is_published: bool = False
    """Whether these are data that a site published, where a point is always a decimal point."""


def find_columns(
    sheet: Sheet,
    model: type[Entry],
    languages: Sequence[str],
    bare_language: str,
    ignored: Collection[str],
) -> tuple[ColumnLayout, list[SheetProblem]]:
    """What the headings of a table mean, and what is wrong with them.

    `bare_language` is that of words whose column names none, "" where it isn't told.
    """
    finder = _ColumnFinder(sheet, model, languages, bare_language)
    ignored_headings = {one.casefold() for one in ignored}
    targets: dict[int, ColumnTarget] = {}
    left_out: list[str] = []
    problems: list[SheetProblem] = []
    for column, cell in enumerate(sheet.rows[0]):
        is_empty = not any(row[column].text for row in sheet.rows[1:] if column < len(row))
        if cell.text.casefold() in ignored_headings or (is_empty and finder.is_unused(cell.text)):
            continue
        if finder.is_unused(cell.text):
            left_out.append(cell.text)
            continue
        if not cell.text:
            if not is_empty:
                message = "this column has no heading"
                problems.append(SheetProblem(0, column, message, "write its name into the first row"))
            continue
        target = finder.find_target(cell.text)
        if isinstance(target, ColumnTarget):
            targets[column] = target
        else:
            problems.append(SheetProblem(0, column, *target))
    problems += _find_doubles(sheet, targets)
    problems += finder.find_second_heading()
    return ColumnLayout(targets, tuple(left_out), finder.is_published), problems


def _find_doubles(sheet: Sheet, targets: Mapping[int, ColumnTarget]) -> list[SheetProblem]:
    counts = Counter(targets.values())
    first: set[ColumnTarget] = set()
    found = []
    for column, target in targets.items():
        if counts[target] > 1 and target in first:
            found.append(SheetProblem(0, column, "another column means the same", "keep one of the two"))
        first.add(target)
    return found


def _fold(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading.casefold())


class _ColumnFinder:
    """Finds what a heading means for one type of entries."""

    def __init__(
        self, sheet: Sheet, model: type[Entry], languages: Sequence[str], bare_language: str
    ) -> None:
        self._sheet, self._languages = sheet, languages
        self._bare_language = bare_language or (languages[0] if len(languages) == 1 else "")
        self._keys = fields_by_key(model)
        self._words = {one.key for one in relations_of(model).words}
        self._parts = {one.key for one in relations_of(model).parts} - self._words - {"passage"}
        self._codes = {code.casefold(): code for code in languages}
        codes = "|".join(map(re.escape, sorted(self._codes, key=len, reverse=True)))
        self._worded = re.compile(rf"(.+?)\s*(?:[:._/\s-]\s*|[(\[]\s*)({codes})\s*[)\]]?")
        headings = {_fold(self._split_language(one.text)[0]) for one in sheet.rows[0]}
        self._is_timelinejs = "date" in self._keys and {"year", "headline"} <= headings
        self.is_published = any(one.text == _PUBLISHED_MARK for one in sheet.rows[0])

    def is_unused(self, heading: str) -> bool:
        """Whether a column is known, and nothing of it is taken."""
        if self.is_published:
            return heading in _PUBLISHED_UNUSED
        return self._is_timelinejs and _fold(heading) in _TIMELINEJS_UNUSED

    def find_target(self, heading: str) -> ColumnTarget | tuple[str, str]:
        """Where a column goes, or what is wrong with its heading and what would be right."""
        name, language = self._split_language(heading)
        key = self._find_key(name)
        if language and key in self._words:
            return ColumnTarget(key, language)
        whole_heading = self._find_key(heading)
        key = whole_heading if whole_heading in self._keys else key
        if key in self._words:
            if self._bare_language:
                return ColumnTarget(key, self._bare_language)
            if accepts_type(self._keys[key].annotation, str):
                return ColumnTarget(key)
            examples = ", ".join(f"{heading} ({code})" for code in self._languages)
            return (
                f"“{heading}” doesn't say in which language it is",
                f"write {examples} above a column for each, or say it with --language",
            )
        return self._find_other(heading, key)

    def _find_other(self, heading: str, key: str) -> ColumnTarget | tuple[str, str]:
        folded = _fold(heading)
        if self._is_timelinejs and folded in _DATE_PARTS:
            return ColumnTarget("date", _DATE_PARTS[folded])
        if key in self._parts:
            return f"“{heading}” has several values in it", "write them into the file of content by hand"
        if key in self._keys or key in (TYPE_COLUMN, GROUP_COLUMN):
            return ColumnTarget(key)
        return self._find_home_or_place(key) or (
            f"the column “{heading}” is not known here",
            f"{suggest_word(key, self._list_known())}; or leave it out with --leave-out “{heading}”".lstrip(
                "; "
            ),
        )

    def _find_home_or_place(self, key: str) -> ColumnTarget | None:
        inner = key.removeprefix("passage.")
        if "passage" in self._keys and inner in (*PLACE_KEYS, "locator"):
            return ColumnTarget("passage", inner)
        homes = {"document": HOME_DOCUMENT, "work": HOME_WORK}
        return ColumnTarget(homes[inner]) if inner in homes else None

    def _list_known(self) -> list[str]:
        return [*self._keys, *(PLACE_KEYS if "passage" in self._keys else ())]

    def _split_language(self, heading: str) -> tuple[str, str]:
        match = self._worded.fullmatch(heading.casefold().strip())
        return (match[1], self._codes[match[2]]) if match else (heading, "")

    def _find_key(self, heading: str) -> str:
        name = re.sub(r"[\s-]+", "_", heading.strip().casefold())
        if self._is_timelinejs and _fold(heading) in _TIMELINEJS:
            return _TIMELINEJS[_fold(heading)]
        return next((key for key in self._keys if key.casefold() == name), name)

    def find_second_heading(self) -> list[SheetProblem]:
        """The problem of a second row that names columns too, or of a first one that doesn't."""
        rows = [
            sum(isinstance(self.find_target(cell.text), ColumnTarget) for cell in row if cell.text)
            for row in self._sheet.rows[:2]
        ]
        filled = sum(bool(cell.text) for cell in self._sheet.rows[1])
        if filled > 1 and rows[1] == filled:
            hint = "leave one row of headings, above all others"
            return [SheetProblem(1, None, "this row has names of columns, too", hint)]
        return []
