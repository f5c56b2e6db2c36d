"""The values that a summary states in plain words and figures, without a reference: what `prove` looks up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dossier_timeline.evidence.counted_nouns import CountedNoun, find_counted_noun
from dossier_timeline.evidence.summary_blocks import SummaryBlock, find_linked_spans, split_blocks
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.facts import PERCENT, Duration, FactKind, FactValue, Qualifier, Unit
from dossier_timeline.model.locators import fold_number
from dossier_timeline.notation.bare_numbers import BareNumber, find_bare_numbers
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.quantities import DASHES
from dossier_timeline.notation.vocabulary import Vocabulary

_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^a-zß-öø-ÿ])|[\t;]")
_CLAUSE_MARK = re.compile(r"[\d,;:()…]")
_MOST_QUALIFYING_WORDS = 5
_MOST_COUNTED = 1_000_000_000
_NEAR = 24
"""So many characters may stand between a value and a year that belongs to it."""

IN_HEADING = "it stands in a heading, where no reference can"
IN_LINK = "it stands in the words of a link, where no reference can"
SEVERAL_IN_ONE = "it is more than one value: write each by itself"
NOT_READ = "it can't be read as one value"

MonthAndDay = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value in a summary: what it is, and where its words stand there.

    `start` and `end` are the value itself; from `qualifier_start` on stands what qualifies it, and to
    `noun_end` what it counts, if that follows at once. `section` is the id of the heading above it. `value`
    is `None` for a date without a year, of which `month_and_day` are known, and for what can't be looked up
    (`why_not`).
    """

    text: str
    start: int
    end: int
    qualifier_start: int
    noun_end: int
    section: str = ""
    kind: FactKind = "number"
    value: FactValue | None = None
    month_and_day: MonthAndDay | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    years: frozenset[int] = frozenset()
    """The year that stands beside it, or else those that its sentence names."""
    is_part: bool = False
    """Whether it's a part of what its unit names: "12 of the bridges"."""
    named_part: tuple[str, str] | None = None
    """The part of the source that its sentence names, as "article" and "33"."""
    why_not: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same of the same value in another language; a date may lack its year."""
        if self.kind == "date" and self.value is None:
            return (self.kind, self.month_and_day)
        return (self.kind, self.value, self.unit if self.kind == "amount" else None)


@dataclass(frozen=True, slots=True)
class SummaryReader:
    """Reads the values of summaries in one language of the dossier."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    units: Sequence[Unit]

    def find_stated_values(self, body: str) -> tuple[StatedValue, ...]:
        """Every value of a Markdown text that stands there without a reference, in order."""
        bare = find_bare_numbers(body, self.vocabulary, markdown=True)
        if not bare:
            return ()
        blocks = list(split_blocks(body))
        starts = [block.start for block in blocks]
        linked = find_linked_spans(body)
        by_block: dict[int, list[BareNumber]] = {}
        for number in bare:
            by_block.setdefault(max(bisect_right(starts, number.start) - 1, 0), []).append(number)
        found = (
            stated
            for place, numbers in by_block.items()
            for stated in self._read_block(blocks[place], numbers)
        )
        return tuple(_check_place(stated, body, linked) for stated in found)

    def read_value(self, text: str) -> StatedValue:
        """The one value that a text is; `why_not` says what hinders."""
        run = [one for one in read_values(text, self.lexicon) if one.kind != "work"]
        start, end = (run[0].start, run[-1].end) if run else (0, len(text))
        return _check_place(self._make_stated_value(SummaryBlock(text, 0), run, start, end), text, ())

    def read_value_within(self, text: str, start: int, end: int) -> StatedValue:
        """The value that stands in a running text between two offsets, with the words around it."""
        printed_values = [one for one in read_values(text, self.lexicon) if one.kind != "work"]
        overlapping = [one for one in printed_values if one.start < end and one.end > start]
        run = _join_values(printed_values, overlapping, text)
        first, last = (run[0].start, run[-1].end) if run else (start, end)
        stated = self._make_stated_value(SummaryBlock(text, 0), run, min(first, start), max(last, end))
        return _check_place(stated, text, ())

    def _read_block(self, block: SummaryBlock, numbers: Iterable[BareNumber]) -> Iterator[StatedValue]:
        printed_values = [one for one in read_values(block.text, self.lexicon) if one.kind != "work"]
        done = -1
        for number in numbers:
            start, end = number.start - block.start, min(number.end - block.start, len(block.text))
            if start < done:
                continue
            overlapping = [one for one in printed_values if one.start < end and one.end > start]
            run = _join_values(printed_values, overlapping, block.text)
            first, last = (run[0].start, run[-1].end) if run else (start, end)
            stated = self._make_stated_value(block, run, min(first, start), max(last, end), number.value)
            done = stated.end - block.start
            is_cut = number.end > block.start + len(block.text)
            why_not = IN_HEADING if block.is_heading else NOT_READ if is_cut else stated.why_not
            yield replace(stated, why_not=why_not)

    def _make_stated_value(
        self,
        block: SummaryBlock,
        run: Sequence[PrintedValue],
        start: int,
        end: int,
        bare: Decimal | None = None,
    ) -> StatedValue:
        value = run[0].value if run else bare
        value = Decimal(1) if run and run[0].kind == "ordinal" else value
        noun = find_counted_noun(block.text, end, self.units, self.lexicon, value)
        stated = StatedValue(
            block.text[start:end].strip(),
            block.start + start,
            block.start + end,
            block.start + start,
            block.start + end,
            block.section,
            years=find_years_beside(block.text, start, end, read_values(block.text, self.lexicon)),
            named_part=_find_named_part(block.text, start, end, self.lexicon),
        )
        if not run and bare is not None:
            stated = replace(stated, value=bare)
        elif not run or (len(run) > 1 and not _is_one_value(run)):
            return replace(stated, why_not=SEVERAL_IN_ONE if run else NOT_READ)
        else:
            stated = _add_value(stated, run, noun)
        if stated.kind in ("number", "ordinal") and noun:
            noun_end = block.start + noun.end if noun.is_adjacent else stated.noun_end
            stated = replace(stated, unit=noun.unit, noun_end=noun_end, is_part=noun.is_whole)
        return self._add_qualifier(stated, run, block)

    def _add_qualifier(
        self, stated: StatedValue, run: Sequence[PrintedValue], block: SummaryBlock
    ) -> StatedValue:
        name = run[0].qualifier if run else None
        if name is None:
            return stated
        qualifier = next((one for _, one in self._phrases if one == name), None)
        if qualifier is None:
            return replace(stated, why_not=f"the text says “{name}” of it, which no fact can")
        at = find_phrase_before(block.text, stated.start - block.start, self._phrases, qualifier)
        return replace(stated, qualifier=qualifier, qualifier_start=block.start + at)

    @property
    def _phrases(self) -> tuple[tuple[str, Qualifier], ...]:
        return self.lexicon.qualifiers


