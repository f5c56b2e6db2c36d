"""Every text of our own in a dossier, wherever it stands, and the names that it may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.documents import Document, Translation
from dossier_timeline.model.dossier import Dossier, HelpLine, Settings
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.located_values import Path, find_types, walk_values
from dossier_timeline.model.registers import Actor, Country, Term, Theme, Work
from dossier_timeline.model.sources import Address, Quotation


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of an entry: where they stand below it (without the language), and what they are.

    `entry` is the id as in `SourcePositions`; `is_name` says that they are a name, a title as printed
    or part of an address, which may hold a number.
    """

    entry: str
    path: Path
    words: Words
    is_name: bool = False


_NAMES: Mapping[type[ModelValue], frozenset[str]] = {
    Actor: frozenset({"name", "short"}),
    Address: frozenset({"label"}),
    Country: frozenset({"name"}),
    Document: frozenset({"slug"}),
    HelpLine: frozenset({"name"}),
    Quotation: frozenset({"translation"}),
    Settings: frozenset({"publisher"}),
    Term: frozenset({"name", "short"}),
    Theme: frozenset({"slug"}),
    Translation: frozenset({"waived"}),
    Unit: frozenset({"symbol"}),
    Work: frozenset({"title"}),
}
"""By type: the fields that hold names, titles as printed or parts of addresses."""


def find_wordings(dossier: Dossier) -> Iterator[Wording]:
    """All words of a dossier but its Markdown, in the order of its entries."""
    for part in walk_values(dossier):
        known = _NAMES.get(type(part.value), frozenset())
        for name in _worded(type(part.value)):
            field = getattr(part.value, name)
            if isinstance(field, Words):
                yield Wording(part.entry, part.path_of(name), field, name in known)
            elif isinstance(field, dict):
                for key, item in field.items():
                    if isinstance(item, Words):
                        yield Wording(part.entry, (*part.path_of(name), key), item)


@lru_cache(maxsize=1024)
def _worded(kind: type[ModelValue]) -> tuple[str, ...]:
    """The fields of a type that may hold words, or some by their names."""
    return tuple(name for name, field in kind.model_fields.items() if Words in find_types(field.annotation))


def collect_names(dossier: Dossier) -> frozenset[str]:
    """Names, titles as printed and official numbers of the dossier, in every language."""
    found: set[str] = {line.phone for line in dossier.settings.help if line.phone}
    for entry in dossier.entries():
        for name in _NAMES.get(type(entry), frozenset()) - {"slug", "translation", "symbol"}:
            field = getattr(entry, name)
            found.update(field.root.values() if isinstance(field, Words) else [field] if field else [])
        if isinstance(entry, Document | Work):
            numbers = entry.identifiers.all.values()
            found.update(numbers)
            found.update(number.split(",")[0] for number in numbers)
        if isinstance(entry, Document) and entry.original_title:
            found.add(entry.original_title)
        if isinstance(entry, Document) and entry.draft:
            found.add(entry.id)
    return frozenset(found)
