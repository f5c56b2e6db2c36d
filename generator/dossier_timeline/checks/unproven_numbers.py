"""Numbers of a dossier's own texts that are no facts because somebody said so: marked, or on free pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.checks.bare_numbers import has_free_numbers
from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.lexicon_files import load_number_words
from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.languages import Language
from dossier_timeline.model.documents import PageHead, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import scan_references
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.wordings import collect_names, find_wordings
from dossier_timeline.notation.bare_numbers import find_bare_numbers


@dataclass(frozen=True, slots=True)
class UnprovenNumbers:
    """What was marked as no claim, by place, and how many numbers stand on each page that is free."""

    marked: tuple[tuple[Position, str], ...]
    free: tuple[tuple[str, int], ...]


def find_unproven_numbers(
    dossier: Dossier, positions: SourcePositions, languages: Mapping[str, Language], paths: ProjectPaths
) -> UnprovenNumbers:
    """Every number that a text says to be no claim."""
    marked = sorted(_find_marked(dossier, positions))
    return UnprovenNumbers(tuple(marked), tuple(_count_free_numbers(dossier, languages, paths)))


def _find_marked(dossier: Dossier, positions: SourcePositions) -> Iterator[tuple[Position, str]]:
    for wording in find_wordings(dossier):
        for code, text in wording.words.root.items():
            for mark in scan_references(text).no_claims:
                yield positions.in_text(wording.entry, (*wording.path, code), mark.start), mark.words
    for entry, texts in dossier.texts():
        for code, prose in texts.items():
            for mark in scan_references(prose.body).no_claims:
                yield positions.in_body(entry, code, mark.line, mark.column), mark.words


def _count_free_numbers(
    dossier: Dossier, languages: Mapping[str, Language], paths: ProjectPaths
) -> Iterator[tuple[str, int]]:
    pages = [(page.id, code, prose) for page in dossier.pages for code, prose in page.texts.items()]
    free = [
        (code, prose) for entry, code, prose in pages if has_free_numbers(entry, prose) and code in languages
    ]
    words, _ = load_number_words(languages if free else (), paths.templates, root=paths.root)
    every = [numbers for numbers, _ in words.values()]
    allowed = collect_names(dossier) if free else frozenset()
    for code, prose in free:
        known = make_vocabulary(languages[code], dossier, allowed, words[code], every)
        heads = sum(len(find_bare_numbers(text, known)) for _, text in _head(prose))
        yield prose.path, heads + len(find_bare_numbers(prose.body, known, markdown=True))


def _head(prose: Prose) -> Iterator[tuple[str, str]]:
    if isinstance(prose.head, PageHead):
        yield "title", prose.head.title
        yield "description", prose.head.description