def make_source_reader(lexicon: Lexicon, units: Sequence[Unit] = ()) -> SummaryReader:
    """What reads values as a source prints them, with no names of the dossier."""
    return SummaryReader(Vocabulary({}, {}), lexicon, units)


def find_phrase_before(
    text: str, at: int, phrases: Iterable[tuple[str, Qualifier]], qualifier: Qualifier
) -> int:
    """Where the phrase with this meaning begins that ends right before an offset; the offset for none."""
    words = list(re.finditer(r"\S+", text[:at]))[-_MOST_QUALIFYING_WORDS:]
    known = {phrase for phrase, name in phrases if name == qualifier}
    return next((word.start() for word in words if fold_phrase(text[word.start() : at]) in known), at)


def _join_values(
    printed_values: Sequence[PrintedValue], overlapping: list[PrintedValue], text: str
) -> list[PrintedValue]:
    """The printed values that overlap a number, with the rest of the same duration or span of dates."""
    if not overlapping:
        return []
    for one in printed_values[printed_values.index(overlapping[-1]) + 1 :]:
        between = text[overlapping[-1].end : one.start].strip()
        goes_on = one.kind == "duration" and one.continues_duration
        is_end = one.kind == "date" and between in DASHES and bool(between) and len(overlapping) == 1
        if overlapping[0].kind != one.kind or not (goes_on or is_end):
            break
        overlapping.append(one)
    return overlapping


def _add_value(stated: StatedValue, run: Sequence[PrintedValue], noun: CountedNoun | None) -> StatedValue:
    """The value with what its words say."""
    first = run[0]
    if first.kind == "date":
        return _add_date(stated, first) if len(run) == 1 else _add_span(stated, run)
    if first.kind == "duration":
        duration = make_duration(run)
        return replace(stated, kind="duration", value=duration, why_not="" if duration else NOT_READ)
    value = first.value
    if value is None and noun and first.noun:
        value = first.possible_value
    if value is None or (first.kind, first.unit) == ("amount", UNKNOWN_CURRENCY):
        return replace(stated, why_not=first.why_unread or NOT_READ)
    if first.kind == "share":
        return replace(stated, kind="share", value=value, unit=PERCENT)
    if first.kind == "amount":
        return replace(stated, kind="amount", value=value, unit=first.unit)
    return replace(stated, kind="ordinal" if first.kind == "ordinal" else "number", value=value)


