"""Days that the dossier gives for itself, when it changed or was checked, and that are yet to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions

_TIME_ZONE_ALLOWANCE = timedelta(days=1)
"""Somewhere on earth it is tomorrow already."""


def check_future_days(dossier: Dossier, positions: SourcePositions, today: date) -> Iterator[Diagnostic]:
    """A warning for each day of the dossier's own that is later than today."""
    for day, find_position in _list_own_days(dossier, positions):
        if day is not None and day.lower > today + _TIME_ZONE_ALLOWANCE:
            message = f"the day {day} is yet to come, but it says when something was changed or checked"
            hint = "write the day on which that was done"
            yield Diagnostic(find_position(), Code.DAY_TO_COME, message, hint)


def _list_own_days(
    dossier: Dossier, positions: SourcePositions
) -> Iterator[tuple[Edtf | None, Callable[[], Position]]]:
    """Each day with what finds its position, for which a file has to be read once more."""
    yield dossier.settings.updated, partial(positions.of, SETTINGS, "updated")
    for number, line in enumerate(dossier.settings.help):
        yield line.checked, partial(positions.of, SETTINGS, "help", number, "checked")
    for document in dossier.documents:
        yield document.updated, partial(positions.of, document.id, "updated")
        for number, address in enumerate(document.addresses):
            if address.archived is not None:
                path = ("addresses", number, "archived", "date")
                yield address.archived.date, partial(positions.of, document.id, *path)
    for correction in dossier.corrections:
        yield correction.date, partial(positions.of, correction.id, "date")
    for entry, texts in dossier.texts():
        for code, prose in texts.items():
            yield prose.head.updated, partial(positions.in_front_matter, entry, code, "updated")
