"""Lines of a source text named by patterns: "*" stands for any characters, "#" for a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dossier_timeline.notation.typesetting import make_readable

_ANY = "\ue000"
"""Stands for the star while white space and typesetting are made plain, which would remove it."""
_LONGEST = 1000
"""Characters: longer lines are no headings and no page lines."""


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A pattern as the parts between its stars; each is looked for once, so that no line takes long."""

    parts: tuple[re.Pattern[str], ...]
    end: re.Pattern[str]
    """The last part, at the end of the line."""

    def matches(self, line: str) -> bool:
        """Whether a whole line, made readable, is like the pattern."""
        if len(line) > _LONGEST:
            return False
        if not self.parts:
            return self.end.match(line) is not None
        first = self.parts[0].match(line)
        if first is None:
            return False
        at = first.end()
        for part in self.parts[1:]:
            found = part.search(line, at + 1)
            if found is None:
                return False
            at = found.end()
        return at < len(line) and self.end.search(line, at + 1) is not None


def is_line_pattern(text: str) -> bool:
    """Whether a text names lines by a pattern, and not one line."""
    return "#" in text or ("*" in text and any(sign.isalnum() or sign == "§" for sign in text))


def compile_line_pattern(text: str) -> LinePattern:
    """The pattern that a text is."""
    plain = make_readable(re.sub(r"\*+", _ANY, text))
    *parts, last = (re.escape(part).replace("\\#", r"\d++") for part in plain.split(_ANY))
    return LinePattern(tuple(map(re.compile, parts)), re.compile(rf"{last}\Z"))


class LineNames:
    """The lines that a description names, exactly or by patterns."""

    def __init__(self, names: Sequence[str], lines: Collection[str] = ()) -> None:
        """A name with a star that is one of the `lines` of the text, made readable, is no pattern."""
        self.exact: dict[str, str] = {}
        self.patterns: list[tuple[str, LinePattern]] = []
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
        return next((name for name, pattern in self.patterns if pattern.matches(line)), None)
