"""Lines of a PDF put together into paragraphs, items, headings, tables and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dossier_timeline.notation.typesetting import LOWERED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.blocks import DoubtKind, TextBlock
from dossier_timeline.source_reading.hyphens import LINE_END_HYPHEN
from dossier_timeline.source_reading.pdf_line_pieces import LIST_MARK, PdfLine
from dossier_timeline.source_reading.pdf_lines import join_lines
from dossier_timeline.source_reading.pdf_tables import make_rows, starts_table
from dossier_timeline.source_reading.pdf_words import LetterStyle

_WIDER_GAP = 1.3
"""Times the usual distance of lines: from there on a paragraph ends."""
_SMALLER = 0.93
"""Times the usual size: letters of footnotes are smaller."""
_INDENT = 0.8
_SHORT = 0.12
"""Of the width of a column: how much a last line falls short of it."""
_SENTENCE_ENDS = (".", ";", ":", "!", "?", ".”", ".’", ".»", ".)")
_FOOTNOTE_MARK = re.compile(rf"\(?([{SUPERSCRIPTS}]{{1,4}})\)?[.)]?\s*")
_PLAIN_MARK = re.compile(r"\(?(\d{1,3})\)?\.?\s+(?=\S)")


@dataclass(slots=True)
class LineGroup:
    """The lines of one block."""

    lines: list[PdfLine]
    kind: str = "paragraph"
    mark: str = ""
    goes_on_over_page: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    doubts: list[DoubtKind] = field(default_factory=list)

    @property
    def page_number(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page_number

    @property
    def text(self) -> str:
        """Its words, with a mark where a line ended in a hyphen."""
        return join_lines([line.text for line in self.lines])

    @property
    def style(self) -> LetterStyle:
        """How most of it is printed."""
        return Counter({line.style: len(line.text) for line in self.lines}).most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class UsualPrint:
    """How the running text of a document is printed, and how far its lines are apart, by size."""

    style: LetterStyle
    leading: dict[float, float]

    def leading_of(self, size: float) -> float:
        """The usual distance of two lines of this size."""
        return self.leading.get(size, 1.2 * size)


def find_usual_print(lines: Sequence[PdfLine]) -> UsualPrint:
    """The style of most letters, and the usual distance of lines by size."""
    styles: Counter[LetterStyle] = Counter()
    gaps: dict[float, Counter[float]] = {}
    for line in lines:
        styles[line.style] += len(line.text)
        if line.gap_before > 0:
            gaps.setdefault(line.style.size, Counter())[round(line.gap_before * 2) / 2] += 1
    style = styles.most_common(1)[0][0] if styles else LetterStyle(10.0, False, False)
    return UsualPrint(style, {size: _usual_gap(size, counted) for size, counted in gaps.items()})


def _usual_gap(size: float, gaps: Counter[float]) -> float:
    """The smallest distance that many lines have."""
    likely = {gap: count for gap, count in gaps.items() if 0.9 * size <= gap <= 2.2 * size}
    most = max(likely.values(), default=0)
    often = [gap for gap, count in likely.items() if count >= 0.25 * most]
    return min(often, default=1.2 * size)


def group_lines(lines: Sequence[PdfLine], usual: UsualPrint) -> list[LineGroup]:
    """The groups of lines that are one block each, in order; a group doesn't go over a page yet."""
    groups: list[LineGroup] = []
    index = 0
    while index < len(lines):
        if lines[index].cells:
            groups.append(LineGroup([lines[index]], "table", rows=lines[index].cells))
            index += 1
            continue
        count = starts_table(lines, index, usual.leading_of(lines[index].style.size))
        if count:
            table = lines[index : index + count]
            groups.append(LineGroup(list(table), "table", rows=make_rows(table)))
            index += count
            continue
        line = lines[index]
        last = groups[-1] if groups else None
        if last is None or last.kind == "table" or _begins_block(last, line, usual):
            groups.append(LineGroup([line]))
        else:
            last.lines.append(line)
        index += 1
    return groups


def _begins_block(group: LineGroup, line: PdfLine, usual: UsualPrint) -> bool:
    before = group.lines[-1]
    if before.page_number != line.page_number or before.column != line.column or line.gap_before <= 0:
        return True
    size = line.style.size
    leading = usual.leading_of(size)
    is_short = is_short_line(before)
    is_other_print = abs(before.style.size - size) > 0.08 * max(size, before.style.size) or (
        is_short and before.style != line.style
    )
    is_footnote = _FOOTNOTE_MARK.match(line.text) and size < usual.style.size * _SMALLER
    if is_other_print or is_footnote or line.gap_before > _WIDER_GAP * leading:
        return True
    if mark := find_mark(line):
        is_bullet = not any(sign.isalnum() for sign in mark)
        is_apart = is_short or line.gap_before > 1.12 * leading
        if is_apart or (len(line.pieces) > 1 and is_bullet) or _ends_like_item(group, line):
            return True
    return _begins_paragraph(group, before, line, is_short=is_short)


def _ends_like_item(group: LineGroup, line: PdfLine) -> bool:
    """Whether the lines before end like an item or a sentence, and the line may begin another one."""
    first = group.lines[0]
    is_next = bool(find_mark(first)) and abs(first.left - line.left) < 2
    ends = group.lines[-1].text.rstrip().endswith((*_SENTENCE_ENDS, ","))
    return ends and (is_next or len(line.pieces) > 1)


