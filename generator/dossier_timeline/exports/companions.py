"""Files beside the pages: each figure as CSV, each document's citation for reference managers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from decimal import Decimal

from dossier_timeline.exports.citations import Author, Cited, bibtex, csl_json, ris
from dossier_timeline.exports.table import Value, as_csv
from dossier_timeline.model.dates import parse
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Cell, CellFact, Fact, Figure
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.site.language_context import Tongue
from dossier_timeline.site.routes import absolute

FORMS = (("bib", "BibTeX", bibtex), ("ris", "RIS", ris), ("json", "CSL-JSON", csl_json))
"""The forms of a citation: the ending of its file, what it is called, how it is written."""
SOURCE, PAGE = "citation", "this-page"
"""The names of the files that cite a source document, and the page about it."""


def beside(tongue: Tongue) -> dict[str, bytes]:
    """Every such file of one language, by its path."""
    made: dict[str, bytes] = {}
    for figure in _figures(tongue):
        if path := csv_path(tongue, figure):
            made[path] = figure_csv(tongue, figure)
    for document in tongue.dossier.documents:
        for name, cited in ((SOURCE, source(tongue, document)), (PAGE, about(tongue, document))):
            for path, (_, _, write) in zip(citation_paths(tongue, document, name), FORMS, strict=False):
                made[path] = write([cited])
    return made


def _figures(tongue: Tongue) -> Iterator[Figure]:
    yield from tongue.dossier.figures
    for document in tongue.dossier.documents:
        yield from document.figures


def csv_path(tongue: Tongue, figure: Figure) -> str:
    """Where a figure's CSV stands: beside the page of figures; "" when there is none."""
    page = tongue.routes.get("figures", tongue.language.code)
    return posixpath.join(posixpath.dirname(page.path), f"{figure.id}.csv") if page else ""


def figure_csv(tongue: Tongue, figure: Figure) -> bytes:
    """The table as CSV: headings and words in the language, numbers with a decimal point."""
    by_n = any(row.n is not None for row in figure.rows)
    header = [tongue.texts.plain(column.label) for column in figure.columns]
    rows: list[list[Value]] = [
        [_cell(tongue, row.cells.get(column.id)) for column in figure.columns] + [row.n] * by_n
        for row in figure.rows
    ]
    return as_csv([*header, *["N"] * by_n], rows)


def _cell(tongue: Tongue, cell: Cell) -> Value:
    if isinstance(cell, CellFact):
        fact = tongue.dossier.by_id.get(cell.fact)
        value = tongue.texts.value(fact) if isinstance(fact, Fact) else None
        return value if isinstance(value, Decimal) or value is None else str(value)
    return cell if cell is None or isinstance(cell, Decimal) else tongue.texts.plain(cell)


def citation_paths(tongue: Tongue, document: Document, name: str) -> list[str]:
    """Where the files of a citation of a document stand, in the order of `FORMS`: beside its page."""
    page = tongue.routes.get("document", tongue.language.code, document.id)
    folder = posixpath.dirname(page.path) if page else ""
    return [posixpath.join(folder, f"{name}.{ending}") for ending, _, _ in FORMS] if page else []


def source(tongue: Tongue, document: Document) -> Cited:
    """The source document itself."""
    texts, numbers = tongue.texts, document.identifiers
    kind = tongue.dossier.by_id.get(document.kind)
    csl_type = kind.csl if isinstance(kind, KindName) and kind.csl else "document"
    publisher = ", ".join(author.name for author in _authors(tongue, document.publisher))
    return Cited(
        id=document.id,
        type=csl_type,
        title=document.original_title or texts.plain(document.title),
        language=document.language if document.original_title else tongue.language.code,
        title_language=document.title_language if document.original_title else "",
        issued=document.date,
        issued_words=texts.date(document.date),
        authors=tuple(_authors(tongue, document.sender)),
        genre=texts.kind(document.kind),
        publisher=publisher,
        container=publisher if csl_type.startswith("article-") else "",
        place=texts.plain(document.place),
        number=numbers.first or "",
        url=next((one.url for one in document.addresses if one.url and one.status == "confirmed"), ""),
    )


def about(tongue: Tongue, document: Document) -> Cited:
    """The page about a document."""
    texts, settings = tongue.texts, tongue.dossier.settings
    page = tongue.routes.get("document", tongue.language.code, document.id)
    publisher = texts.plain(settings.publisher)
    return Cited(
        id=f"{document.id}-{tongue.language.code}",
        type="webpage",
        title=texts.plain(document.title),
        language=page.available.canonical if page and page.available else tongue.language.code,
        issued=parse(page.lastmod.isoformat()) if page else None,
        authors=(Author(publisher),),
        publisher=publisher,
        container=texts.plain(settings.short),
        url=absolute(tongue.config.site_url, page.path) if page else "",
    )


def _authors(tongue: Tongue, ids: tuple[str, ...]) -> Iterator[Author]:
    for entry_id in ids:
        if entry := tongue.dossier.by_id.get(entry_id):
            name = tongue.texts.title(entry).text
            person = isinstance(entry, Actor) and entry.kind == "person" and entry.sort
            yield Author.person(name, person) if person else Author(name)
