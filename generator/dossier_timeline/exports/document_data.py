"""What one document has in the files of the data, written as it stands there, so that it can be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, TypeAlias

from dossier_timeline.exports import fact_tables, register_tables
from dossier_timeline.exports.entry_tables import (
    collect_words,
    describe_resource,
    has_json,
    list_told_entries,
    name_resource,
    tabulate_entries,
    write_records,
)
from dossier_timeline.exports.permanent_urls import collect_permanent_urls
from dossier_timeline.exports.register_tables import EntryWords
from dossier_timeline.exports.table import (
    TabularResource,
    describe_table,
    write_csv_rows,
    write_nested_json,
    write_table_csv,
)
from dossier_timeline.exports.table_titles import title_table
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.dossier_parts import take_document
from dossier_timeline.model.facts import Figure
from dossier_timeline.site.language_context import LanguageContext

BETWEEN_RECORDS = ",\n "
"""What stands between the records of a JSON file."""
TABLES_BY_TIME = ("events",)
"""The tables whose rows are in order of time, through all documents."""
_IN_LIST, _IN_LIST_OF_OBJECT = 1, 2
"""How deep a record of a table stands in its file, and a resource in the descriptor."""

WrittenRows: TypeAlias = tuple[str, str, str]
"""Rows of a table in CSV and as records in JSON; by itself where it has a place in time, with its id."""


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """The table of one figure: its path, its file, its resource, and its line in the README by language."""

    path: str
    content: str
    resource: str
    readme_lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What a document has in the tables, by name, of what figures there are tables, and it as a source."""

    tables: Mapping[str, Sequence[WrittenRows]]
    figures: Sequence[WrittenFigure]
    source: str


def write_document_data(language_contexts: Mapping[str, LanguageContext], document_id: str) -> bytes:
    """Return what a document has in the files of the data; `read_document_data` reads it."""
    first = next(iter(language_contexts.values()))
    document = first.dossier.by_id[document_id]
    if not isinstance(document, Document):
        raise TypeError(f"{document_id} is no document")
    part = take_document(first.dossier, document)
    words = collect_words(language_contexts, part)
    urls = collect_permanent_urls(language_contexts, list_told_entries(part))
    tables = (
        *tabulate_entries(part, first.receipt),
        register_tables.words_table(words),
        register_tables.addresses_table(urls),
    )
    data = DocumentData(
        {table.name: list(write_rows(table, words, urls)) for table in tables if table.rows},
        [write_figure(language_contexts, part, figure) for figure in document.figures],
        write_nested_json(describe_source(first, document), _IN_LIST_OF_OBJECT),
    )
    return json.dumps([data.tables, [astuple(one) for one in data.figures], data.source]).encode()


def read_document_data(content: bytes) -> DocumentData:
    """Read what `write_document_data` gave."""
    tables, figures, source = json.loads(content)
    return DocumentData(tables, [WrittenFigure(*one) for one in figures], source)


def write_rows(
    table: TabularResource, words: Mapping[str, tuple[EntryWords, ...]], urls: Mapping[str, Mapping[str, str]]
) -> Iterator[WrittenRows]:
    """Yield the rows of a table as they stand in its files: together, or each where they are by time."""
    records = write_records(table, words, urls) if has_json(table) else []
    written_records = [write_nested_json(record, _IN_LIST) for record in records]
    if table.name in TABLES_BY_TIME:
        for row, record in zip(table.rows, written_records, strict=True):
            yield write_csv_rows([row]), record, str(row[0])
    else:
        yield write_csv_rows(table.rows), BETWEEN_RECORDS.join(written_records), ""


def write_figure(
    language_contexts: Mapping[str, LanguageContext], dossier: Dossier, figure: Figure
) -> WrittenFigure:
    """Return the table of a figure as it stands in its file, and what is said of it."""
    names = {code: language_context.names for code, language_context in language_contexts.items()}
    table = fact_tables.tabulate_figure(dossier, figure, names)
    content = write_table_csv(table)
    first = next(iter(language_contexts.values()))
    resource = describe_resource(
        name_resource(table), f"{table.path}.csv", content, describe_table_resource(table, first)
    )
    lines = {code: write_readme_line(table, one) for code, one in language_contexts.items()}
    written_resource = write_nested_json(resource, _IN_LIST_OF_OBJECT)
    return WrittenFigure(f"{table.path}.csv", content.decode(), written_resource, lines)


def describe_table_resource(table: TabularResource, language_context: LanguageContext) -> dict[str, Any]:
    """Return what the descriptor says of a file because it is a table."""
    return {
        "title": title_table(table, language_context),
        "type": "table",
        "schema": describe_table(table),
    }


def write_readme_line(table: TabularResource, language_context: LanguageContext) -> str:
    """Return the line of the README that names a table."""
    return f"- {table.path}.csv: {title_table(table, language_context)}"


def describe_source(language_context: LanguageContext, document: Document) -> dict[str, str]:
    """Return what the descriptor says of a source document."""
    source = {"title": document.original_title or language_context.names.plain_words(document.title)}
    url = next((one.url for one in document.addresses if one.url and one.status == "confirmed"), "")
    return {**source, "path": url} if url else source
