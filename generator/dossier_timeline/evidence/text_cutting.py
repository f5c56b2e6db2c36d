"""A source text cut into passages, by what `text` in document.yml says of it.

How passages are counted is part of the content format: nothing here may change without a new schema version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dossier_timeline.evidence.missing_sections import explain_missing_sections
from dossier_timeline.evidence.passages import (
    PassageKind,
    Segmentation,
    SourceHeading,
    SourcePassage,
    passage_digest,
)
from dossier_timeline.model.documents import SourceText
from dossier_timeline.notation.line_patterns import LineNames, is_line_pattern
from dossier_timeline.notation.typesetting import (
    LOWERED_DIGITS,
    SUPERSCRIPTS,
    find_uneven_words,
    make_readable,
    normalise_text,
)

_FOOTNOTE = re.compile(rf"\s*([{SUPERSCRIPTS}]+)")
_BULLET = re.compile(r"\s*[•‣◦▪·*–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s+\S")
_CLOSERS = ")]\"'”’»›"
_ENDS = ".!?…:;"
_BRACKET = re.compile(r"[()\[\]]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def segment(text: str, spec: SourceText) -> tuple[SourcePassage, ...]:
    """The passages of a source text, in its order."""
    return segment_with_gaps(text, spec).passages


def segment_with_gaps(text: str, spec: SourceText) -> Segmentation:
    """The passages, and the sections and furniture that the description names in vain."""
    lines = _split_lines(text)
    cutter = _Segmenter(spec, lines)
    for number, line in enumerate(lines, 1):
        cutter.line(number, line)
    missing = explain_missing_sections(
        spec.sections, cutter.found, lines, cutter.furniture.exact, cutter.found_patterns
    )
    drafts = cutter.drafts if spec.whole_paragraphs else _join_over_pages(cutter.drafts)
    source_passages = tuple(_on_pages(_number_passages(drafts), text))
    furniture = (
        line for line in spec.furniture if cutter.seen_furniture.isdisjoint((line, make_readable(line)))
    )
    return Segmentation(source_passages, tuple(cutter.headings), missing, tuple(furniture))


def _split_lines(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return _LINE_END.split(text)


def _on_pages(source_passages: Iterable[SourcePassage], text: str) -> Iterable[SourcePassage]:
    """The passages with their pages, where the text has page breaks."""
    if "\f" not in text:
        return source_passages
    pages = [0, *accumulate(end == "\f" for end in _LINE_END.findall(text))]
    return (replace(passage, page_number=1 + pages[passage.line - 1]) for passage in source_passages)


@dataclass(slots=True)
class _OpenPassage:
    kind: PassageKind
    section: str
    line: int
    lines: list[str]
    footnote: int | None = None
    is_interrupted: bool = False
    brackets_read: int = 0
    bracket: str = ""

    def is_in_brackets(self) -> bool:
        """Whether the last bracket so far opens; lines that were looked at aren't looked at again."""
        for line in self.lines[self.brackets_read :]:
            self.bracket = (_BRACKET.findall(line) or [self.bracket])[-1]
        self.brackets_read = len(self.lines)
        return self.bracket in ("(", "[")


