"""The data package: every table as CSV and JSON, with a descriptor, and all of it as one zip.

What each document has in it is written once and remembered; here it is put together.
Source: the Data Package standard 2.0.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dossier_timeline.exports import register_tables, story_tables
from dossier_timeline.exports.document_data import (
    TABLES_BY_TIME,
    DocumentData,
    WrittenFigure,
    WrittenRows,
    describe_table_resource,
    read_document_data,
    write_document_data,
    write_figure,
    write_readme_line,
    write_rows,
)
from dossier_timeline.exports.entry_tables import (
    collect_words,
    describe_resource,
    has_json,
    list_told_entries,
    name_resource,
    tabulate_entries,
)
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.permanent_urls import collect_permanent_urls
from dossier_timeline.exports.table import TabularResource, WrittenJson, write_csv, write_json
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.dossier_parts import leave_out_documents, take_document
from dossier_timeline.site.language_context import LanguageContext

DATA_FOLDER = "data"
DATA_DESCRIPTOR, DATA_README, DATA_LICENCE = "datapackage.json", "README.md", "LICENSE.txt"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: it says nothing, and is the same in every build."""
_REGISTERS_FIRST = ("figures", "columns", "cells")
"""The tables in which what is of no document stands before the documents."""


@dataclass(frozen=True, slots=True)
class _WrittenTable:
    """A table with its rows as they stand in its files; that of `fields` needn't have any."""

    fields: TabularResource
    rows: Sequence[WrittenRows]


def export_data_package(context: ExportContext) -> dict[str, bytes]:
    """Return every file of the data package by its path; of a release, also the zip of them."""
    language_contexts, first = context.languages, context.first
    documents = {
        document.id: read_document_data(
            context.find_result(document.id, partial(write_document_data, language_contexts, document.id))
        )
        for document in first.dossier.documents
    }
    tables = list(_join_tables(language_contexts, documents))
    figures = [write_figure(language_contexts, first.dossier, figure) for figure in first.dossier.figures]
    figures += [figure for data in documents.values() for figure in data.figures]
    files: dict[str, bytes] = {}
    for table in tables:
        path = table.fields.path
        header = write_csv([field.name for field in table.fields.fields], ()).decode()
        files[f"{path}.csv"] = "".join([header, *(rows for rows, _, _ in table.rows)]).encode()
        if has_json(table.fields):
            files[f"{path}.json"] = write_json([WrittenJson(records) for _, records, _ in table.rows])
    files.update((figure.path, figure.content.encode()) for figure in figures)
    sources = [WrittenJson(data.source) for data in documents.values()]
    descriptor = _describe_package(first, _describe_resources(first, tables, figures, files), sources)
    files[DATA_DESCRIPTOR] = write_json(descriptor)
    files[DATA_README] = _write_readme(language_contexts, tables, figures)
    files[DATA_LICENCE] = write_licence(first.dossier)
    package = {f"{DATA_FOLDER}/{name}": content for name, content in files.items()}
    if first.config.mode.release:
        package[data_zip_path(first.dossier)] = zip_files(files, first.dossier.settings.id)
    return package


def _join_tables(
    language_contexts: Mapping[str, LanguageContext], documents: Mapping[str, DocumentData]
) -> Iterator[_WrittenTable]:
    """Yield the tables with rows, in the order of the descriptor."""
    first = next(iter(language_contexts.values()))
    rest = leave_out_documents(first.dossier)
    words = collect_words(language_contexts, rest)
    urls = collect_permanent_urls(language_contexts, list_told_entries(rest))
    tables = (
        *tabulate_entries(rest, first.receipt),
        story_tables.verification_table(first.receipt),
        register_tables.words_table(words),
        register_tables.addresses_table(urls),
    )
    for table in tables:
        rows = [one for data in documents.values() for one in data.tables.get(table.name, ())]
        if table.name in TABLES_BY_TIME:
            rows.sort(key=lambda one: first.dossier.chronological_keys[one[2]])
        fields = table if table.rows or not rows else _find_fields(first, table, documents)
        rest_rows = list(write_rows(table, words, urls)) if table.rows else []
        all_rows = [*rest_rows, *rows] if table.name in _REGISTERS_FIRST else [*rows, *rest_rows]
        if all_rows:
            yield _WrittenTable(fields, all_rows)


def _find_fields(
    language_context: LanguageContext, table: TabularResource, documents: Mapping[str, DocumentData]
) -> TabularResource:
    """Return a table as its first document with rows has it: a table without rows lacks columns of ids."""
    if table.name in ("words", "addresses"):
        return table
    name = next(name for name, data in documents.items() if table.name in data.tables)
    part = take_document(language_context.dossier, language_context.dossier.document_of[name])
    return next(one for one in tabulate_entries(part, language_context.receipt) if one.name == table.name)


