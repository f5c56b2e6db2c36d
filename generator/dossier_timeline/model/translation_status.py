"""Whether the languages of a text are in step.

For each text, `translated` records in translations.json which digest the body of every other language had
when the two last said the same. When the other body changes, its digest is another, and this text is behind
until somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.text_digests import is_same_text


class TranslationStatus(StrEnum):
    """How a text stands to that of another language."""

    IN_STEP = "in-step"
    BEHIND = "behind"
    """The other text has changed since."""
    NEVER_COMPARED = "never"
    """Nobody has recorded that the two say the same."""


@dataclass(frozen=True, slots=True)
class TranslationComparison:
    """How the text of `entry` in `language` stands to that in `other`.

    `digest` is that of the other text now; `recorded` the one last recorded ("" for none).
    `waived` says that its being behind is accepted for a while.
    """

    entry: str
    language: str
    other: str
    status: TranslationStatus
    digest: str
    recorded: str = ""
    is_waived: bool = False


TranslationDigests = Mapping[str, Mapping[str, str]]
"""By language: the digest that the text of each other language had when the two said the same."""


def compare_translations(
    entry_id: str,
    texts: Mapping[str, Prose],
    recorded_digests: TranslationDigests,
    *,
    exactly: bool = False,
) -> Iterator[TranslationComparison]:
    """How each language of a text stands to each other language of it; drafts stand aside.

    A change of typography alone puts nothing behind, unless texts are compared `exactly`.
    """
    for language, prose in texts.items():
        for other, theirs in texts.items():
            if other == language or prose.head.draft or theirs.head.draft:
                continue
            now, recorded = theirs.body_digest, recorded_digests.get(language, {}).get(other, "")
            step = (
                TranslationStatus.NEVER_COMPARED
                if not recorded
                else TranslationStatus.IN_STEP
                if is_same_text(recorded, now, exactly=exactly)
                else TranslationStatus.BEHIND
            )
            waived = prose.head.waived is not None
            yield TranslationComparison(entry_id, language, other, step, now, recorded, waived)


def compare_all_translations(dossier: Dossier, *, exactly: bool = False) -> Iterator[TranslationComparison]:
    """The standings of every summary and every page of the dossier's own."""
    for entry, texts in dossier.texts():
        yield from compare_translations(entry, texts, dossier.translations.get(entry, {}), exactly=exactly)


def find_changed_languages(
    texts: Mapping[str, Prose], language: str, recorded_digests: TranslationDigests
) -> tuple[str, ...]:
    """The languages whose text has changed since this one was last in step with it.

    One that is behind has the notice; of two that are behind each other, both have.
    """
    return tuple(
        one.other
        for one in compare_translations("", texts, recorded_digests)
        if one.language == language and one.status is TranslationStatus.BEHIND
    )
