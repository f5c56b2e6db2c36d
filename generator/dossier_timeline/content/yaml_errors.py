"""The errors of the YAML parser in plain English, with what would be right."""

from __future__ import annotations

import re
from typing import Any

from dossier_timeline.content.text_decoding import position_after
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position

_QUOTE_HINT = "put the text in quotes, or begin it after “>-” on the next line"
_COLON_HINT = 'text that holds a colon and a space stands in quotes: title: "One: two"'
_UNCLOSED_LIST = "the list that opens here is not closed, or misses a comma"
_UNCLOSED_BRACES = "the braces that open here are not closed, or miss a comma"
_COLUMN_HINT = "keys that belong together begin in the same column; indent with spaces"

# What PyYAML says (libyaml's words and those of its parser in Python): ours, a hint, and whether
# the place to show is the one where the unfinished thing began.
_KNOWN_ERRORS: tuple[tuple[str, str, str, bool], ...] = (
    ("mapping values are not allowed", "a colon stands where no key can be", _COLON_HINT, False),
    ("found unexpected end of stream", "this quotation mark is never closed", "close it", True),
    ("found unexpected document", "this quotation mark is never closed", "close it", True),
    ("expected ',' or ']'", _UNCLOSED_LIST, "write it as [one, two]", True),
    ("expected ',' or '}'", _UNCLOSED_BRACES, "write it as {xx: …, yy: …}", True),
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
    ("mapping keys are not allowed", "“?” cannot stand here", _QUOTE_HINT, False),
    ("comment or line break", "after “|” or “>” the text begins on the next line", _QUOTE_HINT, False),
    ("comment or a line break", "after “|” or “>” the text begins on the next line", _QUOTE_HINT, False),
    ("but found another document", "a second YAML document begins here, and a file holds only one",
     "remove the line “---”, or move this to its own file", False),
    ("document start", "here is more than the file's one list or set of keys",
     "look for a bracket, quotation mark or “...” that ends it too early", False),
    ("'-' indicator", "in a list, every item begins with “- ”", _COLUMN_HINT, False),
    ("expected <block end>, but found", "this does not fit what stands before it", _COLUMN_HINT, False),
    ("node content", "a value is missing here", _QUOTE_HINT, False),
    ("directive", "lines that begin with “%” are not used here", "if it is text, put it in quotes", False),
    ("incompatible YAML", "lines that begin with “%” are not used here", "remove it", False),
    ("while scanning a tag", "words that begin with “!” are not used here", "put it in quotes", True),
    ("tag", "words that begin with “!” are not used here", "if it is text, put it in quotes", True),
    ("anchor", "words that begin with “&” are not used here", "if it is text, put it in quotes", True),
    ("alias", "words that begin with “*” are not used here", "if it is text, put it in quotes", True),
)  # fmt: skip


def describe_yaml_error(path: str, text: str, error: Any) -> Diagnostic:
    """The problem for an error of the parser; the parser's own words don't appear."""
    complaint = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    for phrase, message, hint, at_start in _KNOWN_ERRORS:
        if phrase in complaint:
            if message in (_UNCLOSED_LIST, _UNCLOSED_BRACES) and (
                inside := _find_cause_inside(path, text, error)
            ):
                return inside
            if at_start and error.context_mark is not None:
                mark = error.context_mark
            return _syntax_problem(path, mark, message, hint)
    if "cannot start any token" in complaint:
        return _bad_start_problem(path, text, mark)
    if "expected key" in complaint or "expected <block end>" in complaint:
        return _bad_key_problem(path, text, mark)
    return _syntax_problem(path, mark, "from here on this is not YAML", _COLUMN_HINT)


_FLOW_PART = re.compile(
    r"""(?P<double>"(?:[^"\\]|\\.)*"?)|(?P<single>'(?:[^']|'')*'?)|(?P<reference>\[\[)|(?P<other>.)""", re.S
)
_CHARACTERS_BEFORE_QUOTE = frozenset("{[,: \t\r\n")


def _find_cause_inside(path: str, text: str, error: Any) -> Diagnostic | None:
    """What keeps braces or a list from being closed: mostly a text without its quotes."""
    start, mark = error.context_mark, error.problem_mark
    if start is None or mark is None:
        return None
    before = "{"
    for part in _FLOW_PART.finditer(text, start.index + 1, mark.index + 2):
        offset = part.start()
        if part["reference"]:
            return _problem_inside(path, text, offset, "“[[” stands in a text without quotes")
        if part["other"] or before not in _CHARACTERS_BEFORE_QUOTE:
            before = part[0][-1]
            continue
        before = part[0][-1]
        if part.end() <= mark.index and text[part.end() : part.end() + 1].isalnum():
            return _problem_inside(path, text, part.end() - 1, "this quotation mark ends the text too early")
    if mark.line == start.line and text[mark.index : mark.index + 1] == ":":
        return _problem_inside(path, text, mark.index, "a colon stands in a text without quotes")
    return None


def _problem_inside(path: str, text: str, index: int, message: str) -> Diagnostic:
    hint = 'put each whole text between double quotes: {xx: "…", yy: "…"}'
    return Diagnostic(position_after(path, text[:index]), Code.YAML_SYNTAX, message, hint)


def _syntax_problem(path: str, mark: Any, message: str, hint: str) -> Diagnostic:
    position = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
    return Diagnostic(position, Code.YAML_SYNTAX, message, hint)


def _bad_start_problem(path: str, text: str, mark: Any) -> Diagnostic:
    character = text[mark.index : mark.index + 1]
    if character == "\t":
        return _syntax_problem(path, mark, "this line is indented with a tab", "indent with spaces")
    hint = "put the text in quotes" + (
        "; the unit of a share is the word percent" if character == "%" else ""
    )
    return _syntax_problem(path, mark, f"text cannot begin with “{character}”", hint)


def _bad_key_problem(path: str, text: str, mark: Any) -> Diagnostic:
    line = text[: mark.index].replace("\r", "\n").rpartition("\n")[2]
    if line.strip(" -"):
        message = "after the value before it, nothing more can stand on this line"
        return _syntax_problem(
            path, mark, message, "put the whole text in quotes; a quote within 'single' ones is ''"
        )
    if text[mark.index : mark.index + 2] in ("- ", "-\n"):
        return _syntax_problem(path, mark, "an item of a list stands where a key is expected", _COLUMN_HINT)
    return _syntax_problem(
        path, mark, "this line does not begin in the same column as the keys before it", _COLUMN_HINT
    )
