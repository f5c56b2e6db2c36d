"""The words of a dossier by which the search splits compounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.model.base import Entry
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.wordings import walk_wordings
from dossier_timeline.notation.compound_words import CompoundSplitter, list_words
from dossier_timeline.notation.search_words import SearchWords


def make_compound_splitters(
    dossier: Dossier, search_words: Mapping[str, SearchWords]
) -> dict[str, CompoundSplitter]:
    """What splits compounds in each language that builds them.

    It knows the words of registers and pages, which seldom change, and not those of documents: otherwise a
    word that is new in one would change what is indexed of all others.
    """
    return {
        code: CompoundSplitter(words.joints, list_words(_list_register_texts(dossier, code)))
        for code, words in sorted(search_words.items())
        if words.joints
    }


def _list_register_texts(dossier: Dossier, code: str) -> Iterator[str]:
    """All words of the settings, registers and pages' texts in a language."""
    registers: tuple[tuple[Entry, ...], ...] = (dossier.terms, dossier.themes, dossier.kinds, dossier.actors)
    values = (dossier.settings, *(entry for register in registers for entry in register))
    for value in values:
        for wording in walk_wordings("", value):
            yield wording.words.root.get(code, "")
    yield from (page.texts[code].body for page in dossier.pages if code in page.texts)
