"""How others embed something: the lines that they copy, and the way to them."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.components.figures import EmbedLine, EmbedLines
from dossier_timeline.exports.chart_files import chart_path
from dossier_timeline.graphics.chart_files import CHART_FILE_WIDTH
from dossier_timeline.model.facts import Figure
from dossier_timeline.site.embed_pages import (
    EMBED_KIND,
    Embeddable,
    EmbedFrame,
    make_embed_frame,
    write_picture_line,
)
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url

LINE_ID = "line"
"""The id of the line on a page to embed. A browser unfolds what holds the place that an address names."""


def make_embed_lines(ctx: PageContext, shown: Embeddable, forms: Iterable[str] = ()) -> EmbedLines | None:
    """Return the lines that show something in a page of another site; `None` where it has no page to embed.

    `forms` are the suffixes of the files that a figure's chart has. The whole report, made for paper, has
    no such lines.
    """
    page = ctx.language_context.routes.find(EMBED_KIND, ctx.language.code, shown.id)
    if page is None or ctx.is_report:
        return None
    say, is_own_page = ctx.language.gettext, ctx.page.kind == EMBED_KIND
    prefix = "" if is_own_page else f"{shown.id}."
    frame = make_embed_frame(page, shown)
    lines = [EmbedLine(prefix + LINE_ID, say("Copy this line into a page of yours:"), frame.write_line())]
    if isinstance(shown, Figure):
        lines += [
            EmbedLine(
                prefix + form,
                say("Only the chart, as %(form)s:", form=form.upper()),
                _write_chart_line(ctx, frame, shown, form),
            )
            for form in forms
        ]
    return EmbedLines(
        lines=tuple(lines),
        title="" if is_own_page else frame.title,
        href="" if is_own_page else ctx.page_href(page),
    )


def find_embed_href(ctx: PageContext, shown: Embeddable) -> str:
    """Return the way to the line to copy of a number or an event; "" where it has none."""
    return "" if ctx.is_report else ctx.kind_href(EMBED_KIND, shown.id, LINE_ID)


def _write_chart_line(ctx: PageContext, frame: EmbedFrame, figure: Figure, form: str) -> str:
    url = absolute_url(
        ctx.language_context.config.addresses.site_url, chart_path(figure, ctx.language.code, form)
    )
    words = filter(None, (frame.title, ctx.names.plain_words(figure.summary)))
    return write_picture_line(frame.url, url, ctx.language.colon.join(words), CHART_FILE_WIDTH)
