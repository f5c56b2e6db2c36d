"""Lines of a source text named by patterns: "*" stands for any characters, "#" for a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dossier_timeline.notation.typesetting import make_readable

_ANY = "\ue000"
"""Stands for the star while white space and typesetting are made plain, which would remove it."""
_SIGN = re.compile(rf"\\#|{_ANY}")


def is_line_pattern(text: str) -> bool:
    """Whether a text names lines by a pattern, and not one line."""
    return "#" in text or ("*" in text and any(sign.isalnum() for sign in text))


def compile_line_pattern(text: str) -> re.Pattern[str]:
    """The expression that matches a whole line, made readable, that is like the pattern."""
    plain = make_readable(re.sub(r"\*+", _ANY, text))
    return re.compile(_SIGN.sub(lambda sign: r"\d+" if sign[0] != _ANY else ".+", re.escape(plain)))


class LineNames:
    """The lines that a description names, exactly or by patterns."""

    def __init__(self, names: Sequence[str], lines: Collection[str] = ()) -> None:
        """A name with a star that is one of the `lines` of the text, made readable, is no pattern."""
        self.exact: dict[str, str] = {}
        self.patterns: list[tuple[str, re.Pattern[str]]] = []
        for name in names:
            plain = make_readable(name)
            if is_line_pattern(name) and plain not in lines:
                self.patterns.append((name, compile_line_pattern(name)))
            else:
                self.exact[plain] = name

    def find_name(self, line: str) -> str | None:
        """The name that a line, made readable, goes by."""
        if line in self.exact:
            return self.exact[line]
        return next((name for name, pattern in self.patterns if pattern.fullmatch(line)), None)
