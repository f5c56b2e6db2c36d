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

from dossier_timeline.checks.evidence import derivations, passages
from dossier_timeline.checks.figures import tables
from dossier_timeline.checks.ids import duplicates
from dossier_timeline.checks.registers import registers
from dossier_timeline.checks.story import story
from dossier_timeline.checks.units import units
from dossier_timeline.checks.unwritten import unwritten
from dossier_timeline.checks.words import addresses, languages
from dossier_timeline.diagnostics.problems import Problem
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import Locate
from dossier_timeline.model.targets import dangling
from dossier_timeline.model.walk import parts


def check(dossier: Dossier, places: Locate) -> list[Problem]:
    """Every problem of a dossier, also of one that could only be read in part."""
    walked = tuple(parts(dossier))
    return [
        *duplicates(dossier, places),
        *dangling(dossier, places, walked),
        *units(dossier, places, walked),
        *derivations(dossier, places),
        *languages(dossier, places),
        *addresses(dossier, places),
        *passages(dossier, places, walked),
        *tables(dossier, places),
        *story(dossier, places),
        *registers(dossier, places),
        *unwritten(dossier, places),
    ]
