"""The grammar of `[[…]]`: how prose and words name anything in the dossier.

    [[id]]   [[id.form]]   [[id: words]]   [[id.form: words]]
    [[no-claim: words]]   a number in words of our own that is no fact, shown as it stands

An id is as in `base.ID_PATTERN`, a form a lower-case word, and words are plain text, in which
brackets come in pairs, as in [sic]. A reference may run over the end of a line but not over a
blank one. `\\[[` is no reference, and neither is anything inside fenced or inline code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

ReferenceMistake = Literal["empty", "unclosed", "nested", "not-an-id", "no-words"]

NO_CLAIM = "no-claim"
"""What stands in the place of an id before words with a number that claims nothing."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: what it names and where it stands in the text that was searched.

    `line` and `column` count from 1, `start` and `end` are offsets; `form` is "" without one;
    `words` is `None` without a colon.
    """

    id: str
    form: str = ""
    words: str | None = None
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        form = f".{self.form}" if self.form else ""
        words = "" if self.words is None else f": {self.words}"
        return f"[[{self.id}{form}{words}]]"


@dataclass(frozen=True, slots=True)
class NoClaim:
    """Words that a text marks as holding a number that claims nothing; places as in `Reference`."""

    words: str
    line: int
    column: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"[[{NO_CLAIM}: {self.words}]]"


@dataclass(frozen=True, slots=True)
class MalformedReference:
    """Something that begins like a reference and is none; `text` is how it begins."""

    mistake: ReferenceMistake
    text: str
    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReferenceScan:
    """What a text holds of references, in order, and the stretches of code that hold none."""

    references: tuple[Reference, ...] = ()
    malformed: tuple[MalformedReference, ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    no_claims: tuple[NoClaim, ...] = ()


_EMPTY_SCAN = ReferenceScan()

_TOKEN = re.compile(r"^(?P<fence>`{3,}|~{3,})[^`\n]*$|(?P<ticks>`+)|(?P<open>\[\[(?!\[))|\\.", re.M)
_CLOSING = re.compile(r"^(`{3,}|~{3,})[ ]*$", re.M)
_TICKS = re.compile(r"`+")
_END_OF_LINE = re.compile("\n")
_BLANK = re.compile(r"\n[ \t]*\n")
_REFERENCE = re.compile(
    r"\[\[((?>(?:[^\[\]\n]|\[(?!\[)(?>(?:[^\[\]\n]|\n(?![ \t]*\n))*)\]|\n(?![ \t]*\n))*))\]\]"
)
_INSIDE = re.compile(
    r"\s*(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?P<form>[a-z]+))?\s*(?::(?P<words>.*))?\s*", re.S
)


class LineIndex:
    """Offsets of a text as line and column, both from 1."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _END_OF_LINE.finditer(text))]

    def __call__(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def find_references(text: str) -> list[Reference]:
    """Every well-formed reference of a text, in order."""
    return list(scan_references(text).references)


def scan_references(text: str) -> ReferenceScan:
    """Every reference of a text, what only looks like one, and where its code is."""
    if "[[" not in text and "`" not in text and "~~~" not in text:
        return _EMPTY_SCAN
    return _scan_cached(text)


@lru_cache(maxsize=4096)
def _scan_cached(text: str) -> ReferenceScan:
    """Each text is looked through to check it, to show it, and to know what names what."""
    return _Scanner(text).scan()


class _Scanner:
    """One pass over a text, in time that grows with its length only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = LineIndex(text)
        self.references: list[Reference] = []
        self.malformed: list[MalformedReference] = []
        self.code: list[tuple[int, int]] = []
        self.no_claims: list[NoClaim] = []
        self.fences: dict[str, list[tuple[int, int]]] = {}
        for line in _CLOSING.finditer(text):
            self.fences.setdefault(line[1], []).append(line.span())
        self.ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text):
            self.ticks.setdefault(run.end() - run.start(), []).append(run.start())

    def scan(self) -> ReferenceScan:
        position = 0
        while (token := _TOKEN.search(self.text, position)) is not None:
            if token["fence"]:
                position = self._skip_fence(token)
            elif token["ticks"]:
                position = self._skip_code_span(token.start(), token.end())
            elif token["open"]:
                position = self._read_reference(token.start())
            else:
                position = token.end()
        return ReferenceScan(
            tuple(self.references), tuple(self.malformed), tuple(self.code), tuple(self.no_claims)
        )

    def _skip_fence(self, token: re.Match[str]) -> int:
        fence = token["fence"]
        if (close := self._find_closing_fence(fence, token.end())) is not None:
            self.code.append((token.start(), close))
            return close
        if fence.startswith("~"):
            return token.end("fence")
        return self._skip_code_span(token.start(), token.end("fence"))

    def _find_closing_fence(self, fence: str, after: int) -> int | None:
        lines = self.fences.get(fence, [])
        place = bisect_left(lines, (after, 0))
        return lines[place][1] if place < len(lines) else None

    def _skip_code_span(self, start: int, end: int) -> int:
        starts = self.ticks.get(end - start, [])
        place = bisect_left(starts, end)
        if place == len(starts) or _BLANK.search(self.text, end, starts[place]):
            return end
        close = starts[place] + end - start
        self.code.append((start, close))
        return close

    def _read_reference(self, start: int) -> int:
        match = _REFERENCE.match(self.text, start)
        if match is None:
            return self._read_malformed(start)
        inside = _INSIDE.fullmatch(match[1])
        if inside is None:
            self._add_malformed("empty" if not match[1].strip() else "not-an-id", start, match.end())
        elif inside["words"] is not None and not inside["words"].strip():
            self._add_malformed("no-words", start, match.end())
        elif inside["id"] == NO_CLAIM:
            self._add_no_claim(start, match.end(), inside["words"] if inside["form"] is None else None)
        else:
            words = inside["words"]
            line, column = self.lines(start)
            self.references.append(
                Reference(
                    inside["id"],
                    inside["form"] or "",
                    None if words is None else " ".join(words.split()),
                    line,
                    column,
                    start,
                    match.end(),
                )
            )
        return match.end()

    def _add_no_claim(self, start: int, end: int, words: str | None) -> None:
        if words is None:
            self._add_malformed("no-words", start, end)
        else:
            self.no_claims.append(NoClaim(" ".join(words.split()), *self.lines(start), start, end))

    def _read_malformed(self, start: int) -> int:
        stop = min(self._find_end(start + 2, "[["), self._find_end(start + 2, "\n"))
        nested = self.text.startswith("[[", stop)
        self._add_malformed("nested" if nested else "unclosed", start, stop)
        return start + 2

    def _find_end(self, start: int, what: str) -> int:
        found = self.text.find(what, start, start + 200)
        return min(start + 200, len(self.text)) if found < 0 else found

    def _add_malformed(self, flaw: ReferenceMistake, start: int, end: int) -> None:
        line, column = self.lines(start)
        text = " ".join(self.text[start : min(end, start + 60)].split())
        self.malformed.append(MalformedReference(flaw, text, line, column, start, end))
