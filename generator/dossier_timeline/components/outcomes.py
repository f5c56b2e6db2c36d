"""What came of promises: counted, and beside the documents that say it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The promises with one outcome: how many they are in words, where they are listed, and their marks.

    `marks` is how many are drawn.
    """

    status: str
    label: str
    href: str
    marks: int


@dataclass(frozen=True, slots=True)
class OutcomeSummary(Component):
    """What came of all promises: in a sentence, as marks, and what our judgement is and isn't."""

    sentence: str
    groups: tuple[OutcomeGroup, ...]
    scale: str
    remarks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A document beside the promises: when it is from, what kind it is, and the way to it."""

    date: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A promise: the way to it, what each document says of it, and what came of it.

    A mark is "promised", "returns" (the document comes back to it), "both", "before" (the document is older
    than the promise) or "" (it says nothing of it). `returns` names the documents that come back to it where
    there are too many for columns.
    """

    id: str
    title: Html
    marks: tuple[str, ...]
    status: tuple[str, ...]
    returns: Html = ""
    is_text_held: bool = True


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The promises of one document."""

    id: str
    title: Html
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class CommitmentMatrix(Component):
    """Promises and documents: who promised what, who came back to it, and what came of it."""

    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
