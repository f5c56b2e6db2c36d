"""The rules by which headings and page lines are told from text, as patterns where those say enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.notation.line_patterns import LineNames, compile_line_pattern
from dossier_timeline.notation.typesetting import make_readable
from dossier_timeline.source_reading.text_writing import WrittenText

_NUMBER = re.compile(r"\d+")
_LABELLED = re.compile(r"([^\W\d_]+|§)[ \xa0](?:\d+[a-z]{0,2}|[IVXLCDM]+|[A-Z])(?![^\W_])")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class CleaningRules:
    """What `text` in a document's description says of a source text."""

    sections: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()


def find_cleaning_rules(written: WrittenText) -> CleaningRules:
    """The headings and page lines of a text, those that are alike as one pattern.

    A pattern is used only if it names none of the other lines.
    """
    lines = [line for line in map(make_readable, re.split("[\n\f]", written.text)) if line]
    headings = {make_readable(line) for line in written.headings}
    page_lines = {make_readable(line) for line in written.page_lines}
    furniture = tuple(
        _name_page_lines(written.page_lines, [line for line in lines if line not in page_lines])
    )
    others = [line for line in lines if line not in headings]
    sections = tuple(_name_headings(written, LineNames(furniture, frozenset(lines)), others))
    return CleaningRules(sections, furniture)


def _name_page_lines(page_lines: Sequence[str], others: Collection[str]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for line in page_lines:
        groups.setdefault(_NUMBER.sub("#", line), []).append(line)
    for alike in groups.values():
        different = list(dict.fromkeys(alike))
        pattern = _star_changing_numbers(different)
        if len(different) > 1 and _names_none(pattern, others):
            yield pattern
        else:
            yield from different


def _star_changing_numbers(lines: Sequence[str]) -> str:
    """A line with a star, or "#" in a line without letters, for each number that isn't the same in all."""
    columns = [set(column) for column in zip(*map(_NUMBER.findall, lines), strict=False)]
    number = iter(columns)
    has_letters = any(sign.isalpha() for sign in lines[0])
    sign = "*" if has_letters else "#"
    return _NUMBER.sub(lambda match: match[0] if len(next(number)) == 1 else sign, lines[0])


def _name_headings(written: WrittenText, furniture: LineNames, others: Collection[str]) -> Iterator[str]:
    """The names of the headings: patterns first, then the others in the order of the text.

    A line that's the same as a heading further on, as in a table of contents, is named too: the first line of
    a name is taken for it. A heading that's the same as a page line goes with those.
    """
    labels: dict[str, int] = {}
    for line in written.headings:
        if match := _LABELLED.match(line):
            labels[match[1]] = labels.get(match[1], 0) + 1
    patterns = {
        label: f"{label} *"
        for label, count in labels.items()
        if count >= _ENOUGH and _names_none(f"{label} *", others)
    }
    yield from patterns.values()
    single = [line for line in written.headings if not (m := _LABELLED.match(line)) or m[1] not in patterns]
    left = Counter(map(make_readable, single))
    for kind, line in written.first_lines:
        plain = make_readable(line)
        if left[plain] and furniture.find_name(plain) is None:
            left[plain] -= kind == "heading"
            yield line


def _names_none(pattern: str, lines: Collection[str]) -> bool:
    expression = compile_line_pattern(pattern)
    return not any(expression.matches(line) for line in lines)
