"""What happened, what was promised and what came of it, and where sources differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class TimelineEvent(Component):
    """One event of a timeline."""

    is_repeated: ClassVar[bool] = True
    id: str
    date: str
    title: Html
    datetime: str = ""
    href: str = ""
    text: Html = ""
    place: Html = ""
    source: Html = ""
    permalink: str = ""
    embed_href: str = ""
    is_document: bool = False
    is_span: bool = False
    is_announced: bool = False
    inferred: str = ""
    because: Html = ""
    difference_href: str = ""
    difference_kind: str = ""
    is_text_held: bool = True
    is_draft: bool = False
    is_found_elsewhere: bool = False
    level: int = 3
    images: Html = ""


@dataclass(frozen=True, slots=True)
class TimelineYear(Component):
    """The events of one year."""

    label: str
    id: str
    events: tuple[TimelineEvent, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Timeline(Component):
    """Events year by year."""

    years: tuple[TimelineYear, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """The way to a year: how many events it has, and where in it events and documents are, in hundredths."""

    label: str
    href: str
    count: str
    events: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class YearLinks(Component):
    """The years of a timeline beside it: where one is, and the way to each."""

    years: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True)
class DatedItem:
    """An event in a line."""

    date: str
    link: Html
    datetime: str = ""
    badges: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedList(Component):
    """Events in a line each."""

    items: tuple[DatedItem, ...]


@dataclass(frozen=True, slots=True)
class OutcomeItem:
    """What came of a commitment, as one source tells it."""

    status: tuple[str, ...]
    text: Html
    date: str = ""
    source: Html = ""
    is_text_held: bool = True


@dataclass(frozen=True, slots=True)
class CommitmentCard(Component):
    """Something promised, and what came of it."""

    id: str
    title: Html
    by: Html
    made: Html
    made_note: Html = ""
    to: Html = ""
    due: Html = ""
    due_note: Html = ""
    kind: str = ""
    text: Html = ""
    variant: Html = ""
    source: Html = ""
    outcomes: tuple[OutcomeItem, ...] = ()
    is_silence_said: bool = True
    level: int = 3


@dataclass(frozen=True, slots=True)
class CommitmentItem:
    """A promise in a line, with how it ended."""

    link: Html
    status: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommitmentList(Component):
    """Promises in a line each."""

    items: tuple[CommitmentItem, ...]


@dataclass(frozen=True, slots=True)
class DifferenceSide:
    """What one source says: in a word or a number, what that counts, and in a sentence."""

    source: Html
    text: Html
    is_text_held: bool = True
    value: Html = ""
    label: str = ""
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class DifferenceCard(Component):
    """Where sources differ: what each says, why that may be, and which one is shown."""

    id: str
    title: Html
    sides: tuple[DifferenceSide, ...]
    kind: str = ""
    why: Html = ""
    shown: Html = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    """A difference in a line: its title with the way to it, which value is shown, and its kind in words."""

    link: Html
    shown: Html
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceList(Component):
    """Differences in a line each; `folded` are those to open, and `more` says how many they are."""

    items: tuple[DifferenceItem, ...]
    folded: tuple[DifferenceItem, ...] = ()
    more: str = ""
