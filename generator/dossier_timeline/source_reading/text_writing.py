"""A document in blocks written as a source text, in the form that passages are cut from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier_timeline.notation.typesetting import RAISED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.blocks import BlockKind, DoubtKind, TextBlock
from dossier_timeline.source_reading.hyphens import KEPT_BREAK, count_words, resolve_hyphens

PAGE_BREAK = "\f"
"""What stands before the first line of each page but the first, as other programs write it, too."""
_MARK_IN_BRACKETS = re.compile(rf"(\S?)(\s?)\(([{SUPERSCRIPTS}]+)\)")
_LABEL = re.compile(r"([^\W\d_]+|§)[ \xa0](?:\d+[a-z]{0,2}|[IVXLCDM]+|[A-Z])\.?")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PRIVATE_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "•", "\uf06f": "◦", "\uf0d8": "•"}
"""Bullets of symbol fonts, which have no sign of their own in Unicode."""


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A source text, the kind and first line of each block in it, and the lines with a doubt, by kind."""

    text: str
    first_lines: tuple[tuple[BlockKind, str], ...]
    doubts: dict[DoubtKind, tuple[int, ...]]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(line for kind, line in self.first_lines if kind == "heading")

    @property
    def page_lines(self) -> tuple[str, ...]:
        """The page lines, in order."""
        return tuple(line for kind, line in self.first_lines if kind == "page-line")


def write_source_text(
    blocks: Sequence[TextBlock], soft_hyphens: Iterable[tuple[str, str]] = ()
) -> WrittenText:
    """The source text of a document."""
    resolved_blocks = _join_labels(_resolve_all(blocks, soft_hyphens))
    lines: list[str] = []
    first_lines: list[tuple[BlockKind, str]] = []
    doubts: dict[DoubtKind, list[int]] = {}
    page = next((block.page_number for block in resolved_blocks if block.page_number), 0) and 1
    for block in resolved_blocks:
        written = _write_block(block)
        if not any(line.strip() for line in written):
            continue
        if lines:
            lines.append("")
        if block.page_number > page:
            written[0] = PAGE_BREAK * (block.page_number - page) + written[0]
            page = block.page_number
        for doubt in block.doubts:
            doubts.setdefault(doubt, []).append(_count_lines(lines) + 1 + written[0].count(PAGE_BREAK))
        lines += written
        first_lines.append((block.kind, written[0].lstrip(PAGE_BREAK)))
    text = "\n".join(lines) + "\n" if lines else ""
    return WrittenText(
        text,
        tuple(first_lines),
        {kind: tuple(found) for kind, found in sorted(doubts.items())},
    )


def _count_lines(lines: Sequence[str]) -> int:
    """How many lines there are, a page break being the end of one."""
    return len(lines) + sum(line.count(PAGE_BREAK) for line in lines)


def _resolve_all(blocks: Sequence[TextBlock], soft: Iterable[tuple[str, str]]) -> list[TextBlock]:
    words = count_words((block.words for block in blocks), soft)
    resolved = []
    for block in blocks:
        text, is_doubtful = resolve_hyphens(block.text, words)
        rows = []
        for row in block.rows:
            cells = [resolve_hyphens(cell, words) for cell in row]
            is_doubtful |= any(doubtful for _, doubtful in cells)
            rows.append(tuple(cell.replace(KEPT_BREAK, "-") for cell, _ in cells))
        doubts: tuple[DoubtKind, ...] = (*block.doubts, "hyphen") if is_doubtful else block.doubts
        resolved.append(replace(block, text=text, rows=tuple(rows), doubts=doubts))
    return resolved


def _join_labels(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks with a heading of a label and a number ("Article 5") and the title below it as one heading.

    A title that's a paragraph of its own would be counted as the first one.
    """
    labels: dict[str, int] = {}
    for block in blocks:
        if block.kind == "heading" and (match := _LABEL.fullmatch(block.text.strip())):
            labels[match[1]] = labels.get(match[1], 0) + 1
    joined: list[TextBlock] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before
            and before.kind == block.kind == "heading"
            and _is_label(before, labels)
            and not _is_label(block, labels)
        ):
            joined[-1] = replace(before, text=f"{before.text.strip()} {block.text.strip()}")
        else:
            joined.append(block)
    return joined


def _is_label(block: TextBlock, labels: dict[str, int]) -> bool:
    match = _LABEL.fullmatch(block.text.strip())
    return match is not None and labels.get(match[1], 0) > 1


def _write_block(block: TextBlock) -> list[str]:
    """The lines of a block."""
    if block.kind == "table":
        return ["\t".join(_on_one_line(cell) for cell in row) for row in block.rows]
    if block.kind in ("heading", "page-line"):
        return [_on_one_line(block.text.replace(KEPT_BREAK, "-"))]
    text = _without_brackets(block.text)
    if block.kind == "footnote":
        is_number = block.mark.isdigit() and block.mark.isascii()
        text = f"{block.mark.translate(RAISED_DIGITS) if is_number else block.mark} {text}"
    elif block.mark:
        text = f"{_PRIVATE_BULLETS.get(block.mark, block.mark)} {text}"
    return [_on_one_line(line) for line in text.split("\n")]


def _without_brackets(text: str) -> str:
    """The text with raised marks as they are, without the brackets in which some print them."""

    def bare(match: re.Match[str]) -> str:
        space = " " if match[1].isdigit() else ""
        return f"{match[1]}{space}{match[3]}"

    return _MARK_IN_BRACKETS.sub(bare, text)


def _on_one_line(text: str) -> str:
    whole_letters = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return " ".join(_UNSEEN.sub("", whole_letters).split())
