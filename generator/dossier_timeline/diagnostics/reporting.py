"""How problems are told: to people with the line quoted, to GitHub, to programs as JSON.

The only module that writes problems out; every command and the MkDocs door use it.

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
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, in_order
from dossier_timeline.file_reading import read_plain_file

Format = Literal["text", "github", "json"]
FORMATS: tuple[Format, ...] = ("text", "github", "json")

_WIDTH = 100
"""How many characters of a line are quoted; of a longer one, those around the column."""
_LARGEST = 2 * 1024 * 1024
_TONES = {Level.ERROR: "red", Level.WARNING: "yellow"}

OPTION = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How problems are told: to people, to GitHub’s checks, or as JSON.",
)
"""The option `--format` of a command that tells problems; its parameter is `form`."""


def tell(problems: Iterable[Diagnostic], root: Path, form: Format = "text", *, made: str = "") -> None:
    """Write problems out: as text to standard error, for GitHub to standard output.

    `made` is the folder below `root` of what is not published yet, so that nothing is quoted from it.
    JSON is one value, which a command writes with `as_json` when it knows everything.
    """
    ordered = in_order(problems)
    if form == "github":
        for problem in ordered:
            click.echo(as_github(problem))
    elif form == "text":
        colour = False if os.environ.get("NO_COLOR") else None
        quotes = Quotes(root, made)
        for problem in ordered:
            click.echo(as_text(problem, quotes, colour=True), err=True, color=colour)


class Quotes:
    """Lines of files below a root, each file read once; none of what is not there, or is `made`."""

    def __init__(self, root: Path, made: str = "") -> None:
        self._root, self._made = root, made
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
        if self._made and file.is_relative_to(self._root / self._made):
            return []
        try:
            text = read_plain_file(file, _LARGEST, within=self._root).decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def as_text(problem: Diagnostic, quotes: Quotes | None = None, *, colour: bool = False) -> str:
    """A problem for people: place, what is wrong, the line with a caret, what would be right."""
    style = click.style if colour else _plain
    level = style(f"{problem.level}[{problem.code}]", fg=_TONES[problem.level], bold=True)
    told = [f"{style(str(problem.position), bold=True)}: {level}: {problem.message}"]
    number = str(problem.position.line)
    margin = " " * max(5, len(number) + 2)
    line = quotes.line(problem.position) if quotes else None
    if line is not None and line.strip():
        shown, before = _window(line, problem.position.column)
        told.append(style(f"{number.rjust(len(margin))} | ", fg="blue") + shown)
        told.append(style(f"{margin} | ", fg="blue") + before + style("^", fg=_TONES[problem.level]))
    if problem.hint:
        told.append(style(f"{margin} = ", fg="blue") + problem.hint)
    return "\n".join(told)


def _plain(text: str, **_: Any) -> str:
    return text


def _window(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, and the space that stands under what is before it."""
    at = min(max(column - 1, 0), len(line))
    start = max(0, at - _WIDTH * 2 // 3) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    cut = "…" if start else ""
    shown = _visible(cut + line[start:end]) + ("…" if end < len(line) else "")
    return shown, "".join(map(_space, _visible(cut + line[start:at])))


def _visible(text: str) -> str:
    """Without what would move the cursor or turn the direction of the terminal."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf") and c != "\t" else c for c in text)


def _space(character: str) -> str:
    """As much space as a character takes in a terminal."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def as_github(problem: Diagnostic) -> str:
    """A problem as a workflow command, which GitHub shows beside the line of a change.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    where = problem.position
    properties = {"file": where.path, "line": where.line, "col": where.column, "title": problem.code}
    listed = ",".join(
        f"{name}={_escaped(str(value), in_property=True)}" for name, value in properties.items() if value
    )
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{problem.level} {listed}::{_escaped(message)}"


def _escaped(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def as_data(problem: Diagnostic) -> dict[str, Any]:
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


def as_json(problems: Iterable[Diagnostic], **more: Any) -> str:
    """Problems as one JSON value, with their counts and whatever else a command has to say."""
    ordered = in_order(problems)
    data = {"problems": [as_data(problem) for problem in ordered], **counts(ordered), **more}
    return json.dumps(data, ensure_ascii=False, indent=1)


def counts(problems: Iterable[Diagnostic]) -> dict[str, int]:
    """How many errors and warnings there are."""
    levels = [problem.level for problem in problems]
    return {"errors": levels.count(Level.ERROR), "warnings": levels.count(Level.WARNING)}


def counted(problems: Iterable[Diagnostic]) -> str:
    """The same in words: "2 errors and 1 warning"."""
    told = [
        f"{count} {name[:-1] if count == 1 else name}" for name, count in counts(problems).items() if count
    ]
    return " and ".join(told) or "no problems"
