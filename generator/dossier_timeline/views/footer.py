"""The foot of every page: where to get help, where the page can be edited, and what it comes with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from dossier_timeline.components.base import Html
from dossier_timeline.components.page import HelpBanner
from dossier_timeline.config import REPORT_PLACEHOLDERS
from dossier_timeline.exports.data_package import DATA_FOLDER, DATA_README
from dossier_timeline.site.builtin_pages import REGISTER_KINDS
from dossier_timeline.site.media_figures import list_font_credits
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url
from dossier_timeline.views.page_links import find_own_page, find_page

MANIFEST_FILE = "manifest.json"
FOOTER_KINDS = (*REGISTER_KINDS, "report", "search")
"""The kinds of the pages to which the foot leads, before the dossier's own."""
DATA_SECTION = "section-data"
"""The part of the page of figures that lists the data."""


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of a page."""

    help_line: HelpBanner | None
    own_line: Html
    """What the dossier itself says at the foot of every page."""
    updated: str
    updated_machine: str
    edit: tuple[tuple[str, str], ...]
    report: str
    licence: str
    licence_url: str
    publisher: str
    fonts: tuple[Html, ...]
    """Who made the dossier's own fonts, and what allows them."""
    manifest: str
    data: str
    """Where all data are listed as files."""
    links: tuple[tuple[str, str], ...]


def make_footer(ctx: PageContext) -> Footer:
    """Return the foot of a page."""
    settings = ctx.dossier.settings
    help_line = ctx.show_words(settings.help_line)
    pages = [page for kind in FOOTER_KINDS if (page := find_page(ctx, kind))]
    pages += [page for one in settings.pages if (page := find_own_page(ctx, one)) and page not in pages]
    return Footer(
        help_line=HelpBanner(help_line, ctx.kind_href("help")) if help_line else None,
        own_line=ctx.show_words(settings.style.footer),
        updated=ctx.names.write_day(ctx.page.last_changed),
        updated_machine=ctx.page.last_changed.isoformat(),
        edit=_list_edit_links(ctx),
        report=_make_report_link(ctx),
        licence=settings.licence.name,
        licence_url=settings.licence.url,
        publisher=ctx.names.plain_words(settings.publisher),
        fonts=list_font_credits(ctx),
        manifest=ctx.file_href(MANIFEST_FILE),
        data=ctx.kind_href("figures", fragment=DATA_SECTION) or ctx.file_href(f"{DATA_FOLDER}/{DATA_README}"),
        links=tuple((ctx.page_href(page), page.title) for page in pages),
    )


def _list_edit_links(ctx: PageContext) -> tuple[tuple[str, str], ...]:
    """Return where the sources of the page can be edited: the address, and what is edited, in words."""
    say, config = ctx.language.gettext, ctx.language_context.config
    words = {"text": say("Edit this text"), "data": say("Edit the data")}
    if not config.addresses.edit_base:
        return ()
    inside = config.paths.content_path + "/"
    return tuple(
        (
            config.addresses.edit_base.rstrip("/") + "/" + quote(one.path.removeprefix(inside)),
            words[one.kind],
        )
        for one in ctx.page.sources
    )


def _make_report_link(ctx: PageContext) -> str:
    """Return where an error on the page is reported, with its address and title in place of placeholders."""
    addresses = ctx.language_context.config.addresses
    url = absolute_url(addresses.site_url, ctx.page.path)
    href = addresses.report_url
    for name, value in zip(REPORT_PLACEHOLDERS, (url, url, ctx.page.title), strict=True):
        href = href.replace(f"{{{name}}}", quote(value, safe=""))
    return href
