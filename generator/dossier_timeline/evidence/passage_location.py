"""Which source passages a passage of content names: by what is printed, by counting, or by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.table_cells import find_named_row
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.evidence.verified_passages import is_counted_place
from dossier_timeline.model.locators import fold_number, fold_steps
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import make_readable


def locate_passages(
    source_passages: Sequence[SourcePassage], passage: Passage, digest: str = ""
) -> tuple[SourcePassage, ...]:
    """The source passages that a passage names: one, none, or several.

    A paragraph is the one before which its number is printed; where there is none, it's counted. What was
    verified with this `digest` is taken before another at the same place.
    """
    groups = [
        tuple(
            one for one in group if passage.row is None or find_named_row(one.rows, passage.row) is not None
        )
        for group in _list_groups(source_passages, passage)
    ]
    verified = [one for group in groups for one in group if digest and one.digest == digest]
    return (verified[0],) if verified else next(filter(None, groups), ())


def find_passage(source_passages: Sequence[SourcePassage], passage: Passage) -> SourcePassage | None:
    """The one source passage that a passage names; `None` for none or several."""
    located = locate_passages(source_passages, passage)
    return located[0] if len(located) == 1 else None


def select_below_headings(
    source_passages: Sequence[SourcePassage], passage: Passage
) -> tuple[SourcePassage, ...]:
    """The source passages below the headings, and on the page, that a passage names."""
    on_page = (one for one in source_passages if passage.page in (None, one.page_number))
    if not passage.section and not passage.heading_steps:
        return tuple(on_page)
    headings = _NamedHeadings(source_passages, passage)
    return tuple(one for one in on_page if one.footnote is None and headings.match(one))


def _list_groups(
    source_passages: Sequence[SourcePassage], passage: Passage
) -> Iterator[Iterator[SourcePassage]]:
    """What a passage may name; a group counts before those behind it."""
    below = select_below_headings(source_passages, passage)
    if passage.footnote is not None:
        yield (one for one in below if one.footnote == passage.footnote)
    elif passage.quote is not None:
        quote = passage.quote
        yield (one for one in below if any(find_whole_words(quote, text) for text in one.readings))
    elif is_counted_place(passage):
        section = make_readable(passage.section)
        in_section = [one for one in below if section or not one.section]
        yield _select_inner(in_section, passage)
        yield (one for one in in_section if one.paragraph == passage.paragraph and one.section == section)
        yield (one for one in _select_inner(below, passage) if not one.is_labelled)
    else:
        yield _select_inner(below, passage)


def _select_inner(source_passages: Sequence[SourcePassage], passage: Passage) -> Iterator[SourcePassage]:
    """Those at whose own place is printed what a passage names below its headings."""
    inner = frozenset(fold_steps(passage.inner_steps))
    return (
        one for one in source_passages if one.inner is not None and frozenset(fold_steps(one.inner)) == inner
    )


class _NamedHeadings:
    """The headings that a passage names, by their numbers or, in `section`, by their words."""

    def __init__(self, source_passages: Sequence[SourcePassage], passage: Passage) -> None:
        self.steps = frozenset(fold_steps(passage.heading_steps))
        self.words = make_readable(passage.section)
        self.number = fold_number(self.words)
        self.is_heading = any(one.section == self.words for one in source_passages)
        self.is_whole = any(frozenset(fold_steps(one.path)) == self.steps for one in source_passages)
        """Whether the numbers are all that stand above some passage: article 1, and not that of an annex."""

    def match(self, one: SourcePassage) -> bool:
        """Whether a source passage stands right below the headings that are named."""
        path = fold_steps(one.path)
        if self.words and self.is_heading:
            return one.section == self.words and self.steps <= set(path)
        if not one.is_labelled:
            return False
        if not self.words:
            return path[-1] in self.steps and (
                self.steps == set(path) if self.is_whole else self.steps <= set(path)
            )
        is_numbered = ("section", self.number) in path
        if is_numbered and self.steps <= set(path):
            return path[-1] in self.steps or path[-1] == ("section", self.number)
        return self._begins_like(one.section) and self.number.endswith(path[-1][1])

    def _begins_like(self, heading: str) -> bool:
        """Whether a heading begins with the words, which may be its label alone: "Article 83"."""
        rest = heading[len(self.words) :]
        return heading.casefold().startswith(self.words.casefold()) and not rest[:1].isalnum()
