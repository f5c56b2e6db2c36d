"""What one build takes over from earlier builds, and what it leaves for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dossier_timeline.cache.buckets import Cache, site_key
from dossier_timeline.cache.check_steps import CheckSteps, note_names
from dossier_timeline.cache.parsed_files import ParsedFileCache
from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.steps import PublishedSteps, StepCache, make_global_key, open_step_cache
from dossier_timeline.cache.store import CACHE_FOLDER
from dossier_timeline.config import Config
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Trait
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.recorded_dossier import DossierReads
from dossier_timeline.model.wordings import collect_names
from dossier_timeline.publishing.publication import PublishedSnapshot
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.read_recorder import ReadDigests


class BuildCache:
    """The caches of one build.

    `input_snapshot` is what there was before anything was read, and `find_published` gives what stands in the
    site's folder. Without the first, nothing of the last build is taken over. A build that publishes nothing
    (`is_published` is false) goes by the digests of the files that the last one of its kind made.
    """

    def __init__(
        self,
        config: Config,
        input_snapshot: InputSnapshot | None = None,
        find_published: Callable[[], PublishedSnapshot] = PublishedSnapshot,
        *,
        is_published: bool = True,
    ) -> None:
        self.buckets = Cache(config.paths.root / CACHE_FOLDER)
        self._store = self.buckets.store
        self._config, self._input_snapshot = config, input_snapshot
        self._find_published = find_published
        self._is_published = is_published
        self._site = site_key(config) if is_published else f"{site_key(config)} unpublished"
        self._steps, self._check_steps = PublishedSteps(), StepCache()
        files = input_snapshot.files.items() if input_snapshot else ()
        digests = {path: file.digest for path, file in files}
        self.parsed_files = ParsedFileCache(
            self._store, config.paths.root, config.paths.content_path, digests
        )

    @property
    def clean_files(self) -> Mapping[str, str]:
        """The SHA-256 of each file of the last build, by path, where nothing was wrong with them."""
        return self._steps.steps.previous_files

    @property
    def reused_pages(self) -> int:
        """How many pages were taken over."""
        return self._steps.reused_pages

    def open_check_steps(self, reading: ContentReading) -> CheckSteps | None:
        """The checks of texts that needn't be made again; `None` where something is wrong with the files."""
        if self._input_snapshot is None or reading.dossier is None or reading.problems:
            return None
        recorded = DossierReads(reading.dossier, reading.digests)
        global_key = make_global_key(self._input_snapshot, self._config.paths, reading.dossier)
        self._check_steps = open_step_cache(self._store, "checks", self._site, global_key, recorded.sources)
        changed_names = note_names(self._check_steps, collect_names(reading.dossier))
        content_key = self.parsed_files.content_key
        return CheckSteps(recorded, self._check_steps, reading.digests, content_key, changed_names)

    def open_steps(self, dossier: Dossier, read_digests: ReadDigests) -> PublishedSteps:
        """The steps of the last build that needn't be run again."""
        if self._input_snapshot is not None:
            global_key = make_global_key(self._input_snapshot, self._config.paths, dossier)
            content_key = self.parsed_files.content_key
            steps = open_step_cache(self._store, "steps", self._site, global_key, read_digests, content_key)
            folder = self._config.addresses.folder
            live_tree = self._find_published().live.inside(folder) if self._is_published else None
            self._steps = PublishedSteps(steps, self._config.site_folder, live_tree)
        return self._steps

    def save(
        self, files: SiteFiles, problems: Iterable[Diagnostic], *, is_complete: bool, is_clean: bool
    ) -> None:
        """Keep what this build found out; its steps only if no words were missing.

        `is_clean` says that the audit has found nothing wrong with `files`.
        """
        self.buckets.save()
        self.parsed_files.save()
        if is_complete and is_repeatable(problems):
            self._steps.steps.save(files if is_clean else None)
            self._check_steps.save()
        self._store.close()

    def save_checks(self) -> None:
        """Keep what was read and checked without fault, of a build that ends before its pages are made."""
        self.parsed_files.save()
        self._check_steps.save()
        self._store.close()


def is_repeatable(problems: Iterable[Diagnostic]) -> bool:
    """Whether the same problems would be found on another day; only then may a build be remembered."""
    return all(Trait.DEPENDS_ON_TODAY not in problem.code.traits for problem in problems)
