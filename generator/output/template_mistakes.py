"""A mistake in a template, told like one in content: file, line and what is wrong."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.problems import Position, Problem


def template_mistake(error: Exception, template: str, folders: Iterable[Path], root: Path) -> Problem | None:
    """The problem behind an exception while `template` was rendered; None if no template is to blame."""
    if isinstance(error, TemplateNotFound):
        return Problem(
            _position(_file(template, folders), 1, root),
            "template-not-found",
            f"the template “{error.name}” is not there",
            "is its name spelled as in the templates folder?",
        )
    if isinstance(error, TemplateSyntaxError):
        at = Path(error.filename or template)
        return Problem(_position(at, error.lineno, root), "template-syntax", _sentence(error.message or ""))
    line = _last_template_line(error, folders)
    if line is None:
        return None
    code = "template-undefined" if isinstance(error, UndefinedError) else "template-mistake"
    return Problem(_position(*line, root), code, _sentence(str(error)))


def _last_template_line(error: Exception, folders: Iterable[Path]) -> tuple[Path, int] | None:
    inside = tuple(f"{folder}/" for folder in folders)
    lines = [
        (Path(frame.filename), frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(inside)
    ]
    return lines[-1] if lines else None


def _file(template: str, folders: Iterable[Path]) -> Path:
    return next((folder / template for folder in folders if (folder / template).is_file()), Path(template))


def _position(file: Path, line: int, root: Path) -> Position:
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    return Position(path, line)


def _sentence(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return f"the template can't be filled in: {text}" if text else "the template can't be filled in"
