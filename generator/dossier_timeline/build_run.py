"""A build from beginning to end: takes snapshots, builds the site, publishes it and records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache, partial

from dossier_timeline.cache.build_cache import BuildCache, is_repeatable
from dossier_timeline.cache.snapshots import (
    InputSnapshot,
    record_build,
    take_published_snapshot,
    take_snapshot,
)
from dossier_timeline.cache.store import CACHE_FOLDER, is_unlinked_folder
from dossier_timeline.config import Config
from dossier_timeline.output.first_pages import NO_FIRST_PAGES, BuildSupersededError, FirstPages
from dossier_timeline.pipeline import BuildResult, build_site
from dossier_timeline.progress import ProgressReporter, report_nothing
from dossier_timeline.publishing.publication import PublicationResult, PublishedSnapshot, publish
from dossier_timeline.publishing.site_files import FilesChangedError
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.teardown import relax_gc


def build_and_publish(
    config: Config,
    *,
    extra_files: Mapping[str, bytes] | None = None,
    input_snapshot: InputSnapshot | None = None,
    report: ProgressReporter = report_nothing,
    first_pages: FirstPages = NO_FIRST_PAGES,
) -> tuple[BuildResult, PublicationResult]:
    """Build the site and publish it. Raises `ContentError` or `PublishError`; then nothing has changed.

    `input_snapshot` is what there is to build from, where it's known already. `first_pages` are rendered
    before all others.
    """
    relax_gc()
    snapshot = input_snapshot or take_snapshot(config, extra_files or {})
    find_published: Callable[[], PublishedSnapshot] = PublishedSnapshot
    if snapshot is not None:
        find_published = cache(partial(take_published_snapshot, snapshot, config))
    publish_once = partial(
        _publish_once, config, extra_files, snapshot, report=report, first_pages=first_pages
    )
    try:
        build = publish_once(find_published)
    except FilesChangedError:  # somebody changed published files in the meantime: reuse none of them
        build = publish_once(PublishedSnapshot)
    result, publication = build
    if snapshot is not None and is_repeatable(result.problems):
        record_build(snapshot, config, result.files, result.problems, publication.snapshot)
    return build


def check_site(config: Config) -> BuildResult:
    """Build the site without publishing it. Raises `ContentError`.

    Of pages that are as they were when they were last checked only the digests are known, and no search index
    is made.
    """
    relax_gc()
    build_cache = BuildCache(config, take_snapshot(config, {}), is_published=False)
    try:
        return build_site(config, cache=build_cache, is_indexed=False)
    except FilesChangedError:  # the content of such a page is asked for after all
        return build_site(config, is_indexed=False)


def _publish_once(
    config: Config,
    extra_files: Mapping[str, bytes] | None,
    input_snapshot: InputSnapshot | None,
    find_published: Callable[[], PublishedSnapshot],
    *,
    report: ProgressReporter,
    first_pages: FirstPages,
) -> tuple[BuildResult, PublicationResult]:
    build_cache = BuildCache(config, input_snapshot, find_published)
    cache_folder = config.paths.root / CACHE_FOLDER
    with closing(SpoolFolder(cache_folder if is_unlinked_folder(cache_folder) else None)) as spool:
        try:
            result = build_site(
                config,
                extra_files=extra_files,
                cache=build_cache,
                spool=spool,
                report=report,
                first_pages=first_pages,
            )
            first_pages.go_on()
        except BuildSupersededError:
            build_cache.save_checks()
            raise
        report(f"Publishing {len(result.published_files)} files")
        publication = publish(
            result.published_files,
            config.paths.site,
            find_published(),
            is_taking_over=bool(config.addresses.mount),
        )
        result.files.mark_published(config.site_folder)
    return result, publication
