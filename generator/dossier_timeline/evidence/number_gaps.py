"""Printed numbers that don't follow each other, as they do where a heading was left out of the cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.number_series import SeriesMember
from dossier_timeline.evidence.passages import NumberGap, SourcePassage
from dossier_timeline.model.locators import HEADING_TERMS, UNIT_TERMS, Locator, LocatorTerm, fold_number
from dossier_timeline.notation.printed_labels import LabelWords, cut_label
from dossier_timeline.notation.printed_marks import follows_in_parts, read_numbers

_FEW = 2
_LONGEST_HEADING = 150
_SENTENCE_ENDS = (".", ",", ";", ":", "?", "!")
_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class HeadingContext:
    """What stands between two headings: the labels above it, and whether the nearest heading has one.

    `name` is the label as printed, or the heading.
    """

    path: Locator
    is_labelled: bool
    name: str = ""
    line: int = 0

    @property
    def is_unit(self) -> bool:
        """Whether its heading is an article or the like, in which each number comes once."""
        return self.is_labelled and self.path[-1][0] in UNIT_TERMS


def find_number_gaps(
    contexts: Sequence[HeadingContext],
    members: Iterable[tuple[SourcePassage, HeadingContext, SeriesMember]],
    source_passages: Iterable[SourcePassage],
    words: LabelWords,
) -> tuple[NumberGap, ...]:
    """Every number that isn't the next one, in the order of the text."""
    labelled = list({one.line: one for one in contexts if one.is_labelled}.values())
    counts = Counter(one.path[-1][0] for one in labelled)
    gaps = [
        *_find_heading_gaps(labelled, counts),
        *(gap for one, context, member in members for gap in _find_member_gap(one, context, member)),
        *_find_unnamed_headings(labelled, counts, source_passages, words),
    ]
    return tuple(sorted(gaps, key=lambda gap: gap.line))


def _find_heading_gaps(
    labelled: Sequence[HeadingContext], counts: Counter[LocatorTerm]
) -> Iterator[NumberGap]:
    """Headings whose number isn't the next one; below a wider heading, numbers may begin again."""
    last: dict[LocatorTerm, tuple[HeadingContext, tuple[tuple[int, ...], ...]]] = {}
    for one in labelled:
        term, number = one.path[-1]
        values = read_numbers(str(number))
        before, earlier = last.get(term, (None, ()))
        last[term] = (one, values)
        begins = any(value[-1] == 1 for value in values)
        if not values or (before is not None and not earlier):
            continue
        if before is None:
            if not begins and counts[term] >= _FEW:
                yield NumberGap(one.name, one.line, f"the first heading of its kind is “{one.name}”")
        elif begins and one.path[:-1] != before.path[:-1]:
            continue
        elif not any(follows_in_parts(value, other) for value in values for other in earlier):
            yield NumberGap(one.name, one.line, f"behind “{before.name}” comes “{one.name}”")


def _find_member_gap(
    one: SourcePassage, context: HeadingContext, member: SeriesMember
) -> Iterator[NumberGap]:
    if not member.is_unexpected:
        return
    members = member.series.members
    position = members.index(member)
    is_skip = position > 0
    if not context.is_unit and not (is_skip and len(members) > _FEW):
        return
    label = member.mark.label
    name = f"{context.name}, {label}" if context.name else label
    where = f"below “{context.name}”" if context.name else "before the first heading"
    if is_skip:
        what = f"{where} “{members[position - 1].mark.label}” is followed by “{label}”"
    elif any(reading.is_first for reading in member.readings):
        what = f"{where} the numbers begin again with “{label}”"
    else:
        what = f"{where} the numbers begin with “{label}”"
    yield NumberGap(name, one.line, what)


def _find_unnamed_headings(
    labelled: Sequence[HeadingContext],
    counts: Counter[LocatorTerm],
    source_passages: Iterable[SourcePassage],
    words: LabelWords,
) -> Iterator[NumberGap]:
    """Paragraphs that look like a heading whose number none of the headings has."""
    known = {(term, fold_number(number)) for one in labelled for term, number in one.path[-1:]}
    for one in source_passages:
        if one.kind != "paragraph" or len(one.text) > _LONGEST_HEADING:
            continue
        label = words.read_label(one.text)
        if label is None or label.term not in HEADING_TERMS or counts[label.term] < _FEW:
            continue
        rest = one.text[label.end :].strip()
        is_title = not rest.endswith(_SENTENCE_ENDS) and not rest[:1].islower()
        if is_title and (label.term, fold_number(label.number)) not in known:
            name = cut_label(one.text, label)
            yield NumberGap(name, one.line, f"“{name}” begins a paragraph and is no heading")


def shorten_heading(heading: str) -> str:
    """A heading by which a place in the text is named, in a few words."""
    return heading if len(heading) <= _NAME_LENGTH else f"{heading[:_NAME_LENGTH].rstrip()}…"
