"""What a dossier claims of one source text: values, dates, names and works, each in its own way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier_timeline.evidence.date_matching import BARE, date_parts, date_printed, understood
from dossier_timeline.evidence.duration_matching import duration_part
from dossier_timeline.evidence.passages import Block, locate
from dossier_timeline.evidence.proper_names import Known, Name
from dossier_timeline.evidence.tables import cell_values
from dossier_timeline.evidence.unit_nouns import nouns_of
from dossier_timeline.evidence.value_matching import Claim, supporting, whole
from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.derivation import DerivationError, compute_value
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Duration, Fact, Figure, Unit
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.registers import Country, Work
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.wordings import collect_names, find_wordings
from dossier_timeline.notation.atoms import atoms
from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.folding import fold
from dossier_timeline.notation.lexicon import Lexicon, locale_of

LARGE = 100
"""From here, and for shares and sums, a value that is claimed once in a document is claimed in all of it;
smaller numbers are too common for that and are claimed passage by passage."""

_FOLLOWING = 40
_LAST_SEASON = 24
"""EDTF's number; those of quarters and half years are higher."""
_REFERENCE = re.compile(r"\[\[[^\]:]*(?::([^\]]*))?\]\]")
_NUMBER_OF_A_LAW = re.compile(r"\b\d{4}/\d+\b")


class Claims:
    """The claims on one document's text; see the methods."""

    def __init__(
        self, dossier: Dossier, document: Document, blocks: Sequence[Block], lexicon: Lexicon
    ) -> None:
        self.dossier = dossier
        self.document = document
        self.lexicon = lexicon
        self.by_block = _by_block(dossier, document, blocks)
        self.facts = [fact for fact in document.facts if fact.passage]
        self.cells = _cells(dossier, document)
        self.spans = tuple(dict.fromkeys(_spans(dossier, document)))
        self.dates = tuple(end for date in self.spans for end in _ends(date))
        self.years = frozenset(year for date in self.dates for year in _years(date))
        self.known = Known(_phrases(dossier, document), lexicon)
        self.words = _words(dossier)
        self.identifiers = _figures(document)
        self.works = tuple(_cited(dossier, document))

    def value(self, token: Token, block: Block) -> bool:
        """Whether a number, share, sum, duration or date is claimed."""
        entries = self.by_block.get(block, ())
        if any(_covers(entry, token, block) for entry in entries):
            return True
        if token.kind == "date":
            return self._date(token)
        if any(isinstance(entry, Fact) and self._says(entry, token) for entry in entries):
            return True
        if token.text in self.identifiers:
            return True
        cells = [c for entry in entries if isinstance(entry, Figure) for c in self.cells[entry.id]]
        if token.value in cells:
            return True
        large = token.value is not None and (token.value >= LARGE or token.value % 1 != 0)
        wide = large or token.kind in ("share", "amount")
        following = fold(block.text[token.end : token.end + _FOLLOWING])
        return any((wide or self._counts(fact, following)) and self._says(fact, token) for fact in self.facts)

    def name(self, name: Name, block: Block) -> bool:
        """Whether a name is in a register, or in the words of something whose passage this is."""
        unknown = self.known.unknown(name.text)
        if not unknown:
            return True
        here = " ".join(self.words[entry.id] for entry in self.by_block.get(block, ()))
        return whole(fold(name.text), here) is not None or whole(unknown, here) is not None

    def work(self, token: Token, block: Block) -> bool:
        """Whether a work is among those that the document or something in it cites."""
        said = fold(token.text)
        law = _NUMBER_OF_A_LAW.search(token.text)
        for work in self.works:
            values = [fold(value) for value in work.identifiers.all.values()]
            titles = [fold(title) for title in _texts(work.title)]
            if any(whole(value, said) for value in values):
                return True
            if law and any(law[0] in text for text in (*values, *titles)):
                return True
        return False

    def _says(self, fact: Fact, token: Token) -> bool:
        try:
            value = compute_value(self.dossier, fact)
        except DerivationError:
            return False
        nouns = nouns_of(self.dossier.by_id.get(fact.unit or ""), self.document.language)
        claim = Claim(fact.kind, value, fact.unit, nouns=nouns)
        if isinstance(value, Duration):
            return token.kind == "duration" and duration_part(value, token)
        return bool(supporting(claim, [token]))

    def _counts(self, fact: Fact, following: str) -> bool:
        """Whether the words that follow begin with what the fact counts."""
        unit = self.dossier.by_id.get(fact.unit or "")
        if not isinstance(unit, Unit):
            return False
        forms = unit.name.get(self.document.language, {}).values()
        nouns = (fold(form.replace("{n}", "")) for form in forms)
        return any(re.match(rf"{re.escape(noun)}(?!\w)", following) for noun in nouns if noun)

    def _date(self, token: Token) -> bool:
        if token.period or (token.month or 0) > _LAST_SEASON:
            (read,) = understood([token], self.document.date)[1:]
            known = self.document.date
            return any(date_printed(one, [read], known=known, wording=BARE) for one in self.spans)
        if token.month is None:
            return token.year in self.years
        year = token.year or self.document.date.year
        for date in self.dates:
            y, month, day = date_parts(date)
            same_year = y == year or (token.year is None and abs(y - year) <= 1)
            if same_year and month == token.month and (token.day is None or day == token.day):
                return True
        return False


