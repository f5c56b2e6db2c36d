"""A column for each field with ids, in the table of the entries or parts that have the field.

Tables have columns of their own for what data readers expect; a field of the model that none of them tells
is added here, so that a new field is in the data without another line.
"""

from __future__ import annotations

from dataclasses import replace

from dossier_timeline.exports.table import CellValue, TableField, TabularResource, present_id, present_ids
from dossier_timeline.model.base import ModelValue
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.field_types import IdForm
from dossier_timeline.model.media import MediaEntry
from dossier_timeline.model.relations import IdRelation, relations_of


def add_id_columns(table: TabularResource, dossier: Dossier) -> TabularResource:
    """Return a table with rows, with a column more for each field with ids that it doesn't tell.

    Images and downloads have a table of what shows them.

    The table is one of entries, by id, or of their parts, by an entry's id and a number from 1; any other
    is returned as it is.
    """
    values = _find_values(table, dossier)
    field_names = {field.name for field in table.fields}
    relations = [
        relation
        for relation in (relations_of(type(values[0])).ids if values else ())
        if relation.form is IdForm.ID
        and relation.field not in field_names
        and not issubclass(relation.types[0], MediaEntry)
    ]
    if not relations:
        return table
    fields = (*table.fields, *(_describe_column(type(values[0]), relation) for relation in relations))
    rows = tuple(
        (*row, *(_write_ids(dossier, getattr(value, relation.field)) for relation in relations))
        for row, value in zip(table.rows, values, strict=True)
    )
    return replace(table, fields=fields, rows=rows)


def _find_values(table: TabularResource, dossier: Dossier) -> list[ModelValue]:
    """The value of the model that each row tells of; none where rows tell of something else."""
    if table.key == ("id",):
        return [dossier.by_id[str(row[0])] for row in table.rows]
    if table.key[1:] == ("number",):
        parts = ((getattr(dossier.by_id[str(row[0])], table.name), row[1]) for row in table.rows)
        return [value[number - 1] for value, number in parts if isinstance(number, int)]
    return []


def _describe_column(model: type[ModelValue], relation: IdRelation) -> TableField:
    """The column of a field with ids, described as the field is."""
    tables = [owned.key for owned in relations_of(Dossier).owned if relation.types == (owned.type,)]
    description = " ".join((model.model_fields[relation.field].description or "").split())
    return TableField(
        relation.field, description, holds_many=relation.is_list, refers_to=tables[0] if tables else ""
    )


def _write_ids(dossier: Dossier, ids: str | tuple[str, ...] | None) -> CellValue:
    return present_ids(dossier, ids) if isinstance(ids, tuple) else present_id(dossier, ids)
