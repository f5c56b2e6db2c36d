"""Makes what is published of images and files to download; what was made before is taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Protocol

from dossier_timeline.config import ProjectPaths
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.media.download_types import MAX_DOWNLOAD_BYTES, check_download
from dossier_timeline.media.image_process import (
    make_renditions_apart,
    parse_renditions,
    write_renditions,
)
from dossier_timeline.media.image_reading import MAX_IMAGE_BYTES
from dossier_timeline.media.media_folders import DOWNLOAD_FOLDER, IMAGE_FOLDER, FolderContents, normalise_name
from dossier_timeline.media.published_media import (
    ImageFile,
    PublishedDownload,
    PublishedImage,
    PublishedMedia,
    ReadContent,
)
from dossier_timeline.media.renditions import ImageRenditions
from dossier_timeline.media.unusable_file import UnusableFileError
from dossier_timeline.model.media import Download, Image, MediaEntry
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.progress import ProgressReporter
from dossier_timeline.workers import parallel_map

_ALL = "/all"
_SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


class ImageCache(Protocol):
    """What was made of images before: by the digest of a file its head, by that and “/all” its files."""

    def get(self, key: str, /) -> bytes | None:
        """What stands under a key; `None` for nothing."""

    def __setitem__(self, key: str, content: bytes, /) -> None:
        """Keep something under a key."""

    def request(self, keys: Iterable[str], /) -> None:
        """Note that something is needed still, without reading it."""


@dataclass(frozen=True, slots=True)
class MediaSource:
    """The file of an entry: where it lies, and what tells what is in it from anything else."""

    media_entry: MediaEntry
    location: str
    key: str

    @property
    def ending(self) -> str:
        """How its name ends, without the point."""
        return find_ending(self.media_entry)


@dataclass(frozen=True, slots=True)
class MadeMedia:
    """What is published of images and downloads, and what is wrong with their files."""

    media: PublishedMedia
    problems: tuple[Diagnostic, ...] = ()


class MediaMaker:
    """Makes the files of the images and downloads of one dossier."""

    def __init__(
        self,
        paths: ProjectPaths,
        positions: SourcePositions,
        image_cache: ImageCache,
        report: ProgressReporter,
    ) -> None:
        self._paths, self._positions, self._cache, self._report = paths, positions, image_cache, report
        self._problems: list[Diagnostic] = []
        self._contents: dict[str, ReadContent] = {}

    def make(
        self,
        images: Sequence[Image],
        downloads: Sequence[Download],
        image_folder: FolderContents,
        download_folder: FolderContents,
    ) -> MadeMedia:
        """What is published of these entries; one whose file can't be used is left out and told."""
        published_images = self._make_images(images, image_folder)
        published_downloads = {
            entry.id: published
            for entry in downloads
            if (published := self._take_download(entry, download_folder)) is not None
        }
        media = PublishedMedia(published_images, published_downloads, self._contents)
        return MadeMedia(media, tuple(self._problems))

    def _take_download(self, download: Download, folder: FolderContents) -> PublishedDownload | None:
        location = folder.files.get(normalise_name(download.file), "")
        content = self._read(download, location, MAX_DOWNLOAD_BYTES)
        if content is None:
            return None
        try:
            kind = check_download(content, find_ending(download))
        except UnusableFileError as error:
            self._tell(download, error)
            return None
        path = f"{DOWNLOAD_FOLDER.name}/{download.file}"
        self._contents[path] = partial(
            read_plain_file, location, MAX_DOWNLOAD_BYTES, within=self._paths.content
        )
        return PublishedDownload(path, kind.name, len(content))

    def _read(self, media_entry: MediaEntry, location: str, max_bytes: int) -> bytes | None:
        """What is in the file of an media_entry; `None` where it isn't there, or can't be read."""
        if not location:
            return None
        try:
            return read_plain_file(location, max_bytes, within=self._paths.content)
        except OSError as error:
            problem = diagnose_unread_file(error, "")
            self._problems.append(problem.moved_to(self._positions.of(media_entry.id, "file")))
            return None

    def _tell(self, media_entry: MediaEntry, error: UnusableFileError) -> None:
        message = f"“{media_entry.file}” can't be used: {error.message}"
        position = self._positions.of(media_entry.id, "file")
        self._problems.append(Diagnostic(position, Code.UNUSABLE_FILE, message, error.hint))

    def _make_images(self, images: Iterable[Image], folder: FolderContents) -> dict[str, PublishedImage]:
        sources = []
        for entry in images:
            location = folder.files.get(normalise_name(entry.file), "")
            content = self._read(entry, location, MAX_IMAGE_BYTES)
            if content is not None:
                ending = find_ending(entry).lower().encode()
                sources.append(MediaSource(entry, location, sha256(ending + b"\0" + content).hexdigest()))
        refusals = self._make_new([source for source in sources if self._cache.get(source.key) is None])
        published: dict[str, PublishedImage] = {}
        for source in sources:
            head, refusal = self._cache.get(source.key), refusals.get(source.key)
            if refusal is not None:
                self._tell(source.media_entry, refusal)
            elif head is not None:
                self._cache.request([source.key + _ALL])
                published[source.media_entry.id] = image = _describe_files(source.media_entry.id, head)
                for number, file in enumerate(image.files):
                    self._contents[file.path] = partial(self._find_content, source, number)
        return published

    def _make_new(self, sources: Sequence[MediaSource]) -> dict[str, UnusableFileError]:
        """Make the files of images that aren't in the cache; returns why some can't be."""
        by_key = {source.key: source for source in sources}
        if by_key:
            self._report(f"Making {len(by_key)} images in several sizes")
        refusals: dict[str, UnusableFileError] = {}
        make = partial(_make_share, self._paths.content)
        for share in parallel_map(make, tuple(by_key.values()), min_items=2):
            for key, result in share.items():
                if isinstance(result, tuple):
                    refusals[key] = UnusableFileError(*result)
                else:
                    self._keep(key, parse_renditions(result))
        return refusals

    def _keep(self, key: str, renditions: ImageRenditions) -> None:
        files = [
            (one.format, one.width, one.height, sha256(one.content).hexdigest()[:8])
            for one in renditions.files
        ]
        self._cache[key] = json.dumps([renditions.has_alpha, files]).encode()
        self._cache[key + _ALL] = write_renditions(renditions)

    def _find_content(self, source: MediaSource, number: int) -> bytes:
        """The bytes of one file of an image; they're made again where the cache has lost them."""
        content = self._cache.get(source.key + _ALL)
        renditions = parse_renditions(content) if content is not None else _make(self._paths.content, source)
        return renditions.files[number].content


