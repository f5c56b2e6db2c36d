"""Checks of texts in which nothing was wrong, and which needn't be made again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from dossier_timeline.cache.buckets import fingerprint
from dossier_timeline.cache.steps import StepCache
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, PageHead, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.entry_digests import OWNED_FIELDS, EntryDigests
from dossier_timeline.model.recorded_dossier import DossierReads
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.wordings import walk_wordings
from dossier_timeline.notation.comparable_text import make_comparable
from dossier_timeline.read_recorder import ReadRecorder

_WHOLE_DOSSIER = "dossier:"
"""The name of the step that checks the dossier as a whole; it has a colon, which no id has."""
_NAMES = "names:"
"""The name of the step whose plan is the names that texts may use, as JSON."""
_UNTOLD_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class CheckSteps:
    """What was found without fault, by the id of the entry to which the texts belong."""

    _recorded: DossierReads
    _steps: StepCache
    _digests: EntryDigests
    _content_key: str
    """The digest of all content but the words of the Markdown texts."""
    _changed_names: tuple[str, ...] | None = ()
    """The names that are new or gone since, by their letters; `None` where nobody knows which those are."""

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
        if self._changed_names is None or (self._changed_names and self._says_changed_name(entry, texts)):
            return False
        return self._steps.find(entry.id, self._describe(entry, texts)) is not None

    def _says_changed_name(self, entry: Entry, texts: Mapping[str, Prose]) -> bool:
        """Whether a name that is new or gone may stand in the words of an entry or its texts."""
        owned = (wording for one in (entry, *find_owned(entry)) for wording in walk_wordings(one.id, one))
        written = [text for wording in owned for text in wording.words.root.values()]
        for prose in texts.values():
            head = (prose.head.title, prose.head.description) if isinstance(prose.head, PageHead) else ()
            written += [prose.body, *head]
        letters = " ".join(map(_keep_letters, written))
        return any(name in letters for name in self._changed_names or ())

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


def note_names(steps: StepCache, names: Set[str]) -> tuple[str, ...] | None:
    """Note the names that texts may use; return those that are new or gone since, by their letters.

    A name matters to the texts only in which it stands. `None` where it isn't known what names there were.
    """
    before = steps.previous_steps.get(_NAMES)
    steps.record(_NAMES, json.dumps(sorted(names)), frozenset())
    return (
        None
        if before is None
        else tuple({_keep_letters(name) for name in names ^ {*json.loads(before.plan)}})
    )


def _keep_letters(text: str) -> str:
    """The letters and digits of a text as they're compared, without capitals and what is between them."""
    return _UNTOLD_SIGNS.sub("", make_comparable(text).text.casefold().replace("ı", "i"))
