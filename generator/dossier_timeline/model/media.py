"""Images that a dossier shows and files that it offers: what they are, who made them, what allows it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from dossier_timeline.model.base import Entry, LanguageCode, ModelValue, Words
from dossier_timeline.model.field_types import ImageDescription, Name
from dossier_timeline.model.open_licences import LicenceId
from dossier_timeline.model.sources import Url

IMAGE_FILE_PATTERN = r"^[^./\\\x00-\x1f][^/\\\x00-\x1f]*\.[A-Za-z0-9]{2,7}$"
DOWNLOAD_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*\.[A-Za-z0-9]{2,7}$"

ImageFileName = Annotated[str, StringConstraints(pattern=IMAGE_FILE_PATTERN, max_length=200)]
"""The name of a file as it is on disk, without a folder; readers never see it."""
DownloadFileName = Annotated[str, StringConstraints(pattern=DOWNLOAD_FILE_PATTERN, max_length=120)]
"""The name of a file that is part of its address: letters a to z, digits, points, hyphens, underscores."""


class Permission(ModelValue):
    """What lets an image or file be published where no licence of the list does."""

    name: Name
    """What it is: a permission and of whom, a law, "public domain"."""
    url: Url | None = None
    """Where it can be read, where that is on the web."""


class MediaEntry(Entry):
    """What an image and a file to download have in common: who made it, from where, and what allows it."""

    file: str
    credit: Name | None = None
    """Who made it, as it is to be named."""
    source: Name | None = None
    """From where we have it: the archive or collection, with its number there."""
    url: Url | None = None
    """Its page at that source."""
    licence: LicenceId | None = None
    """The open licence under which it is, by its identifier in the SPDX list."""
    allowed_by: Permission | None = None
    """What else lets us publish it, where no licence of the list does: a permission, a law, public domain."""


class Image(MediaEntry):
    """A picture that texts, documents, events and people show."""

    file: ImageFileName
    """The name of its file in content/images/."""
    description: ImageDescription
    """What is to be seen on it, for those who cannot see it."""
    caption: Words | None = None
    """What stands below it; may hold [[references]]."""

    @model_validator(mode="after")
    def _require_licence(self) -> Self:
        if self.licence is None and self.allowed_by is None:
            raise ValueError(
                "an image is published only with what allows it: write `licence: CC-BY-4.0`, or "
                "`allowed_by: {name: …}`"
            )
        if self.credit is None:
            raise ValueError("an image says who made it: write `credit: …`")
        return self


class Download(MediaEntry):
    """A file that readers may download; under the licence of the dossier where nothing else is said."""

    file: DownloadFileName
    """The name of its file in content/downloads/: letters a to z, digits, points, hyphens, underscores."""
    name: Name
    """What it is called."""
    language: LanguageCode | None = None
    """The language of what is in it, where it has one."""
