"""The words and texts of a dossier by the document, page or entry of a register to which they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.source_positions import SETTINGS
from dossier_timeline.model.wordings import Wording, walk_wordings


@dataclass(frozen=True, slots=True)
class TextUnit:
    """What is checked together: the words of an entry, with all that is written in it, and its texts.

    `name` is the id of the entry; `entry` is `None` for words and texts that belong to none.
    """

    name: str
    entry: Entry | None
    wordings: tuple[Wording, ...] = ()
    texts: Mapping[str, Prose] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """The number of words and texts in it."""
        return len(self.wordings) + len(self.texts)


class FaultlessTexts(Protocol):
    """What is known of texts in which nothing was wrong."""

    def is_faultless(self, entry: Entry, texts: Mapping[str, Prose]) -> bool:
        """Whether nothing is wrong with the words of an entry and its texts."""


def list_text_units(dossier: Dossier, faultless: FaultlessTexts | None = None) -> Iterator[TextUnit]:
    """All words and texts, but for those in which nothing is wrong."""
    texts = dict(dossier.texts())
    yield TextUnit(SETTINGS, None, tuple(walk_wordings(SETTINGS, dossier.settings)))
    for entry in find_owned(dossier):
        texts_of_entry = texts.pop(entry.id, {})
        if faultless is None or not faultless.is_faultless(entry, texts_of_entry):
            wordings = tuple(
                wording for one in (entry, *find_owned(entry)) for wording in walk_wordings(one.id, one)
            )
            yield TextUnit(entry.id, entry, wordings, texts_of_entry)
    for name, texts_of_none in texts.items():
        yield TextUnit(name, None, (), texts_of_none)
