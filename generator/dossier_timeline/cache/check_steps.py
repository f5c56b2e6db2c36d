"""Checks of texts in which nothing was wrong, and which needn't be made again."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from dossier_timeline.cache.buckets import fingerprint
from dossier_timeline.cache.steps import StepCache
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.entry_digests import OWNED_FIELDS, EntryDigests
from dossier_timeline.model.recorded_dossier import DossierReads
from dossier_timeline.read_recorder import ReadRecorder

_WHOLE_DOSSIER = "dossier:"
"""The name of the step that checks the dossier as a whole; it has a colon, which no id has."""


@dataclass(frozen=True, slots=True)
class CheckSteps:
    """What was found without fault, by the id of the entry to which the texts belong."""

    _recorded: DossierReads
    _steps: StepCache
    _digests: EntryDigests
    _content_key: str
    """The digest of all content but the words of the Markdown texts."""

    @property
    def dossier(self) -> Dossier:
        """The dossier, reads of which are noted."""
        return self._recorded.dossier

    @property
    def recorder(self) -> ReadRecorder:
        """Notes what a check reads."""
        return self._recorded.recorder

    def is_faultless(self, entry: Entry, texts: Mapping[str, Prose]) -> bool:
        """Whether nothing was wrong with the words of an entry and its texts, and all is as it was then."""
        return self._steps.find(entry.id, self._describe(entry, texts)) is not None

    def note_faultless(self, entry: Entry, texts: Mapping[str, Prose], reads: Set[str]) -> None:
        """Note that nothing is wrong with the words of an entry and its texts."""
        self._steps.record(entry.id, self._describe(entry, texts), reads)

    def holds_together(self) -> bool:
        """Whether the dossier was found to hold together, and only words of texts have changed since."""
        return bool(self._content_key) and self._steps.find(_WHOLE_DOSSIER, self._content_key) is not None

    def note_holds_together(self) -> None:
        """Note that the dossier holds together."""
        if self._content_key:
            self._steps.record(_WHOLE_DOSSIER, self._content_key, frozenset())

    def _describe(self, entry: Entry, texts: Mapping[str, Prose]) -> str:
        fields = ("", *OWNED_FIELDS) if isinstance(entry, Document) else ("",)
        parts = [self._digests.of_part(entry, name) for name in fields]
        return fingerprint((parts, [(code, self._digests.of(one), one.body) for code, one in texts.items()]))