def _add_date(stated: StatedValue, printed_value: PrintedValue) -> StatedValue:
    if printed_value.why_unread or printed_value.is_uncertain:
        return replace(stated, kind="date", why_not=printed_value.why_unread or NOT_READ)
    year, month, day = printed_value.year, printed_value.month, printed_value.day
    if year is None and month is not None:
        return replace(stated, kind="date", month_and_day=(month, day))
    try:
        value = parse_date(printed_value.period or write_date_parts(year, month, day))
    except ValueError as error:
        return replace(stated, kind="date", why_not=str(error))
    return replace(stated, kind="date", value=value, month_and_day=(month, day) if month else None)


def _is_one_value(run: Sequence[PrintedValue]) -> bool:
    kinds = {one.kind for one in run}
    return kinds == {"duration"} or (kinds == {"date"} and len(run) == 2)


def _add_span(stated: StatedValue, run: Sequence[PrintedValue]) -> StatedValue:
    """The days from one to another."""
    ends = [write_date_parts(one.year, one.month, one.day) for one in run if one.year and not one.why_unread]
    try:
        return replace(stated, kind="date", value=parse_date("/".join(ends)) if len(ends) == 2 else None)
    except ValueError as error:
        return replace(stated, kind="date", why_not=str(error))


def write_date_parts(year: int | None, month: int | None, day: int | None) -> str:
    """A date as content writes it."""
    parts = (f"{year or 0:04}", f"{month:02}" if month else "", f"{day:02}" if day else "")
    return "-".join(part for part in parts if part)


def make_duration(run: Sequence[PrintedValue]) -> Duration | None:
    """The duration that printed values say together; `None` where it has parts of a unit or none to count."""
    counts: Mapping[str, Decimal | None] = {one.unit: one.value for one in run}
    if len(counts) != len(run) or not all(map(_can_be_counted, counts.values())):
        return None
    text = "P" + "".join(f"{counts[unit]:.0f}{unit}" for unit in "YMWD" if unit in counts)
    return Duration(text + (f"T{counts['H']:.0f}H" if "H" in counts else ""))


def _can_be_counted(value: Decimal | None) -> bool:
    """Whether a duration can have so many years, months or days."""
    return value is not None and value < _MOST_COUNTED and value == value.to_integral_value()


def _find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which a value stands."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return max(place for place in ends if place <= start), min(place for place in ends if place >= end)


def _find_named_part(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The part that a sentence names next behind a value, or else last before it."""
    first, last = _find_sentence(text, start, end)
    named = sorted(
        (at, term, fold_number(number))
        for at, term, number in lexicon.label_words.find_labels(text)
        if first <= at < last and not start <= at < end
    )
    behind = [(term, number) for at, term, number in named if at >= end]
    before = [(term, number) for at, term, number in named if at < start]
    return behind[0] if behind else before[-1] if before else None


def find_years_beside(
    text: str, start: int, end: int, printed_values: Iterable[PrintedValue]
) -> frozenset[int]:
    """The year right behind a value in its clause, or right before it; else all years of its sentence.

    One that stands right behind another number belongs to that.
    """
    first, last = _find_sentence(text, start, end)
    years: set[int] = set()
    behind: set[int] = set()
    before: set[int] = set()
    within = [one for one in printed_values if first <= one.start < last and not start <= one.start < end]
    for one in within:
        if not one.year or one.kind != "date" or any(_stands_behind(one, other, text) for other in within):
            continue
        years.add(one.year)
        between = text[end : one.start] if one.start >= end else text[one.end : start]
        if len(between) <= _NEAR and not _CLAUSE_MARK.search(between.strip().removeprefix("(")):
            (behind if one.start >= end else before).add(one.year)
    return frozenset(next((near for near in (behind, before) if len(near) == 1), years))


def _stands_behind(date: PrintedValue, other: PrintedValue, text: str) -> bool:
    """Whether a year stands right behind another number, to which it belongs."""
    between = text[other.end : date.start]
    return (
        other.kind not in ("date", "work")
        and other.end < date.start
        and len(between) <= _NEAR
        and not _CLAUSE_MARK.search(between)
    )


def _check_place(stated: StatedValue, body: str, linked: Iterable[tuple[int, int]]) -> StatedValue:
    """The value with its words as they are written, and why no reference can stand there."""
    text = " ".join(body[stated.start : stated.end].split())
    is_linked = any(start < stated.end and stated.start < end for start, end in linked)
    noun = body[stated.end : stated.noun_end]
    noun_end = stated.end if "[" in noun or "*" in noun else stated.noun_end
    why_not = stated.why_not or (IN_LINK if is_linked else "")
    if not why_not and stated.value is None and stated.month_and_day is None:
        why_not = NOT_READ
    return replace(stated, text=text, noun_end=noun_end, why_not=why_not)
