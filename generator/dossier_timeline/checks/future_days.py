"""Days that the dossier gives for itself, when it changed or was checked, and that are yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions

_TIME_ZONE_ALLOWANCE = timedelta(days=1)
"""Somewhere on earth it is tomorrow already."""


def check_future_days(dossier: Dossier, positions: SourcePositions, today: date) -> Iterator[Diagnostic]:
    """A warning for each day of the dossier's own that is later than today."""
    for day, place in _list_own_days(dossier, positions):
        if day is not None and day.lower > today + _TIME_ZONE_ALLOWANCE:
            message = f"the day {day} is yet to come, but it says when something was changed or checked"
            yield Diagnostic(place, Code.DAY_TO_COME, message, "write the day on which that was done")


def _list_own_days(dossier: Dossier, positions: SourcePositions) -> Iterator[tuple[Edtf | None, Position]]:
    yield dossier.settings.updated, positions.of(SETTINGS, "updated")
    for number, line in enumerate(dossier.settings.help):
        yield line.checked, positions.of(SETTINGS, "help", number, "checked")
    for document in dossier.documents:
        yield document.updated, positions.of(document.id, "updated")
    for correction in dossier.corrections:
        yield correction.date, positions.of(correction.id, "date")
    for entry, texts in dossier.texts():
        for code, prose in texts.items():
            yield prose.head.updated, positions.in_front_matter(entry, code, "updated")
