"""Files beside the pages: each figure as CSV, each document's citation for reference managers."""

from __future__ import annotations

import csv
import io
import posixpath
from collections.abc import Iterator
from decimal import Decimal

from generator.dossier.documents import Document
from generator.dossier.facts import Cell, CellFact, Fact, Figure
from generator.dossier.registers import KindName
from generator.pages.citations import Cited, bibtex, csl_json, ris
from generator.pages.routes import absolute
from generator.pages.tongue import Tongue

FORMS = (("cite.bib", "BibTeX", bibtex), ("cite.ris", "RIS", ris), ("cite.json", "CSL-JSON", csl_json))
"""The files of a document's citation: name, what it is called, how it is written."""


def beside(tongue: Tongue) -> dict[str, bytes]:
    """Every such file of one language, by its path."""
    made: dict[str, bytes] = {}
    for figure in _figures(tongue):
        if path := csv_path(tongue, figure):
            made[path] = as_csv(tongue, figure)
    for document in tongue.dossier.documents:
        cited = citations(tongue, document)
        for path, (_, _, write) in zip(citation_paths(tongue, document), FORMS, strict=False):
            made[path] = write(cited)
    return made


def _figures(tongue: Tongue) -> Iterator[Figure]:
    yield from tongue.dossier.figures
    for document in tongue.dossier.documents:
        yield from document.figures


def csv_path(tongue: Tongue, figure: Figure) -> str:
    """Where a figure's CSV stands: beside the page of figures; "" when there is none."""
    page = tongue.routes.get("figures", tongue.language.code)
    return posixpath.join(posixpath.dirname(page.path), f"{figure.id}.csv") if page else ""


def as_csv(tongue: Tongue, figure: Figure) -> bytes:
    """RFC 4180, UTF-8: headings in the language, numbers with a decimal point, no value left empty."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([tongue.texts.plain(column.label) for column in figure.columns])
    for row in figure.rows:
        write.writerow([_cell(tongue, row.cells.get(column.id)) for column in figure.columns])
    return out.getvalue().encode()


def _cell(tongue: Tongue, cell: Cell) -> str:
    if isinstance(cell, CellFact):
        fact = tongue.dossier.by_id.get(cell.fact)
        return str(tongue.texts.value(fact)) if isinstance(fact, Fact) else ""
    if cell is None or isinstance(cell, Decimal):
        return "" if cell is None else str(cell)
    return tongue.texts.plain(cell)


def citation_paths(tongue: Tongue, document: Document) -> list[str]:
    """Where the files of a document's citation stand: beside its page."""
    page = tongue.routes.get("document", tongue.language.code, document.id)
    return [posixpath.join(posixpath.dirname(page.path), name) for name, _, _ in FORMS] if page else []


def citations(tongue: Tongue, document: Document) -> list[Cited]:
    """The source document itself, then the page about it."""
    texts, settings = tongue.texts, tongue.dossier.settings
    kind = tongue.dossier.by_id.get(document.kind)
    numbers = document.identifiers
    page = tongue.routes.get("document", tongue.language.code, document.id)
    source = Cited(
        id=document.id,
        type=(kind.csl if isinstance(kind, KindName) and kind.csl else "document"),
        title=document.original_title or texts.plain(document.title),
        language=document.language if document.original_title else tongue.language.code,
        issued=document.date.lower,
        precision={"day": 3, "month": 2}.get(document.date.precision, 1),
        authors=tuple(_names(tongue, document.sender)),
        publisher=", ".join(_names(tongue, document.publisher)),
        place=texts.plain(document.place),
        number=numbers.kamerstuk or numbers.ip or numbers.memo or numbers.reference or "",
        url=next((one.url for one in document.addresses if one.url and one.status == "confirmed"), ""),
    )
    about = Cited(
        id=f"{document.id}-{tongue.language.code}",
        type="webpage",
        title=texts.plain(document.title),
        language=tongue.language.code,
        issued=page.lastmod if page else None,
        publisher=texts.plain(settings.publisher),
        container=texts.plain(settings.short),
        url=absolute(tongue.config.site_url, page.path) if page else "",
    )
    return [source, about]


def _names(tongue: Tongue, ids: tuple[str, ...]) -> Iterator[str]:
    for entry_id in ids:
        if entry := tongue.dossier.by_id.get(entry_id):
            yield tongue.texts.title(entry).text
