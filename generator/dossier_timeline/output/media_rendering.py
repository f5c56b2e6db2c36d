"""The files of images and the files to download; those that stand there already aren't read."""

from __future__ import annotations

from dossier_timeline.cache.steps import PublishedSteps
from dossier_timeline.media.published_media import PublishedMedia
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.spool_folder import SpoolFolder


def render_media(media: PublishedMedia, steps: PublishedSteps, spool: SpoolFolder) -> SiteFiles:
    """All files of images and downloads by path."""
    files = SiteFiles()
    downloads = {one.path for one in media.downloads.values()}
    for path, read in sorted(media.contents.items()):
        # The name of an image's file says what is in it, the name of a download doesn't.
        stored = None if path in downloads else steps.find(path, "")
        if stored is not None:
            files.update(SiteFiles.from_stored(stored))
            continue
        content = read()
        files.add(path, steps.find_same(path, content) or spool.store(content))
        if path not in downloads:
            steps.record(path, "", frozenset(), {path: files.digest(path)})
    return files