class _Segmenter:
    """Reads lines and keeps the passage that is being read; see `cutting`."""

    def __init__(self, spec: SourceText, lines: Sequence[str]) -> None:
        has_patterns = any(is_line_pattern(name) for name in (*spec.sections, *spec.furniture))
        plain_lines = frozenset(map(make_readable, lines)) if has_patterns else frozenset()
        self.sections = [make_readable(section) for section in spec.sections]
        self.lines = lines
        self.section_patterns = LineNames(spec.sections, plain_lines).patterns
        self.furniture = LineNames(spec.furniture, plain_lines)
        self.more = dict(spec.footnote_paragraphs)
        self.next_section = 0
        self.section = ""
        self.found: dict[int, int] = {}
        """The line of each section that was found, by its index."""
        self.found_patterns: set[str] = set()
        self.headings: list[SourceHeading] = []
        self.seen_furniture: set[str] = set()
        self.drafts: list[_OpenPassage] = []
        self.open: _OpenPassage | None = None
        self.at_start = True
        self.broken = False
        self.continued: tuple[_OpenPassage, int] | None = None

    def line(self, number: int, line: str) -> None:
        plain = make_readable(line)
        if not plain:
            self._close()
        elif (name := self.furniture.find_name(plain)) is not None:
            self.seen_furniture.update((name, plain))
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
            pattern = self._find_pattern(number, plain)
            if pattern is None:
                return False
            self.found_patterns.add(pattern)
        else:
            self.found[index] = number
            self.next_section = index + 1
        self.section = plain
        self.headings.append(SourceHeading(number, plain))
        self.broken = False
        self.continued = None
        return True

    def _find_pattern(self, number: int, plain: str) -> str | None:
        """The pattern that a line is like which has a block to itself."""
        if number < len(self.lines) and make_readable(self.lines[number]):
            return None
        return next((name for name, pattern in self.section_patterns if pattern.matches(plain)), None)

    def _text(self, number: int, line: str) -> None:
        note = _FOOTNOTE.match(line)
        bullet = _BULLET.match(line)
        if note:
            self._open("footnote", number, line[note.end() :])
            assert self.open is not None  # noqa: S101
            self.open.footnote = int(note[1].translate(LOWERED_DIGITS))
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

    def _open(self, kind: PassageKind, number: int, line: str) -> None:
        draft = _OpenPassage(kind, self.section, number, [line], is_interrupted=self.broken)
        self.drafts.append(draft)
        self.open, self.at_start = draft, False
        if kind != "footnote":
            self.broken = False

    def _close(self) -> None:
        self.open, self.at_start = None, True


def _number_passages(drafts: Sequence[_OpenPassage]) -> Iterable[SourcePassage]:
    counts: dict[str, int] = {}
    for draft in _split_numbered(drafts):
        plain = normalise_text(" ".join(draft.lines))
        if not plain:
            continue
        if draft.footnote is None:
            counts[draft.section] = counts.get(draft.section, 0) + 1
        yield _make_passage(draft, plain, counts.get(draft.section))


def _make_passage(draft: _OpenPassage, plain: str, paragraph: int | None) -> SourcePassage:
    rows: tuple[tuple[str, ...], ...] = ()
    lines = "\n".join(draft.lines)
    if draft.kind == "table":
        rows = tuple(tuple(make_readable(cell) for cell in line.split("\t")) for line in draft.lines)
        lines = " ".join(draft.lines)
    text, *others = dict.fromkeys(make_readable(lines, hyphen) for hyphen in ("", "-", "- "))
    is_note = draft.footnote is not None
    return SourcePassage(
        "" if is_note else draft.section,
        None if is_note else paragraph,
        draft.footnote,
        draft.kind,
        text,
        passage_digest(plain),
        () if is_note else rows,
        draft.line,
        plain,
        tuple(others),
        lines="\n".join(draft.lines),
        uneven_words=find_uneven_words(lines, text),
    )


def _join_over_pages(drafts: Sequence[_OpenPassage]) -> list[_OpenPassage]:
    """Paragraphs that a page break cut in two are one again.

    Furniture or footnotes stand between the halves; the first half has not ended, and the second
    goes on in lower case, or inside a bracket, or after a comma or hyphen.
    """
    result: list[_OpenPassage] = []
    last: _OpenPassage | None = None
    for draft in drafts:
        if draft.kind == "footnote":
            result.append(draft)
            continue
        if last and draft.kind == "paragraph" and draft.is_interrupted and _continues(last, draft):
            last.lines.extend(draft.lines)
            continue
        result.append(draft)
        last = draft
    return result


def _continues(first: _OpenPassage, second: _OpenPassage) -> bool:
    if first.kind not in ("paragraph", "item") or first.section != second.section:
        return False
    before = next((plain for line in reversed(first.lines) if (plain := normalise_text(line))), "")
    after = normalise_text(second.lines[0])
    if not before or not after or before.rstrip(_CLOSERS).endswith(tuple(_ENDS)):
        return False
    return after[0].islower() or before[-1] in ",-–" or first.is_in_brackets()


def _split_numbered(drafts: Iterable[_OpenPassage]) -> Iterable[_OpenPassage]:
    """A paragraph whose every line begins with a number or letter is a list, line by line."""
    for draft in drafts:
        numbered = len(draft.lines) > 1 and all(_NUMBERED.match(line) for line in draft.lines)
        if draft.kind == "paragraph" and numbered:
            for offset, line in enumerate(draft.lines):
                yield replace(draft, kind="item", lines=[line], line=draft.line + offset)
        else:
            yield draft
