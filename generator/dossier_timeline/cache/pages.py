"""The page cache: pages of the last build that this one would make again, taken from the site's folder.

Most of what a page shows is shared by all pages: the data, the templates, the words of the interface, the
settings, the program, and the front matter and references of the Markdown texts. When any of that has
changed, no page is reused. Otherwise a page is the same when its plan is the same and so are the Markdown
texts that were read for it, which rendering records.

A page is reused only when the published file still has the digest that it had.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import (
    cache_file,
    code_fingerprint,
    fingerprint,
    read_cache_file,
    write_cache_file,
)
from dossier_timeline.config import Config
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import find_references
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.tree_index import TreeIndex
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan


@dataclass(frozen=True, slots=True)
class PlanDigests:
    """Digests of what all pages share, of each page's plan by its path, and of all plans together.

    The digest of all plans is for the exports, which don't say whether a text is behind its translation.
    """

    global_key: str = ""
    page_plans: Mapping[str, str] = field(default_factory=dict)
    all_plans: str = ""


ExportDigests = tuple[str, Mapping[str, str]]
"""The digest of the plans from which the exports were made, and the digests of the exports by path."""

NO_EXPORTS: ExportDigests = ("", MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page of the last build: the digest of its plan, its texts, and its own digest."""

    plan: str
    text_digests: Mapping[str, str]
    """The digests of the Markdown texts that were read for it, by path."""
    digest: str


@dataclass
class PageCache:
    """What may be reused of the last build, and what is recorded for the next one."""

    file: Path | None = None
    folder: Path | None = None
    published: TreeIndex = field(default_factory=TreeIndex)
    """The index of the published files."""
    digests: PlanDigests = field(default_factory=PlanDigests)
    text_digests: Mapping[str, str] = field(default_factory=dict)
    previous_pages: Mapping[str, CachedPage] = field(default_factory=dict)
    current_pages: dict[str, CachedPage] = field(default_factory=dict)
    previous_exports: ExportDigests = NO_EXPORTS
    current_exports: ExportDigests = NO_EXPORTS
    shared_texts: dict[str, str] = field(default_factory=dict)
    """Texts that depend only on what all pages share, by name."""
    reused_pages: int = 0
    """The number of pages that were reused."""

    def find_page(self, page: PagePlan) -> StoredFile | None:
        """The published file of a page, if it would be the same; `None` otherwise."""
        cached = self.previous_pages.get(page.path)
        if cached is None or self.folder is None or self.published.digests.get(page.path) != cached.digest:
            return None
        if any(self.text_digests.get(name) != text for name, text in cached.text_digests.items()):
            return None
        if cached.plan != self.digests.page_plans[page.path]:
            return None
        self.current_pages[page.path] = cached
        self.reused_pages += 1
        return StoredFile(f"{self.folder}/{page.path}", cached.digest, self.published.stats[page.path].size)

    def record_page(self, page: PagePlan, digest: str, texts_read: Set[str]) -> None:
        """Record a new page with its SHA-256 and the paths of the texts that were read for it."""
        text_digests = {name: self.text_digests.get(name, "") for name in sorted(texts_read)}
        self.current_pages[page.path] = CachedPage(
            self.digests.page_plans.get(page.path, ""), text_digests, digest
        )

    def shared_text(self, name: str, make: Callable[[], bytes]) -> bytes:
        """A text in UTF-8 that depends only on what all pages share; `make` makes it when it isn't cached."""
        if name not in self.shared_texts:
            self.shared_texts[name] = make().decode()
        return self.shared_texts[name].encode()

    def find_exports(self) -> SiteFiles | None:
        """The published files of all exports, if they would be the same; `None` otherwise."""
        plan, digests = self.previous_exports
        published_digests = self.published.digests
        if self.folder is None or not digests or plan != self.digests.all_plans:
            return None
        if any(published_digests.get(path) != digest for path, digest in digests.items()):
            return None
        self.current_exports = self.previous_exports
        exports = SiteFiles()
        for path, digest in digests.items():
            size = self.published.stats[path].size
            exports.add_stored(path, StoredFile(f"{self.folder}/{path}", digest, size))
        return exports

    def record_exports(self, files: SiteFiles, texts_read: Set[str]) -> None:
        """Record new exports. They are reused only if no text was read for them."""
        if not texts_read:
            self.current_exports = self.digests.all_plans, {path: files.digest(path) for path in files}

    def save(self) -> None:
        """Write what was recorded to the cache."""
        if self.file is not None:
            body = {
                "version": code_fingerprint([__file__]),
                "common": self.digests.global_key,
                "words": self.shared_texts,
                "pages": {
                    path: [one.plan, one.text_digests, one.digest] for path, one in self.current_pages.items()
                },
                "beside": [self.current_exports[0], dict(self.current_exports[1])],
            }
            write_cache_file(self.file, json.dumps(body).encode())


