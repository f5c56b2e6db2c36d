"""A Markdown text as blocks of words: what is translated apart, and the marks around it that stay.

Blocks with what stands between them are the text again, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum

from dossier_timeline.translation.inline_codes import WordsForm


class ProseKind(StrEnum):
    """What a block is; only code is not translated."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    DEFINITION = "definition"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ProsePart:
    """One block of a text.

    `lead` stands before its words, `indent` before its further lines, and `tail` behind; `words` are on one
    line, but for line breaks that are shown. `raw` is the block as written, `gap` the blank lines behind
    it, and `section` the id of the heading above it, or its own.
    """

    kind: ProseKind
    words: str
    lead: str
    indent: str
    tail: str
    raw: str
    gap: str = ""
    section: str = ""

    @property
    def form(self) -> WordsForm:
        """The form of its words."""
        return WordsForm.ROW if self.kind is ProseKind.ROW else WordsForm.MARKDOWN

    @property
    def shape(self) -> tuple[str, str]:
        """What a translation of it has, too."""
        return self.kind, self.lead.strip() if self.kind is ProseKind.HEADING else ""

    @property
    def is_translated(self) -> bool:
        """Whether it holds words."""
        return self.kind is not ProseKind.CODE and any(map(str.isalnum, self.words))


@dataclass(slots=True)
class ProseParts:
    """A text in blocks; `before` is the white space in front of the first."""

    before: str = ""
    blocks: list[ProsePart] = field(default_factory=list)

    def join(self) -> str:
        """The text."""
        return self.before + "".join(one.raw + one.gap for one in self.blocks)

    @property
    def width(self) -> int:
        """How long its lines may be; 0 where a paragraph is one line."""
        lines = [line for one in self.blocks if "\n" in one.raw.rstrip("\n") for line in one.raw.splitlines()]
        return max(map(len, lines), default=0)


_FENCE = re.compile(r"^\s{0,3}(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(
    r"^(?P<lead>#{1,6}[ \t]+)(?P<words>.*?)(?P<tail>[ \t]*(?:#+[ \t]*)?(?:\{[^{}]*\})?[ \t]*)$"
)
_HEADING_ID = re.compile(r"\{[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}")
_ITEM = re.compile(r"^(?P<lead>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
_DEFINITION = re.compile(r"^(?P<lead>[ \t]{0,3}:[ \t]+)(?=\S)")
_QUOTE = re.compile(r"^(?P<lead>[ \t]{0,3}(?:>[ \t]?)+)")
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NO_WORDS = re.compile(
    r"^[ \t]*(?:<!--.*-->|\{:[^{}]*\}|\[[^\]\n]+\]:[ \t]*\S+.*|(?:[-*_][ \t]*){3,}|<[^>]*>)[ \t]*$"
)
_STRUCTURE = re.compile(r"(?:[-+*#>:|=~]|\d+[.)]|`{3})")
"""What mustn't come to stand at the beginning of a line when words are wrapped."""
_WORD = re.compile(r"(?:\[\[[^\[\]]*\]\]|\S)+|\s+$")
"""A word with the references in it, which stay on one line; or white space at the end."""
_NARROWEST = 60


def split_prose(text: str) -> ProseParts:
    """The blocks of a Markdown text."""
    lines = text.splitlines(keepends=True)
    found = ProseParts()
    section = ""
    at = 0
    in_list = False
    while at < len(lines):
        if not lines[at].strip():
            if found.blocks:
                found.blocks[-1] = replace(found.blocks[-1], gap=found.blocks[-1].gap + lines[at])
            else:
                found.before += lines[at]
            at += 1
            continue
        end, block = _read_block(lines, at, in_list=in_list)
        if block.kind is ProseKind.HEADING:
            identifier = _HEADING_ID.search(block.tail)
            section = identifier["id"] if identifier else ""
        in_list = block.kind in (ProseKind.ITEM, ProseKind.DEFINITION) or (
            in_list and block.lead.startswith((" ", "\t"))
        )
        found.blocks.append(replace(block, section=section))
        at = end
    return found


def _read_block(lines: Sequence[str], at: int, *, in_list: bool) -> tuple[int, ProsePart]:
    """The block that begins at a line, and the line behind it."""
    line = lines[at].rstrip("\r\n")
    if fence := _FENCE.match(line):
        end = next(
            (n + 1 for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence["fence"])),
            len(lines),
        )
        return end, _make_code_block(lines[at:end])
    if heading := _HEADING.match(line):
        raw = lines[at]
        tail = heading["tail"] + raw[len(line) :]
        return at + 1, ProsePart(ProseKind.HEADING, heading["words"], heading["lead"], "", tail, raw)
    if _NO_WORDS.match(line) or (not in_list and re.match(r"^(?: {4}|\t)", line)):
        return at + 1, _make_code_block(lines[at : at + 1])
    if _is_table(lines, at):
        row = lines[at : at + 1]
        return at + 1, _make_code_block(row) if _RULE.match(line) else _make_block(ProseKind.ROW, row, "")
    return _read_words(lines, at, line)


def _read_words(lines: Sequence[str], at: int, line: str) -> tuple[int, ProsePart]:
    """The paragraph, item, definition or quotation that begins at a line, and the line behind it."""
    for kind, pattern in (
        (ProseKind.ITEM, _ITEM),
        (ProseKind.DEFINITION, _DEFINITION),
        (ProseKind.QUOTE, _QUOTE),
    ):
        if match := pattern.match(line):
            end = _find_end(lines, at + 1, quoted=kind is ProseKind.QUOTE)
            return end, _make_block(kind, lines[at:end], match["lead"])
    end = _find_end(lines, at + 1)
    lead = line[: len(line) - len(line.lstrip())]
    return end, _make_block(ProseKind.PARAGRAPH, lines[at:end], lead)


