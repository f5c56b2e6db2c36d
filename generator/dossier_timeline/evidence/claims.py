"""What a dossier claims of one source text: values, dates, names and works, each in its own way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier_timeline.evidence.date_matching import DATE_ALONE, date_parts, is_date_printed, resolve_years
from dossier_timeline.evidence.duration_matching import is_duration_part
from dossier_timeline.evidence.figure_matching import list_cell_values
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.proper_names import KnownNames, ProperName
from dossier_timeline.evidence.unit_nouns import unit_nouns
from dossier_timeline.evidence.value_matching import Claim, find_value, find_whole_words
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Duration, Fact, Figure, Unit
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.registers import Country, Work
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.wordings import collect_names, find_wordings
from dossier_timeline.notation.atoms import split_atoms
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon, parse_locale

LARGE_VALUE = 100
"""From here, and for shares and sums, a value that is claimed once in a document is claimed in all of it;
smaller numbers are too common for that and are claimed passage by passage."""

_FOLLOWING = 40
_LAST_SEASON = 24
"""EDTF's number; those of quarters and half years are higher."""
_REFERENCE = re.compile(r"\[\[[^\]:]*(?::([^\]]*))?\]\]")
_NUMBER_OF_A_LAW = re.compile(r"\b\d{4}/\d+\b")


class DocumentClaims:
    """The claims on one document's text; see the methods."""

    def __init__(
        self, dossier: Dossier, document: Document, source_passages: Sequence[SourcePassage], lexicon: Lexicon
    ) -> None:
        self.dossier = dossier
        self.document = document
        self.lexicon = lexicon
        self.entries_by_passage = _entries_by_passage(dossier, document, source_passages)
        self.facts = [fact for fact in document.facts if fact.passage]
        self.cells = _cell_values(dossier, document)
        self.spans = tuple(dict.fromkeys(_claimed_dates(dossier, document)))
        self.dates = tuple(end for date in self.spans for end in _ends_of(date))
        self.years = frozenset(year for date in self.dates for year in _years_of(date))
        self.known_names = KnownNames(_known_phrases(dossier, document), lexicon)
        self.words = _words_by_entry(dossier)
        self.identifiers = _identifier_digits(document)
        self.works = tuple(_cited_works(dossier, document))

    def has_value(self, printed_value: PrintedValue, source_passage: SourcePassage) -> bool:
        """Whether a number, share, sum, duration or date is claimed."""
        entries = self.entries_by_passage.get(source_passage, ())
        if any(_prints_value(entry, printed_value, source_passage) for entry in entries):
            return True
        if printed_value.kind == "date":
            return self._has_date(printed_value)
        if any(isinstance(entry, Fact) and self._states(entry, printed_value) for entry in entries):
            return True
        if printed_value.text in self.identifiers:
            return True
        cells = [c for entry in entries if isinstance(entry, Figure) for c in self.cells[entry.id]]
        if printed_value.value in cells:
            return True
        large = printed_value.value is not None and (
            printed_value.value >= LARGE_VALUE or printed_value.value % 1 != 0
        )
        wide = large or printed_value.kind in ("share", "amount")
        following = fold_phrase(source_passage.text[printed_value.end : printed_value.end + _FOLLOWING])
        return any(
            (wide or self._is_counted_by(fact, following)) and self._states(fact, printed_value)
            for fact in self.facts
        )

    def has_name(self, name: ProperName, source_passage: SourcePassage) -> bool:
        """Whether a name is in a register, or in the words of something whose passage this is."""
        unknown = self.known_names.find_unknown(name.text)
        if not unknown:
            return True
        words_of_entries = " ".join(
            self.words[entry.id] for entry in self.entries_by_passage.get(source_passage, ())
        )
        return (
            find_whole_words(fold_phrase(name.text), words_of_entries) is not None
            or find_whole_words(unknown, words_of_entries) is not None
        )

    def has_work(self, printed_value: PrintedValue, source_passage: SourcePassage) -> bool:
        """Whether a work is among those that the document or something in it cites."""
        return any(is_work_cited(work, printed_value.text) for work in self.works)

    def _states(self, fact: Fact, printed_value: PrintedValue) -> bool:
        try:
            value = compute_value(self.dossier, fact)
        except DerivationError:
            return False
        nouns = unit_nouns(self.dossier.by_id.get(fact.unit or ""), self.document.language)
        claim = Claim(fact.kind, value, fact.unit, nouns=nouns)
        if isinstance(value, Duration):
            return printed_value.kind == "duration" and is_duration_part(value, printed_value)
        return bool(find_value(claim, [printed_value]))

    def _is_counted_by(self, fact: Fact, following: str) -> bool:
        """Whether the words that follow begin with what the fact counts."""
        unit = self.dossier.by_id.get(fact.unit or "")
        if not isinstance(unit, Unit):
            return False
        forms = unit.name.get(self.document.language, {}).values()
        nouns = (fold_phrase(form.replace("{n}", "")) for form in forms)
        return any(re.match(rf"{re.escape(noun)}(?!\w)", following) for noun in nouns if noun)

    def _has_date(self, printed_value: PrintedValue) -> bool:
        if printed_value.period or (printed_value.month or 0) > _LAST_SEASON:
            (read,) = resolve_years([printed_value], self.document.date)[1:]
            known = self.document.date
            return any(is_date_printed(one, [read], known=known, wording=DATE_ALONE) for one in self.spans)
        if printed_value.month is None:
            return printed_value.year in self.years
        year = printed_value.year or self.document.date.year
        for date in self.dates:
            y, month, day = date_parts(date)
            same_year = y == year or (printed_value.year is None and abs(y - year) <= 1)
            if (
                same_year
                and month == printed_value.month
                and (printed_value.day is None or day == printed_value.day)
            ):
                return True
        return False


