"""Source texts cut into passages: paragraphs, list items, tables and footnotes with their digests.

How a text is normalised and counted is part of the content format: a digest written today must be
found again by anyone, so nothing here may change without a new schema version.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dossier_timeline.evidence.missing_sections import Missing, missing_sections
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import SUPERSCRIPTS, normalise, readable

BlockKind = Literal["paragraph", "item", "table", "footnote"]

_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_FOOTNOTE = re.compile(rf"\s*([{SUPERSCRIPTS}]+)")
_BULLET = re.compile(r"\s*[•‣◦▪·*–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s+\S")
_CLOSERS = ")]\"'”’»›"
_ENDS = ".!?…:;"
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(frozen=True, slots=True)
class Block:
    """One passage of a source text.

    `paragraph` counts the paragraphs, list items and tables of a section from 1; a footnote has its
    printed number instead and belongs to no section. `text` is as it is read (see `typeset`), with
    words whole that a line end broke; `plain` is only normalised, and `digest` is made of it. `others`
    are the text with a hyphen in those words, where there are any. `rows` are the cells of a table.
    `line` is the line of the source text on which it begins.
    """

    section: str
    paragraph: int | None
    footnote: int | None
    kind: BlockKind
    text: str
    digest: str
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 1
    plain: str = ""
    others: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """Each way in which words that a line end broke can be read, the likeliest first."""
        return (self.text, *self.others)

    @property
    def celled(self) -> str:
        """The text with a tab between the cells of a table, so that no value is read across them."""
        cells = "\t".join(cell for row in self.rows for cell in row if cell)
        return cells if len(cells) == len(self.text) else self.text

    @property
    def place(self) -> str:
        """Where it stands, as it is written in a passage."""
        if self.footnote is not None:
            return f"footnote: {self.footnote}"
        return f"section: {quoted(self.section)}, paragraph: {self.paragraph}"

    @property
    def yaml(self) -> str:
        """The passage to write in content."""
        return f"passage: {{{self.place}, digest: {self.digest}}}"

    def holds(self, passage: Passage) -> bool:
        """Whether the passage names this place, whatever its digest."""
        if self.footnote is not None or passage.footnote is not None:
            return self.footnote == passage.footnote
        return self.paragraph == passage.paragraph and self.section == readable(passage.section)


@dataclass(frozen=True, slots=True)
class Cutting:
    """A text cut up, and what its description names but the text does not have."""

    blocks: tuple[Block, ...]
    missing_sections: tuple[Missing, ...] = ()
    missing_furniture: tuple[str, ...] = ()


def digest(text: str) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of the normalised text in UTF-8."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cut(text: str, spec: SourceText) -> tuple[Block, ...]:
    """The passages of a source text, in its order."""
    return cutting(text, spec).blocks


def cutting(text: str, spec: SourceText) -> Cutting:
    """The passages, and the sections and furniture that the description names in vain."""
    cutter = _Cutter(spec)
    lines = _lines(text)
    for number, line in enumerate(lines, 1):
        cutter.line(number, line)
    missing = missing_sections(spec.sections, cutter.found, lines, cutter.furniture)
    blocks = tuple(_blocks(cutter.drafts))
    furniture = (line for plain, line in cutter.furniture.items() if plain not in cutter.seen_furniture)
    return Cutting(blocks, missing, tuple(furniture))


def locate(blocks: Sequence[Block], passage: Passage) -> Block | None:
    """The block that a passage names: its place and its digest both hold."""
    return next((b for b in blocks if b.digest == passage.digest and b.holds(passage)), None)


def _lines(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)


@dataclass(slots=True)
class _Draft:
    kind: BlockKind
    section: str
    line: int
    lines: list[str]
    footnote: int | None = None
    interrupted: bool = False
    looked: int = 0
    bracket: str = ""

    def in_brackets(self) -> bool:
        """Whether the last bracket so far opens; lines that were looked at aren't looked at again."""
        for line in self.lines[self.looked :]:
            self.bracket = (_BRACKET.findall(line) or [self.bracket])[-1]
        self.looked = len(self.lines)
        return self.bracket in ("(", "[")


