"""The locator of each passage: what is printed at its place, and counting where nothing is.

A label in a heading ("Article 83 …", "§ 12") and the numbers before paragraphs and items below it make a
locator, as do the number of a figure or table in its caption, and that of a recital.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier_timeline.evidence.number_gaps import HeadingContext, find_number_gaps, shorten_heading
from dossier_timeline.evidence.number_series import SeriesItem, SeriesKind, SeriesMember, find_series
from dossier_timeline.evidence.passages import Segmentation, SourceHeading, SourcePassage
from dossier_timeline.evidence.text_cutting import segment_with_gaps
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.locators import (
    HEADING_TERMS,
    NUMBERED_THROUGH,
    UNIT_TERMS,
    Locator,
    LocatorStep,
    fold_number,
    fold_steps,
)
from dossier_timeline.notation.printed_labels import LabelWords, PrintedLabel, cut_label
from dossier_timeline.notation.printed_marks import read_mark

_FIRST_YEAR = 1000


def segment_with_locators(text: str, spec: SourceText, words: LabelWords) -> Segmentation:
    """The passages of a source text with their locators, and what the description names in vain."""
    return find_locators(segment_with_gaps(text, spec), words)


def find_locators(segmentation: Segmentation, words: LabelWords) -> Segmentation:
    """The text cut up, with the locator of every passage and the numbers that don't follow each other."""
    source_passages, headings = segmentation.passages, segmentation.headings
    contexts, context_of = _find_contexts(source_passages, headings, words)
    main = [index for index, one in enumerate(source_passages) if one.footnote is None]
    captions = _find_captions(source_passages, main, words)
    items = [
        _make_item(source_passages[index], context_of[index], index in captions, words, contexts)
        for index in main
    ]
    members = {main[position]: member for position, member in find_series(items).items()}
    bullets = frozenset(main[position] for position, item in enumerate(items) if item.is_bullet)
    walker = _LocatorWalker(main, contexts, context_of, captions, members, bullets)
    walker.walk()
    notes = Counter(one.footnote for one in source_passages)
    located = [
        replace(one, shares_footnote=notes[one.footnote] > 1)
        if one.footnote is not None
        else _add_steps(one, contexts[context_of[index]], walker.inner.get(index), members.get(index))
        for index, one in enumerate(source_passages)
    ]
    numbered = (
        (source_passages[index], contexts[context_of[index]], member) for index, member in members.items()
    )
    return replace(
        segmentation,
        passages=tuple(_choose_locators(located)),
        number_gaps=find_number_gaps(contexts, numbered, source_passages, words),
    )


def _add_steps(
    one: SourcePassage, context: HeadingContext, inner: Locator | None, member: SeriesMember | None
) -> SourcePassage:
    mark_end = member.mark.end if member is not None and not _may_be_year(member) else 0
    return replace(one, path=context.path, is_labelled=context.is_labelled, inner=inner, mark_end=mark_end)


def _may_be_year(member: SeriesMember) -> bool:
    """Whether the number before a passage has four figures, and so may say when rather than which one."""
    return any(reading.value[-1] >= _FIRST_YEAR for reading in member.readings)


def _find_contexts(
    source_passages: Sequence[SourcePassage], headings: Sequence[SourceHeading], words: LabelWords
) -> tuple[list[HeadingContext], list[int]]:
    """Every stretch of text between headings, and for each passage the one in which it stands."""
    contexts = [HeadingContext((), is_labelled=False)]
    context_of: list[int] = []
    left = list(reversed(headings))
    is_new = False
    for one in source_passages:
        while left and left[-1].line <= one.line:
            heading = left.pop()
            contexts.append(_open_context(contexts[-1], heading, words.read_label(heading.text), is_new))
            is_new = True
        is_new = is_new and one.footnote is not None
        context_of.append(len(contexts) - 1)
    for heading in reversed(left):
        contexts.append(_open_context(contexts[-1], heading, words.read_label(heading.text), is_new))
    return contexts, context_of


def _open_context(
    before: HeadingContext, heading: SourceHeading, label: PrintedLabel | None, is_title: bool
) -> HeadingContext:
    """The context below a heading; one without a label right below one with a label is its title."""
    if label is None or label.term not in HEADING_TERMS:
        if is_title and before.is_labelled:
            return before
        path = tuple(step for step in before.path if step[0] not in UNIT_TERMS)
        return HeadingContext(path, is_labelled=False, name=shorten_heading(heading.text), line=heading.line)
    rank = HEADING_TERMS.index(label.term)
    above = tuple(step for step in before.path if HEADING_TERMS.index(step[0]) < rank)
    name = cut_label(heading.text, label)
    return HeadingContext((*above, (label.term, label.number)), True, name, heading.line)


def _find_captions(
    source_passages: Sequence[SourcePassage], main: Sequence[int], words: LabelWords
) -> dict[int, LocatorStep | None]:
    """By the index of a table the number of its caption, which stands before or behind it.

    A caption without a table beside it has the number itself; that of a table has none.
    """
    found: dict[int, LocatorStep | None] = {}
    for position, index in enumerate(main):
        one = source_passages[index]
        if one.kind == "table":
            continue
        neighbours = [main[at] for at in (position + 1, position - 1) if 0 <= at < len(main)]
        tables = [at for at in neighbours if source_passages[at].kind == "table" and at not in found]
        label = words.read_caption(one.text, beside_table=bool(tables))
        if label is None:
            continue
        step: LocatorStep = (label.term, label.number)
        found[index] = None if tables else step
        if tables:
            found[tables[0]] = step
    return found


