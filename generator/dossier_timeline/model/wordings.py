"""Every text of our own in a dossier, wherever it stands, and the names that it may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import LocatedValue, walk_value, walk_values
from dossier_timeline.model.registers import Work
from dossier_timeline.model.relations import Path, find_words, relations_of
from dossier_timeline.model.remembering import remember_each, remember_last
from dossier_timeline.model.sources import Quotation


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of an entry: where they stand below it (without the language), and what they are.

    `entry` is the id as in `SourcePositions`; `numbers_need_no_fact` says that they are a name, a title as
    printed or part of an address, which may hold a number.
    """

    entry: str
    path: Path
    words: Words
    numbers_need_no_fact: bool = False


@remember_last
def find_wordings(dossier: Dossier) -> tuple[Wording, ...]:
    """All words of a dossier but its Markdown, in the order of its entries."""
    return tuple(wording for located in walk_values(dossier) for wording in _find_words_in(located))


def walk_wordings(entry_id: str, value: ModelValue) -> Iterator[Wording]:
    """The words of an entry or of the settings, but not of the entries that are written in it."""
    for located in walk_value(entry_id, value):
        yield from _find_words_in(located)


@remember_each
def _find_words_in(located: LocatedValue) -> tuple[Wording, ...]:
    return tuple(
        Wording(located.entry, (*located.path, *path), words, relation.numbers_need_no_fact)
        for relation, path, words in find_words(located.value)
    )


@remember_last
def collect_names(dossier: Dossier) -> frozenset[str]:
    """Names, titles as printed and official numbers of the dossier, in every language."""
    found: set[str] = {line.phone for line in dossier.settings.help if line.phone}
    for entry in dossier.entries():
        for relation in relations_of(type(entry)).words:
            content = getattr(entry, relation.field) if relation.is_name else None
            found.update(
                content.root.values() if isinstance(content, Words) else [content] if content else []
            )
        if isinstance(entry, Document | Work):
            numbers = entry.identifiers.all.values()
            found.update(numbers)
            found.update(number.split(",")[0] for number in numbers)
        if isinstance(entry, Document) and entry.original_title:
            found.add(entry.original_title)
        if isinstance(entry, Document) and entry.draft:
            found.add(entry.id)
    return frozenset(found)


def needs_words(dossier: Dossier, entry_id: str, path: Path, words: Words, code: str) -> bool:
    """Whether words at a path of an entry must be there in a language, as they are in others."""
    return is_for_each_language(dossier, path, words) and not _is_original(dossier, entry_id, path, code)


def is_for_each_language(dossier: Dossier, path: Path, words: Words) -> bool:
    """Whether words are ours: reasons of a waiver may be in any language, and cells in none of ours."""
    if path[-1] == "waived":
        return False
    return "cells" not in path or any(code in dossier.languages for code in words.root)


def _is_original(dossier: Dossier, entry_id: str, path: Path, code: str) -> bool:
    """Whether words translate a quotation or heading that is in this language already."""
    entry, document = dossier.by_id.get(entry_id), dossier.document_of.get(entry_id)
    if isinstance(entry, Document) and path[:2] == ("text", "translated_sections"):
        return entry.language == code
    if path != ("translation",):
        return False
    if not isinstance(entry, Quotation) or document is None:
        return False
    return (entry.language or document.language) == code