class _Cutter:
    """Reads lines and keeps the passage that is being read; see `cutting`."""

    def __init__(self, spec: SourceText) -> None:
        self.sections = [readable(section) for section in spec.sections]
        self.furniture = {readable(line): line for line in spec.furniture}
        self.more = dict(spec.footnote_paragraphs)
        self.next_section = 0
        self.section = ""
        self.found: dict[int, int] = {}
        """The line of each section that was found, by its index."""
        self.seen_furniture: set[str] = set()
        self.drafts: list[_Draft] = []
        self.open: _Draft | None = None
        self.at_start = True
        self.broken = False
        self.continued: tuple[_Draft, int] | None = None

    def line(self, number: int, line: str) -> None:
        plain = readable(line)
        if not plain:
            self._close()
        elif plain in self.furniture:
            self.seen_furniture.add(plain)
            self._close()
            self.broken = True
        elif self.at_start and self._heading(number, plain):
            return
        else:
            self._text(number, line)

    def _heading(self, number: int, plain: str) -> bool:
        try:
            index = self.sections.index(plain, self.next_section)
        except ValueError:
            return False
        self.found[index] = number
        self.next_section = index + 1
        self.section = plain
        self.broken = False
        self.continued = None
        return True

    def _text(self, number: int, line: str) -> None:
        note = _FOOTNOTE.match(line)
        bullet = _BULLET.match(line)
        if note:
            self._open("footnote", number, line[note.end() :])
            assert self.open is not None  # noqa: S101
            self.open.footnote = int(note[1].translate(_DIGITS))
            paragraphs = self.more.get(self.open.footnote, 1)
            self.continued = (self.open, paragraphs - 1) if paragraphs > 1 else None
            self.broken = True
        elif bullet and not (self.open and self.open.kind == "footnote"):
            self._open("item", number, line[bullet.end() :])
        elif self.open and self.open.kind == "table" and "\t" not in line:
            self._open("paragraph", number, line)
        elif "\t" in line.strip() and not (self.open and self.open.kind in ("table", "footnote")):
            self._open("table", number, line)
        elif self.open:
            self.open.lines.append(line)
        elif self.continued:
            note_draft, left = self.continued
            note_draft.lines.append(line)
            self.open, self.at_start = note_draft, False
            self.continued = (note_draft, left - 1) if left > 1 else None
        else:
            self._open("paragraph", number, line)

    def _open(self, kind: BlockKind, number: int, line: str) -> None:
        draft = _Draft(kind, self.section, number, [line], interrupted=self.broken)
        self.drafts.append(draft)
        self.open, self.at_start = draft, False
        if kind != "footnote":
            self.broken = False

    def _close(self) -> None:
        self.open, self.at_start = None, True


def _blocks(drafts: Sequence[_Draft]) -> Iterable[Block]:
    counts: dict[str, int] = {}
    for draft in _split_numbered(_joined(drafts)):
        plain = normalise(" ".join(draft.lines))
        if not plain:
            continue
        if draft.footnote is None:
            counts[draft.section] = counts.get(draft.section, 0) + 1
        yield _block(draft, plain, counts.get(draft.section))


def _block(draft: _Draft, plain: str, paragraph: int | None) -> Block:
    rows: tuple[tuple[str, ...], ...] = ()
    lines = "\n".join(draft.lines)
    if draft.kind == "table":
        rows = tuple(tuple(readable(cell) for cell in line.split("\t")) for line in draft.lines)
        lines = " ".join(draft.lines)
    text, *others = dict.fromkeys(readable(lines, hyphen) for hyphen in ("", "-", "- "))
    more = (rows, draft.line, plain, tuple(others))
    if draft.footnote is not None:
        return Block("", None, draft.footnote, "footnote", text, digest(plain), (), *more[1:])
    return Block(draft.section, paragraph, None, draft.kind, text, digest(plain), *more)


def _joined(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Paragraphs that a page break cut in two are one again.

    Furniture or footnotes stand between the halves; the first half has not ended, and the second
    goes on in lower case, or inside a bracket, or after a comma or hyphen.
    """
    result: list[_Draft] = []
    last: _Draft | None = None
    for draft in drafts:
        if draft.kind == "footnote":
            result.append(draft)
            continue
        if last and draft.kind == "paragraph" and draft.interrupted and _goes_on(last, draft):
            last.lines.extend(draft.lines)
            continue
        result.append(draft)
        last = draft
    return result


def _goes_on(first: _Draft, second: _Draft) -> bool:
    if first.kind not in ("paragraph", "item") or first.section != second.section:
        return False
    before = next((plain for line in reversed(first.lines) if (plain := normalise(line))), "")
    after = normalise(second.lines[0])
    if not before or not after or before.rstrip(_CLOSERS).endswith(tuple(_ENDS)):
        return False
    return after[0].islower() or before[-1] in ",-–" or first.in_brackets()


def _split_numbered(drafts: Iterable[_Draft]) -> Iterable[_Draft]:
    """A paragraph whose every line begins with a number or letter is a list, line by line."""
    for draft in drafts:
        numbered = len(draft.lines) > 1 and all(_NUMBERED.match(line) for line in draft.lines)
        if draft.kind == "paragraph" and numbered:
            for offset, line in enumerate(draft.lines):
                yield replace(draft, kind="item", lines=[line], line=draft.line + offset)
        else:
            yield draft