def _identifier_digits(document: Document) -> frozenset[str]:
    """The numbers within the document's own official numbers: "31 015" and "134"."""
    values = document.identifiers.all.values()
    return frozenset(atom.text for value in values for atom in split_atoms(value) if atom.kind == "figures")


def _entries_by_passage(
    dossier: Dossier, document: Document, source_passages: Sequence[SourcePassage]
) -> dict[SourcePassage, tuple[Entry, ...]]:
    """The entries of which a passage is each source passage; waivers are no claims."""
    found: dict[SourcePassage, list[Entry]] = defaultdict(list)
    for part in walk_values(dossier):
        passage = part.value
        if not isinstance(passage, Passage) or "waived" in part.path:
            continue
        if (passage.document or (part.document.id if part.document else "")) != document.id:
            continue
        source_passage = find_passage(source_passages, passage)
        entry = dossier.by_id.get(part.entry)
        if source_passage and entry:
            found[source_passage].append(entry)
    return {source_passage: tuple(entries) for source_passage, entries in found.items()}


def _prints_value(entry: Entry, printed_value: PrintedValue, source_passage: SourcePassage) -> bool:
    """Whether the printed value stands within words that the entry has as printed."""
    words = entry.text if isinstance(entry, Quotation) else entry.printed if isinstance(entry, Fact) else None
    span = find_whole_words(words, source_passage.text) if words else None
    return span is not None and span[0] <= printed_value.start and printed_value.end <= span[1]


def _cell_values(dossier: Dossier, document: Document) -> dict[str, frozenset[Decimal]]:
    """The numbers of each figure, by its id."""
    return {
        figure.id: frozenset(
            value
            for index, row in enumerate(figure.rows)
            for _, _, value in list_cell_values(figure, row, index, dossier)
        )
        for figure in (*document.figures, *dossier.figures)
    }


# Dates


def _claimed_dates(dossier: Dossier, document: Document) -> Iterator[Edtf]:
    """Dates in the document's entries, in works, of documents, and of facts that several share."""
    for part in walk_values(dossier):
        own = part.document is document or isinstance(part.value, Work)
        for name, value in part.value.__dict__.items():
            if isinstance(value, Edtf) and (
                own or isinstance(part.value, Document) or _is_claimed_everywhere(value, name)
            ):
                yield value


def _ends_of(date: Edtf) -> tuple[Edtf, ...]:
    return tuple(end for end in (date.start, date.end) if end) if date.is_span else (date,)


def _is_claimed_everywhere(date: Edtf, field: str) -> bool:
    """Dates of a day are claimed wherever they are said; "checked" is no date of the story."""
    return date.precision == "day" and field not in ("checked", "updated")


def _years_of(date: Edtf) -> tuple[int, ...]:
    return (date.lower.year, date.upper.year)


# Names and works


def _known_phrases(dossier: Dossier, document: Document) -> Iterator[str]:
    yield from collect_names(dossier)
    locales = [parse_locale(code) for code in dict.fromkeys((document.language, *dossier.languages))]
    for entry in dossier.entries():
        if isinstance(entry, Country):
            yield from (str(locale.territories.get(entry.code, "")) for locale in locales)
        if isinstance(entry, Document):
            for words in (entry.title, entry.short, entry.place):
                yield from _texts_of(words)
    for part in walk_values(dossier):
        for name in ("title", "place", "label"):
            words = getattr(part.value, name, None)
            yield from _texts_of(words) if isinstance(words, Words | str) else ()
    yield from (quotation.text for d in dossier.documents for quotation in d.quotations)


def _words_by_entry(dossier: Dossier) -> defaultdict[str, str]:
    """All words of each entry, folded, in every language."""
    found: defaultdict[str, str] = defaultdict(str)
    for wording in find_wordings(dossier):
        for text in wording.words.root.values():
            found[wording.entry] += " " + fold_phrase(_REFERENCE.sub(r"\1", text))
    for document in dossier.documents:
        for quotation in document.quotations:
            found[quotation.id] += " " + fold_phrase(quotation.text)
        for fact in document.facts:
            found[fact.id] += " " + fold_phrase(fact.printed or "")
    return found


def is_work_cited(work: Work | Document, printed: str) -> bool:
    """Whether printed words name a work by one of its official numbers, or by the number of a law."""
    printed_words = fold_phrase(printed)
    law = _NUMBER_OF_A_LAW.search(printed)
    values = [fold_phrase(value) for value in work.identifiers.all.values()]
    titles = [fold_phrase(title) for title in _texts_of(work.title)]
    if any(find_whole_words(value, printed_words) for value in values):
        return True
    return law is not None and any(law[0] in text for text in (*values, *titles))


def _cited_works(dossier: Dossier, document: Document) -> Iterator[Work | Document]:
    """The works that the document cites, the document itself, and the dossier's other documents."""
    yield from dossier.documents
    for part in walk_values(dossier):
        if part.document is not document:
            continue
        value: ModelValue = part.value
        ids = [*(getattr(value, "works", None) or ()), getattr(value, "work", None)]
        for work in (dossier.by_id.get(name) for name in ids if name):
            if isinstance(work, Work):
                yield work


def _texts_of(words: Words | str | None) -> tuple[str, ...]:
    if words is None:
        return ()
    return (words,) if isinstance(words, str) else tuple(words.root.values())
