"""The dossier: everything that a build knows, in one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, TypeAlias

from pydantic import Field, field_validator

from dossier_timeline.model.base import (
    Date,
    Day,
    Entry,
    Id,
    LanguageCode,
    ModelValue,
    Text,
    TextDigest,
    Words,
)
from dossier_timeline.model.date_order import order_days
from dossier_timeline.model.documents import Document, Page, Prose, Summary
from dossier_timeline.model.facts import Fact, Figure, Unit
from dossier_timeline.model.field_types import IdOf, Ids, Name, Owned
from dossier_timeline.model.media import Download, Image
from dossier_timeline.model.phone_numbers import is_phone_number
from dossier_timeline.model.registers import Actor, Country, KindName, Term, Theme, Work
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.sources import Url
from dossier_timeline.model.story import Commitment, Correction, Difference, Event
from dossier_timeline.model.style import Style

PlaceInFiles = tuple[date, str, int]
"""The first day and the id of a document, by which documents are in order, and a number within it."""

SCHEMA_VERSION = 2
"""The version of the content's schema that this generator reads."""


class HelpLine(ModelValue):
    """One place where a reader finds help or reports something."""

    name: Name
    """What it is called."""
    text: Words
    """For whom it is and when to turn to it."""
    phone: Text | None = None
    """Its number, as people dial it: digits, a plus, spaces, points, hyphens and brackets."""
    url: Url | None = None
    """Its website."""
    country: IdOf[Country] | None = None
    """The country in which it can be reached."""
    urgent: bool = False
    """For emergencies: shown first."""
    checked: Date | None = None
    """The day on which the publisher last checked it; left out when not yet checked."""

    @field_validator("phone")
    @classmethod
    def _require_phone_number(cls, phone: str | None) -> str | None:
        if phone is not None and not is_phone_number(phone):
            raise ValueError(
                f"“{phone}” is not a telephone number: write one of 3 to 15 digits, as people dial it, "
                "like 112 or +31 20 123 4567; say when it is answered in `text`"
            )
        return phone


class Licence(ModelValue):
    """Under what terms the content may be used again."""

    name: Text
    """What it is called."""
    spdx: Text
    """Its identifier in the SPDX list: "CC-BY-4.0"."""
    url: Url
    """Where its text stands."""


class Settings(ModelValue):
    """dossier.yml: what the whole dossier is."""

    schema_version: Annotated[int, Field(alias="schema")]
    """The version of the format in which content is written: 1."""
    id: Id
    """The name of the dossier in data and feeds; never changes."""
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    """In order; the first is the one that stands in for a missing word."""
    unfinished_languages: tuple[LanguageCode, ...] = ()
    """Those of them that are being translated: words that they lack are lent, and a release waits."""
    title: Words
    """What the dossier is called."""
    short: Words
    """The name in the header."""
    kicker: Words
    """A few words above the title: what kind of dossier it is."""
    description: Words
    """What it is about, in a sentence or two; also for search engines; may hold [[references]]."""
    publisher: Name
    """Who publishes it."""
    licence: Licence
    """Under what terms its own words and data may be used again."""
    updated: Day
    """When the content last changed, for what has no date of its own."""
    span: Date | None = None
    """The years of the overview: "2010/2018"; events outside them aren't drawn in it. Follows from the events
    when left out."""
    key_facts: Ids[Fact] = ()
    """The figures on the home page, three to six."""
    pages: Ids[Page] = ()
    """The dossier's own pages, in the order of the menu."""
    help: Annotated[tuple[HelpLine, ...], Field(min_length=0)] = ()
    """Where a reader finds help; a page of its own where there are any."""
    help_line: Words | None = None
    """The one line on every page."""
    style: Style = Style()
    """How the pages look, where not as they come."""


Translations: TypeAlias = dict[Text, dict[LanguageCode, dict[LanguageCode, TextDigest]]]
"""By document or page and language: the digest of each other language's text when the two said the same.

Beside them, by the id of their unit (`ships-2016.note`), words whose translation was confirmed unchanged.
"""


