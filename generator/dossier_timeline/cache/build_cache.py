"""What one build takes over from earlier builds, and what it leaves for the next."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from functools import cached_property

from dossier_timeline.cache.pages import PageCache, input_key_without_texts, open_page_cache
from dossier_timeline.cache.plans import PlanResult, load_cached_plan, store_plan
from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import CACHE_FOLDER, Cache
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Trait
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.publishing.publication import PublishedSnapshot
from dossier_timeline.publishing.tree_index import TreeIndex


class BuildCache:
    """The caches of one build.

    `input_snapshot` is what there was before anything was read, `published_snapshot` what stands in the
    site's folder. Without the first, no plan and no page of the last build is taken over.
    """

    def __init__(
        self,
        config: Config,
        input_snapshot: InputSnapshot | None = None,
        published_snapshot: PublishedSnapshot | None = None,
    ) -> None:
        self.store = Cache(config.paths.root / CACHE_FOLDER)
        self._config, self._input_snapshot = config, input_snapshot
        self._live_tree = published_snapshot.live if published_snapshot else TreeIndex()
        self._pages = PageCache()

    @cached_property
    def plan(self) -> PlanResult | None:
        """The plan of the last build, with the texts as they are now, where it still holds."""
        return load_cached_plan(self._input_snapshot, self._config)

    @property
    def last_clean_tree(self) -> TreeIndex | None:
        """The published files in which nothing was wrong, where the plan is that of the last build."""
        return self._live_tree if self.plan is not None else None

    @property
    def reused_pages(self) -> int:
        """How many pages were taken over."""
        return self._pages.reused_pages

    def faultless_texts(self, dossier: Dossier | None) -> MutableMapping[str, bytes] | None:
        """The Markdown texts in which an earlier build found nothing wrong; `None` where that isn't known."""
        if self._input_snapshot is None or dossier is None:
            return None
        key = input_key_without_texts(self._input_snapshot, self._config, dossier)
        return self.store.bucket("texts", key)

    def open_pages(self, checked_plan: PlanResult) -> PageCache:
        """The pages of the last build that may be taken over."""
        self._pages = open_page_cache(
            self._input_snapshot, self._config, checked_plan.site, self._live_tree, checked_plan.digests
        )
        return self._pages

    def save(self, checked_plan: PlanResult, dossier: Dossier | None, problems: Iterable[Diagnostic]) -> None:
        """Keep what this build found out. The plan is kept if `dossier`, what was read, is given."""
        self.store.save()
        if dossier is not None and self._input_snapshot is not None and is_repeatable(problems):
            store_plan(self._input_snapshot, self._config, dossier, checked_plan, self._pages.digests)


def is_repeatable(problems: Iterable[Diagnostic]) -> bool:
    """Whether the same problems would be found on another day; only then may a build be remembered."""
    return all(Trait.DEPENDS_ON_TODAY not in problem.code.traits for problem in problems)
