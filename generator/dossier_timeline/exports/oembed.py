"""Beside each page to embed, a file that says to programs how they show it: oEmbed.

Nothing here answers requests, so there is one file for each page, which names it; there is no endpoint.

Source: oEmbed 1.0 (oembed.com): “Discovery”, and the type “rich”.
"""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.table import write_json
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.story import Event
from dossier_timeline.site.embed_pages import EMBED_KIND, OEMBED_FILE, embed_path, make_embed_frame
from dossier_timeline.site.language_context import LanguageContext

OEMBED_TYPE = "application/json+oembed"


def export_oembed(context: ExportContext) -> Mapping[str, bytes]:
    """Return the file of each page to embed, by path."""
    return {
        embed_path(code, name, OEMBED_FILE): write_json(_describe_embed(language_context, name))
        for code, language_context in context.languages.items()
        for name in language_context.embeds
    }


def _describe_embed(language_context: LanguageContext, entry_id: str) -> dict[str, str | int]:
    code, names = language_context.language.code, language_context.names
    page, entry = (
        language_context.routes.find(EMBED_KIND, code, entry_id),
        language_context.dossier.by_id[entry_id],
    )
    assert page is not None  # noqa: S101 -- the plan says so
    assert isinstance(entry, Figure | Fact | Event)  # noqa: S101 -- and what it's of
    settings, frame = language_context.dossier.settings, make_embed_frame(page, entry)
    home = language_context.routes.find("home", code)
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "html": frame.write_line(),
        "width": frame.width,
        "height": frame.height,
        "author_name": names.plain_words(settings.publisher),
        "provider_name": names.plain_words(settings.title),
        "provider_url": home.canonical if home else language_context.config.addresses.site_url,
        "license": settings.licence.name,
        "license_url": settings.licence.url,
    }
