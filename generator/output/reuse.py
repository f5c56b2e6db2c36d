"""Pages of the last build that this one would make again, taken from the site's folder.

Most of what a page shows, all pages share: the data, the templates, the words of the interface, the
settings, the program, and what the Markdown texts say of themselves and refer to. Where any of that has
changed, nothing is taken over. Where none has, a page is the same when its plan is and when the Markdown
texts that were read for it are: which those are is noted while it's made, not foretold.

A page is taken only when its bytes still are what they were, by their SHA-256.
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
from generator.output.remember import FOLDER, keep, kept, source_of
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
    common: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Kept] = field(default_factory=dict)
    now: dict[str, Kept] = field(default_factory=dict)
    pages: int = 0
    """How many pages were taken over."""

    def page(self, page: PagePlan) -> bytes | None:
        """A page as it was, where it would be the same."""
        content = self._taken(page.path, _digest(page))
        self.pages += content is not None
        return content

    def note(self, page: PagePlan, content: bytes, read: Set[str]) -> None:
        """Note a page that was made, and the texts that were read for it."""
        self._note(page.path, _digest(page), content, read)

    def beside(self, site: Site) -> dict[str, bytes] | None:
        """What stands beside the pages as it was, all of it, where it would be the same."""
        plan = _digest(site.pages)
        found = {
            path: self._taken(path, plan, _BESIDE)
            for path, one in self.before.items()
            if _BESIDE in one.texts
        }
        made = {path: content for path, content in found.items() if content is not None}
        return made if made and len(made) == len(found) else None

    def note_beside(self, site: Site, made: Mapping[str, bytes], read: Set[str]) -> None:
        """Note what was made beside the pages."""
        if not read:
            plan = _digest(site.pages)
            for path, content in made.items():
                self._note(path, plan, content, {_BESIDE})

    def save(self) -> None:
        """Write down what was noted, for the next build."""
        if self.file is not None:
            body = {
                "version": source_of([__file__]),
                "common": self.common,
                "files": {path: [one.plan, one.texts, one.content] for path, one in self.now.items()},
            }
            keep(self.file, json.dumps(body).encode())

    def _taken(self, path: str, plan: str, *more: str) -> bytes | None:
        one = self.before.get(path)
        if one is None or self.folder is None or one.plan != plan:
            return None
        if any(name not in more and self.texts.get(name) != text for name, text in one.texts.items()):
            return None
        try:
            content = (self.folder / path).read_bytes()
        except OSError:
            return None
        if sha256(content).hexdigest() != one.content:
            return None
        self.now[path] = one
        return content

    def _note(self, path: str, plan: str, content: bytes, read: Iterable[str]) -> None:
        texts = {name: self.texts.get(name, "") for name in sorted(read)}
        self.now[path] = Kept(plan, texts, sha256(content).hexdigest())


def reuse(looked: Looked | None, config: Config, site: Site) -> Reuse:
    """What may be taken over of the site in `config.site_dir`; nothing where that can't be known."""
    if looked is None:
        return Reuse()
    proses = list(_proses(site.dossier))
    name = sha256(f"{config.site_dir} {config.drafts}".encode()).hexdigest()[:16]
    found = Reuse(
        config.root / FOLDER / f"pages-{name}",
        config.site_dir,
        _common(looked, config, site, proses),
        {prose.path: sha256(prose.body.encode()).hexdigest() for prose in proses},
    )
    body = kept(config.root / FOLDER / f"pages-{name}")
    last = json.loads(body) if body is not None else {}
    if last.get("version") == source_of([__file__]) and last["common"] == found.common:
        found.before = {path: Kept(*one) for path, one in last["files"].items()}
    return found


def _common(looked: Looked, config: Config, site: Site, proses: list[Prose]) -> str:
    """A digest of all that every page may depend on: everything but what the Markdown texts say."""
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
