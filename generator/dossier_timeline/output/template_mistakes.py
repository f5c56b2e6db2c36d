"""A mistake in a template, told like one in content: file, line and what is wrong."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, path_in_project
from dossier_timeline.file_reading import LARGEST_TEMPLATE, read_plain_file
from dossier_timeline.output.component_macros import ComponentMacroError
from dossier_timeline.output.template_errors import said_of

TEMPLATE_SUFFIXES = (".html", ".xml", ".txt")
"""How the names of templates end."""
_SAVE = "save the file as UTF-8 in your editor"


def template_mistake(
    error: Exception, template: str, folders: Iterable[Path], root: Path
) -> Diagnostic | None:
    """The problem behind an exception while `template` was rendered; None if no template is to blame."""
    if isinstance(error, TemplateNotFound):
        at = _last_template_line(error, folders) or (_file(template, folders), 1)
        return Diagnostic(
            _position(*at, root),
            Code.TEMPLATE_NOT_FOUND,
            f"the template “{error.name}” is not there",
            "is its name spelled as in the templates folder?",
        )
    if isinstance(error, TemplateSyntaxError):
        file = Path(error.filename or template)
        return Diagnostic(_position(file, error.lineno, root), Code.TEMPLATE_SYNTAX, *said_of(error))
    if isinstance(error, ComponentMacroError):
        return Diagnostic(
            _position(Path(error.file), 1, root), Code.TEMPLATE_MISTAKE, error.message, error.hint
        )
    if isinstance(error, UnicodeDecodeError) and (unreadable := _holding(error.object, folders)):
        return Diagnostic(
            _position(unreadable, 1, root), Code.NOT_UTF_8, "this template is not in UTF-8", _SAVE
        )
    line = _last_template_line(error, folders)
    if line is None and isinstance(error, RecursionError) and _in_jinja(error):
        line = _file(template, folders), 1
    if line is None:
        return None
    code = Code.TEMPLATE_UNDEFINED if isinstance(error, UndefinedError) else Code.TEMPLATE_MISTAKE
    return Diagnostic(_position(*line, root), code, *said_of(error))


def _last_template_line(error: Exception, folders: Iterable[Path]) -> tuple[Path, int] | None:
    inside = tuple(f"{folder}/" for folder in folders)
    lines = [
        (Path(frame.filename), frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(inside)
    ]
    return lines[-1] if lines else None


def _in_jinja(error: Exception) -> bool:
    """Whether a template was being read."""
    return any("jinja2" in Path(frame.filename).parts for frame in traceback.extract_tb(error.__traceback__))


def _holding(content: bytes, folders: Iterable[Path]) -> Path | None:
    """The template that holds these bytes."""
    files = (file for folder in folders for file in sorted(folder.rglob("*")))
    return next((file for file in files if file.suffix in TEMPLATE_SUFFIXES and _holds(file, content)), None)


def _holds(file: Path, content: bytes) -> bool:
    try:
        return read_plain_file(file, LARGEST_TEMPLATE) == content
    except OSError:
        return False


def _file(template: str, folders: Iterable[Path]) -> Path:
    return next((folder / template for folder in folders if (folder / template).is_file()), Path(template))


def _position(file: Path, line: int, root: Path) -> Position:
    return Position(path_in_project(file, root), line)
