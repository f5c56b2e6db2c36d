"""Where each thing is used: what names a fact, an actor, a work, by reference or by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import find_references
from dossier_timeline.model.relations import find_ids, find_owned, find_parts, find_words

HOME = ""
"""Stands for the dossier itself, whose words are on the home page."""

Uses = Mapping[str, tuple[str, ...]]
"""By id: the ids of what names it, in the dossier's order; `HOME` for the home page."""


Mentions = Mapping[str, tuple[str, ...]]
"""The ids that a value names: under "" in its fields, under the code of a language in its words."""


class EntryMentions:
    """What settings, entries and texts name, each found once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, Mentions]] = {}

    def find(self, value: ModelValue) -> Mentions:
        """What a value names, but not what the entries in it do."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, _find_mentions(value)
        return known[1]

    def add(self, value: ModelValue, mentions: Mentions) -> None:
        """Take what was found before."""
        self._known[id(value)] = value, mentions

    def list_in(self, value: ModelValue, language: str) -> Iterator[str]:
        """The ids that a value names in its fields and its words of one language; they may name nothing."""
        mentions = self.find(value)
        yield from mentions.get("", ())
        yield from mentions.get(language, ())


def collect_uses(dossier: Dossier, language: str, mentions: EntryMentions | None = None) -> Uses:
    """Everything that is named, and by what, in the texts of one language."""
    found: dict[str, dict[str, None]] = {}
    by_id = dossier.by_id
    for user, used in find_mentions(dossier, language, mentions or EntryMentions()):
        entry = by_id.get(used)
        if entry is not None and entry.id != user:
            found.setdefault(entry.id, {})[user] = None
    return {used: tuple(users) for used, users in found.items()}


def find_mentions(
    dossier: Dossier, language: str, mentions: EntryMentions | None = None
) -> Iterator[tuple[str, str]]:
    """What names what: pairs of ids, `HOME` for the dossier itself; the ids may name nothing."""
    mentions = mentions or EntryMentions()
    for used in mentions.list_in(dossier.settings, language):
        yield HOME, used
    texts = dict(dossier.texts())
    for entry in dossier.entries():
        for used in mentions.list_in(entry, language):
            yield entry.id, used
        prose = texts.get(entry.id, {}).get(language)
        if prose is not None:
            for used in mentions.list_in(prose, language):
                yield entry.id, used


def _find_mentions(value: ModelValue) -> Mentions:
    if isinstance(value, Prose):
        return {value.language: tuple(reference.id for reference in find_references(value.body))}
    found: dict[str, list[str]] = {}
    _collect_mentions(value, found)
    return {language: tuple(ids) for language, ids in found.items()}


def _collect_mentions(value: ModelValue, found: dict[str, list[str]]) -> None:
    """Add the ids that a value names, in its fields and its words, but not in the entries that it holds."""
    ids = [used for _, _, used in find_ids(value)]
    if ids:
        found.setdefault("", []).extend(ids)
    for _, _, words in find_words(value):
        for language, text in words.root.items():
            if "[[" in text:
                found.setdefault(language, []).extend(one.id for one in find_references(text))
    for _, part in find_parts(value):
        _collect_mentions(part, found)


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
