"""Where each thing is used: what names a fact, an actor, a work, by reference or by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import find_references
from dossier_timeline.model.relations import find_ids, find_owned, find_parts, find_words

HOME = ""
"""Stands for the dossier itself, whose words are on the home page."""

Uses = Mapping[str, tuple[str, ...]]
"""By id: the ids of what names it, in the dossier's order; `HOME` for the home page."""


def collect_uses(dossier: Dossier, language: str) -> Uses:
    """Everything that is named, and by what, in the texts of one language."""
    found: dict[str, dict[str, None]] = {}
    for user, used in find_mentions(dossier, language):
        entry = dossier.by_id.get(used)
        if entry is not None and entry.id != user:
            found.setdefault(entry.id, {})[user] = None
    return {used: tuple(users) for used, users in found.items()}


def find_mentions(dossier: Dossier, language: str) -> Iterator[tuple[str, str]]:
    """What names what: pairs of ids, `HOME` for the dossier itself; the ids may name nothing."""
    for used in _find_mentions_in(dossier.settings, language):
        yield HOME, used
    texts = dict(dossier.texts())
    for entry in dossier.entries():
        for used in _find_mentions_in(entry, language):
            yield entry.id, used
        prose = texts.get(entry.id, {}).get(language)
        if prose is not None:
            for reference in find_references(prose.body):
                yield entry.id, reference.id


def _find_mentions_in(value: ModelValue, language: str) -> list[str]:
    """The ids that a value names, in its fields and its words, but not in the entries that it holds."""
    found = [used for _, _, used in find_ids(value)]
    for _, _, words in find_words(value):
        text = words.root.get(language)
        if text and "[[" in text:
            found += [reference.id for reference in find_references(text)]
    for _, part in find_parts(value):
        found += _find_mentions_in(part, language)
    return found


def find_field_ids(value: ModelValue) -> Iterator[str]:
    """The ids in the fields of a value and of its parts, but not of the entries that it holds."""
    for _, _, used in find_ids(value):
        yield used
    for _, part in find_parts(value):
        yield from find_field_ids(part)


def find_ids_naming(document: Document, *types: type[Entry]) -> Iterator[str]:
    """The ids in the fields of a document, and of the entries written in it, that may name these types.

    Parts of those, such as outcomes and passages, aren't looked at; an id may come more than once.
    """
    for entry in (document, *find_owned(document)):
        for relation, _, name in find_ids(entry):
            if any(relation.may_name(kind) for kind in types):
                yield name
