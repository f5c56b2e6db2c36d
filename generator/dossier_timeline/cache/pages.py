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

from dossier_timeline.cache.cache import file_of, keep, kept, source_of
from dossier_timeline.cache.snapshots import Looked
from dossier_timeline.config import Config
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import find_references
from dossier_timeline.publishing.site_files import Files, Standing
from dossier_timeline.publishing.tree_index import Tree
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan


@dataclass(frozen=True, slots=True)
class Digests:
    """Of all that every page may depend on, of each page's plan by its path, and of all plans.

    That of all is for what stands beside the pages, where no text is said to be behind another.
    """

    common: str = ""
    plans: Mapping[str, str] = field(default_factory=dict)
    all_plans: str = ""


Beside = tuple[str, Mapping[str, str]]
"""Of what stands beside the pages: the digest of their plans, and its own digests by path."""

NONE: Beside = ("", MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the last build: a digest of what only it depends on, its texts, and its own digest."""

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
    digests: Digests = field(default_factory=Digests)
    texts: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Kept] = field(default_factory=dict)
    now: dict[str, Kept] = field(default_factory=dict)
    beside_before: Beside = NONE
    beside_now: Beside = NONE
    words: dict[str, str] = field(default_factory=dict)
    """Texts that depend on nothing but what all pages share."""
    pages: int = 0
    """How many pages were taken over."""

    def page(self, page: PagePlan) -> Standing | None:
        """A page as it was, where it would be the same."""
        one = self.before.get(page.path)
        if one is None or self.folder is None or self.stands.digests.get(page.path) != one.content:
            return None
        if any(self.texts.get(name) != text for name, text in one.texts.items()):
            return None
        if one.plan != self.digests.plans[page.path]:
            return None
        self.now[page.path] = one
        self.pages += 1
        return Standing(f"{self.folder}/{page.path}", one.content, self.stands.states[page.path][0])

    def note(self, page: PagePlan, digest: str, read: Set[str]) -> None:
        """Note a page that was made, with its SHA-256 and the texts that were read for it."""
        texts = {name: self.texts.get(name, "") for name in sorted(read)}
        self.now[page.path] = Kept(self.digests.plans.get(page.path, ""), texts, digest)

    def shared(self, name: str, make: Callable[[], bytes]) -> bytes:
        """A text (UTF-8) that depends on nothing but what all pages share."""
        if name not in self.words:
            self.words[name] = make().decode()
        return self.words[name].encode()

    def beside(self) -> Files | None:
        """What stands beside the pages as it was, all of it, where it would be the same."""
        plan, digests = self.beside_before
        there = self.stands.digests
        if self.folder is None or not digests or plan != self.digests.all_plans:
            return None
        if any(there.get(path) != digest for path, digest in digests.items()):
            return None
        self.beside_now = self.beside_before
        found = Files()
        for path, digest in digests.items():
            found.stand(path, Standing(f"{self.folder}/{path}", digest, self.stands.states[path][0]))
        return found

    def note_beside(self, made: Files, read: Set[str]) -> None:
        """Note what was made beside the pages."""
        if not read:
            self.beside_now = self.digests.all_plans, {path: made.digest(path) for path in made}

    def save(self) -> None:
        """Write down what was noted, for the next build."""
        if self.file is not None:
            body = {
                "version": source_of([__file__]),
                "common": self.digests.common,
                "words": self.words,
                "pages": {path: [one.plan, one.texts, one.content] for path, one in self.now.items()},
                "beside": [self.beside_now[0], dict(self.beside_now[1])],
            }
            keep(self.file, json.dumps(body).encode())


def reuse(
    looked: Looked | None, config: Config, site: SitePlan, stands: Tree, digests: Digests | None = None
) -> Reuse:
    """What may be taken over of what `stands` in `config.site_dir`; nothing where that can't be known.

    `digests` are those of the plan, where they're known.
    """
    if looked is None:
        return Reuse()
    texts = {prose.path: sha256(prose.body.encode()).hexdigest() for prose in _proses(site.dossier)}
    file = file_of(config, "pages")
    if digests is None:
        in_step = _digest([_in_step(page) for page in site.pages])
        digests = Digests(_common(looked, config, site), plans_of(site.pages), in_step)
    found = Reuse(file, config.site_dir, stands, digests, texts)
    body = kept(file)
    last = json.loads(body) if body is not None else {}
    if last.get("version") == source_of([__file__]) and last["common"] == digests.common:
        found.before = {path: Kept(*one) for path, one in last["pages"].items()}
        found.beside_before = tuple(last["beside"])
        found.words = last["words"]
    return found


def plans_of(pages: Iterable[PagePlan]) -> dict[str, str]:
    """The digests of pages' plans, by their paths."""
    return {page.path: _digest(page) for page in pages}


def _in_step(page: PagePlan) -> PagePlan:
    if page.availability is None or not page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=()))


def _common(looked: Looked, config: Config, site: SitePlan) -> str:
    """A digest of all that every page may depend on: everything but what the Markdown texts say."""
    proses = _proses(site.dossier)
    return _digest(
        (
            beside_texts(looked, config, site.dossier),
            [[r.id for r in find_references(prose.body)] for prose in proses],
            [(p.path, p.kind, p.entity, p.title, p.canonical, p.is_indexed) for p in site.pages],
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
    return (prose for _, texts in dossier.texts() for prose in texts.values())


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
