"""Words that one language lends another, marked so that a page can say whose they are.

A word that a language's own catalogue lacks comes from another language of the dossier. It passes
through titles, labels and templates as text; three characters that Unicode keeps for use within a
program (noncharacters, U+FDD0 to U+FDD2) tell where it begins, whose it is and where it ends. What
makes a page turns them into elements with a `lang`, and everything else takes them out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

BEGIN, MIDDLE, END = "\ufdd0", "\ufdd1", "\ufdd2"

_MARKS = re.compile(rf"{BEGIN}[A-Za-z0-9-]*{MIDDLE}|[{BEGIN}{MIDDLE}{END}]")
_SLOTS = re.compile(r"%\(\w+\)[sd]|%%")


def lend_words(
    pattern: str, code: str, values: Mapping[str, object], borrower: str
) -> tuple[str, dict[str, object]]:
    """A pattern lent by the language `code`, and the values for it, which stay the borrower's.

    A pattern without a letter in it (quotation marks) is nobody's.
    """
    if not any(map(str.isalpha, _SLOTS.sub("", pattern))):
        return pattern, dict(values)
    own = {
        key: _mark_words(value, borrower)
        if isinstance(value, str) and any(map(str.isalpha, value))
        else value
        for key, value in values.items()
    }
    return _mark_words(pattern, code), own


def _mark_words(words: str, code: str) -> str:
    begin, end = f"{BEGIN}{code}{MIDDLE}", END
    if isinstance(words, Markup):
        return Markup(begin) + words + Markup(end)  # noqa: S704 (a language's code)
    return f"{begin}{words}{end}"


def strip_marks(text: str) -> str:
    """The text without the marks."""
    return _MARKS.sub("", text) if BEGIN in text or MIDDLE in text or END in text else text


def strip_marks_in_values(value: Any) -> Any:
    """Values for JSON, with every text in them without the marks."""
    if isinstance(value, str):
        return strip_marks(value)
    if isinstance(value, Mapping):
        return {strip_marks(key): strip_marks_in_values(one) for key, one in value.items()}
    return [strip_marks_in_values(one) for one in value] if isinstance(value, (list, tuple)) else value


def script_direction(code: str) -> str:
    """The direction of a language's script: "ltr", or "rtl"."""
    try:
        return "rtl" if Locale.parse(code, sep="-").text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"
