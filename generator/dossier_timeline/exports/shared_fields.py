"""Fields that several tables have: where something stands, and when it was."""

from __future__ import annotations

from dossier_timeline.exports.table import CellValue, TableField
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.sources import Passage

ID_FIELD = TableField("id", "The name of this entry, the same in every language and for ever.", required=True)

PASSAGE_FIELDS = (
    TableField("document", "The document in whose text it stands.", refers_to="documents"),
    TableField("section", "The heading under which it stands, as printed; empty before the first heading."),
    TableField("paragraph", "Which paragraph, list item or table of that section, from 1.", "integer"),
    TableField("footnote", "The printed number of the footnote, instead of a paragraph.", "integer"),
    TableField(
        "passage_digest",
        "The first twelve hexadecimal digits of the SHA-256 of the text of that passage, white space "
        "and emphasis made even.",
    ),
)
"""Where in a source text something stands."""

DATE_FIELDS = (
    TableField("date", "As known, in EDTF (ISO 8601-2): 2014, 2014-09, 2013~ or 2014-11-05/2014-11-06."),
    TableField("first_day", "The first day that the date may mean.", "date"),
    TableField("last_day", "The last day that the date may mean.", "date"),
)
"""A date of whatever precision."""


def ids_field(name: str, description: str, refers: str = "") -> TableField:
    """A field of ids, in order."""
    return TableField(name, description, holds_many=True, refers_to=refers)


def passage_values(dossier: Dossier, entry: Entry | None, passage: Passage | None) -> tuple[CellValue, ...]:
    """The values of `PLACE`: a passage stands in the document it names, or in that of its entry."""
    home = dossier.document_of.get(entry.id) if entry is not None else None
    if passage is None:
        return (None,) * len(PASSAGE_FIELDS)
    name = present_id(dossier, passage.document) if passage.document else home.id if home else None
    return (name, passage.section or None, passage.paragraph, passage.footnote, passage.digest)


def date_values(date: Edtf | None) -> tuple[CellValue, ...]:
    """The values of `DATE`; an interval without an end has no last day."""
    if date is None:
        return (None, None, None)
    begins = not date.is_span or date.start is not None
    ends = not date.is_span or date.end is not None
    return (
        date.text,
        date.lower.isoformat() if begins else None,
        date.upper.isoformat() if ends else None,
    )


def present_id(dossier: Dossier, entry_id: str | None) -> str | None:
    """The present id of an entry that may be named by an earlier one."""
    entry = dossier.by_id.get(entry_id) if entry_id else None
    return entry.id if entry else entry_id


def present_ids(dossier: Dossier, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The present ids of entries, each once, in order."""
    return tuple(dict.fromkeys(name for one in ids if (name := present_id(dossier, one))))