class Dossier(ModelValue):
    """A whole dossier, read and typed; `check` says whether it holds together."""

    settings: Settings
    documents: Owned[Document]
    """By date."""
    summaries: tuple[Summary, ...] = ()
    works: Owned[Work] = ()
    actors: Owned[Actor] = ()
    countries: Owned[Country] = ()
    terms: Owned[Term] = ()
    themes: Owned[Theme] = ()
    units: Owned[Unit] = ()
    kinds: Owned[KindName] = ()
    differences: Owned[Difference] = ()
    corrections: Owned[Correction] = ()
    figures: Owned[Figure] = ()
    """Figures put together from facts, which belong to no document (figures.yml)."""
    facts: Owned[Fact] = ()
    """Facts derived from others, which belong to no document (facts.yml)."""
    images: Owned[Image] = ()
    """Pictures that texts, documents, events and people show (images.yml)."""
    downloads: Owned[Download] = ()
    """Files that readers may download (downloads.yml)."""
    pages: Owned[Page] = ()
    translations: Translations = Field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the dossier's languages, in order."""
        return self.settings.languages

    @property
    def finished_languages(self) -> tuple[str, ...]:
        """Those of them that are to have all words."""
        unfinished = self.settings.unfinished_languages
        return tuple(code for code in self.languages if code not in unfinished)

    def entries(self) -> Iterator[Entry]:
        """Everything that has an id, with what stands inside documents and works."""
        for entry in find_owned(self):
            yield entry
            yield from find_owned(entry)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Every entry under its id and its aliases; the first of a duplicate."""
        index: dict[str, Entry] = {}
        for entry in self.entries():
            index.setdefault(entry.id, entry)
        for entry in self.entries():
            for alias in entry.aliases:
                index.setdefault(alias, entry)
        return index

    @cached_property
    def document_of(self) -> dict[str, Document]:
        """The document in which an entry is written, by the entry's id."""
        return {
            entry.id: document for document in self.documents for entry in (document, *find_owned(document))
        }

    @cached_property
    def chronological_keys(self) -> dict[str, tuple[date, PlaceInFiles]]:
        """By what documents and events are put in order of time, by id: a day, then a place in files."""
        found: dict[str, tuple[date, PlaceInFiles]] = {}
        for document in self.documents:
            day, place = next(order_days([document.date])), (document.date.lower, document.id)
            found[document.id] = (day, (*place, 0))
            days = order_days(one.date for one in document.events)
            for number, (event, day_of_event) in enumerate(zip(document.events, days, strict=True), start=1):
                found[event.id] = (day_of_event, (*place, number))
        return found

    def texts(self) -> Iterator[tuple[str, Mapping[str, Prose]]]:
        """The Markdown texts by language, with the id of their document or page."""
        for summary in self.summaries:
            yield summary.document, summary.texts
        for page in self.pages:
            yield page.id, page.texts

    def all_facts(self) -> Iterator[Fact]:
        """Every fact: of the documents, of works whose text we do not hold, and derived ones."""
        for document in self.documents:
            yield from document.facts
        for work in self.works:
            yield from work.facts
        yield from self.facts

    def all_figures(self) -> Iterator[Figure]:
        """Every figure: of the documents, and those put together from several."""
        for document in self.documents:
            yield from document.figures
        yield from self.figures

    def all_events(self) -> Iterator[Event]:
        """Every event of every document."""
        for document in self.documents:
            yield from document.events

    def all_commitments(self) -> Iterator[Commitment]:
        """Every commitment of every document."""
        for document in self.documents:
            yield from document.commitments


__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "Commitment",
    "Correction",
    "Country",
    "Date",
    "Difference",
    "Document",
    "Dossier",
    "Download",
    "Event",
    "Fact",
    "Figure",
    "HelpLine",
    "Image",
    "KindName",
    "LanguageCode",
    "Page",
    "Settings",
    "Summary",
    "Term",
    "Theme",
    "Unit",
    "Work",
]
