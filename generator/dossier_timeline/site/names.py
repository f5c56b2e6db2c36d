"""What the things of a dossier are called in a language: plain text, without links or marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as calendar_day
from functools import cached_property

from dossier_timeline.languages import Language
from dossier_timeline.markup.prose import plain_words
from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.documents import Document, Page, PageHead, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, FactValue, Figure, Unit
from dossier_timeline.model.media import Download, Image
from dossier_timeline.model.references import Reference
from dossier_timeline.model.registers import Actor, Country, KindName, Term, Theme, Work
from dossier_timeline.model.sources import Quotation
from dossier_timeline.model.story import Commitment, Correction, Difference, Event
from dossier_timeline.read_recorder import ReadRecorder, Remembered
from dossier_timeline.site.values import write_value

_FULL_NAME = "\0"
"""Stands among the forms of a reference for the title, and is none of them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or title; `lang` is set where it isn't in the language of the page."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class EntryNames:
    """The words of one dossier in one language."""

    dossier: Dossier
    language: Language
    recorder: ReadRecorder = field(default_factory=ReadRecorder)
    """Notes what is read of the dossier."""
    known_dates: dict[Edtf, str] = field(default_factory=dict)
    """The dates that have been asked for before, in words."""

    @cached_property
    def _facts(self) -> Remembered[str]:
        """What facts have been asked for before, by id and form: each is asked for many times."""
        return Remembered(self.recorder)

    @cached_property
    def _phrases(self) -> Remembered[tuple[Entry, Phrase]]:
        """The same for what is no fact, by its identity, and held so that no other can get that."""
        return Remembered(self.recorder)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.dossier.units}

    @cached_property
    def kind_names(self) -> dict[str, str]:
        """The names of document, event and work kinds by id."""
        return {kind.id: self.plain_words(kind.name) for kind in self.dossier.kinds}

    def kind_name(self, kind_id: str) -> str:
        """What a kind is called."""
        return self.kind_names.get(kind_id, kind_id)

    def written_words(self, words: Words | str) -> str:
        """The words in this language as written, with their references."""
        if isinstance(words, str):
            return words
        own = words.root.get(self.language.code)
        if own is not None:
            return own
        for code in (self.language.code, *self.dossier.languages):
            if (found := words.get(code)) is not None:
                return found
        return next(iter(words.root.values()), "")

    def plain_words(self, words: Words | str | None) -> str:
        """The words in this language as text: references spelled out, no emphasis."""
        return "" if words is None else plain_words(self.written_words(words), self.write_reference)

    def fact_value(self, fact: Fact) -> FactValue:
        """The fact's value, computed where it is derived."""
        return compute_value(self.dossier, fact)

    def write_fact(self, fact: Fact, form: str = "") -> str:
        """The fact's value as shown; `form` as in the grammar of references."""
        return self._facts.find((fact.id, form), lambda: self._compute_fact_words(fact, form))

    def _compute_fact_words(self, fact: Fact, form: str) -> str:
        value = self.fact_value(fact)
        if form in ("date", "year"):
            day = value if isinstance(value, Edtf) else self.fact_date(fact)
            return self.write_date(day) if form == "date" or day is None else self.language.year(day)
        return write_value(value, fact, self.units, self.language, form)

    def fact_date(self, fact: Fact) -> Edtf | None:
        """The time to which a fact belongs."""
        document = self.dossier.document_of.get(fact.id)
        return fact.date or (document.date if document else None)

    def write_date(self, day: Edtf | None) -> str:
        """A date in words; empty for none."""
        if day is None:
            return ""
        known = self.known_dates.get(day)
        if known is None:
            known = self.known_dates[day] = self.language.date(day)
        return known

    def write_day(self, day: calendar_day) -> str:
        """A day of the calendar in words."""
        return self.language.date(parse_date(day.isoformat()))

    def write_reference(self, reference: Reference) -> str:
        """What a reference shows, as text."""
        entry = self.dossier.by_id.get(reference.id)
        if reference.words is not None:
            return reference.words
        return reference.id if entry is None else self.name_in_text(entry, reference.form).text

    def name_in_text(self, entry: Entry, form: str = "") -> Phrase:
        """What an entry is called where a text names it."""
        if isinstance(entry, Fact):
            return Phrase(self.write_fact(entry, form))
        return self._phrases.find((id(entry), form), lambda: (entry, self._find_name_in_text(entry, form)))[1]

    def _find_name_in_text(self, entry: Entry, form: str) -> Phrase:
        day = own_date(entry)
        if form == "date" and day is not None:
            return Phrase(self.write_date(day))
        if form == "year" and day is not None:
            return Phrase(self.language.year(day))
        if form == "short" and isinstance(entry, Actor | Term) and entry.short is not None:
            return self._phrase(entry.short, entry.language)
        if isinstance(entry, Document):
            return Phrase(self.plain_words(entry.short))
        return self.full_name(entry)

    def full_name(self, entry: Entry) -> Phrase:
        """What an entry is called in full."""
        return self._phrases.find((id(entry), _FULL_NAME), lambda: (entry, self._find_full_name(entry)))[1]

    def sort_name(self, entry: Entry) -> str:
        """By what an entry is sorted: its name, unless it says otherwise."""
        sort = self.plain_words(entry.sort) if isinstance(entry, Actor) else ""
        return sort or str(self.full_name(entry))

    def _find_full_name(self, entry: Entry) -> Phrase:
        match entry:
            case Actor() | Term():
                return self._phrase(entry.name, entry.language)
            case Work():
                return self._phrase(entry.title, entry.language)
            case Quotation():
                document = self.dossier.document_of.get(entry.id)
                return self._phrase(entry.text, entry.language or (document.language if document else None))
        return Phrase(self._find_title(entry))

    def _find_title(self, entry: Entry) -> str:
        """The title of an entry that has one in each language."""
        match entry:
            case Fact():
                title = self.plain_words(entry.label)
            case Document() | Event() | Commitment() | Difference() | Figure():
                title = self.plain_words(entry.title)
            case Country():
                title = self.plain_words(entry.name) if entry.name else self.language.territory(entry.code)
            case Image():
                title = self.plain_words(entry.caption or entry.description)
            case Theme() | KindName() | Download():
                title = self.plain_words(entry.name)
            case Correction():
                title = self.plain_words(entry.label) if entry.label else self.write_date(entry.date)
            case Page():
                title = self._page_title(entry)
            case _:
                title = entry.id
        return title

    def _page_title(self, page: Page) -> str:
        prose: Prose | None = page.texts.get(self.language.code) or next(iter(page.texts.values()), None)
        return prose.head.title if prose and isinstance(prose.head, PageHead) else page.id

    def _phrase(self, name: Words | str, language: str | None) -> Phrase:
        """A name; one text for all languages carries its own language."""
        is_foreign = isinstance(name, str) and language not in (None, self.language.code)
        return Phrase(self.plain_words(name), language or "" if is_foreign else "")


def own_date(entry: Entry) -> Edtf | None:
    """The date that an entry has of its own."""
    if isinstance(entry, Document | Event | Work | Correction):
        return entry.date
    return entry.made if isinstance(entry, Commitment) else None
