"""Files beside the pages: each figure as CSV, each document's citation for reference managers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from decimal import Decimal

from dossier_timeline.exports.citations import CitedAuthor, CitedItem, write_bibtex, write_csl_json, write_ris
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.table import CellValue, write_csv
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Cell, CellFact, Fact, Figure
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.routes import absolute_url

CITATION_FORMS = (
    ("bib", "BibTeX", write_bibtex),
    ("ris", "RIS", write_ris),
    ("json", "CSL-JSON", write_csl_json),
)
"""The forms of a citation: the ending of its file, what it is called, how it is written."""
SOURCE_CITATION, PAGE_CITATION = "citation", "this-page"
"""The names of the files that cite a source document, and the page about it."""


def export_companions(context: ExportContext) -> dict[str, bytes]:
    """Return these files of every language, by path."""
    files: dict[str, bytes] = {}
    for language_context in context.languages.values():
        for figure in language_context.dossier.all_figures():
            if path := figure_csv_path(language_context, figure):
                files[path] = write_figure_csv(language_context, figure)
        for document in language_context.dossier.documents:
            for name, cited in (
                (SOURCE_CITATION, cite_source(language_context, document)),
                (PAGE_CITATION, cite_page(language_context, document)),
            ):
                paths = citation_paths(language_context, document, name)
                for path, (_, _, write) in zip(paths, CITATION_FORMS, strict=False):
                    files[path] = write([cited])
    return files


def figure_csv_path(language_context: LanguageContext, figure: Figure) -> str:
    """Return the path of a figure's CSV, beside the page of figures; "" where there is no such page."""
    page = language_context.routes.find("figures", language_context.language.code)
    return posixpath.join(posixpath.dirname(page.path), f"{figure.id}.csv") if page else ""


def write_figure_csv(language_context: LanguageContext, figure: Figure) -> bytes:
    """Return a figure as CSV: headings and words in the language, numbers with a decimal point."""
    by_n = any(row.n is not None for row in figure.rows)
    header = [language_context.names.plain_words(column.label) for column in figure.columns]
    rows: list[list[CellValue]] = [
        [_cell_value(language_context, row.cells.get(column.id)) for column in figure.columns]
        + [row.n] * by_n
        for row in figure.rows
    ]
    return write_csv([*header, *["N"] * by_n], rows)


def _cell_value(language_context: LanguageContext, cell: Cell) -> CellValue:
    if isinstance(cell, CellFact):
        fact = language_context.dossier.by_id.get(cell.fact)
        value = language_context.names.fact_value(fact) if isinstance(fact, Fact) else None
        return value if isinstance(value, Decimal) or value is None else str(value)
    return cell if cell is None or isinstance(cell, Decimal) else language_context.names.plain_words(cell)


def citation_paths(language_context: LanguageContext, document: Document, name: str) -> list[str]:
    """Return the paths of a citation's files beside the document's page, in the order of `CITATION_FORMS`."""
    page = language_context.routes.find("document", language_context.language.code, document.id)
    folder = posixpath.dirname(page.path) if page else ""
    return [posixpath.join(folder, f"{name}.{ending}") for ending, _, _ in CITATION_FORMS] if page else []


def cite_source(language_context: LanguageContext, document: Document) -> CitedItem:
    """Return the citation of the source document itself."""
    texts, numbers = language_context.names, document.identifiers
    kind = language_context.dossier.by_id.get(document.kind)
    csl_type = kind.csl if isinstance(kind, KindName) and kind.csl else "document"
    publisher = ", ".join(author.name for author in _list_authors(language_context, document.publisher))
    return CitedItem(
        id=document.id,
        type=csl_type,
        title=document.original_title or texts.plain_words(document.title),
        language=document.language if document.original_title else language_context.language.code,
        title_language=document.title_language if document.original_title else "",
        issued=document.date,
        issued_words=texts.write_date(document.date),
        authors=tuple(_list_authors(language_context, document.sender)),
        genre=texts.kind_name(document.kind),
        publisher=publisher,
        container=publisher if csl_type.startswith("article-") else "",
        place=texts.plain_words(document.place),
        number=numbers.first or "",
        url=next((one.url for one in document.addresses if one.url and one.status == "confirmed"), ""),
    )


def cite_page(language_context: LanguageContext, document: Document) -> CitedItem:
    """Return the citation of the page about a document."""
    texts, settings = language_context.names, language_context.dossier.settings
    page = language_context.routes.find("document", language_context.language.code, document.id)
    publisher = texts.plain_words(settings.publisher)
    return CitedItem(
        id=f"{document.id}-{language_context.language.code}",
        type="webpage",
        title=texts.plain_words(document.title),
        language=page.availability.canonical_language
        if page and page.availability
        else language_context.language.code,
        issued=parse_date(page.last_changed.isoformat()) if page else None,
        authors=(CitedAuthor(publisher),),
        publisher=publisher,
        container=texts.plain_words(settings.short),
        url=absolute_url(language_context.config.addresses.site_url, page.path) if page else "",
    )


def _list_authors(language_context: LanguageContext, ids: tuple[str, ...]) -> Iterator[CitedAuthor]:
    for entry_id in ids:
        if entry := language_context.dossier.by_id.get(entry_id):
            name = language_context.names.full_name(entry).text
            person = isinstance(entry, Actor) and entry.kind == "person" and entry.sort
            yield CitedAuthor.person(name, person) if person else CitedAuthor(name)