def data_zip_path(dossier: Dossier) -> str:
    """Return the path of the zip with all data."""
    return f"{DATA_FOLDER}/{dossier.settings.id}.zip"


def _describe_resources(
    language_context: LanguageContext,
    tables: Sequence[_WrittenTable],
    figures: Iterable[WrittenFigure],
    files: Mapping[str, bytes],
) -> list[Any]:
    """Return what the descriptor says of each file: first of tables, then of the same as JSON."""
    described = [
        describe_resource(
            name_resource(table.fields),
            f"{table.fields.path}.csv",
            files[f"{table.fields.path}.csv"],
            describe_table_resource(table.fields, language_context),
        )
        for table in tables
    ]
    count = sum(has_json(table.fields) for table in tables)
    as_json = [
        describe_resource(
            f"{name_resource(table.fields)}-json",
            f"{table.fields.path}.json",
            files[f"{table.fields.path}.json"],
            {},
        )
        for table in tables
        if has_json(table.fields)
    ]
    resources = [WrittenJson(figure.resource) for figure in figures]
    return [*described[:count], *resources, *described[count:], *as_json]


def _describe_package(
    language_context: LanguageContext, resources: Sequence[Any], sources: Sequence[WrittenJson]
) -> dict[str, Any]:
    """Return the descriptor: what the package is, and the schema, size and SHA-256 of every file."""
    settings, names = language_context.dossier.settings, language_context.names
    home = language_context.routes.find("home", language_context.language.code)
    return {
        "$schema": PROFILE,
        "name": settings.id,
        "id": f"{language_context.config.addresses.site_url}{DATA_FOLDER}/{DATA_DESCRIPTOR}",
        "title": names.plain_words(settings.title),
        "description": names.plain_words(settings.description),
        "homepage": home.canonical if home else language_context.config.addresses.site_url,
        "version": settings.updated.upper.isoformat(),
        "created": f"{settings.updated.upper.isoformat()}T00:00:00Z",
        "languages": list(language_context.dossier.languages),
        "contributors": [{"title": names.plain_words(settings.publisher), "roles": ["publisher"]}],
        "licenses": [
            {"name": settings.licence.spdx, "path": settings.licence.url, "title": settings.licence.name}
        ],
        "sources": sources,
        "resources": resources,
    }


def _write_readme(
    language_contexts: Mapping[str, LanguageContext],
    tables: Sequence[_WrittenTable],
    figures: Sequence[WrittenFigure],
) -> bytes:
    """Return the README: what there is and how to use it, in each language of the dossier."""
    return strip_marks(
        "\n".join(
            _write_readme_part(language_context, tables, figures)
            for language_context in language_contexts.values()
        )
    ).encode()


def _write_readme_part(
    language_context: LanguageContext, tables: Sequence[_WrittenTable], figures: Sequence[WrittenFigure]
) -> str:
    settings, names, say = (
        language_context.dossier.settings,
        language_context.names,
        language_context.language.gettext,
    )
    lines = [write_readme_line(table.fields, language_context) for table in tables]
    count = sum(has_json(table.fields) for table in tables)
    lines[count:count] = [figure.readme_lines[language_context.language.code] for figure in figures]
    files = "\n".join(lines)
    updated, publisher = names.write_date(settings.updated), names.plain_words(settings.publisher)
    return "\n".join(
        (
            f"# {names.plain_words(settings.title)}",
            "",
            names.plain_words(settings.description),
            "",
            f"{publisher}, {updated}. {settings.licence.name}: {settings.licence.url}",
            "",
            say(
                "Files are in UTF-8. In the CSV files the first row has the names of the fields, numbers "
                "have a decimal point and no separators, dates are in EDTF, ids in a list have a space "
                "between them, and an empty cell means that there is no value."
            ),
            "",
            say(
                "An id never changes and is the same in every language. Words in each language are in "
                "words.csv; each JSON file has them beside the data. The fields are described in "
                "datapackage.json."
            ),
            "",
            files,
            "",
        )
    )


def write_licence(dossier: Dossier) -> bytes:
    """Return the licence as text: its name, SPDX identifier and address."""
    terms = dossier.settings.licence
    return f"{terms.name}\nSPDX-License-Identifier: {terms.spdx}\n{terms.url}\n".encode()


def zip_files(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a zip with the files in a folder: the same bytes for the same files on every machine."""
    out = io.BytesIO()
    # Stored, not deflated: what a deflater makes differs between versions of zlib.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
