"""Pages of the last build that this one would make again, taken from the site's folder.

Most of what a page shows, all pages share: the data, the templates, the words of the interface, the
settings, the program, and what the Markdown texts say of themselves and refer to. Where any of that has
changed, nothing is taken over. Where none has, a page is the same when its plan is and when the Markdown
texts that were read for it are: which those are is noted while it's made, not foretold.

A page is taken only when what stands in its place still is what it was, by its SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.config import Config
from generator.dossier.documents import Prose
from generator.dossier.model import Dossier
from generator.dossier.references import find_references
from generator.output.files import Files, Standing
from generator.output.remember import file_of, keep, kept, source_of
from generator.output.trees import Tree
from generator.output.unchanged import Looked
from generator.pages.plan import Site
from generator.pages.routes import PagePlan

_BESIDE = "beside the pages"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the last build: a digest of what only it depends on, its texts, and its own digest."""

    plan: str
    texts: Mapping[str, str]
    """The Markdown files that were read for it, with the digests of what they said."""
    content: str


@dataclass
class Reuse:
    """What may be taken over from the last build, and what is noted for the next."""

    file: Path | None = None
    folder: Path | None = None
    stands: Tree = field(default_factory=Tree)
    """What stands in the folder."""
    common: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Kept] = field(default_factory=dict)
    now: dict[str, Kept] = field(default_factory=dict)
    pages: int = 0
    """How many pages were taken over."""

    def page(self, page: PagePlan) -> Standing | None:
        """A page as it was, where it would be the same."""
        standing = self._taken(page.path, _digest(page))
        self.pages += standing is not None
        return standing

    def note(self, page: PagePlan, digest: str, read: Set[str]) -> None:
        """Note a page that was made, with its SHA-256 and the texts that were read for it."""
        self._note(page.path, _digest(page), digest, read)

    def beside(self, site: Site) -> Files | None:
        """What stands beside the pages as it was, all of it, where it would be the same."""
        plan, found = _digest(site.pages), Files()
        for path, one in self.before.items():
            if _BESIDE in one.texts:
                standing = self._taken(path, plan, _BESIDE)
                if standing is None:
                    return None
                found.stand(path, standing)
        return found if found else None

    def note_beside(self, site: Site, made: Files, read: Set[str]) -> None:
        """Note what was made beside the pages."""
        if not read:
            plan = _digest(site.pages)
            for path in made:
                self._note(path, plan, made.digest(path), {_BESIDE})

    def save(self) -> None:
        """Write down what was noted, for the next build."""
        if self.file is not None:
            body = {
                "version": source_of([__file__]),
                "common": self.common,
                "files": {path: [one.plan, one.texts, one.content] for path, one in self.now.items()},
            }
            keep(self.file, json.dumps(body).encode())

    def _taken(self, path: str, plan: str, *more: str) -> Standing | None:
        one = self.before.get(path)
        if one is None or self.folder is None or one.plan != plan:
            return None
        if any(name not in more and self.texts.get(name) != text for name, text in one.texts.items()):
            return None
        if self.stands.digests.get(path) != one.content:
            return None
        self.now[path] = one
        return Standing(self.folder / path, one.content, self.stands.states[path][0])

    def _note(self, path: str, plan: str, digest: str, read: Iterable[str]) -> None:
        texts = {name: self.texts.get(name, "") for name in sorted(read)}
        self.now[path] = Kept(plan, texts, digest)


def reuse(looked: Looked | None, config: Config, site: Site, stands: Tree, common: str = "") -> Reuse:
    """What may be taken over of what `stands` in `config.site_dir`; nothing where that can't be known.

    `common` is the digest of all that every page may depend on, where it's known.
    """
    if looked is None:
        return Reuse()
    texts = {prose.path: sha256(prose.body.encode()).hexdigest() for prose in _proses(site.dossier)}
    file = file_of(config, "pages")
    found = Reuse(file, config.site_dir, stands, common or _common(looked, config, site), texts)
    body = kept(file)
    last = json.loads(body) if body is not None else {}
    if last.get("version") == source_of([__file__]) and last["common"] == found.common:
        found.before = {path: Kept(*one) for path, one in last["files"].items()}
    return found


def _common(looked: Looked, config: Config, site: Site) -> str:
    """A digest of all that every page may depend on: everything but what the Markdown texts say."""
    proses = _proses(site.dossier)
    return _digest(
        (
            beside_texts(looked, config, site.dossier),
            [[r.id for r in find_references(prose.body)] for prose in proses],
            [(p.path, p.kind, p.entity, p.title, p.canonical, p.indexed) for p in site.pages],
        )
    )


def beside_texts(looked: Looked, config: Config, dossier: Dossier) -> str:
    """A digest of all that a build looks at, but for the Markdown of the texts."""
    proses = list(_proses(dossier))
    texts = {str(config.root / prose.path) for prose in proses}
    return _digest(
        (
            looked.settings,
            sorted((path, state[-1]) for path, state in looked.files.items() if path not in texts),
            [(prose.path, prose.language, _head(prose)) for prose in proses],
        )
    )


def _head(prose: Prose) -> str:
    """What a text says of itself, but with which others it's in step: that is for its own page's plan."""
    return repr(prose.head.model_copy(update={"in_step": {}}))


def _proses(dossier: Dossier) -> Iterator[Prose]:
    for summary in dossier.summaries:
        yield from summary.texts.values()
    for page in dossier.pages:
        yield from page.texts.values()


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
