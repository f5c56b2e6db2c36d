"""Images and files to download as they're published: their addresses, sizes and types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dossier_timeline.media.renditions import RenditionFormat

MEDIA_TYPES: Mapping[RenditionFormat, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A published file of an image: its path in the site, its format, and its size in pixels."""

    path: str
    format: RenditionFormat
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PublishedImage:
    """The files of an image; the last is for browsers that take no other, and for whoever opens it."""

    files: tuple[ImageFile, ...]
    has_alpha: bool = False

    @property
    def fallback(self) -> ImageFile:
        """The file that every browser takes."""
        return self.files[-1]

    @property
    def is_tall(self) -> bool:
        """Whether it's clearly higher than wide, as a page is."""
        return self.fallback.height > 1.15 * self.fallback.width


@dataclass(frozen=True, slots=True)
class PublishedDownload:
    """A file that readers may download: its path in the site, what kind it is, and its size in bytes."""

    path: str
    type_name: str
    size: int


ReadContent: TypeAlias = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class PublishedMedia:
    """All images and files to download that the site has, by the ids of their entries."""

    images: Mapping[str, PublishedImage] = field(default_factory=dict)
    downloads: Mapping[str, PublishedDownload] = field(default_factory=dict)
    contents: Mapping[str, ReadContent] = field(default_factory=dict)
    """By path: what gives the bytes of a file."""


NO_MEDIA = PublishedMedia()
"""What a site without images and downloads has."""
