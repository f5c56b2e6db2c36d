"""Every chart as a drawing of its own, in each language, with its title, unit, source and licence in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256

from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.graphics.chart_files import ChartFileText, draw_chart_file
from dossier_timeline.graphics.palette import make_palette
from dossier_timeline.graphics.png_charts import can_draw_png, draw_png_chart
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import CellFact, Figure
from dossier_timeline.site.figure_charts import make_chart
from dossier_timeline.site.language_context import LanguageContext

CHARTS_FOLDER = "charts"
_OF_NO_DOCUMENT = ""
"""Stands in the place of a document for figures that are put together from several."""


def export_charts(context: ExportContext) -> dict[str, bytes]:
    """Return the drawing of each chart in each language, by path."""
    dossier = context.first.dossier
    files: dict[str, bytes] = {}
    for name in (_OF_NO_DOCUMENT, *(document.id for document in dossier.documents)):
        if _find_figures(dossier, name):
            write = partial(_write_drawings, context.languages, name)
            drawings: dict[str, str] = json.loads(context.find_result(f"drawings {name}", write))
            files.update({path: _write_file(context, path, svg) for path, svg in drawings.items()})
    return files


def _write_file(context: ExportContext, path: str, svg: str) -> bytes:
    """Return the file of a drawing; a picture takes long, and stays while the drawing does."""
    content = svg.encode()
    if path.endswith(".svg"):
        return content
    return context.find_result(f"picture {sha256(content).hexdigest()}", partial(draw_png_chart, svg))


def _find_figures(dossier: Dossier, name: str) -> tuple[Figure, ...]:
    """Return the figures of a document by its id, or those of none."""
    document = dossier.by_id.get(name)
    return document.figures if isinstance(document, Document) else dossier.figures


def chart_path(figure: Figure, language: str, suffix: str = "svg") -> str:
    """Return the path of the drawing of a figure in a language, as SVG or as "png"."""
    return f"{CHARTS_FOLDER}/{figure.id}.{language}.{suffix}"


def is_png_chart(language_context: LanguageContext, figure: Figure, drawing: str = "") -> bool:
    """Return whether the chart of a figure is a PNG too, in a language that its font has letters for.

    `drawing` is its SVG file, where that is at hand.
    """
    return figure.id in language_context.png_charts and language_context.known_png_charts.find(
        figure.id, lambda: can_draw_png(drawing or draw_figure_file(language_context, figure))
    )


def draw_figure_file(language_context: LanguageContext, figure: Figure) -> str:
    """Return the whole text of the SVG file with the chart of a figure; "" where it has no chart."""
    chart = make_chart(language_context, figure)
    if chart is None:
        return ""
    return strip_marks(draw_chart_file(chart, _write_text(language_context, figure, chart)))


def _write_drawings(language_contexts: Mapping[str, LanguageContext], name: str) -> bytes:
    """Return the drawings of a document's figures as JSON: by the path of each file, the SVG that it shows.

    The figures are read here, so that it is noted that they were.
    """
    first = next(iter(language_contexts.values()))
    drawings = {
        path: svg
        for figure in _find_figures(first.dossier, name)
        for language_context in language_contexts.values()
        for path, svg in _list_drawings(language_context, figure)
    }
    return json.dumps(drawings).encode()


def _list_drawings(language_context: LanguageContext, figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield the path of each file with the chart of a figure, and the drawing that it shows."""
    drawing, code = draw_figure_file(language_context, figure), language_context.language.code
    if drawing:
        yield chart_path(figure, code), drawing
        if is_png_chart(language_context, figure, drawing):
            yield chart_path(figure, code, "png"), drawing


def _write_text(language_context: LanguageContext, figure: Figure, chart: Chart) -> ChartFileText:
    names, say = language_context.names, language_context.language.gettext
    settings = language_context.dossier.settings
    home = language_context.routes.find("home", language_context.language.code)
    subtitle = " · ".join(filter(None, map(names.plain_words, (figure.subtitle, figure.basis))))
    sources = language_context.language.join(_name_sources(language_context, figure))
    remarks = (
        names.plain_words(figure.note),
        say("Source: %(source)s", source=sources) if sources else "",
        " · ".join(
            filter(
                None,
                (
                    names.plain_words(settings.title),
                    say("Licence: %(licence)s", licence=settings.licence.name),
                    home.canonical if home else "",
                ),
            )
        ),
    )
    return ChartFileText(
        title=names.plain_words(figure.title),
        subtitle=subtitle,
        message=names.plain_words(figure.message),
        description=names.plain_words(figure.summary),
        remarks=tuple(filter(None, remarks)),
        language=language_context.language.code,
        direction=language_context.language.direction,
        colours=make_palette(settings.style.colours).file_colours,
    )


def _name_sources(language_context: LanguageContext, figure: Figure) -> list[str]:
    """Return the documents and works from which a figure is, each once."""
    dossier, names = language_context.dossier, language_context.names
    owner = dossier.document_of.get(figure.id)
    found = {owner.id: names.full_name(owner).text} if owner else {}
    for fact in _list_cell_facts(figure):
        document: Document | None = dossier.document_of.get(fact)
        work = language_context.work_of_fact.get(fact)
        entry = document or work
        if entry is not None:
            found.setdefault(entry.id, names.full_name(entry).text)
    return list(found.values())


def _list_cell_facts(figure: Figure) -> Iterator[str]:
    for row in figure.rows:
        for cell in row.cells.values():
            if isinstance(cell, CellFact):
                yield cell.fact
