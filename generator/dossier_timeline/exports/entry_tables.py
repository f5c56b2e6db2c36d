"""The tables of all entries, and their records with words and addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.exports import fact_tables, media_tables, register_tables, story_tables
from dossier_timeline.exports.id_columns import add_id_columns
from dossier_timeline.exports.register_tables import EntryWords
from dossier_timeline.exports.table import TabularResource, table_records
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.language_context import LanguageContext

_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


def list_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, ...]:
    """Return every table of entries that has rows and no words, in the descriptor's order."""
    tables = (*tabulate_entries(dossier, receipt), story_tables.verification_table(receipt))
    return tuple(table for table in tables if table.rows)


def tabulate_entries(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, ...]:
    """Return the tables of entries, also those without rows."""
    tables = (
        story_tables.documents_table(dossier, receipt),
        fact_tables.facts_table(dossier, receipt),
        story_tables.events_table(dossier, receipt),
        *story_tables.commitment_tables(dossier, receipt),
        *fact_tables.figure_tables(dossier, receipt),
        *story_tables.difference_tables(dossier, receipt),
        story_tables.corrections_table(dossier, receipt),
        *register_tables.register_tables(dossier, receipt),
        *media_tables.media_tables(dossier),
    )
    return tuple(add_id_columns(table, dossier) for table in tables)


def has_json(table: TabularResource) -> bool:
    """Return whether a table has a JSON file; words and addresses are in those of their records instead."""
    return not table.folder and table.name not in ("words", "addresses")


def list_table_files(table: TabularResource) -> tuple[tuple[str, str], ...]:
    """Return the files of a table: the path in the folder of data and the name of the form of each."""
    forms = ((f"{table.path}.csv", "CSV"), (f"{table.path}.json", "JSON"))
    return forms if has_json(table) else forms[:1]


def list_told_entries(dossier: Dossier) -> list[Any]:
    """Return the entries of which words and addresses are told: all but pages and quotations."""
    left_out = {page.id for page in dossier.pages}
    left_out |= {one.id for document in dossier.documents for one in document.quotations}
    return [entry for entry in dossier.entries() if entry.id not in left_out]


def collect_words(
    language_contexts: Mapping[str, LanguageContext], dossier: Dossier
) -> dict[str, tuple[EntryWords, ...]]:
    """Return the words of each entry that has any, by id."""
    return {
        entry.id: parts
        for entry in list_told_entries(dossier)
        if (parts := register_tables.collect_entry_words(language_contexts, entry))
    }


def write_records(
    table: TabularResource, words: Mapping[str, tuple[EntryWords, ...]], urls: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """Return the records of a table; records of entries have their words and addresses by language."""
    records = table_records(table)
    if table.key != ("id",):
        return records
    for record in records:
        words_by_language: dict[str, dict[str, str]] = {}
        for part, code, text in words.get(record["id"], ()):
            words_by_language.setdefault(code, {})[part] = text
        record["words"] = words_by_language
        record["addresses"] = dict(urls.get(record["id"], {}))
    return records


def name_resource(table: TabularResource) -> str:
    """Return the unique name of a table's resource; a figure's begins with the name of its folder."""
    return f"{table.folder.replace('/', '-')}{table.name}".replace("figures-", "figure-")


def describe_resource(name: str, path: str, content: bytes, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the descriptor says of a file."""
    form = path.rpartition(".")[2]
    return {
        "name": name,
        "path": path,
        **more,
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
