"""Documents: their cards, lists, addresses, citations and quotations."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class OfficialAddress(Component):
    """An official address, and how sure we are of it."""

    url: str
    status: str
    label: str = ""
    language: str = ""
    language_name: str = ""
    archived_url: str = ""
    archived_day: str = ""
    archived_date: str = ""


@dataclass(frozen=True, slots=True)
class AddressList(Component):
    """Official addresses below each other."""

    addresses: tuple[OfficialAddress, ...]


@dataclass(frozen=True, slots=True)
class RecordCard(Component):
    """What a document is, as on the card of an archive."""

    rows: tuple[tuple[str, Html], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A document in a list, or anything with a date, a title and a sentence."""

    href: str
    title: Html
    date: str
    datetime: str = ""
    text: Html = ""
    badges: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordList(Component):
    """A list of documents, or of anything with a date, a title and a sentence."""

    items: tuple[Record, ...]
    level: int = 3


@dataclass(frozen=True, slots=True)
class PageCitation(Component):
    """How this page is cited, in a line."""

    publisher: str
    title: str
    site: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceCitation(Component):
    """How a source document is cited, in a line."""

    parts: tuple[Html, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class CitationBox(Component):
    """How to cite a page or document."""

    id: str
    title: str
    text: Html
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationItem:
    """A few words of a source, word for word."""

    id: str
    before: str
    text: str
    after: str
    place: Html
    lang: str = ""
    translation: Html = ""
    difference_href: str = ""
    difference_kind: str = ""


@dataclass(frozen=True, slots=True)
class QuotationList(Component):
    """Words of a source, with what they mean and where they stand."""

    items: tuple[QuotationItem, ...]
