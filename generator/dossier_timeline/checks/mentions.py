"""What texts name and count, held against the dossier."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, FactValue
from dossier_timeline.model.media import Image
from dossier_timeline.model.references import NO_CLAIM, Reference
from dossier_timeline.model.registers import Actor, Term, Work
from dossier_timeline.model.story import Commitment, Correction, Event
from dossier_timeline.notation.bare_numbers import BareNumber, find_bare_numbers
from dossier_timeline.notation.comparable_text import make_word_comparable
from dossier_timeline.notation.vocabulary import Vocabulary

_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w%]|[.,]\d)")
_MOST_QUOTED_CHARACTERS = 60
"""So many characters of a number are told in a hint."""
_SMALL_NUMBER_LIMIT = 20
"""Below it, many facts and other things have the same number."""
_FREE_NUMBERS_HINT = (
    "a page of your own that claims nothing of the sources may have “free_numbers: true” at its top"
)
_MOST_PROPOSALS = 3


@dataclass(frozen=True)
class MentionChecker:
    """Checks references and bare numbers. `failed` are ids of entries that could not be read."""

    dossier: Dossier
    unread_ids: frozenset[str]
    vocabularies: Mapping[str, Vocabulary]

    def current_id(self, name: str) -> str:
        """The id for which a name stands: itself, or what it is an alias of."""
        entry = self.dossier.by_id.get(name)
        return entry.id if entry else name

    def check_references(
        self, references: Iterable[Reference], language: str, lone: Container[Reference] = ()
    ) -> Iterator[Diagnostic]:
        """What is wrong with the references of a text in a language.

        `lone` are those that are all that there is in their paragraphs, as that of an image must be.
        """
        for reference in references:
            entry = self.dossier.by_id.get(reference.id)
            if entry is None:
                if reference.id not in self.unread_ids:
                    yield self._dangling_reference(reference)
                continue
            if isinstance(entry, Image) and (reference not in lone or reference.words is not None):
                yield _diagnose(
                    reference,
                    Code.IMAGE_IN_WORDS,
                    f"“{entry.id}” is an image, which can't stand within words or have others than its own",
                    f"write [[{entry.id}]] in a paragraph of its own, in a Markdown text; its words stand in "
                    "images.yml",
                )
                continue
            forms = list_reference_forms(entry, self._date_of(entry))
            if reference.form and reference.form not in forms:
                yield _diagnose(
                    reference,
                    Code.UNKNOWN_FORM,
                    f"“{entry.id}” has no form “.{reference.form}”",
                    f"write [[{entry.id}]]" + "".join(f" or [[{entry.id}.{form}]]" for form in forms),
                )
            if reference.words is not None and language in self.vocabularies:
                yield from self._check_foreign_numbers(
                    reference, reference.words, entry, self.vocabularies[language]
                )

    def _dangling_reference(self, reference: Reference) -> Diagnostic:
        close = find_nearest_word(reference.id, self.dossier.by_id.keys())
        hint = (
            f"did you mean [[{close}]]?"
            if close
            else "write the id of a fact, event, actor, term or anything else that has an `id:` in content"
        )
        return _diagnose(reference, Code.DANGLING_REFERENCE, f"nothing is called “{reference.id}”", hint)

    def _check_foreign_numbers(
        self, reference: Reference, words: str, entry: Entry, vocabulary: Vocabulary
    ) -> Iterator[Diagnostic]:
        dates = [date for date in (self._date_of(entry), _due_date(entry)) if date is not None]
        value = self._value_or_none(entry) if isinstance(entry, Fact) else None
        if isinstance(value, Edtf):
            dates.append(value)
        found = (bare for bare in find_bare_numbers(words, vocabulary) if not bare.doubtful)
        strange = [bare.text for bare in found if not _is_own_number(bare, value, dates)]
        if dates:
            years = (int(year[0]) for year in _YEAR.finditer(words))
            strange += [
                str(year)
                for year in years
                if not any(date.lower.year <= year <= date.upper.year for date in dates)
            ]
        if strange:
            yield _diagnose(
                reference,
                Code.FOREIGN_NUMBER,
                f"the words beside “{entry.id}” hold “{strange[0]}”, which is not its own number",
                f"leave the number out, or let [[{entry.id}]] show it",
            )

    def describe_bare_number(self, bare: BareNumber, within: str = "") -> Diagnostic:
        """What is wrong with a bare number in a text; facts of the document `within` are proposed first."""
        known = self.ids_by_day.get(bare.day, []) if bare.day else self._find_equal_facts(bare)
        owner = self.dossier.document_of
        ordered = sorted(known, key=lambda name: name not in owner or owner[name].id != within)
        names = " or ".join(
            f"[[{name}{'.date' if self._has_date(name) else ''}]]" for name in ordered[:_MOST_PROPOSALS]
        )
        words = " ".join(bare.text.split())
        words = words if len(words) <= _MOST_QUOTED_CHARACTERS else f"{words[:_MOST_QUOTED_CHARACTERS]}…"
        fact = f"did you mean {names}? Else write a [[fact]]" if names else "write it as a [[fact]]"
        mark = f"[[{NO_CLAIM}: {words}]]"
        hint = f"{fact}, which leads to its source, or {mark} where it claims nothing; {_FREE_NUMBERS_HINT}"
        what = "date" if bare.day else "number"
        code, message = Code.BARE_NUMBER, f"“{bare.text}” is a {what} without a fact"
        if bare.doubtful:
            code, message = Code.POSSIBLE_NUMBER, f"“{bare.text}” may be a number here, and has no fact"
        return Diagnostic(Position.in_text(bare.line, bare.column), code, message, hint)

    def _find_equal_facts(self, bare: BareNumber) -> list[str]:
        """Facts with the value of a bare number; those of a small one only where their unit follows."""
        known = self.fact_ids_by_value.get(bare.value, [])
        if bare.value is None or abs(bare.value) >= _SMALL_NUMBER_LIMIT or bare.value % 1:
            return known
        return [name for name in known if bare.following in self._unit_words.get(name, ())]

    @cached_property
    def _unit_words(self) -> dict[str, frozenset[str]]:
        """The words of each fact's unit, folded, by the fact's id."""
        words = {
            unit.id: frozenset(
                make_word_comparable(word)
                for forms in unit.name.values()
                for form in forms.values()
                for word in form.split()
            )
            for unit in self.dossier.units
        }
        return {fact.id: words[fact.unit] for fact in self.dossier.all_facts() if fact.unit in words}

    def _has_date(self, name: str) -> bool:
        return isinstance(self.dossier.by_id[name], Document | Event | Commitment | Work)

    @cached_property
    def fact_ids_by_value(self) -> dict[Decimal | None, list[str]]:
        """Ids of facts by value."""
        found: dict[Decimal | None, list[str]] = {}
        for fact in self.dossier.all_facts():
            value = self._value_or_none(fact)
            if isinstance(value, Decimal):
                for each in {value, abs(value)}:
                    found.setdefault(each, []).append(fact.id)
        return found

    @cached_property
    def ids_by_day(self) -> dict[str, list[str]]:
        """Ids of what has a date, by that date and by the same without its year."""
        found: dict[str, list[str]] = {}
        for entry in self.dossier.entries():
            date = entry.value if isinstance(entry, Fact) else self._date_of(entry)
            if isinstance(date, Edtf) and not isinstance(entry, Correction):
                for text in {date.text[:10], date.lower.isoformat(), date.lower.isoformat()[5:]}:
                    found.setdefault(text, []).append(entry.id)
        return found

    def _value_or_none(self, fact: Fact) -> FactValue | None:
        try:
            return compute_value(self.dossier, fact)
        except DerivationError:
            return None

    def _date_of(self, entry: Entry) -> Edtf | None:
        if isinstance(entry, Document | Event | Work | Correction):
            return entry.date
        document = self.dossier.document_of.get(entry.id)
        if isinstance(entry, Commitment):
            return entry.made or (document.date if document else None)
        if isinstance(entry, Fact):
            return entry.date or (document.date if document else None)
        return None


def list_reference_forms(entry: Entry, date: Edtf | None) -> tuple[str, ...]:
    """The forms that a reference to an entry can have, beside none."""
    if isinstance(entry, Fact):
        dated = ("date", "year") if date is not None or entry.kind == "date" else ()
        counted = ("unit",) if entry.unit else ()
        return (*counted, "value", "words", *dated)
    if isinstance(entry, Actor | Term):
        return ("short",) if entry.short is not None else ()
    return ("date", "year") if date is not None else ()


def _due_date(entry: Entry) -> Edtf | None:
    return entry.due if isinstance(entry, Commitment) else None


def _is_own_number(bare: BareNumber, value: object, dates: Iterable[Edtf]) -> bool:
    if bare.value is not None and isinstance(value, Decimal):
        return abs(bare.value) == abs(value)
    return bool(bare.day) and any(
        bare.day in (text, text[:7], text[5:])
        for date in dates
        for text in (date.text, date.lower.isoformat(), date.upper.isoformat())
    )


def _diagnose(reference: Reference, code: Code, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Position.in_text(reference.line, reference.column), code, message, hint)
