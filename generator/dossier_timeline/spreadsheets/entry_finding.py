"""Entries by what people write in a cell: an id, or a name, title or sign in any language of the dossier."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.languages.language import parse_language_locale
from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.documents import Document, Page
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import PERCENT, Unit, is_currency_code
from dossier_timeline.model.field_types import IdForm
from dossier_timeline.model.registers import Country
from dossier_timeline.model.relations import IdRelation, relations_of
from dossier_timeline.spreadsheets.sheets import CellError

_NAMES = ("name", "short", "title", "symbol")
_SEPARATORS = re.compile(r"\s*[;,|]\s*")


class EntryFinder:
    """Finds the ids that cells name."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read_ids(self, text: str, relation: IdRelation) -> list[str]:
        """The ids that a cell names, with commas, semicolons or, between ids, spaces. Raises `CellError`."""
        words = [one for one in _SEPARATORS.split(text) if one]
        if len(words) == 1 and self._find(text, relation) is None and all(map(self._is_id, text.split())):
            words = text.split()
        return list(dict.fromkeys(self.read_id(one, relation) for one in words))

    def read_id(self, text: str, relation: IdRelation) -> str:
        """The id of the one entry that a cell names. Raises `CellError`."""
        if relation.form is IdForm.UNIT and (text == PERCENT or is_currency_code(text)):
            return text
        if relation.form is IdForm.UNIT and text == "%":
            return PERCENT
        found = self._find(text, relation)
        if found is None:
            raise CellError(
                f"“{text}” is the id or name of nothing that can stand here", self._hint(text, relation)
            )
        return found

    def find_group(self, text: str, relations: tuple[IdRelation, ...]) -> tuple[IdRelation, str] | None:
        """The first of several fields that can name what a text says, and the id."""
        for relation in relations:
            if found := self._find(text, relation):
                return relation, found
        return None

    def _is_id(self, text: str) -> bool:
        return text in self._dossier.by_id

    def _find(self, text: str, relation: IdRelation) -> str | None:
        entry = self._dossier.by_id.get(text)
        if entry is not None and self._accepts(relation, entry):
            return entry.id
        named = [one for one in self._by_name.get(text.casefold(), ()) if self._accepts(relation, one)]
        if len(named) > 1:
            ids = ", ".join(one.id for one in named)
            raise CellError(
                f"“{text}” is the name of several: {ids}", "write the id of the one that is meant"
            )
        return named[0].id if named else None

    def _hint(self, text: str, relation: IdRelation) -> str:
        entries = [one for one in self._dossier.entries() if self._accepts(relation, one)]
        known = [one.id for one in entries] + [
            name
            for name, several in self._by_name.items()
            if any(self._accepts(relation, x) for x in several)
        ]
        return suggest_word(text, known) if known else _tell_where_to_add(relation)

    @staticmethod
    def _accepts(relation: IdRelation, entry: Entry) -> bool:
        return isinstance(entry, Unit) if relation.form is IdForm.UNIT else relation.accepts(entry)

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._dossier.entries():
            for name in {one.casefold() for one in self._list_names(entry)}:
                found[name].append(entry)
        return found

    def _list_names(self, entry: Entry) -> Iterator[str]:
        if isinstance(entry, Unit):
            forms = (form for by_form in entry.name.values() for form in by_form.values())
            yield from (" ".join(form.replace("{n}", " ").split()) for form in forms)
        if isinstance(entry, Country) and entry.name is None:
            locales = filter(None, map(parse_language_locale, self._dossier.languages))
            yield from (locale.territories.get(entry.code, entry.code) for locale in locales)
        for field in _NAMES:
            value = getattr(entry, field, None)
            if isinstance(value, Words):
                yield from value.root.values()
            elif isinstance(value, str):
                yield value


def find_relation(model: type[Entry], key: str) -> IdRelation | None:
    """How a key of an entry holds ids, if it does."""
    return next(
        (one for one in relations_of(model).ids if one.key == key and one.form is not IdForm.ARITHMETIC), None
    )


def _tell_where_to_add(relation: IdRelation) -> str:
    """Where an entry is begun that a cell may name, as there is none yet."""
    files = [
        f"{owned.key}.yml"
        for owned in relations_of(Dossier).owned
        if owned.type in relation.types and owned.type not in (Document, Page)
    ]
    return f"add it first, in {' or '.join(files)}" if files else "add it first"
