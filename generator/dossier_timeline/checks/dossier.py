"""Whether a dossier holds together: everything that can be known from the dossier alone.

What stands in texts is looked at where texts are read: references, numbers, links, headings. What still has
to be written is looked at in `checks/unwritten_texts.py`.
"""

from __future__ import annotations

from functools import partial

from dossier_timeline.checks.commitments import check_commitments
from dossier_timeline.checks.figures import check_figures
from dossier_timeline.checks.ids import check_ids
from dossier_timeline.checks.languages_and_slugs import check_languages, check_slugs
from dossier_timeline.checks.passages import check_derivations, check_passages
from dossier_timeline.checks.references import check_references
from dossier_timeline.checks.registers import check_registers
from dossier_timeline.checks.units import check_units
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.workers import ForkedTask, run_in_fork, usable_processors

_MIN_FORKED_DOCUMENTS = 200
"""From so many documents on it pays to check a dossier in a process of its own."""


def check_dossier(dossier: Dossier, positions: SourcePositions) -> list[Diagnostic]:
    """Every problem of a dossier, also of one that could only be read in part."""
    values = walk_values(dossier)
    return [
        *check_ids(dossier, positions),
        *check_references(dossier, positions, values),
        *check_units(dossier, positions, values),
        *check_derivations(dossier, positions),
        *check_languages(dossier, positions),
        *check_slugs(dossier, positions),
        *check_passages(dossier, positions, values),
        *check_figures(dossier, positions),
        *check_commitments(dossier, positions),
        *check_registers(dossier, positions),
    ]


class DossierCheckTask:
    """The check of a dossier; of a large one, a fork makes it while other things are looked at."""

    def __init__(self, dossier: Dossier, positions: SourcePositions) -> None:
        """Start the fork."""
        self._check = partial(check_dossier, dossier, positions)
        is_large = len(dossier.documents) >= _MIN_FORKED_DOCUMENTS and usable_processors() > 1
        self._fork: ForkedTask[list[Diagnostic]] | None = run_in_fork(self._check) if is_large else None

    def wait(self) -> list[Diagnostic]:
        """Every problem of the dossier. May be called once."""
        task, self._fork = self._fork or self._check, None
        return task()

    def close(self) -> None:
        """End the fork if nobody waited for it."""
        if self._fork is not None:
            self._fork.cancel()
            self._fork = None
