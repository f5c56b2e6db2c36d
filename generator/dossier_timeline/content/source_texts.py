"""The text of a source file, or what kind of file it is instead and how to make a text of it."""

from __future__ import annotations

from pathlib import PurePath
from shlex import quote

from dossier_timeline.content.text_decoding import position_after
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position

_READ_IT = "read it into a text with: dossier-timeline source add DOCUMENT {name}"
_FILE_KINDS = (
    (b"%PDF", "a PDF", _READ_IT),
    (b"PK\x03\x04", "a document of a word processor, or another packed file", _READ_IT),
    (b"\xd0\xcf\x11\xe0", "a document of an older word processor", ""),
    (b"{\\rtf", "a document in RTF", ""),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
)
_WIDE_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_SAVE_HINT = "open it, save it as plain text in UTF-8, and name that file in `text.file`"
_CONVERT_HINT = (
    "save it as UTF-8 in your editor, or: iconv -f {encoding} -t UTF-8 {name} > {text}, "
    "and name that file in `text.file`"
)


class NotPlainTextError(ValueError):
    """A source file isn't plain text in UTF-8: the code, the position, and how to make a text of it."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(f"{problem.message}; {problem.hint}")
        self.problem = problem


def decode_source_text(content: bytes, name: str, place: str = "") -> str:
    """The text in a file of source texts, at `place` as commands name it. Raises `NotPlainTextError`."""
    file, start = PurePath(place or name), Position(place or name)
    new = file.with_suffix(".utf-8.txt" if file.suffix == ".txt" else ".txt")
    old, text = quote(file.as_posix()), quote(new.as_posix())
    for beginning, kind, convert in _FILE_KINDS:
        if content.startswith(beginning):
            hint = convert.format(name=old)
            message = f"{name} is {kind}, not a plain text"
            problem = Diagnostic(start, Code.NOT_A_TEXT, message, hint if convert else _SAVE_HINT)
            raise NotPlainTextError(problem)
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wide = _WIDE_ENCODINGS.get(content[:2], "")
        before = "" if wide else error.object[: error.start].decode("utf-8-sig", "replace")
        at = position_after(name, before)
        where = "" if wide else f": on line {at.line} stands a byte that no letter of UTF-8 begins with"
        hint = _CONVERT_HINT.format(encoding=wide or "WINDOWS-1252", name=old, text=text)
        position = Position(start.path, at.line, at.column)
        problem = Diagnostic(position, Code.NOT_UTF_8, f"{name} is not in UTF-8{where}", hint)
        raise NotPlainTextError(problem) from None
    if "\0" in found:
        message = f"{name} is not a plain text: it holds signs of value zero"
        raise NotPlainTextError(Diagnostic(start, Code.NOT_A_TEXT, message, _SAVE_HINT))
    return found
