"""Which content gives an id that stands on a page: an entry, a row of a table or a heading."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_timeline.checks.ids import find_heading_ids
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Figure
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.site.plan import SitePlan


class IdOwners:
    """Says of an id that a page has for something of its own where content gives it, too."""

    def __init__(self, site: SitePlan, positions: SourcePositions) -> None:
        self._site, self._places = site, positions

    def __call__(self, path: str, name: str) -> Diagnostic | None:
        """What to tell of an id that a page has twice; `None` where no content gives it."""
        page = self._site.pages_by_path.get(path)
        position = next(self._positions(name, page.language if page else ""), None)
        if position is None:
            return None
        message = f"“{name}” is an id that pages of the site have for something of their own"
        return Diagnostic(position, Code.RESERVED_ID, message, "choose another id")

    def _positions(self, name: str, language: str) -> Iterator[Position]:
        dossier = self._site.dossier
        if name in dossier.by_id:
            yield from self._places.all_of(name)[-1:]
        yield from self._rows(dossier, name)
        for entry, texts in dossier.texts():
            for code in (language, *texts):
                for found, line, column in find_heading_ids(texts[code].body) if code in texts else ():
                    if found == name:
                        yield self._places.in_body(entry, code, line, column)

    def _rows(self, dossier: Dossier, name: str) -> Iterator[Position]:
        for entry in dossier.entries():
            if isinstance(entry, Figure):
                for index, row in enumerate(entry.rows):
                    if f"{entry.id}-{row.id}" == name:
                        yield self._places.of(entry.id, "rows", index, "id")