def open_page_cache(
    snapshot: InputSnapshot | None,
    config: Config,
    site: SitePlan,
    published: TreeIndex,
    digests: PlanDigests | None = None,
) -> PageCache:
    """The page cache for a site whose published files are `published`; an empty one without a snapshot.

    `digests` are those of the plan, if they're known.
    """
    if snapshot is None:
        return PageCache()
    text_digests = {
        prose.path: sha256(prose.body.encode()).hexdigest() for prose in _iterate_prose(site.dossier)
    }
    file = cache_file(config, "pages")
    if digests is None:
        all_plans = fingerprint([_without_translation_status(page) for page in site.pages])
        digests = PlanDigests(_global_key(snapshot, config, site), fingerprint_plans(site.pages), all_plans)
    page_cache = PageCache(file, config.paths.site, published, digests, text_digests)
    content = read_cache_file(file)
    stored = json.loads(content) if content is not None else {}
    if stored.get("version") == code_fingerprint([__file__]) and stored["common"] == digests.global_key:
        page_cache.previous_pages = {path: CachedPage(*values) for path, values in stored["pages"].items()}
        page_cache.previous_exports = tuple(stored["beside"])
        page_cache.shared_texts = stored["words"]
    return page_cache


def fingerprint_plans(pages: Iterable[PagePlan]) -> dict[str, str]:
    """The digests of the pages' plans by path."""
    return {page.path: fingerprint(page) for page in pages}


def _without_translation_status(page: PagePlan) -> PagePlan:
    """A page's plan without the languages in which its text is behind."""
    if page.availability is None or not page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=()))


def _global_key(snapshot: InputSnapshot, config: Config, site: SitePlan) -> str:
    """A digest of everything on which every page may depend: all but the words of the Markdown texts."""
    text_digests = _iterate_prose(site.dossier)
    return fingerprint(
        (
            input_key_without_texts(snapshot, config, site.dossier),
            [[r.id for r in find_references(prose.body)] for prose in text_digests],
            [(p.path, p.kind, p.entity, p.title, p.canonical, p.is_indexed) for p in site.pages],
        )
    )


def input_key_without_texts(snapshot: InputSnapshot, config: Config, dossier: Dossier) -> str:
    """A digest of all inputs of a build but the Markdown of the texts."""
    texts = list(_iterate_prose(dossier))
    paths = {str(config.paths.root / text.path) for text in texts}
    return fingerprint(
        (
            snapshot.settings,
            sorted((path, file.digest) for path, file in snapshot.files.items() if path not in paths),
            [(text.path, text.language, _front_matter_key(text)) for text in texts],
        )
    )


def _front_matter_key(prose: Prose) -> str:
    """A text's front matter without its translation status, which only its own page's plan depends on."""
    return repr(prose.head.model_copy(update={"in_step": {}}))


def _iterate_prose(dossier: Dossier) -> Iterator[Prose]:
    return (prose for _, texts in dossier.texts() for prose in texts.values())
