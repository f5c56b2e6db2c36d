"""Images and files to download as tables: who made them, what allows them, and what shows them."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_timeline.exports.table import ID_FIELD, TableField, TabularResource, present_id
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.media import MediaEntry
from dossier_timeline.model.registers import Actor
from dossier_timeline.model.story import Event

_RIGHTS = (
    TableField("url", "Its page at the archive or collection from which it is."),
    TableField("licence", "The open licence under which it is, by its identifier in the SPDX list."),
    TableField("allowed_by", "What else lets it be published: a permission, a law, public domain."),
    TableField("allowed_by_url", "Where that can be read."),
)
IMAGE_FIELDS = (
    ID_FIELD,
    TableField("file", "The name of the file of which it was made.", required=True),
    *_RIGHTS,
)
DOWNLOAD_FIELDS = (
    ID_FIELD,
    TableField("file", "The name of the file, below downloads/ on the site.", required=True),
    TableField("language", "The language of what is in it."),
    *_RIGHTS,
)
SHOWN_FIELDS = (
    TableField("entry", "The document, event or actor.", required=True),
    TableField("number", "Which of its images or downloads, from 1.", "integer", required=True),
    TableField("part", "images or downloads.", required=True, values=("images", "downloads")),
    TableField("shows", "The image or download.", required=True),
)


def media_tables(dossier: Dossier) -> tuple[TabularResource, ...]:
    """The tables of images, of downloads, and of what shows them; without rows in a dossier that has none."""
    images = tuple((one.id, one.file, *_list_rights(one)) for one in dossier.images)
    downloads = tuple((one.id, one.file, one.language, *_list_rights(one)) for one in dossier.downloads)
    shown = tuple(_list_shown(dossier)) if images or downloads else ()
    return (
        TabularResource("images", IMAGE_FIELDS, images),
        TabularResource("downloads", DOWNLOAD_FIELDS, downloads),
        TabularResource("shown", SHOWN_FIELDS, shown, ("entry", "part", "number")),
    )


def _list_rights(media_entry: MediaEntry) -> tuple[str | None, ...]:
    allowed_by = media_entry.allowed_by
    name = allowed_by.name if allowed_by else None
    first = next(iter(name.root.values())) if isinstance(name, Words) else name
    return media_entry.url, media_entry.licence, first, allowed_by.url if allowed_by else None


def _list_shown(dossier: Dossier) -> Iterator[tuple[str, int, str, str]]:
    entries = {entry.id: entry for entry in dossier.by_id.values()}
    for entry in entries.values():
        if isinstance(entry, Document | Event | Actor):
            parts: dict[str, tuple[str, ...]] = {"images": entry.images}
            if isinstance(entry, Document):
                parts["downloads"] = entry.downloads
            for part, ids in parts.items():
                for number, name in enumerate(ids, start=1):
                    yield entry.id, number, part, present_id(dossier, name) or name
