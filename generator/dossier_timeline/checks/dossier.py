"""Whether a dossier holds together: everything that can be known from the dossier alone.

What stands in texts is looked at where texts are read: references, numbers, links, headings. What still has
to be written is looked at in `checks/unwritten_texts.py`.
"""

from __future__ import annotations

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
