"""The data package: every table as CSV and JSON, with a descriptor, and all of it as one zip.

Source: the Data Package standard 2.0.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.exports import fact_tables, register_tables, story_tables
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.id_columns import add_id_columns
from dossier_timeline.exports.register_tables import EntryWords
from dossier_timeline.exports.table import (
    TabularResource,
    describe_table,
    table_records,
    write_json,
    write_table_csv,
)
from dossier_timeline.exports.table_titles import title_table
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url

DATA_FOLDER = "data"
DATA_DESCRIPTOR, DATA_README, DATA_LICENCE = "datapackage.json", "README.md", "LICENSE.txt"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: it says nothing, and is the same in every build."""


def export_data_package(context: ExportContext) -> dict[str, bytes]:
    """Return every file of the data package by its path; of a release, also the zip of them."""
    language_contexts, language_context = context.languages, context.first
    words, urls = _collect_words(language_contexts), collect_permanent_urls(language_contexts)
    tables = (
        *list_tables(language_context.dossier, language_context.receipt),
        *_tabulate_figures(language_contexts),
        register_tables.words_table(words),
        register_tables.addresses_table(urls),
    )
    files: dict[str, bytes] = {}
    for table in tables:
        files[f"{table.path}.csv"] = write_table_csv(table)
        if _has_json(table):
            files[f"{table.path}.json"] = write_json(_records_with_words(table, words, urls))
    files[DATA_DESCRIPTOR] = write_json(describe_package(language_context, tables, files))
    files[DATA_README] = write_readme(language_contexts, tables)
    files[DATA_LICENCE] = write_licence(language_context.dossier)
    package = {f"{DATA_FOLDER}/{name}": content for name, content in files.items()}
    if language_context.config.mode.release:
        package[data_zip_path(language_context.dossier)] = zip_files(
            files, language_context.dossier.settings.id
        )
    return package


def _tabulate_figures(language_contexts: Mapping[str, LanguageContext]) -> Iterator[TabularResource]:
    """Yield the own table of each figure."""
    names = {code: language_context.names for code, language_context in language_contexts.items()}
    dossier = next(iter(language_contexts.values())).dossier
    for figure in fact_tables.list_figures(dossier):
        yield fact_tables.tabulate_figure(dossier, figure, names)


def _has_json(table: TabularResource) -> bool:
    """Return whether a table has a JSON file; words and addresses are in those of their records instead."""
    return not table.folder and table.name not in ("words", "addresses")


def data_zip_path(dossier: Dossier) -> str:
    """Return the path of the zip with all data."""
    return f"{DATA_FOLDER}/{dossier.settings.id}.zip"


def list_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, ...]:
    """Return every table of entries that has rows and no words, in the descriptor's order."""
    candidates = (
        story_tables.documents_table(dossier, receipt),
        fact_tables.facts_table(dossier, receipt),
        story_tables.events_table(dossier),
        *story_tables.commitment_tables(dossier),
        *fact_tables.figure_tables(dossier),
        *story_tables.difference_tables(dossier),
        story_tables.corrections_table(dossier),
        *register_tables.register_tables(dossier),
        story_tables.verification_table(receipt),
    )
    return tuple(add_id_columns(table, dossier) for table in candidates if table.rows)


def list_table_files(table: TabularResource) -> tuple[tuple[str, str], ...]:
    """Return the files of a table: the path in the folder of data and the name of the form of each."""
    forms = ((f"{table.path}.csv", "CSV"), (f"{table.path}.json", "JSON"))
    return forms if _has_json(table) else forms[:1]


def _collect_words(language_contexts: Mapping[str, LanguageContext]) -> dict[str, tuple[EntryWords, ...]]:
    dossier = next(iter(language_contexts.values())).dossier
    return {
        entry.id: parts
        for entry in _list_entries(dossier)
        if (parts := register_tables.collect_entry_words(language_contexts, entry))
    }


def _list_entries(dossier: Dossier) -> list[Any]:
    left_out = {page.id for page in dossier.pages}
    left_out |= {one.id for document in dossier.documents for one in document.quotations}
    return [entry for entry in dossier.entries() if entry.id not in left_out]


def collect_permanent_urls(language_contexts: Mapping[str, LanguageContext]) -> dict[str, dict[str, str]]:
    """Return the permanent address of each entry that has one, by id and language."""
    dossier = next(iter(language_contexts.values())).dossier
    urls: dict[str, dict[str, str]] = {}
    for code, language_context in language_contexts.items():
        page = next(language_context.routes.find_in_language(code), None)
        if page is None:
            continue
        ctx = PageContext(language_context, page)
        for entry in _list_entries(dossier):
            if url := find_permanent_url(ctx, entry):
                urls.setdefault(entry.id, {})[code] = url
    return urls


def find_permanent_url(ctx: PageContext, entry: Any) -> str:
    """Return the full permanent address of an entry; "" where it has none."""
    for kind, entity, fragment in ctx.find_places(entry)[:1]:
        if page := ctx.language_context.routes.find(kind, ctx.language.code, entity):
            url = absolute_url(ctx.language_context.config.addresses.site_url, page.path)
            return f"{url}#{fragment}" if fragment else url
    return ""


def _records_with_words(
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


def describe_package(
    language_context: LanguageContext, tables: tuple[TabularResource, ...], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the descriptor: what the package is, and the schema, size and SHA-256 of every file."""
    settings, names = language_context.dossier.settings, language_context.names
    resources = []
    for table in tables:
        about_table = {
            "title": title_table(table, language_context),
            "type": "table",
            "schema": describe_table(table),
        }
        resources.append(_describe_resource(_resource_name(table), f"{table.path}.csv", files, about_table))
    resources += [
        _describe_resource(f"{_resource_name(table)}-json", f"{table.path}.json", files, {})
        for table in tables
        if _has_json(table)
    ]
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
        "sources": [
            _describe_source(language_context, document) for document in language_context.dossier.documents
        ],
        "resources": resources,
    }


def _resource_name(table: TabularResource) -> str:
    """Return the unique name of a table's resource; a figure's begins with the name of its folder."""
    return f"{table.folder.replace('/', '-')}{table.name}".replace("figures-", "figure-")


def _describe_source(language_context: LanguageContext, document: Any) -> dict[str, str]:
    source = {"title": document.original_title or language_context.names.plain_words(document.title)}
    url = next((one.url for one in document.addresses if one.url and one.status == "confirmed"), "")
    return {**source, "path": url} if url else source


def _describe_resource(
    name: str, path: str, files: Mapping[str, bytes], more: Mapping[str, Any]
) -> dict[str, Any]:
    content, form = files[path], path.rpartition(".")[2]
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


def write_readme(
    language_contexts: Mapping[str, LanguageContext], tables: tuple[TabularResource, ...]
) -> bytes:
    """Return the README: what there is and how to use it, in each language of the dossier."""
    return strip_marks(
        "\n".join(
            _write_readme_part(language_context, tables) for language_context in language_contexts.values()
        )
    ).encode()


def _write_readme_part(language_context: LanguageContext, tables: tuple[TabularResource, ...]) -> str:
    settings, names, say = (
        language_context.dossier.settings,
        language_context.names,
        language_context.language.gettext,
    )
    files = "\n".join(f"- {table.path}.csv: {title_table(table, language_context)}" for table in tables)
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