def find_ending(media_entry: MediaEntry) -> str:
    """How the name of an entry's file ends, without the point."""
    return PurePosixPath(media_entry.file).suffix.removeprefix(".")


def _make(folder: Path, source: MediaSource) -> ImageRenditions:
    content = read_plain_file(source.location, MAX_IMAGE_BYTES, within=folder)
    return make_renditions_apart(content, source.ending)


def _make_share(folder: Path, sources: Sequence[MediaSource]) -> dict[str, bytes | tuple[str, str]]:
    """By key, the files of each image in one piece, or the message and hint for one that can't be used."""
    results: dict[str, bytes | tuple[str, str]] = {}
    for source in sources:
        try:
            results[source.key] = write_renditions(_make(folder, source))
        except UnusableFileError as error:
            results[source.key] = error.message, error.hint
    return results


def _describe_files(entry_id: str, head: bytes) -> PublishedImage:
    has_alpha, files = json.loads(head)
    return PublishedImage(
        tuple(
            ImageFile(
                f"assets/{IMAGE_FOLDER.name}/{entry_id}-{width}.{digest}.{_SUFFIXES[name]}",
                name,
                width,
                height,
            )
            for name, width, height, digest in files
        ),
        has_alpha,
    )


def name_image_libraries(fingerprint_code: Callable[[Iterable[str]], str]) -> str:
    """What else than the file decides how an image turns out: this code and the libraries."""
    from PIL import features

    codecs = [
        f"{name} {features.version(name)}" for name in ("avif", "webp", "libjpeg_turbo", "littlecms2", "zlib")
    ]
    modules = sorted(str(file) for file in Path(__file__).parent.glob("*.py"))
    packages = [f"{name} {version(name)}" for name in ("pillow", "resvg-py", "font-source-serif-pro")]
    return " ".join([*packages, *codecs, fingerprint_code(modules)])
