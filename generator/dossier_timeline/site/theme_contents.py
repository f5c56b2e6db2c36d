"""What belongs to each theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Theme
from dossier_timeline.model.story import Commitment, Event


@dataclass(slots=True)
class ThemeContents:
    """What belongs to a theme, each in the order of the dossier."""

    documents: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)


def collect_theme_contents(dossier: Dossier) -> Mapping[str, ThemeContents]:
    """Return what belongs to each theme, by its id; an entry may name it by one that it had before."""
    contents = {theme.id: ThemeContents() for theme in dossier.themes}

    def find_themes(names: Iterable[str]) -> list[ThemeContents]:
        themes = (dossier.by_id.get(name) for name in names)
        return [contents[name] for name in dict.fromkeys(one.id for one in themes if isinstance(one, Theme))]

    for document in dossier.documents:
        for theme in find_themes(document.themes):
            theme.documents.append(document)
        for event in document.events:
            for theme in find_themes(event.themes):
                theme.events.append(event)
        for commitment in document.commitments:
            for theme in find_themes(commitment.themes):
                theme.commitments.append(commitment)
    return contents
