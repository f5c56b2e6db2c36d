"""What a YAML parser complains of, said in plain English with what would be right."""

from __future__ import annotations

import re
from typing import Any

from dossier_timeline.content.text_decoding import position_after
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position

_QUOTES = "put the text in quotes, or begin it after “>-” on the next line"
_COLON = 'text that holds a colon and a space stands in quotes: title: "One: two"'
_OPEN_LIST = "the list that opens here is not closed, or misses a comma"
_OPEN_BRACES = "the braces that open here are not closed, or miss a comma"
_SAME_COLUMN = "keys that belong together begin in the same column; indent with spaces"

# What PyYAML says (libyaml's words and those of its parser in Python): ours, a hint, and whether
# the place to show is the one where the unfinished thing began.
_KNOWN: tuple[tuple[str, str, str, bool], ...] = (
    ("mapping values are not allowed", "a colon stands where no key can be", _COLON, False),
    ("found unexpected end of stream", "this quotation mark is never closed", "close it", True),
    ("found unexpected document", "this quotation mark is never closed", "close it", True),
    ("expected ',' or ']'", _OPEN_LIST, "write it as [one, two]", True),
    ("expected ',' or '}'", _OPEN_BRACES, "write it as {xx: …, yy: …}", True),
    ("violates indentation", "this line is indented with a tab", "indent with spaces", False),
    ("found a tab character", "this line is indented with a tab", "indent with spaces", False),
    ("unknown escape character", "this backslash means nothing between double quotes",
     "use single quotes, or write the backslash twice", False),
    ("hexdecimal number", "this escape is not complete", "write the character itself", False),
    ("expected escape sequence", "this escape is not complete", "write the character itself", False),
    ("invalid Unicode character escape", "this escape is no character", "write the character itself", False),
    ("could not find expected ':'", "this line is neither a key with a colon nor the text of one",
     "a key ends in a colon and a space; longer text is indented under its key, or in quotes", True),
    ("block sequence entries are not allowed", "a list cannot begin here",
     "begin it on the next line, indented, each item after “- ”", False),
    ("sequence entries are not allowed", "a list cannot begin here",
     "begin it on the next line, indented, each item after “- ”", False),
    ("mapping keys are not allowed", "“?” cannot stand here", _QUOTES, False),
    ("comment or line break", "after “|” or “>” the text begins on the next line", _QUOTES, False),
    ("comment or a line break", "after “|” or “>” the text begins on the next line", _QUOTES, False),
    ("but found another document", "a second YAML document begins here, and a file holds only one",
     "remove the line “---”, or move this to its own file", False),
    ("document start", "here is more than the file's one list or set of keys",
     "look for a bracket, quotation mark or “...” that ends it too early", False),
    ("'-' indicator", "in a list, every item begins with “- ”", _SAME_COLUMN, False),
    ("expected <block end>, but found", "this does not fit what stands before it", _SAME_COLUMN, False),
    ("node content", "a value is missing here", _QUOTES, False),
    ("directive", "lines that begin with “%” are not used here", "if it is text, put it in quotes", False),
    ("incompatible YAML", "lines that begin with “%” are not used here", "remove it", False),
    ("while scanning a tag", "words that begin with “!” are not used here", "put it in quotes", True),
    ("tag", "words that begin with “!” are not used here", "if it is text, put it in quotes", True),
    ("anchor", "words that begin with “&” are not used here", "if it is text, put it in quotes", True),
    ("alias", "words that begin with “*” are not used here", "if it is text, put it in quotes", True),
)  # fmt: skip


def describe_yaml_error(path: str, text: str, error: Any) -> Diagnostic:
    """One problem for what the parser says; its own words do not come through."""
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    for phrase, message, hint, at_start in _KNOWN:
        if phrase in said:
            if message in (_OPEN_LIST, _OPEN_BRACES) and (inside := _inside(path, text, error)):
                return inside
            if at_start and error.context_mark is not None:
                mark = error.context_mark
            return _problem(path, mark, message, hint)
    if "cannot start any token" in said:
        return _bad_start(path, text, mark)
    if "expected key" in said or "expected <block end>" in said:
        return _bad_key(path, text, mark)
    return _problem(path, mark, "from here on this is not YAML", _SAME_COLUMN)


_PIECE = re.compile(
    r"""(?P<double>"(?:[^"\\]|\\.)*"?)|(?P<single>'(?:[^']|'')*'?)|(?P<reference>\[\[)|(?P<other>.)""", re.S
)
_BEFORE_QUOTE = frozenset("{[,: \t\r\n")


def _inside(path: str, text: str, error: Any) -> Diagnostic | None:
    """What within braces or a list keeps them from being closed: mostly a text that misses its quotes."""
    start, mark = error.context_mark, error.problem_mark
    if start is None or mark is None:
        return None
    before = "{"
    for piece in _PIECE.finditer(text, start.index + 1, mark.index + 2):
        place = piece.start()
        if piece["reference"]:
            return _within(path, text, place, "“[[” stands in a text without quotes")
        if piece["other"] or before not in _BEFORE_QUOTE:
            before = piece[0][-1]
            continue
        before = piece[0][-1]
        if piece.end() <= mark.index and text[piece.end() : piece.end() + 1].isalnum():
            return _within(path, text, piece.end() - 1, "this quotation mark ends the text too early")
    if mark.line == start.line and text[mark.index : mark.index + 1] == ":":
        return _within(path, text, mark.index, "a colon stands in a text without quotes")
    return None


def _within(path: str, text: str, index: int, message: str) -> Diagnostic:
    hint = 'put each whole text between double quotes: {xx: "…", yy: "…"}'
    return Diagnostic(position_after(path, text[:index]), Code.YAML_SYNTAX, message, hint)


def _problem(path: str, mark: Any, message: str, hint: str) -> Diagnostic:
    position = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
    return Diagnostic(position, Code.YAML_SYNTAX, message, hint)


def _bad_start(path: str, text: str, mark: Any) -> Diagnostic:
    character = text[mark.index : mark.index + 1]
    if character == "\t":
        return _problem(path, mark, "this line is indented with a tab", "indent with spaces")
    hint = "put the text in quotes" + (
        "; the unit of a share is the word percent" if character == "%" else ""
    )
    return _problem(path, mark, f"text cannot begin with “{character}”", hint)


def _bad_key(path: str, text: str, mark: Any) -> Diagnostic:
    line = text[: mark.index].replace("\r", "\n").rpartition("\n")[2]
    if line.strip(" -"):
        message = "after the value before it, nothing more can stand on this line"
        return _problem(
            path, mark, message, "put the whole text in quotes; a quote within 'single' ones is ''"
        )
    if text[mark.index : mark.index + 2] in ("- ", "-\n"):
        return _problem(path, mark, "an item of a list stands where a key is expected", _SAME_COLUMN)
    return _problem(
        path, mark, "this line does not begin in the same column as the keys before it", _SAME_COLUMN
    )