def _make_item(
    one: SourcePassage,
    context: int,
    is_aside: bool,
    words: LabelWords,
    contexts: Sequence[HeadingContext],
) -> SeriesItem:
    mark = None if is_aside or one.kind == "table" else read_mark(one.text)
    return SeriesItem(
        context,
        mark,
        is_in_unit=contexts[context].is_unit,
        is_bullet=one.kind == "item" and mark is None,
        is_aside=is_aside,
        ends_with_colon=one.text.rstrip().endswith((":", "：")),
        opens_recitals=one.kind == "paragraph" and words.opens_recitals(one.text),
    )


@dataclass
class _LocatorWalker:
    """Goes through the passages and gives each its steps below its heading; `None` where it's counted."""

    main: Sequence[int]
    contexts: Sequence[HeadingContext]
    context_of: Sequence[int]
    captions: dict[int, LocatorStep | None]
    members: dict[int, SeriesMember]
    bullets: frozenset[int]
    inner: dict[int, Locator | None] = field(default_factory=dict)

    def walk(self) -> None:
        by_context: dict[int, list[int]] = defaultdict(list)
        for index in self.main:
            by_context[self.context_of[index]].append(index)
        for context, indexes in by_context.items():
            self._walk_context(self.contexts[context].is_labelled, indexes)

    def _walk_context(self, is_labelled: bool, indexes: Sequence[int]) -> None:
        kinds = {self.members[index].series.kind for index in indexes if index in self.members}
        plain = [index for index in indexes if self._is_plain(index)]
        owner: int | None = None
        bottom: int | None = None
        below = indents = counted = 0
        for index in indexes:
            if index in self.captions:
                step = self.captions[index]
                self.inner[index] = (step,) if step else self._count(is_labelled, kinds, 0, plain)
            elif index in self.bullets:
                indents += 1
                self.inner[index] = self._indent(owner, indents, is_labelled)
            else:
                owner, indents = index, 0
                if index in self.members:
                    self.inner[index] = self._number(index)
                    if self.members[index].series.kind != "point":
                        bottom, below = index, 1
                elif bottom is not None:
                    below += 1
                    self.inner[index] = (*(self.inner[bottom] or ()), ("subparagraph", below))
                else:
                    counted += 1
                    self.inner[index] = self._count(is_labelled, kinds, counted, plain)

    def _is_plain(self, index: int) -> bool:
        return index not in self.members and index not in self.captions and index not in self.bullets

    def _indent(self, owner: int | None, number: int, is_labelled: bool) -> Locator | None:
        base = self.inner.get(owner) if owner is not None else () if is_labelled else None
        return None if base is None else (*base, ("indent", number))

    @staticmethod
    def _count(
        is_labelled: bool, kinds: set[SeriesKind], number: int, plain: Sequence[int]
    ) -> Locator | None:
        """The steps of a passage without a number that stands below none."""
        if "paragraph" in kinds:
            return ()
        if not is_labelled or not number:
            return None
        return (("paragraph", number),) if len(plain) > 1 else ()

    def _number(self, index: int) -> Locator | None:
        """The steps of a passage with a number: those of what it stands below, and its own."""
        member = self.members[index]
        kind, above = member.series.kind, member.series.parent
        parent = None if above is None else self.main[above]
        if kind != "point":
            return ((kind, member.mark.number),)
        base = (self.inner.get(parent) or ()) if parent is not None else ()
        if base and base[-1][0] in ("point", "paragraph") and isinstance(base[-1][1], str):
            term, number = base[-1]
            if fold_number(member.mark.number).startswith(f"{fold_number(number)}."):
                return (*base[:-1], (term, member.mark.label))
            if term == "point":
                return (*base[:-1], ("point", _join_marks(str(number), member.mark.label)))
        return (*base, ("point", member.mark.label))


def _join_marks(first: str, second: str) -> str:
    return f"{first}{second}" if second.startswith(("(", "[")) else f"{first} {second}"


def _choose_locators(located: Sequence[SourcePassage]) -> Iterator[SourcePassage]:
    """Give each passage the fewest steps that name it alone; none where even all of them don't."""
    counts = Counter(key for one in located if one.inner is not None for key in _list_keys(one, one.inner))
    paths: dict[tuple[str, str], set[tuple[tuple[str, str], ...]]] = defaultdict(set)
    for one in located:
        if one.is_labelled:
            paths[fold_steps(one.path)[-1]].add(fold_steps(one.path))
    for one in located:
        yield (
            one if one.inner is None else replace(one, locator=_choose_locator(one, one.inner, counts, paths))
        )


def _list_keys(one: SourcePassage, inner: Locator) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What it's named by alone in the whole text, and below its own heading."""
    steps = fold_steps(inner)
    own = ("label", fold_steps(one.path)) if one.is_labelled else ("section", one.section)
    return ("anywhere", steps), (*own, steps)


def _choose_locator(
    one: SourcePassage,
    inner: Locator,
    counts: Mapping[tuple[object, ...], int],
    paths: Mapping[tuple[str, str], Collection[tuple[tuple[str, str], ...]]],
) -> Locator | None:
    anywhere, below = _list_keys(one, inner)
    if inner and inner[0][0] in NUMBERED_THROUGH and counts[anywhere] == 1:
        return inner
    if not one.is_labelled:
        return inner if counts[below] == 1 or not inner else None
    alike = paths[fold_steps(one.path)[-1]]
    for length in range(1, len(one.path) + 1) if counts[below] == 1 else ():
        wanted = set(fold_steps(one.path[-length:]))
        if length == len(one.path) or sum(wanted <= set(other) for other in alike) == 1:
            return (*one.path[-length:], *inner)
    return None
