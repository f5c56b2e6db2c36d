"""The first page of a document's original as an image of the dossier, where its licence allows that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dossier_timeline.cli.content_changes import (
    read_or_exit,
    relative_schema_path,
    require_document,
    require_free_id,
    validate_and_apply,
)
from dossier_timeline.cli.source_addition import digest_of, load_records
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_writing import add_to_list, append_entry
from dossier_timeline.file_reading import LARGEST_SOURCE, read_plain_file
from dossier_timeline.languages import Language, load_languages
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.sources import choose_address
from dossier_timeline.site.names import EntryNames
from dossier_timeline.source_reading.media_types import PDF
from dossier_timeline.source_reading.pdf_facsimile import draw_first_page
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError


def add_facsimile(config: Config, document_id: str, sources: Path) -> str:
    """Draw the first page, describe it in images.yml, show it on the document's page, and return its id.

    Raises:
        ClickException: where nothing allows it, or the original isn't a PDF that is at hand.
    """
    reading, dossier = read_or_exit(config)
    document = require_document(dossier, document_id)
    image_id = f"{document.id}-first-page"
    require_free_id(reading, dossier, image_id)
    _require_permission(document, config.paths.content_path)
    try:
        page = draw_first_page(_read_original(config, document, sources))
    except UnreadableDocumentError as error:
        raise click.ClickException(str(error)) from None
    languages, _ = load_languages(dossier.languages, config.paths.locales, root=config.paths.root)
    register = config.paths.content / "images.yml"
    before = read_plain_file(register, MAX_CONTENT_BYTES) if register.is_file() else b""
    schema = relative_schema_path(config, config.paths.content, "images.json")
    after = append_entry(before, _describe(dossier, document, image_id, languages), schema)
    path = f"{config.paths.content_path}/images"
    if after is None:
        raise click.ClickException(f"{path}.yml is written in an unusual way; add the entry by hand")
    shown_in = f"{config.paths.content_path}/documents/{document.id}/document.yml"
    data = read_plain_file(config.paths.root / shown_in, MAX_CONTENT_BYTES)
    with_image = add_to_list(data, "images", image_id)
    if with_image is None:
        raise click.ClickException(
            f"{shown_in} is written in an unusual way; add `images: [{image_id}]` by hand"
        )
    changes = {f"{path}/{image_id}.png": page, f"{path}.yml": after, shown_in: with_image}
    validate_and_apply(config, ChangeSet(changes))
    return image_id


def _require_permission(document: Document, content_path: str) -> None:
    if not document.source_text.publish:  # without what allows it, the content wasn't read
        raise click.ClickException(
            f"nothing says that “{document.id}” may be published, so its page can't be shown; say in "
            f"{content_path}/documents/{document.id}/document.yml what allows it: "
            "`source_text: {publish: true, licence: CC-BY-4.0}`"
        )


def _read_original(config: Config, document: Document, sources: Path) -> bytes:
    """The PDF of which the source text was made. Raises `ClickException`."""
    record = load_records(config).get(document.text.file)
    if record is None or record.media_type != PDF:
        raise click.ClickException(
            f"the text of “{document.id}” was not made of a PDF, as `dossier-timeline source add` makes it"
        )
    file = sources / Path(record.original).name
    try:
        content = read_plain_file(file, LARGEST_SOURCE)
    except OSError:
        raise click.ClickException(f"there is no {file}; put the original there") from None
    if digest_of(content) != record.sha256:
        raise click.ClickException(f"{file} is not the file of which the text was made")
    return content


def _describe(
    dossier: Dossier, document: Document, image_id: str, languages: Mapping[str, Language]
) -> dict[str, Any]:
    """The entry of images.yml."""
    names = {code: EntryNames(dossier, language) for code, language in languages.items()}
    publication, address = document.source_text, choose_address(document.addresses)
    entry: dict[str, Any] = {
        "id": image_id,
        "file": f"{image_id}.png",
        "description": {
            code: language.gettext(
                "The first page of %(title)s", title=language.quote(names[code].plain_words(document.title))
            )
            for code, language in languages.items()
        },
        "credit": {code: _name_makers(dossier, document, names[code]) for code in languages},
    }
    if address is not None and address.url:
        entry["url"] = address.url
    if publication.licence is not None:
        entry["licence"] = publication.licence
    elif publication.allowed_by is not None:
        name = publication.allowed_by.name
        shown_name = dict(name.root) if isinstance(name, Words) else name
        entry["allowed_by"] = {"name": shown_name, "url": publication.allowed_by.url}
    return entry


def _name_makers(dossier: Dossier, document: Document, names: EntryNames) -> str:
    """From whom the document is, or else what it's called."""
    senders = (dossier.by_id.get(one) for one in (document.sender or document.publisher))
    makers = [names.full_name(one).text for one in senders if one]
    return names.language.join(makers) if makers else names.plain_words(document.title)