def _begins_paragraph(group: LineGroup, before: PdfLine, line: PdfLine, *, is_short: bool) -> bool:
    """Whether a line begins a paragraph by its indent, or because the line before it is short."""
    ended = before.text.rstrip().endswith(_SENTENCE_ENDS)
    rest = group.lines[1].left if len(group.lines) > 1 else before.left
    is_indented = line.left > rest + _INDENT * line.style.size
    if is_indented and len(group.lines) > 1 and ended:
        return True
    return is_short and ended and line.left <= group.lines[0].left + 2


def is_short_line(line: PdfLine) -> bool:
    """Whether a line ends well before its column does."""
    left, right = line.column
    return right - line.right > _SHORT * (right - left)


def find_mark(line: PdfLine) -> str:
    """The number, letter or bullet with which a line begins as an item, or nothing."""
    first = line.pieces[0].text
    if len(line.pieces) > 1 and LIST_MARK.fullmatch(first):
        return first
    word, _, rest = first.partition(" ")
    return word if rest and LIST_MARK.fullmatch(word) and not word.isalpha() else ""


def is_centred(line: PdfLine) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    left, right = line.column
    before, after = line.left - left, right - line.right
    return min(before, after) > 0.06 * (right - left) and abs(before - after) < 0.04 * (right - left)


# Footnotes


def mark_footnotes(groups: Sequence[LineGroup], usual: UsualPrint) -> None:
    """Say of each group at the foot of a page whether it's a footnote, and which mark it has."""
    raised = _raised_marks(groups)
    by_page: dict[int, list[LineGroup]] = {}
    for group in groups:
        by_page.setdefault(group.page_number, []).append(group)
    for page, members in by_page.items():
        for group in _small_at_foot(members, usual):
            text = group.text
            match = _FOOTNOTE_MARK.match(text)
            plain = None if match else _PLAIN_MARK.match(text)
            if match:
                group.kind, group.mark = "footnote", match[1].translate(LOWERED_DIGITS)
            elif plain and plain[1] in raised.get(page, ()):
                group.kind, group.mark = "footnote", plain[1]
                group.doubts.append("footnote")


def _small_at_foot(groups: Sequence[LineGroup], usual: UsualPrint) -> Iterator[LineGroup]:
    """The groups of small letters below all others of their page, from the first with a mark on."""
    small = [
        group
        for group in groups
        if group.kind == "paragraph" and group.style.size < usual.style.size * _SMALLER
    ]
    others = [g.lines[-1].baseline for g in groups if g not in small and not g.style.size > usual.style.size]
    lowest = min(others, default=float("inf"))
    for group in small:
        if group.lines[0].baseline < lowest:
            yield group


def _raised_marks(groups: Sequence[LineGroup]) -> dict[int, set[str]]:
    """By page, the numbers that stand raised in its text."""
    found: dict[int, set[str]] = {}
    for group in groups:
        for mark in re.findall(rf"(?<=\S)\s?\(?([{SUPERSCRIPTS}]{{1,3}})", group.text):
            found.setdefault(group.page_number, set()).add(mark.translate(LOWERED_DIGITS))
    return found


# Blocks


def make_block(group: LineGroup) -> TextBlock:
    """The block of a group."""
    doubts = tuple(dict.fromkeys(group.doubts))
    if group.kind == "table":
        return TextBlock("table", rows=group.rows, page_number=group.page_number, doubts=doubts)
    text = group.text
    if group.kind == "footnote":
        match = _FOOTNOTE_MARK.match(text) or _PLAIN_MARK.match(text)
        body = text[match.end() :] if match else text
        return TextBlock("footnote", body, group.mark, page_number=group.page_number, doubts=doubts)
    mark = find_mark(group.lines[0])
    if mark and group.kind == "paragraph":
        body = text[len(mark) :].lstrip()
        return TextBlock("item", body, mark, page_number=group.page_number, doubts=doubts)
    block = TextBlock("paragraph", text, page_number=group.page_number, doubts=doubts)
    return replace(block, kind="heading", level=1) if group.kind == "heading" else block


def join_over_pages(groups: Sequence[LineGroup], usual: UsualPrint) -> list[LineGroup]:
    """The groups, with those that a page or column cut in two as one."""
    result: list[LineGroup] = []
    last: LineGroup | None = None
    for group in groups:
        if group.kind == "footnote":
            result.append(group)
            continue
        if last and _goes_on(last, group, usual):
            last.lines += group.lines
            continue
        result.append(group)
        last = group
    return result


def _goes_on(first: LineGroup, second: LineGroup, usual: UsualPrint) -> bool:
    before, after = first.lines[-1], second.lines[0]
    if before.page_number == after.page_number and before.column == after.column:
        return False
    if not (before.is_upright and after.is_upright):
        return False
    if first.kind != "paragraph" or second.kind != "paragraph" or find_mark(after):
        return False
    if abs(before.style.size - after.style.size) > 0.3 or is_centred(after) or is_centred(before):
        return False
    text = before.text.rstrip()
    if after.text[0].islower() or text.endswith((",", LINE_END_HYPHEN)):
        return not text.endswith((".", "!", "?")) or after.text[0].islower()
    return (
        not text.endswith(_SENTENCE_ENDS)
        and not is_short_line(before)
        and len(first.lines) + len(second.lines) > 2
    )
