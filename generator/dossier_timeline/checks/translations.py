"""Whether each text has been compared with its translations since those changed, or is waived with a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.translation_status import TranslationComparison, TranslationStatus
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.vocabulary import Vocabulary

TextsByEntry = Mapping[str, Mapping[str, Prose]]
"""Markdown texts by the id of their document or page, then by language."""


def check_translation_status(
    texts: TextsByEntry, comparisons: Iterable[TranslationComparison]
) -> Iterator[Diagnostic]:
    """Each text that is behind a translation (`behind`), or was never compared with it (`never-in-step`)."""
    for comparison in comparisons:
        if comparison.status is not TranslationStatus.IN_STEP and not comparison.is_waived:
            yield _describe_comparison(texts, comparison)


def _describe_comparison(texts: TextsByEntry, comparison: TranslationComparison) -> Diagnostic:
    ours = texts[comparison.entry][comparison.language].path
    theirs = texts[comparison.entry][comparison.other].path
    if comparison.status is TranslationStatus.BEHIND:
        code, message = Code.BEHIND, f"{theirs} has changed since this text was last in step with it"
    else:
        code = Code.NEVER_IN_STEP
        message = f"it has not been recorded that this text says the same as {theirs}"
    command = f"dossier-timeline translated {comparison.entry} {comparison.language}"
    hint = f"compare the two, and then record it with “{command}”"
    return Diagnostic(Position(ours), code, message, hint)


def check_translation_waivers(
    texts: TextsByEntry, positions: SourcePositions, vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Diagnostic]:
    """Each reason why a text may be behind that gives no date (`undated-waiver`)."""
    for entry, by_language in texts.items():
        for language, prose in by_language.items():
            waived = prose.head.waived
            if waived and not any(
                _has_day(text, vocabularies.get(code)) for code, text in waived.root.items()
            ):
                position = positions.in_front_matter(entry, language, "waived")
                message = "this says why the text may be behind, but not since when"
                hint = "add the date on which that was decided"
                yield Diagnostic(position, Code.UNDATED_WAIVER, message, hint)


def _has_day(text: str, vocabulary: Vocabulary | None) -> bool:
    if vocabulary is None:
        return any(character.isdigit() for character in text)
    return any(bare.day or bare.text.count("-") == 2 for bare in find_bare_numbers(text, vocabulary))