def _figures(document: Document) -> frozenset[str]:
    """The numbers within the document's own official numbers: "31 015" and "134"."""
    values = document.identifiers.all.values()
    return frozenset(atom.text for value in values for atom in atoms(value) if atom.kind == "figures")


def _by_block(
    dossier: Dossier, document: Document, blocks: Sequence[Block]
) -> dict[Block, tuple[Entry, ...]]:
    """The entries whose passages are in each block; waivers are no claims."""
    found: dict[Block, list[Entry]] = defaultdict(list)
    for part in walk_values(dossier):
        passage = part.value
        if not isinstance(passage, Passage) or "waived" in part.path:
            continue
        if (passage.document or (part.document.id if part.document else "")) != document.id:
            continue
        block = locate(blocks, passage)
        entry = dossier.by_id.get(part.entry)
        if block and entry:
            found[block].append(entry)
    return {block: tuple(entries) for block, entries in found.items()}


def _covers(entry: Entry, token: Token, block: Block) -> bool:
    """Whether the token stands within words that the entry has as printed."""
    words = entry.text if isinstance(entry, Quotation) else entry.printed if isinstance(entry, Fact) else None
    span = whole(words, block.text) if words else None
    return span is not None and span[0] <= token.start and token.end <= span[1]


def _cells(dossier: Dossier, document: Document) -> dict[str, frozenset[Decimal]]:
    """The numbers of each figure, by its id."""
    return {
        figure.id: frozenset(
            value
            for index, row in enumerate(figure.rows)
            for _, _, value in cell_values(figure, row, index, dossier)
        )
        for figure in (*document.figures, *dossier.figures)
    }


# Dates


def _spans(dossier: Dossier, document: Document) -> Iterator[Edtf]:
    """Dates in the document's entries, in works, of documents, and of facts that several share."""
    for part in walk_values(dossier):
        own = part.document is document or isinstance(part.value, Work)
        for name, value in part.value.__dict__.items():
            if isinstance(value, Edtf) and (own or isinstance(part.value, Document) or _exact(value, name)):
                yield value


def _ends(date: Edtf) -> tuple[Edtf, ...]:
    return tuple(end for end in (date.start, date.end) if end) if date.is_span else (date,)


def _exact(date: Edtf, field: str) -> bool:
    """Dates of a day are claimed wherever they are said; "checked" is no date of the story."""
    return date.precision == "day" and field not in ("checked", "updated")


def _years(date: Edtf) -> tuple[int, ...]:
    return (date.lower.year, date.upper.year)


# Names and works


def _phrases(dossier: Dossier, document: Document) -> Iterator[str]:
    yield from collect_names(dossier)
    locales = [locale_of(code) for code in dict.fromkeys((document.language, *dossier.languages))]
    for entry in dossier.entries():
        if isinstance(entry, Country):
            yield from (str(locale.territories.get(entry.code, "")) for locale in locales)
        if isinstance(entry, Document):
            for words in (entry.title, entry.short, entry.place):
                yield from _texts(words)
    for part in walk_values(dossier):
        for name in ("title", "place", "label"):
            words = getattr(part.value, name, None)
            yield from _texts(words) if isinstance(words, Words | str) else ()
    yield from (quotation.text for d in dossier.documents for quotation in d.quotations)


def _words(dossier: Dossier) -> defaultdict[str, str]:
    """All words of each entry, folded, in every language."""
    found: defaultdict[str, str] = defaultdict(str)
    for wording in find_wordings(dossier):
        for text in wording.words.root.values():
            found[wording.entry] += " " + fold(_REFERENCE.sub(r"\1", text))
    for document in dossier.documents:
        for quotation in document.quotations:
            found[quotation.id] += " " + fold(quotation.text)
        for fact in document.facts:
            found[fact.id] += " " + fold(fact.printed or "")
    return found


def _cited(dossier: Dossier, document: Document) -> Iterator[Work | Document]:
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


def _texts(words: Words | str | None) -> tuple[str, ...]:
    if words is None:
        return ()
    return (words,) if isinstance(words, str) else tuple(words.root.values())
