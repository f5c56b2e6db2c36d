"""Marks within running text and beside words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class DifferenceMark(Component):
    """The sign beside a value that sources differ about it."""

    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class FactMark(Component):
    """A fact's value in running text, which leads to its note."""

    text: Html
    href: str
    number: int = 0
    id: str = ""
    difference: DifferenceMark | None = None


@dataclass(frozen=True, slots=True)
class Badge(Component):
    """A few words beside something that they qualify."""

    is_repeated: ClassVar[bool] = True
    text: Html
    tone: str = ""
    href: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeBadge(Component):
    """One outcome of a commitment: its sign and its words."""

    status: str


@dataclass(frozen=True, slots=True)
class TextLink(Component):
    """A link within text, or the bare words where it leads nowhere."""

    is_repeated: ClassVar[bool] = True
    text: Html
    href: str = ""
    lang: str = ""
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class OutsideLink(Component):
    """A link to another site."""

    text: Html
    href: str
    language: str = ""
    is_isolated: bool = False
    version_url: str = ""
    version_day: str = ""


@dataclass(frozen=True, slots=True)
class QuotedWords(Component):
    """Quoted words between the page's quotation marks."""

    before: str
    text: Html
    after: str
    lang: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TimeElement(Component):
    """A date in words, with the date that machines read where there is one."""

    is_repeated: ClassVar[bool] = True
    text: Html
    datetime: str = ""


@dataclass(frozen=True, slots=True)
class CitedTitle(Component):
    """The title of a document, as it is cited."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class DatedPassage(Component):
    """A date, and where it stands in the source."""

    date: TimeElement
    place: Html


@dataclass(frozen=True, slots=True)
class PassagePlace(Component):
    """Where a passage stands in its source: its section and the paragraph or footnote in it."""

    place: str
    section: str = ""
    lang: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class OfficialNumber(Component):
    """An official number or code, whose parts keep their order between words from right to left."""

    text: str
    is_isolated: bool = False


@dataclass(frozen=True, slots=True)
class FormerAddresses(Component):
    """Empty anchors for the ids that an entry had before."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScrollBox(Component):
    """A box in which content that is wider than the page scrolls, by keyboard too."""

    content: Html
    label: str