def _make_code_block(lines: Sequence[str]) -> ProsePart:
    return ProsePart(ProseKind.CODE, "", "", "", "", "".join(lines))


def _find_end(lines: Sequence[str], at: int, *, quoted: bool = False) -> int:
    """The line at which a block that goes on here ends."""
    while at < len(lines) and lines[at].strip():
        line = lines[at].rstrip("\r\n")
        begins = _HEADING.match(line) or _ITEM.match(line) or _DEFINITION.match(line) or _FENCE.match(line)
        if begins or _NO_WORDS.match(line) or (not quoted and _QUOTE.match(line)) or _is_table(lines, at):
            break
        at += 1
    return at


def _is_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line is part of a table: a line of dashes stands among the lines around it."""
    if "|" not in lines[at]:
        return False
    first = at
    while first and "|" in lines[first - 1]:
        first -= 1
    return any(_RULE.match(lines[n].rstrip("\r\n")) for n in range(first, min(first + 2, len(lines))))


def _make_block(kind: ProseKind, lines: Sequence[str], lead: str) -> ProsePart:
    raw = "".join(lines)
    tail = raw[len(raw.rstrip("\r\n")) :]
    first, *rest = raw[len(lead) : len(raw) - len(tail)].splitlines() or [""]
    indent = _find_indent(rest, kind, lead)
    parts = [first, *(_strip_lead(line, kind) for line in rest)]
    words = ""
    for part in parts:
        if not words:
            words = part.strip(" \t") if len(parts) == 1 else part.lstrip(" \t")
        elif re.search(r"(?: {2,}|\\)$", words):
            words = f"{words}\n{part}"
        else:
            words = f"{words.rstrip()} {part}"
    return ProsePart(kind, words.rstrip(" \t"), lead, indent, tail, raw)


def _find_indent(rest: Sequence[str], kind: ProseKind, lead: str) -> str:
    if kind is ProseKind.QUOTE:
        return lead
    if rest:
        return rest[0][: len(rest[0]) - len(rest[0].lstrip())]
    return lead if kind is ProseKind.PARAGRAPH else " " * len(lead.expandtabs(4))


def _strip_lead(line: str, kind: ProseKind) -> str:
    if kind is ProseKind.QUOTE and (match := _QUOTE.match(line)):
        return line[match.end() :]
    return line.lstrip(" \t")


def write_block(block: ProsePart, words: str, width: int) -> str:
    """A block with other words, in the marks of this one; `width` as in `ProseParts`."""
    lines: list[str] = []
    for part in words.split("\n"):
        lines += _wrap_words(part, len(block.lead), width) if block.kind is not ProseKind.ROW else [part]
    return block.lead + f"\n{block.indent}".join(lines) + block.tail


def _wrap_words(words: str, lead: int, width: int) -> list[str]:
    """The words in lines; a line begins with nothing that has a meaning there."""
    if not width:
        return [words]
    most = max(width, _NARROWEST) - lead
    lines = [""]
    for word in _WORD.findall(words):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most and not _STRUCTURE.match(word):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def pair_blocks(first: Sequence[ProsePart], second: Sequence[ProsePart]) -> dict[int, int]:
    """Which block of the second text is the translation of which in the first, by their places.

    Sections are paired by the id of their heading, and their blocks in order, where both have the same.
    """
    pairs: dict[int, int] = {}
    sections = dict(_group_sections(second))
    for section, ours in _group_sections(first):
        theirs = sections.get(section, [])
        if [first[n].shape for n in ours] == [second[n].shape for n in theirs]:
            pairs.update(zip(ours, theirs, strict=True))
    return pairs


def _group_sections(blocks: Sequence[ProsePart]) -> Iterator[tuple[str, list[int]]]:
    groups: dict[str, list[int]] = {}
    for index, one in enumerate(blocks):
        groups.setdefault(one.section, []).append(index)
    yield from groups.items()


def pair_versions(now: Sequence[ProsePart], before: Sequence[ProsePart]) -> dict[int, int]:
    """Which block of an earlier version of a text each block of it was, by their places."""
    matcher = SequenceMatcher(
        None,
        [(one.shape, one.words) for one in now],
        [(one.shape, one.words) for one in before],
        autojunk=False,
    )
    pairs: dict[int, int] = {}
    for _, start, end, old_start, old_end in matcher.get_opcodes():
        if end - start == old_end - old_start:
            pairs.update(zip(range(start, end), range(old_start, old_end), strict=True))
            continue
        pairs.update(_pair_by_shape(now, before, range(start, end), range(old_start, old_end)))
    return pairs


def _pair_by_shape(
    now: Sequence[ProsePart], before: Sequence[ProsePart], ours: range, theirs: range
) -> Iterator[tuple[int, int]]:
    """Of a stretch that became longer or shorter: each block with the most similar one, if it is similar."""
    free = list(theirs)
    for index in ours:
        best = max(
            free,
            key=lambda one: SequenceMatcher(None, now[index].words, before[one].words).quick_ratio(),
            default=None,
        )
        if (
            best is not None
            and now[index].shape == before[best].shape
            and SequenceMatcher(None, now[index].words, before[best].words).ratio() > 0.5
        ):
            free.remove(best)
            yield index, best
