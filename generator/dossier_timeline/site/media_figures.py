"""Images and downloads as components: their words in the language of the page, and who allows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier_timeline.components.marks import OutsideLink
from dossier_timeline.components.media import DownloadLink, ImageFigure
from dossier_timeline.components.page import Logo
from dossier_timeline.media.published_media import MEDIA_TYPES, ImageFile, PublishedImage
from dossier_timeline.model.documents import Document
from dossier_timeline.model.font_licences import FONT_LICENCES
from dossier_timeline.model.media import Download, Image, MediaEntry, Permission
from dossier_timeline.model.open_licences import OPEN_LICENCES, OpenLicence

if TYPE_CHECKING:
    from dossier_timeline.site.page_context import PageContext

_LOGO_HEIGHT = 72
"""Pixels for two lines of text on a screen with two pixels for each of CSS."""
_BETWEEN = Markup("\N{NO-BREAK SPACE}· ")


def make_image_figure(
    ctx: PageContext, image: Image, *, is_small: bool = False, is_first: bool = False
) -> ImageFigure | None:
    """Return an image as the page shows it, and note that it does; `None` where its files aren't made.

    `is_first` is for one that readers see before they scroll.
    """
    published = ctx.language_context.images.get(image.id)
    if published is None:
        return None
    ctx.shown_images[image.id] = image
    fallback = published.fallback
    return ImageFigure(
        src=ctx.file_href(fallback.path),
        width=fallback.width,
        height=fallback.height,
        description=ctx.names.plain_words(image.description),
        sources=_list_sources(ctx, published),
        caption=ctx.show_words(image.caption),
        credit=show_credit(ctx, image),
        shape="small" if is_small else "tall" if published.is_tall else "",
        is_first=is_first,
        is_on_paper=published.has_alpha,
    )


def list_document_images(ctx: PageContext, document: Document) -> tuple[ImageFigure, ...]:
    """Return the pictures of a document; readers of its page see the first before they scroll."""
    figures = (
        make_image_figure(ctx, image, is_first=number == 0 and not ctx.is_report)
        for number, image in _find_images(ctx, document.images)
    )
    return tuple(figure for figure in figures if figure)


def make_logo(ctx: PageContext) -> Logo | None:
    """Return the picture beside the dossier's name, and that for dark paper where there is one."""
    style, images = ctx.dossier.settings.style, ctx.language_context.images
    image, published = ctx.dossier.by_id.get(style.logo or ""), images.get(style.logo or "")
    if not isinstance(image, Image) or published is None:
        return None
    file, dark = _choose_logo_file(published), images.get(style.logo_on_dark or "")
    return Logo(
        src=ctx.file_href(file.path),
        width=file.width,
        height=file.height,
        description=ctx.names.plain_words(image.description),
        on_dark=ctx.file_href(_choose_logo_file(dark).path) if dark else "",
        is_on_paper=published.has_alpha and dark is None,
    )


def _choose_logo_file(published: PublishedImage) -> ImageFile:
    """Return the smallest file that is sharp at the size of a logo."""
    sharp = (file for file in published.files if file.format == "webp" and file.height >= _LOGO_HEIGHT)
    return min(sharp, key=lambda file: file.height, default=published.fallback)


def show_images(ctx: PageContext, ids: tuple[str, ...]) -> Markup:
    """Return small images below each other, as beside an event or a person."""
    return Markup("").join(
        ctx.show(make_image_figure(ctx, image, is_small=True)) for _, image in _find_images(ctx, ids)
    )


def _find_images(ctx: PageContext, ids: tuple[str, ...]) -> Iterator[tuple[int, Image]]:
    """Yield the images of some ids, each with its number among them, from 0."""
    for number, name in enumerate(ids):
        image = ctx.dossier.by_id.get(name)
        if isinstance(image, Image):
            yield number, image


def make_download_link(ctx: PageContext, download: Download, words: str = "") -> DownloadLink | None:
    """Return the link to a file, under its name or other words; `None` where the file isn't there."""
    published = ctx.language_context.downloads.get(download.id)
    if published is None:
        return None
    language = ctx.language
    details = [published.type_name, language.file_size(published.size)]
    if download.language and download.language != language.code:
        details.append(language.language_name(download.language))
    return DownloadLink(
        words or ctx.names.plain_words(download.name),
        ctx.file_href(published.path),
        language.comma.join(details),
    )


def show_credit(ctx: PageContext, media_entry: MediaEntry) -> Markup:
    """Return who made something, from where it is and what allows it, in a line."""
    source = ctx.names.plain_words(media_entry.source) or ctx.names.plain_words(media_entry.url)
    parts = [
        escape(ctx.names.plain_words(media_entry.credit)),
        ctx.show(OutsideLink(source, media_entry.url)) if media_entry.url else escape(source),
        _show_licence(
            ctx,
            OPEN_LICENCES.get(media_entry.licence) if media_entry.licence else None,
            media_entry.allowed_by,
        ),
    ]
    return _BETWEEN.join(part for part in parts if part)


def list_font_credits(ctx: PageContext) -> tuple[Markup, ...]:
    """Return who made the dossier's own fonts and what allows them, a line for each font."""
    fonts = ctx.dossier.settings.style.fonts
    lines = (
        _BETWEEN.join(
            part
            for part in (
                escape(ctx.names.plain_words(files.credit)),
                _show_licence(
                    ctx, FONT_LICENCES.get(files.licence) if files.licence else None, files.allowed_by
                ),
            )
            if part
        )
        for files in (fonts.text, fonts.interface)
        if files
    )
    return tuple(dict.fromkeys(lines))


def _show_licence(ctx: PageContext, licence: OpenLicence | None, allowed_by: Permission | None) -> Markup:
    """Return the licence as a link, or what else allows something to be published."""
    if licence is not None:
        return ctx.show(OutsideLink(licence.name, licence.url))
    if allowed_by is None:
        return Markup("")
    name = ctx.names.plain_words(allowed_by.name)
    return ctx.show(OutsideLink(name, allowed_by.url)) if allowed_by.url else escape(name)


def _list_sources(ctx: PageContext, published: PublishedImage) -> tuple[tuple[str, str], ...]:
    """Return the media type and the addresses with widths of each format that not every browser takes."""
    formats = dict.fromkeys(file.format for file in published.files[:-1])
    return tuple(
        (
            MEDIA_TYPES[name],
            ", ".join(
                f"{ctx.file_href(file.path)} {file.width}w"
                for file in published.files[:-1]
                if file.format == name
            ),
        )
        for name in formats
    )
