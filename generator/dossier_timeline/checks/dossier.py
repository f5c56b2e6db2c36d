"""Whether a dossier holds together: everything that can be known from the dossier alone.

| code                                                   | what                                            |
|--------------------------------------------------------|-------------------------------------------------|
| `duplicate-id`, `reserved-id`                          | an id or alias is given twice, or is not free   |
| `dangling-reference`, `wrong-kind`                     | an id names nothing, or the wrong kind of thing |
| `unknown-unit`, `unit-of-kind`                         | what a fact or column counts                    |
| `bad-derivation`                                       | arithmetic over facts that cannot be done       |
| `missing-language`, `unknown-language`                 | words in each language of the dossier           |
| `missing-form`                                         | the plural forms of a unit                      |
| `missing-summary`, `missing-page` (warnings)           | a text that is not there in every language      |
| `bad-slug`, `clashing-address`, `clashing-anchor`      | two things with one address                     |
| `unknown-column`, `missing-cell`, `wrong-cell`, `filled-gap`, `duplicate-column`, `duplicate-row` | tables |
| `missing-passage`, `missing-document`, `unknown-section` | where something is said                       |
| `due-before-made`, `outcome-before-made`, `until-before-since`, `status-clash` | promises and roles      |
| `unknown-country`, `duplicate-country`, `too-many` (warning) | registers                                 |
| `not-written` (warning)                                | words that a new dossier leaves to be written   |

What stands in texts is looked at where texts are read: references, numbers, links, headings.
"""

from __future__ import annotations

from dossier_timeline.checks.commitments import check_commitments
from dossier_timeline.checks.figures import check_figures
from dossier_timeline.checks.ids import check_ids
from dossier_timeline.checks.passages import check_derivations, check_passages
from dossier_timeline.checks.references import check_references
from dossier_timeline.checks.registers import check_registers
from dossier_timeline.checks.units import check_units
from dossier_timeline.checks.unwritten_texts import check_unwritten_texts
from dossier_timeline.checks.words import check_languages, check_slugs
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.source_positions import SourcePositions


def check_dossier(dossier: Dossier, positions: SourcePositions) -> list[Diagnostic]:
    """Every problem of a dossier, also of one that could only be read in part."""
    walked = tuple(walk_values(dossier))
    return [
        *check_ids(dossier, positions),
        *check_references(dossier, positions, walked),
        *check_units(dossier, positions, walked),
        *check_derivations(dossier, positions),
        *check_languages(dossier, positions),
        *check_slugs(dossier, positions),
        *check_passages(dossier, positions, walked),
        *check_figures(dossier, positions),
        *check_commitments(dossier, positions),
        *check_registers(dossier, positions),
        *check_unwritten_texts(dossier, positions),
    ]
