"""What is needed to read the values of a document's summaries: its texts, languages, vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import click

from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.config import Config
from dossier_timeline.content.lexicon_files import load_lexicons, load_number_words
from dossier_timeline.evidence.stated_values import StatedValue, SummaryReader
from dossier_timeline.languages import Language
from dossier_timeline.languages.loading import load_languages
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.wordings import collect_names


@dataclass(frozen=True, slots=True)
class DocumentSummaries:
    """The summaries of a document that are written, by language, with how each language is read."""

    texts: Mapping[str, Prose]
    languages: Mapping[str, Language]
    readers: Mapping[str, SummaryReader]

    def find_stated_values(self) -> dict[str, tuple[StatedValue, ...]]:
        """What each language states without a reference."""
        return {code: self.readers[code].find_stated_values(prose.body) for code, prose in self.texts.items()}


def load_summaries(config: Config, dossier: Dossier, document: Document) -> DocumentSummaries:
    """The summaries of a document. Raises `ClickException` where none is written."""
    languages, readers = load_readers(config, dossier)
    found = next((one.texts for one in dossier.summaries if one.document == document.id), {})
    texts = {code: found[code] for code in languages if code in found and found[code].body.strip()}
    if not texts:
        raise click.ClickException(f"no summary of “{document.id}” is written yet")
    return DocumentSummaries(texts, languages, readers)


def load_readers(
    config: Config, dossier: Dossier
) -> tuple[Mapping[str, Language], Mapping[str, SummaryReader]]:
    """The languages of a dossier, and how texts in each are read."""
    languages, _ = load_languages(dossier.languages, config.paths.locales, root=config.paths.root)
    words, _ = load_number_words(languages, config.paths.templates, root=config.paths.root)
    lexicons, _ = load_lexicons(languages, config.paths.templates, root=config.paths.root)
    every = [numbers for numbers, _ in words.values()]
    names = collect_names(dossier)
    readers = {
        code: SummaryReader(
            make_vocabulary(language, dossier, names, words[code], every), lexicons[code], dossier.units
        )
        for code, language in languages.items()
    }
    return languages, readers
