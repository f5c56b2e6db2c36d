"""Whether two languages of a text say the same: headings, references and links.

Each difference is a diagnostic within the text of the other language; where that stands in its file isn't
known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.markup.parsed_text import ParsedHeading, ParsedLink, ParsedText
from dossier_timeline.model.references import NoClaim, Reference
from dossier_timeline.notation.comparable_text import make_comparable

MarkedItem = TypeVar("MarkedItem", Reference, ParsedLink, NoClaim)


LocateInFirst = Callable[[int], Position]
"""Gives the position of a line of the first text."""


def compare_headings(
    first: Sequence[ParsedHeading], other: Sequence[ParsedHeading], locate: LocateInFirst
) -> Iterator[Diagnostic]:
    """Headings whose id, level or order differ; the first difference and what is missing after it."""
    ids = [heading.id for heading in other]
    first_ids = [heading.id for heading in first]
    for heading in first:
        if heading.id and heading.id not in ids:
            line = _line_after(heading, first, other)
            message = f"the heading “{{#{heading.id}}}” of the other language is missing here"
            yield _diagnose(Code.HEADING_PARITY, message, locate(heading.line), line)
    for heading in other:
        if heading.id and heading.id not in first_ids:
            line = _line_after(heading, other, first)
            message = f"the other language has no heading “{{#{heading.id}}}”"
            yield _diagnose(Code.HEADING_PARITY, message, locate(line), heading.line)
    both = [h for h in first if h.id in ids], [h for h in other if h.id in first_ids]
    for ours, theirs in zip(*both, strict=False):
        if ours.id != theirs.id:
            message = f"here stands “{{#{theirs.id}}}” where the other language has “{{#{ours.id}}}”"
            yield _diagnose(Code.HEADING_PARITY, message, locate(ours.line), theirs.line)
            return
        if ours.level != theirs.level:
            message = f"“{{#{theirs.id}}}” has {'#' * theirs.level} here and {'#' * ours.level} there"
            yield _diagnose(Code.HEADING_PARITY, message, locate(ours.line), theirs.line)


def _diagnose(code: Code, message: str, in_first: Position, line: int, column: int = 1) -> Diagnostic:
    """The diagnostic at a place in the other text, with the position in the first one to compare."""
    return Diagnostic(Position.in_text(line, column), code, message, f"compare {in_first}")


def _line_after(
    heading: ParsedHeading, among: Sequence[ParsedHeading], other: Sequence[ParsedHeading]
) -> int:
    """The line in the other text of the last heading before this one that both have."""
    lines = {each.id: each.line for each in other}
    before = [each.id for each in among[: list(among).index(heading)] if each.id in lines]
    return lines[before[-1]] if before else 1


def compare_references(
    first: ParsedText, other: ParsedText, canonical: Callable[[str], str], locate: LocateInFirst
) -> Iterator[Diagnostic]:
    """References that only one of two texts with the same headings has, heading by heading."""
    ours = _group_by_heading(first.headings, first.references)
    theirs = _group_by_heading(other.headings, other.references)
    for place in sorted(ours.keys() | theirs.keys()):
        references = [(canonical(r.id), r.line, r.column) for r in ours.get(place, [])]
        yours = [(canonical(r.id), r.line, r.column) for r in theirs.get(place, [])]
        starts = _first_line(first.headings, place), _first_line(other.headings, place)
        yield from _compare_counts(Code.REFERENCE_PARITY, references, yours, starts, "[[{}]]", locate)


def compare_links(first: ParsedText, other: ParsedText, locate: LocateInFirst) -> Iterator[Diagnostic]:
    """Links that only one of two texts with the same headings has, heading by heading."""
    ours, theirs = (
        _group_by_heading(first.headings, first.links),
        _group_by_heading(other.headings, other.links),
    )
    for place in sorted(ours.keys() | theirs.keys()):
        links = [(_language_neutral_link(link), link.line, link.column) for link in ours.get(place, [])]
        yours = [(_language_neutral_link(link), link.line, link.column) for link in theirs.get(place, [])]
        starts = _first_line(first.headings, place), _first_line(other.headings, place)
        yield from _compare_counts(Code.LINK_PARITY, links, yours, starts, "the link to {}", locate)


def compare_no_claim_marks(
    first: ParsedText, other: ParsedText, locate: LocateInFirst
) -> Iterator[Diagnostic]:
    """Whole numbers marked as no claim that differ, heading by heading, where both mark as many.

    One may need no mark in the other language, so only numbers that can be put beside each other are.
    """
    ours, theirs = (
        _group_by_heading(first.headings, first.unproven_numbers),
        _group_by_heading(other.headings, other.unproven_numbers),
    )
    for place in sorted(ours.keys() & theirs.keys()):
        first_numbers, yours = ours[place], theirs[place]
        numbers = [_whole_number(mark) for mark in (*first_numbers, *yours)]
        if len(first_numbers) != len(yours) or not all(numbers):
            continue
        first_counts, other_counts = (
            Counter(map(_whole_number, first_numbers)),
            Counter(map(_whole_number, yours)),
        )
        if first_counts != other_counts:
            stray = next(
                mark
                for mark in yours
                if other_counts[_whole_number(mark)] > first_counts[_whole_number(mark)]
            )
            lost = next(
                mark
                for mark in first_numbers
                if first_counts[_whole_number(mark)] > other_counts[_whole_number(mark)]
            )
            message = f"{stray} stands here, and {lost} in the other language"
            yield _diagnose(Code.MARK_PARITY, message, locate(lost.line), stray.line, stray.column)


def _whole_number(mark: NoClaim) -> str:
    """The digits of the one whole number that a mark holds; "" where it holds anything else."""
    runs = re.findall(r"\d+", make_comparable(mark.words).text)
    return runs[0] if len(runs) == 1 else ""


def _compare_counts(  # noqa: PLR0917 -- two lists, where they begin, and how to speak of them
    code: Code,
    first_items: list[tuple[str, int, int]],
    yours: list[tuple[str, int, int]],
    starts: tuple[int, int],
    called: str,
    locate: LocateInFirst,
) -> Iterator[Diagnostic]:
    ours, theirs = Counter(name for name, _, _ in first_items), Counter(name for name, _, _ in yours)
    for name in dict.fromkeys([*ours, *theirs]):
        if ours[name] == theirs[name]:
            continue
        line_here = next(
            ((line, column) for what, line, column in reversed(yours) if what == name), (starts[1], 1)
        )
        line_there = next((line for what, line, _ in reversed(first_items) if what == name), starts[0])
        what = called.format(name)
        message = _count_message(what, theirs[name], ours[name], "under this heading")
        yield _diagnose(code, message, locate(line_there), *line_here)


def _count_message(what: str, count_here: int, count_there: int, where: str) -> str:
    ours = (
        f"{what} stands {_times_in_words(count_here)} {where}" if count_here else f"{what} is missing {where}"
    )
    return f"{ours}; the other language " + (
        f"has it {_times_in_words(count_there)}" if count_there else "does not have it"
    )


def _times_in_words(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _language_neutral_link(link: ParsedLink) -> str:
    """A link without what belongs to a language: the name of the file, the page of another site."""
    if link.external:
        return urlsplit(link.href).netloc or link.href
    return re.sub(r"[A-Za-z0-9-]+\.md", "*.md", link.href)


def _group_by_heading(
    headings: Sequence[ParsedHeading], items: Iterable[MarkedItem]
) -> dict[int, list[MarkedItem]]:
    """By how many headings stand before it."""
    lines = [heading.line for heading in headings]
    groups: dict[int, list[MarkedItem]] = {}
    for item in items:
        groups.setdefault(bisect_right(lines, item.line), []).append(item)
    return groups


def _first_line(headings: Sequence[ParsedHeading], place: int) -> int:
    return headings[min(place, len(headings)) - 1].line if place and headings else 1


def compare_short_texts(
    first: Iterable[Reference], other: Iterable[Reference], canonical: Callable[[str], str]
) -> Iterator[str]:
    """What to say of references that only one of two short texts has."""
    ours, theirs = Counter(canonical(r.id) for r in first), Counter(canonical(r.id) for r in other)
    for name in dict.fromkeys([*ours, *theirs]):
        if ours[name] != theirs[name]:
            yield _count_message(f"[[{name}]]", theirs[name], ours[name], "here")
