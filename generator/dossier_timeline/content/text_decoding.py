"""Decoding of text files: UTF-8 without invisible characters, and the front matter of Markdown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.invisible_signs import find_refused_signs

MAX_CONTENT_BYTES = 1024 * 1024
"""Bytes: a larger content file is refused."""

_FENCE = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE)
_MISSHAPEN_OPENING = re.compile(
    r"\s*([-–—−_=*]{1,9}[ \t]*(?=[\r\n])"
    r"|[a-z_]{3,}:[^\r\n]*(?:\r\n?|\n)(?=(?:[^\r\n]*(?:\r\n?|\n)){0,40}?---[ \t]*(?:[\r\n]|\Z)))"
)
"""What may stand by mistake where front matter should begin: other dashes, or its keys at once."""
_LINE_ENDS = re.compile(r"\r\n?")


def decode_text(path: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file without its byte order mark, or `None`; and what is wrong with it."""
    if len(content) > MAX_CONTENT_BYTES:
        message = f"this file is larger than {MAX_CONTENT_BYTES // 1024} kB"
        return None, [Diagnostic(Position(path), Code.TOO_LARGE, message, "split it")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8_problem(path, content, error.start)]
    problems = [
        invisible_character_problem(position_after(path, text[:offset]), name)
        for offset, name in islice(find_refused_signs(text), 20)
    ]
    return (None if problems else text), problems


def _not_utf8_problem(path: str, content: bytes, start: int) -> Diagnostic:
    hint = "save the file as UTF-8 in your editor"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Diagnostic(
            Position(path), Code.NOT_UTF_8, "this file is written in UTF-16, not in UTF-8", hint
        )
    before = content[:start].decode("utf-8-sig", "replace")
    message = f"this file is not in UTF-8: here stands the byte {content[start]:#04x}"
    return Diagnostic(position_after(path, before), Code.NOT_UTF_8, message, hint)


def invisible_character_problem(position: Position, name: str) -> Diagnostic:
    """The problem of a character that nobody can see."""
    message = f"here stands a character that nobody can see: {name}"
    return Diagnostic(position, Code.CONTROL_CHARACTER, message, "delete it")


def position_after(path: str, before: str) -> Position:
    """The position of the character that follows the text `before`."""
    before = _LINE_ENDS.sub("\n", before)
    return Position(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@dataclass(frozen=True, slots=True)
class SplitMarkdown:
    """A Markdown file in two parts; `head` is YAML on the same lines as in the file."""

    head: str
    body: str
    body_line: int
    """The line of the file on which the body begins."""


def split_front_matter(path: str, text: str) -> tuple[SplitMarkdown, list[Diagnostic]]:
    """The two parts of a Markdown file, and what is wrong; a file without front matter has an empty head."""
    opening = _FENCE.match(text)
    if opening is None:
        return SplitMarkdown("", normalise_body(text), 1), _find_misshapen_opening(path, text)
    closing = next(
        (m for m in _FENCE.finditer(text, opening.end()) if text[m.start() - 1] in "\r\n"),
        None,
    )
    if closing is None:
        message = "the front matter that begins here has no end"
        hint = "close it with a line “---”"
        return SplitMarkdown("", "", 1), [Diagnostic(Position(path), Code.FRONT_MATTER, message, hint)]
    head = "\n" + text[opening.end() : closing.start()]
    body_line = position_after(path, text[: closing.end()]).line
    return SplitMarkdown(head, normalise_body(text[closing.end() :]), body_line), []


def _find_misshapen_opening(path: str, text: str) -> list[Diagnostic]:
    """A problem if a file begins with something like the line “---”, or with keys."""
    match = _MISSHAPEN_OPENING.match(text)
    if match is None:
        return []
    message = "the front matter does not begin as it should"
    hint = "the first line of the file is “---”, three hyphens and nothing before them"
    return [Diagnostic(position_after(path, text[: match.start(1)]), Code.FRONT_MATTER, message, hint)]


def front_matter_bounds(text: str) -> tuple[int, int, int]:
    """The offsets of the front matter's beginning and end, and of the body's beginning, in a Markdown file.

    They are those of `split_front_matter`; all are 0 for a file without front matter.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return 0, 0, 0
    ends = (m for m in _FENCE.finditer(text, opening.end()) if text[m.start() - 1] in "\r\n")
    closing = next(ends, None)
    return (0, 0, 0) if closing is None else (opening.end(), closing.start(), closing.end())


def normalise_body(body: str) -> str:
    """The text with "\\n" at the end of each line and with composed letters (NFC)."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", body))
