"""Read and check: all that is wrong with the content, told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier_timeline.checks.dossier import DossierCheckTask, check_dossier
from dossier_timeline.checks.drafts import check_draft_references, remove_unfinished_problems
from dossier_timeline.checks.future_days import check_future_days
from dossier_timeline.checks.media import MediaTools, check_media
from dossier_timeline.checks.option_values import check_option_values
from dossier_timeline.checks.orphan_pages import check_orphan_pages
from dossier_timeline.checks.proof import check_proof
from dossier_timeline.checks.site_address import check_site_address
from dossier_timeline.checks.style import check_style
from dossier_timeline.checks.template_files import check_template_files
from dossier_timeline.checks.text_units import list_text_units
from dossier_timeline.checks.texts import TextCheckSteps, check_texts
from dossier_timeline.checks.unwritten_texts import check_unwritten_texts
from dossier_timeline.config import Config, ProjectPaths
from dossier_timeline.content.content_files import DOCUMENT_FILE
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.lexicon_files import load_search_words
from dossier_timeline.content.published_texts import PublishedTexts
from dossier_timeline.content.reading import ContentReading, ParsedFiles, read_content_folder
from dossier_timeline.diagnostics.codes import Code, Trait
from dossier_timeline.diagnostics.diagnostic import (
    ContentError,
    Diagnostic,
    select_blocking,
    sort_diagnostics,
)
from dossier_timeline.evidence.verification_state import PassagesByDocument
from dossier_timeline.languages import Language, load_languages
from dossier_timeline.media.published_media import NO_MEDIA, PublishedMedia
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SETTINGS
from dossier_timeline.notation.search_words import SearchWords
from dossier_timeline.today import today


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """A dossier that may be planned: without an error in it."""

    reading: ContentReading
    languages: Mapping[str, Language]
    problems: tuple[Diagnostic, ...]
    source_passages: PassagesByDocument = field(default_factory=dict)
    """The passages of the source texts that are at hand."""
    published_texts: PublishedTexts = field(default_factory=PublishedTexts)
    """The source texts that may be published."""
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    """What readers type who search, by language."""
    media: PublishedMedia = NO_MEDIA
    """The images and files to download that are published."""


def read_content(paths: ProjectPaths, parsed_before: ParsedFiles | None = None) -> ContentReading:
    """The content of a dossier; files among `parsed_before` aren't parsed again."""
    return read_content_folder(paths.root, content=paths.content_path, parsed_before=parsed_before)


def check_content(
    config: Config,
    reading: ContentReading | None = None,
    check_steps: TextCheckSteps | None = None,
    dossier_check: DossierCheckTask | None = None,
    media_tools: MediaTools | None = None,
) -> CheckedContent:
    """Read and check all content. Raises `ContentError` with every problem when one is an error.

    `check_steps` tell in which texts nothing is wrong, and `dossier_check` was started before. Without
    `media_tools` no image is made.
    """
    reading = reading or read_content(config.paths)
    problems = [
        *config.problems,
        *reading.problems,
        *check_template_files(config.paths.templates, config.paths.root),
    ]
    languages: Mapping[str, Language] = {}
    search_words: Mapping[str, SearchWords] = {}
    if reading.dossier is not None:
        languages, missing = load_languages(
            reading.dossier.languages, config.paths.locales, root=config.paths.root
        )
        problems += missing
        search_words, word_problems = load_search_words(
            languages, config.paths.templates, root=config.paths.root
        )
        problems += word_problems
        units = [*list_text_units(reading.dossier, check_steps)]
        problems += check_unwritten_texts(units, reading.dossier, reading.positions)
        problems += check_future_days(reading.dossier, reading.positions, today())
        problems += check_texts(
            reading.dossier,
            reading.positions,
            languages,
            paths=config.paths,
            markdown=config.markdown,
            text_settings=config.texts,
            units=units,
            steps=check_steps,
        )
        problems += _check_whole(reading.dossier, reading.positions, check_steps, dossier_check)
        problems += check_style(reading.dossier.settings, reading.positions, config.paths.templates)
        problems += check_orphan_pages(
            reading.dossier, reading.positions, config.paths.content_path, with_drafts=config.mode.drafts
        )
    made_media = check_media(config, reading, media_tools)
    problems += made_media.problems
    proof = check_proof(reading, config.paths)
    problems += proof.problems
    if reading.dossier is not None:
        problems = _apply_draft_rules(problems, reading.dossier, reading, config)
    problems = _remove_consequences(
        [*problems, *_check_release(config, reading), *check_option_values(config)]
    )
    raise_on_errors(problems, strict=config.mode.strict)
    texts = proof.source_passages, proof.published_texts
    return CheckedContent(
        reading, languages, sort_diagnostics(problems), *texts, search_words, made_media.media
    )


def _check_whole(
    dossier: Dossier,
    positions: EntryPositions,
    check_steps: TextCheckSteps | None,
    dossier_check: DossierCheckTask | None,
) -> list[Diagnostic]:
    """What is wrong with the dossier, looked at again unless only words of texts have changed."""
    if check_steps is not None and check_steps.holds_together():
        return []
    found = dossier_check.wait() if dossier_check else check_dossier(dossier, positions)
    if check_steps is not None and not found:
        check_steps.note_holds_together()
    return found


def _remove_consequences(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Without what only says that a document is missing that has a folder, but not its data."""
    if not any(
        p.code == Code.MISSING_FILE and p.position.path.endswith(f"/{DOCUMENT_FILE}") for p in problems
    ):
        return problems
    return [one for one in problems if Trait.ECHOES_MISSING_DOCUMENT not in one.code.traits]


def _apply_draft_rules(
    problems: list[Diagnostic], dossier: Dossier, reading: ContentReading, config: Config
) -> list[Diagnostic]:
    """Drafts may be unfinished, but nothing may lead to them; what is released is finished."""
    content = config.paths.content_path
    problems = remove_unfinished_problems(problems, dossier, content)
    if not config.mode.drafts:
        problems += check_draft_references(dossier, reading.positions, config.markdown, content)
        problems += _check_something_published(dossier, reading)
    return [problem.for_release() for problem in problems] if config.mode.release else problems


def _check_something_published(dossier: Dossier, reading: ContentReading) -> list[Diagnostic]:
    """A warning where each document that there is is a draft: readers get a home page with nothing on it."""
    if not dossier.documents or not all(document.draft for document in dossier.documents):
        return []
    message = "readers see no document yet: each is a draft, which only `mkdocs serve` shows"
    hint = "take `draft: true` away from one that is finished"
    place = reading.positions.of(dossier.documents[0].id, "draft", key=True)
    return [Diagnostic(place, Code.NOTHING_TO_READ, message, hint)]


def _check_release(config: Config, reading: ContentReading) -> list[Diagnostic]:
    """What may be built but not released."""
    if not config.mode.release:
        return []
    problems = check_site_address(config.addresses.whole_site_url, config.paths)
    lines = reading.dossier.settings.help if reading.dossier else ()
    problems += [
        Diagnostic(
            reading.positions.of(SETTINGS, "help", number),
            Code.HELP_LINE_NOT_CHECKED,
            "nobody has checked this help line",
            "call the number or open the address, then write the day under “checked”",
        )
        for number, line in enumerate(lines)
        if line.checked is None
    ]
    return problems


def raise_on_errors(problems: list[Diagnostic], *, strict: bool) -> None:
    """Raise `ContentError` with all problems when one is an error, or a warning if `strict`."""
    if select_blocking(problems, strict=strict):
        raise ContentError(problems)
