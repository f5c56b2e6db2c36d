"""Writes diagnostics out: for people with the line quoted, for GitHub, for programs as JSON.

Every command and the MkDocs plugin report what is wrong through this module, and no other way.

    content/dossier.yml:12:10: error[bad-date]: “2022-13-15” is not a date: there is no month 13
       12 | updated: 2022-13-15
          |          ^
          = a date is written like 2014, 2014-09 or 2014-09-30
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import click

from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, sort_diagnostics
from dossier_timeline.file_reading import read_plain_file

OutputFormat = Literal["text", "github", "json"]
FORMATS: tuple[OutputFormat, ...] = ("text", "github", "json")

_MAX_QUOTED = 100
"""How many characters of a line are quoted; of a longer one, those around the column."""
_MAX_BYTES = 2 * 1024 * 1024
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow"}

FORMAT_OPTION = click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How problems are told: to people, to GitHub’s checks, or as JSON.",
)
"""The option `--format` of a command that tells problems; its parameter is `output_format`."""


def report_diagnostics(
    problems: Iterable[Diagnostic],
    root: Path,
    output_format: OutputFormat = "text",
    *,
    unpublished_folder: str = "",
) -> None:
    """Write diagnostics out: as text to standard error, for GitHub to standard output.

    Nothing is quoted from `unpublished_folder`, below `root`, because what it holds isn't published yet.
    For `json` nothing is written: a command writes one value with `format_as_json` at its end.
    """
    ordered = sort_diagnostics(problems)
    if output_format == "github":
        for problem in ordered:
            click.echo(format_for_github(problem))
    elif output_format == "text":
        colour = False if os.environ.get("NO_COLOR") else None
        quotes = SourceLines(root, unpublished_folder)
        for problem in ordered:
            click.echo(format_as_text(problem, quotes, in_colour=True), err=True, color=colour)


class SourceLines:
    """Lines of files below a root, each file read once.

    There are no lines of a file that doesn't exist, is no text or lies in `unpublished_folder`.
    """

    def __init__(self, root: Path, unpublished_folder: str = "") -> None:
        self._root, self._unpublished_folder = root, unpublished_folder
        self._files: dict[str, list[str]] = {}

    def line(self, position: Position) -> str | None:
        """The line at a position, without its end; `None` when there is none to show."""
        lines = self._lines(position.path)
        return lines[position.line - 1] if 0 < position.line <= len(lines) else None

    def _lines(self, path: str) -> list[str]:
        if path not in self._files:
            self._files[path] = self._read(self._root / path)
        return self._files[path]

    def _read(self, file: Path) -> list[str]:
        if self._unpublished_folder and file.is_relative_to(self._root / self._unpublished_folder):
            return []
        try:
            content = read_plain_file(file, _MAX_BYTES, within=self._root)
        except (OSError, ValueError):
            return []
        if b"\0" in content:
            return []
        text = content.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def format_as_text(
    problem: Diagnostic, source_lines: SourceLines | None = None, *, in_colour: bool = False
) -> str:
    """A problem for people: place, what is wrong, the line with a caret, what would be right."""
    style = click.style if in_colour else _leave_plain
    level = style(f"{problem.level}[{problem.code}]", fg=_COLOURS[problem.level], bold=True)
    lines = [f"{style(str(problem.position), bold=True)}: {level}: {problem.message}"]
    number = str(problem.position.line)
    margin = " " * max(5, len(number) + 2)
    quoted = source_lines.line(problem.position) if source_lines else None
    if quoted is not None and quoted.strip():
        shown, before = _cut_around_column(quoted, problem.position.column)
        lines.append(style(f"{number.rjust(len(margin))} | ", fg="blue") + shown)
        lines.append(style(f"{margin} | ", fg="blue") + before + style("^", fg=_COLOURS[problem.level]))
    if problem.hint:
        lines.append(style(f"{margin} = ", fg="blue") + problem.hint)
    return "\n".join(lines)


def _leave_plain(text: str, **_: Any) -> str:
    return text


def _cut_around_column(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, and the space that stands under what is before it."""
    at = min(max(column - 1, 0), len(line))
    start = max(0, at - _MAX_QUOTED * 2 // 3) if len(line) > _MAX_QUOTED else 0
    end = start + _MAX_QUOTED
    cut = "…" if start else ""
    shown = _replace_control_characters(cut + line[start:end]) + ("…" if end < len(line) else "")
    return shown, "".join(map(_blank_of_same_width, _replace_control_characters(cut + line[start:at])))


def _replace_control_characters(text: str) -> str:
    """The text with a mark for what would move the cursor or turn the direction of the terminal."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf") and c != "\t" else c for c in text)


def _blank_of_same_width(character: str) -> str:
    """Blank space as wide as a character is in a terminal."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def format_for_github(problem: Diagnostic) -> str:
    """A problem as a workflow command, which GitHub shows beside the line of a change.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    where = problem.position
    properties = {"file": where.path, "line": where.line, "col": where.column, "title": problem.code}
    listed = ",".join(
        f"{name}={_escape_for_github(str(value), in_property=True)}"
        for name, value in properties.items()
        if value
    )
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{problem.level} {listed}::{_escape_for_github(message)}"


def _escape_for_github(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def to_plain_values(problem: Diagnostic) -> dict[str, Any]:
    """A problem as plain values."""
    return {
        "path": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "level": str(problem.level),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def format_as_json(problems: Iterable[Diagnostic], **more: Any) -> str:
    """Problems as one JSON value, with their counts and whatever else a command has to say."""
    ordered = sort_diagnostics(problems)
    data = {"problems": [to_plain_values(problem) for problem in ordered], **count_by_level(ordered), **more}
    return json.dumps(data, ensure_ascii=False, indent=1)


def count_by_level(problems: Iterable[Diagnostic]) -> dict[str, int]:
    """How many errors and warnings there are."""
    levels = [problem.level for problem in problems]
    return {"errors": levels.count(Level.ERROR), "warnings": levels.count(Level.WARNING)}


def describe_counts(problems: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, in words: "2 errors and 1 warning"."""
    parts = [
        f"{count} {name[:-1] if count == 1 else name}"
        for name, count in count_by_level(problems).items()
        if count
    ]
    return " and ".join(parts) or "no problems"
