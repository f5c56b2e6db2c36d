"""A dossier as it is translated from one of its languages into another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from dossier_timeline.config import OWN_TEMPLATES, Config
from dossier_timeline.content.git_history import find_body_at_digest
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.words_history import find_older_translations
from dossier_timeline.languages import catalogues, extraction
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.translation.translation_plan import (
    TranslationPlan,
    TranslationWriter,
    select_catalogue_words,
)
from dossier_timeline.translation.translation_units import UnitList
from dossier_timeline.translation.unit_listing import InterfaceWords, UnitLister
from dossier_timeline.translation.word_changes import is_changed


@dataclass(frozen=True)
class TranslationProject:
    """A dossier with all units of a language."""

    config: Config
    reading: ContentReading
    dossier: Dossier
    units: UnitList

    @classmethod
    def load(
        cls,
        config: Config,
        reading: ContentReading,
        dossier: Dossier,
        language: str,
        source_language: str | None,
        *,
        exactly: bool = False,
    ) -> TranslationProject:
        """The units of a language. Raises `UsageError` for one that the dossier doesn't have."""
        source = source_language or next((code for code in dossier.languages if code != language), "")
        for code in (language, source):
            if code not in dossier.languages:
                known = ", ".join(dossier.languages)
                raise click.UsageError(
                    f"the dossier has no language “{code}”; it has {known}. "
                    f"`dossier-timeline language add {code}` adds one"
                    if code
                    else f"the dossier is in one language only, {known}"
                )
        if source == language:
            raise click.UsageError(f"“{language}” can't be translated into itself")
        root, content = config.paths.root, config.paths.content_path
        lister = UnitLister(
            reading,
            dossier,
            language,
            source,
            content,
            lambda path, digest: find_body_at_digest(root, path, digest),
            find_older_translations(
                root, content, (source, language), lambda old, new: is_changed(old, new, exactly=exactly)
            ),
            _load_interface_words(config, language, source),
            exactly,
        )
        return cls(config, reading, dossier, lister.list_units())

    def plan_changes(self, words: Mapping[str, str]) -> TranslationPlan:
        """The changes that write translations, given by the id of their unit."""
        paths = self.config.paths
        writer = TranslationWriter(paths.root, paths.content_path, self.reading, self.dossier, self.units)
        own = select_catalogue_words(self.units, words)
        catalogue: dict[str, bytes] = {}
        if own:
            folder = find_own_templates(self.config) / "locales"
            language = self.units.language
            path = catalogues.find_catalogue(folder, language) or extraction.catalogue_path(folder, language)
            messages = extraction.list_required_words(
                language, find_own_templates(self.config), paths.templates[-1]
            )
            text = extraction.update_catalogue(path, language, messages, translated=own)[0]
            catalogue[path.relative_to(paths.root).as_posix()] = text.encode()
        plan = writer.plan(words, catalogue)
        return plan if plan.changes.writes else replace(plan, finished_texts=())


def find_own_templates(config: Config) -> Path:
    """The dossier's own folder of templates, which needn't be there yet."""
    own, packaged = config.paths.templates[0], config.paths.templates[-1]
    return (
        own if own != packaged or own.is_relative_to(config.paths.root) else config.paths.root / OWN_TEMPLATES
    )


def _load_interface_words(config: Config, language: str, source_language: str) -> InterfaceWords:
    """The words that the dossier's own catalogue of a language should have, as far as they're translated."""
    own, packaged = find_own_templates(config), config.paths.templates[-1]
    folder = own / "locales"
    path = catalogues.find_catalogue(folder, language) or extraction.catalogue_path(folder, language)
    wanted = extraction.list_required_words(language, own, packaged)
    messages = tuple(extraction.merge_translations(path, language, wanted))
    source: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in (packaged / "locales", folder):
        file = catalogues.find_catalogue(place, source_language)
        catalogue = catalogues.read_catalogue(file, file.name)[0] if file else None
        source |= catalogue.words if catalogue else {}
    return InterfaceWords(path.relative_to(config.paths.root).as_posix(), messages, source)
