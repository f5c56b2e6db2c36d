"""Where each thing is used: what names a fact, an actor, a work, by reference or by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.derivation import find_operand_ids
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import find_types
from dossier_timeline.model.references import find_references
from dossier_timeline.model.registers import Work

HOME = ""
"""Stands for the dossier itself, whose words are on the home page."""

_IDS = frozenset(
    {
        "actors", "author", "body", "by", "concerns", "country", "fact", "facts", "key_facts", "publisher",
        "recipient", "see", "sender", "themes", "to", "work", "works",
    }
)  # fmt: skip
_OWN = {Document: {"facts", "quotations", "figures", "events", "commitments", "waived"}, Work: {"facts"}}

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
    for used in _within(dossier.settings, language):
        yield HOME, used
    texts = dict(dossier.texts())
    for entry in dossier.entries():
        for used in _within(entry, language):
            yield entry.id, used
        prose = texts.get(entry.id, {}).get(language)
        if prose is not None:
            for reference in find_references(prose.body):
                yield entry.id, reference.id


def _within(entry: BaseModel, language: str) -> Iterator[str]:
    """The ids that an entry names, in its fields and its words, but not in entries that it holds."""
    for name in _naming(type(entry)):
        value = getattr(entry, name)
        if value:
            yield from _named(name, value, language)


@lru_cache(maxsize=1024)
def _naming(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a type in which something may be named."""
    skipped = _OWN.get(kind, set())
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if name not in skipped
        and (name in _IDS or name == "derived" or any(map(_may_name, find_types(field.annotation))))
    )


def _may_name(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, Entry)


def _named(name: str, value: Any, language: str) -> Iterator[str]:
    if isinstance(value, str):
        if name in _IDS:
            yield value
        elif name == "derived":
            yield from find_operand_ids(value)
    elif isinstance(value, Words):
        text = value.root.get(language)
        if text and "[[" in text:
            for reference in find_references(text):
                yield reference.id
    elif isinstance(value, tuple):
        for each in value:
            yield from _named(name, each, language)
    elif isinstance(value, BaseModel):
        if not isinstance(value, Entry):
            yield from _within(value, language)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _named("", each, language)
