"""Pages of the last build that this one would make again, taken from the site's folder.

Most of what a page shows, all pages share: the data, the templates, the words of the interface, the
settings, the program, and what the Markdown texts say of themselves and refer to. Where any of that has
changed, nothing is taken over. Where none has, a page is the same when its plan is and when the Markdown
texts that were read for it are: which those are is noted while it's made, not foretold.

A page is taken only when what stands in its place still is what it was, by its SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import cache_file, code_fingerprint, read_cache_file, write_cache_file
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
    """Of all that every page may depend on, of each page's plan by its path, and of all plans.

    That of all is for what stands beside the pages, where no text is said to be behind another.
    """

    global_key: str = ""
    page_plans: Mapping[str, str] = field(default_factory=dict)
    all_plans: str = ""


ExportDigests = tuple[str, Mapping[str, str]]
"""Of what stands beside the pages: the digest of their plans, and its own digests by path."""

NO_EXPORTS: ExportDigests = ("", MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page of the last build: a digest of what only it depends on, its texts, and its own digest."""

    plan: str
    texts: Mapping[str, str]
    """The Markdown files that were read for it, with the digests of what they said."""
    digest: str


@dataclass
class PageCache:
    """What may be taken over from the last build, and what is noted for the next."""

    file: Path | None = None
    folder: Path | None = None
    published: TreeIndex = field(default_factory=TreeIndex)
    """What stands in the folder."""
    digests: PlanDigests = field(default_factory=PlanDigests)
    texts: Mapping[str, str] = field(default_factory=dict)
    previous_pages: Mapping[str, CachedPage] = field(default_factory=dict)
    current_pages: dict[str, CachedPage] = field(default_factory=dict)
    previous_exports: ExportDigests = NO_EXPORTS
    current_exports: ExportDigests = NO_EXPORTS
    shared_texts: dict[str, str] = field(default_factory=dict)
    """Texts that depend on nothing but what all pages share."""
    reused_pages: int = 0
    """How many pages were taken over."""

    def find_page(self, page: PagePlan) -> StoredFile | None:
        """A page as it was, where it would be the same."""
        one = self.previous_pages.get(page.path)
        if one is None or self.folder is None or self.published.digests.get(page.path) != one.digest:
            return None
        if any(self.texts.get(name) != text for name, text in one.texts.items()):
            return None
        if one.plan != self.digests.page_plans[page.path]:
            return None
        self.current_pages[page.path] = one
        self.reused_pages += 1
        return StoredFile(f"{self.folder}/{page.path}", one.digest, self.published.stats[page.path][0])

    def record_page(self, page: PagePlan, digest: str, read: Set[str]) -> None:
        """Note a page that was made, with its SHA-256 and the texts that were read for it."""
        texts = {name: self.texts.get(name, "") for name in sorted(read)}
        self.current_pages[page.path] = CachedPage(self.digests.page_plans.get(page.path, ""), texts, digest)

    def shared_text(self, name: str, make: Callable[[], bytes]) -> bytes:
        """A text (UTF-8) that depends on nothing but what all pages share."""
        if name not in self.shared_texts:
            self.shared_texts[name] = make().decode()
        return self.shared_texts[name].encode()

    def find_exports(self) -> SiteFiles | None:
        """What stands beside the pages as it was, all of it, where it would be the same."""
        plan, digests = self.previous_exports
        there = self.published.digests
        if self.folder is None or not digests or plan != self.digests.all_plans:
            return None
        if any(there.get(path) != digest for path, digest in digests.items()):
            return None
        self.current_exports = self.previous_exports
        found = SiteFiles()
        for path, digest in digests.items():
            found.add_stored(path, StoredFile(f"{self.folder}/{path}", digest, self.published.stats[path][0]))
        return found

    def record_exports(self, made: SiteFiles, read: Set[str]) -> None:
        """Note what was made beside the pages."""
        if not read:
            self.current_exports = self.digests.all_plans, {path: made.digest(path) for path in made}

    def save(self) -> None:
        """Write down what was noted, for the next build."""
        if self.file is not None:
            body = {
                "version": code_fingerprint([__file__]),
                "common": self.digests.global_key,
                "words": self.shared_texts,
                "pages": {
                    path: [one.plan, one.texts, one.digest] for path, one in self.current_pages.items()
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
    """What may be taken over of what `stands` in `config.site_dir`; nothing where that can't be known.

    `digests` are those of the plan, where they're known.
    """
    if snapshot is None:
        return PageCache()
    texts = {prose.path: sha256(prose.body.encode()).hexdigest() for prose in _iterate_texts(site.dossier)}
    file = cache_file(config, "pages")
    if digests is None:
        in_step = _digest([_without_translation_status(page) for page in site.pages])
        digests = PlanDigests(_global_key(snapshot, config, site), fingerprint_plans(site.pages), in_step)
    found = PageCache(file, config.paths.site, published, digests, texts)
    body = read_cache_file(file)
    last = json.loads(body) if body is not None else {}
    if last.get("version") == code_fingerprint([__file__]) and last["common"] == digests.global_key:
        found.previous_pages = {path: CachedPage(*one) for path, one in last["pages"].items()}
        found.previous_exports = tuple(last["beside"])
        found.shared_texts = last["words"]
    return found


def fingerprint_plans(pages: Iterable[PagePlan]) -> dict[str, str]:
    """The digests of pages' plans, by their paths."""
    return {page.path: _digest(page) for page in pages}


def _without_translation_status(page: PagePlan) -> PagePlan:
    if page.availability is None or not page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=()))


def _global_key(snapshot: InputSnapshot, config: Config, site: SitePlan) -> str:
    """A digest of all that every page may depend on: everything but what the Markdown texts say."""
    proses = _iterate_texts(site.dossier)
    return _digest(
        (
            input_key_without_texts(snapshot, config, site.dossier),
            [[r.id for r in find_references(prose.body)] for prose in proses],
            [(p.path, p.kind, p.entity, p.title, p.canonical, p.is_indexed) for p in site.pages],
        )
    )


def input_key_without_texts(snapshot: InputSnapshot, config: Config, dossier: Dossier) -> str:
    """A digest of all that a build looks at, but for the Markdown of the texts."""
    proses = list(_iterate_texts(dossier))
    texts = {str(config.paths.root / prose.path) for prose in proses}
    return _digest(
        (
            snapshot.settings,
            sorted((path, state[-1]) for path, state in snapshot.files.items() if path not in texts),
            [(prose.path, prose.language, _front_matter_key(prose)) for prose in proses],
        )
    )


def _front_matter_key(prose: Prose) -> str:
    """What a text says of itself, but with which others it's in step: that is for its own page's plan."""
    return repr(prose.head.model_copy(update={"in_step": {}}))


def _iterate_texts(dossier: Dossier) -> Iterator[Prose]:
    return (prose for _, texts in dossier.texts() for prose in texts.values())


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
