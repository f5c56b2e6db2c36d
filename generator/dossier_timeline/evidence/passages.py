"""Passages of source texts: paragraphs, list items, tables and footnotes with their digests.

How a text is normalised is part of the content format: a digest written today must be found again by
anyone, so nothing here may change without a new schema version.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from dossier_timeline.evidence.missing_sections import MissingSection
from dossier_timeline.evidence.place_writing import write_place
from dossier_timeline.evidence.table_cells import join_cells
from dossier_timeline.model.locators import NUMBERED_THROUGH, Locator, fold_steps
from dossier_timeline.notation.typesetting import normalise_text

PassageKind = Literal["paragraph", "item", "table", "footnote"]

_WORDS_OF_A_QUOTE = 8
"""So many words stand for a passage that has no place of its own."""
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """One passage of a source text.

    `paragraph` counts the paragraphs, list items and tables of a section from 1; a footnote has its
    printed number instead and belongs to no section. `text` is as it is read (see `typeset`), with
    words whole that a line end broke; `plain` is only normalised, and `digest` is made of it. `others`
    are the text with a hyphen in those words, where there are any. `rows` are the cells of a table.
    `line` is the line of the source text on which it begins, and `page_number` the page, counted by the page
    breaks in the text; 0 in a text without any.

    `path` are the numbers in the headings above it, and `inner` those printed below its heading (`None` where
    it's only counted); `is_labelled` says that its own heading has one. `locator` are the fewest of those
    steps that name it alone, `None` where none do. `lines` is what it was made of: the lines of the text.
    """

    section: str
    paragraph: int | None
    footnote: int | None
    kind: PassageKind
    text: str
    digest: str
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 1
    plain: str = ""
    hyphenated: tuple[str, ...] = ()
    page_number: int = 0
    path: Locator = ()
    is_labelled: bool = False
    inner: Locator | None = None
    locator: Locator | None = None
    mark_end: int = 0
    """So many signs at its beginning are its own number, which counts nothing: "3. "."""
    uneven_words: tuple[int, ...] | None = ()
    """Words of the text that are otherwise in the source: beside a footnote's mark; `None` if not known."""
    shares_footnote: bool = False
    """Whether other footnotes have its number, so that the page tells them apart."""
    lines: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """Each way in which words that a line end broke can be read, the likeliest first."""
        return (self.text, *self.hyphenated)

    @property
    def part_names(self) -> frozenset[tuple[str, str]]:
        """The numbered parts in which it stands, as they're compared: "article" and "33"."""
        return frozenset(fold_steps((*self.path, *(self.inner or ()))))

    @property
    def text_by_cell(self) -> str:
        """The text with a tab between the cells of a table, so that no value is read across them."""
        cells = join_cells(self.rows)
        return cells if len(cells) == len(self.text) else self.text

    @property
    def text_of_values(self) -> str:
        """The text by cell in which values are looked for: spaces stand where its own number is printed."""
        return " " * self.mark_end + self.text_by_cell[self.mark_end :]

    @property
    def place_keys(self) -> dict[str, str]:
        """The keys of a passage in content that name it, with their values."""
        if self.footnote is not None:
            page = {"page": str(self.page_number)} if self.shares_footnote and self.page_number else {}
            return {**page, "footnote": str(self.footnote)}
        section = {"section": self.section} if self.section else {}
        if self.locator:
            steps: dict[str, str] = {term: str(number) for term, number in self.locator}
            is_alone = self.is_labelled or self.locator[0][0] in NUMBERED_THROUGH
            return steps if is_alone else {**section, **steps}
        is_counted = self.inner is None or {term for term, _ in self.inner[:1]} == {"point"}
        if is_counted and not self.is_labelled:
            return {**section, "paragraph": str(self.paragraph)}
        return {**section, "quote": self._quote_beginning()}

    def _quote_beginning(self) -> str:
        words = self.text.split()[:_WORDS_OF_A_QUOTE]
        while len(words) > 1 and len(" ".join(words)) > _LONGEST_QUOTE:
            words.pop()
        return " ".join(words)[:_LONGEST_QUOTE]

    @property
    def place(self) -> str:
        """Where it stands, as it is written in a passage."""
        return write_place(self.place_keys)

    @property
    def as_yaml(self) -> str:
        """The passage to write in content."""
        return f"passage: {{{self.place}}}"


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A heading of a source text, with its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class NumberGap:
    """A printed number that isn't the next one, with its line: `name` says which, `what` what is odd."""

    name: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A text cut up with its headings, and what its description names but the text does not have."""

    passages: tuple[SourcePassage, ...]
    headings: tuple[SourceHeading, ...] = ()
    missing_sections: tuple[MissingSection, ...] = ()
    missing_furniture: tuple[str, ...] = ()
    number_gaps: tuple[NumberGap, ...] = ()


def passage_digest(text: str) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of the normalised text in UTF-8."""
    return hashlib.sha256(normalise_text(text).encode()).hexdigest()[:12]
