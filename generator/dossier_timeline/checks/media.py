"""Images and files to download: what is wrong with them, and what is published of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dossier_timeline.config import Config
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.media.media_folders import (
    DOWNLOAD_FOLDER,
    IMAGE_FOLDER,
    check_folder,
    find_used_media,
    list_folder,
)
from dossier_timeline.media.media_making import ImageCache, MadeMedia, MediaMaker
from dossier_timeline.media.published_media import NO_MEDIA
from dossier_timeline.model.drafts import remove_drafts
from dossier_timeline.progress import ProgressReporter, report_nothing


@dataclass(frozen=True, slots=True)
class MediaTools:
    """What making images takes: what opens the cache of earlier ones, and what tells of the work."""

    open_cache: Callable[[], ImageCache]
    report: ProgressReporter = report_nothing


def check_media(config: Config, reading: ContentReading, tools: MediaTools | None) -> MadeMedia:
    """Every problem of images and downloads, and what is published of those that readers see.

    Without `tools` the files are only looked for, and nothing of them is published.
    """
    dossier = reading.dossier
    folders = [list_folder(folder, config.paths) for folder in (IMAGE_FOLDER, DOWNLOAD_FOLDER)]
    if dossier is None or not (
        dossier.images or dossier.downloads or any(folder.files for folder in folders)
    ):
        return MadeMedia(NO_MEDIA, tuple(one for folder in folders for one in folder.problems))
    used_ids = find_used_media(dossier, reading.mentions)
    problems = [
        problem
        for folder, contents, entries in zip(
            (IMAGE_FOLDER, DOWNLOAD_FOLDER), folders, (dossier.images, dossier.downloads), strict=True
        )
        for problem in check_folder(
            folder,
            contents,
            entries,
            used_ids=used_ids,
            positions=reading.positions,
            content_path=config.paths.content_path,
        )
    ]
    if tools is None:
        return MadeMedia(NO_MEDIA, tuple(problems))
    shown = dossier if config.mode.drafts else remove_drafts(dossier)
    shown_ids = used_ids if shown is dossier else find_used_media(shown, reading.mentions)
    images = [image for image in dossier.images if image.id in shown_ids]
    downloads = [download for download in dossier.downloads if download.id in shown_ids]
    maker = MediaMaker(config.paths, reading.positions, tools.open_cache(), tools.report)
    result = maker.make(images, downloads, *folders)
    return replace(result, problems=(*problems, *result.problems))
