"""A project that is edited and built again and again, beside what a build from nothing would make."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner, Result

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache import parsed_files, steps
from dossier_timeline.cache.snapshots import InputSnapshot, take_snapshot
from dossier_timeline.cache.store import CACHE_FOLDER, STORE_FILE
from dossier_timeline.cli.commands import addresses, check, rename
from dossier_timeline.config import Config
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output.first_pages import BuildSupersededError, FirstPages
from dossier_timeline.pipeline import build_site
from tests.cache.edits import REPLACEMENTS, WRITTEN_FILES, apply_replacement, toggle_written_file
from tests.helpers.files import GOOD, files_below
from tests.helpers.module_run import FOLDER
from tests.helpers.shared_work import make_once

Outcome = tuple[Mapping[str, bytes] | None, tuple[Diagnostic, ...]]
"""The files of a site, `None` where something is wrong, and the problems."""

HARMS = (
    "a page is missing",
    "a page is another",
    "a page too many",
    "the cache is missing",
    "the cache is damaged",
    "entries of the cache changed places",
    "entries of the cache are missing",
)


@dataclass
class EditedProject:
    """A copy of the small good site; `is_preview` and `site` say what is built of it, and where to."""

    root: Path
    with_search: bool = False
    extra_files: dict[str, bytes] = field(default_factory=dict)
    harms: int = 0
    shows_first_pages: bool = False
    builds: int = 0

    @classmethod
    def copy(cls, folder: Path, source: Path = GOOD) -> EditedProject:
        """A copy in a folder."""
        project = cls(folder / "good")
        shutil.copytree(
            source,
            project.root,
            ignore=shutil.ignore_patterns(".*cache", "site", ".site*"),
            dirs_exist_ok=True,
        )
        return project

    def config(self, site: str = "site", *, is_preview: bool = False) -> Config:
        """The settings as mkdocs.yml has them now, for a folder beside it. Raises `UnusableSettings`."""
        config = load_config(str(self.root / "mkdocs.yml"), drafts=is_preview)
        search = config.outputs.search and self.with_search
        return config.with_settings(search=search, site=self.root / site)

    def toggle(self, name: str) -> bool:
        """Make an edit by its name, or take it back; returns whether that was possible."""
        if name in REPLACEMENTS:
            return apply_replacement(self.root, name)
        if name in WRITTEN_FILES:
            toggle_written_file(self.root, name)
        elif name == "a file of another plugin":
            self.extra_files = {} if self.extra_files else {"other/file.txt": b"from another plugin"}
        else:
            raise KeyError(name)
        return True

    def snapshot(self) -> InputSnapshot:
        """What there is before a build."""
        found = take_snapshot(self.config(), self.extra_files)
        assert found is not None
        return found

    def build(self, config: Config | None = None) -> Outcome:
        """What stands in the site's folder, and the problems, after a build that takes over what it can."""
        config = config or self.config()
        snapshot = take_snapshot(config, self.extra_files)
        wanted, shown = self._list_wanted(config), dict[str, bytes]()
        problems: tuple[Diagnostic, ...]
        if snapshot is not None and snapshot.unchanged_build is not None and not config.mode.drafts:
            problems = snapshot.unchanged_build.problems
        else:
            try:
                result, _ = build_and_publish(
                    config,
                    extra_files=self.extra_files,
                    input_snapshot=snapshot,
                    first_pages=FirstPages(lambda: wanted, lambda files, _: shown.update(files)),
                )
            except ContentError as error:
                return None, error.problems
            problems = result.problems
        files = self.published(config)
        different = [path for path, content in shown.items() if files.get(path) != content]
        assert different == [], "what is shown first is what is published in the end"
        return files, problems

    def begin_build(self, config: Config, pages: int) -> None:
        """Build until some pages are made, as if another change came then. Raises `ContentError`."""
        left = iter(range(pages))

        def go_on() -> None:
            if next(left, None) is None:
                raise BuildSupersededError

        wanted = self._list_wanted(config)
        with suppress(BuildSupersededError):
            build_and_publish(
                config, extra_files=self.extra_files, first_pages=FirstPages(lambda: wanted, go_on=go_on)
            )

    def _list_wanted(self, config: Config) -> tuple[str, ...]:
        """Two pages of the last build that somebody looks at, other ones each time."""
        self.builds += 1
        files = self.published(config) if self.shows_first_pages else ()
        pages = sorted(path for path in files if path.endswith(".html"))
        return tuple(pages[place % len(pages)] for place in (self.builds, self.builds * 7)) if pages else ()

    def published(self, config: Config) -> dict[str, bytes]:
        """What stands in a site's folder."""
        return files_below(config.paths.site) if config.paths.site.is_dir() else {}

    def build_from_nothing(self, config: Config | None = None) -> Outcome:
        """What a build makes that takes nothing over; in a run of the tests once of the same files."""
        config = config or self.config()
        if FOLDER not in os.environ:
            return self._build_without_cache(config)
        digest = self._digest_inputs(config)
        return make_once(Path(os.environ[FOLDER]), digest, lambda: self._build_without_cache(config))

    def _build_without_cache(self, config: Config) -> Outcome:
        with self._without_cache():
            try:
                site = build_site(config, extra_files=self.extra_files)
            except ContentError as error:
                return None, error.problems
            return dict(site.files), site.problems

    def _digest_inputs(self, config: Config) -> str:
        """A digest of all that a build from nothing depends on."""
        how = config.mode.drafts, config.outputs.search, config.paths.site.name
        digest = hashlib.sha256(repr(how).encode())
        for path, content in sorted((self.save_files() | self.extra_files).items()):
            digest.update(f"{path} {len(content)}\n".encode() + content)
        return digest.hexdigest()

    @contextmanager
    def _without_cache(self) -> Iterator[None]:
        cache, aside = self.root / ".cache", self.root.with_name("cache-aside")
        if cache.exists():
            cache.rename(aside)
        try:
            yield
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            if aside.exists():
                aside.rename(cache)

    def forget_memory(self) -> None:
        """What comes next is done as if by another process."""
        parsed_files._in_memory.clear()
        steps._in_memory.clear()

    def check(self) -> Result:
        """Run the command `check`."""
        return CliRunner().invoke(check.command, [], obj=self.config())

    def write_addresses(self) -> Result:
        """Run the command `addresses --write`."""
        return CliRunner().invoke(addresses.command, ["--write"], obj=self.config())

    def rename(self, old: str, new: str) -> Result:
        """Run the command `rename`."""
        return CliRunner().invoke(rename.command, [old, new], obj=self.config())

    def list_ids(self) -> list[str]:
        """All ids and aliases of the dossier; none where it can't be read."""
        dossier = read_content_folder(self.root).dossier
        return sorted(dossier.by_id) if dossier is not None else []

    def save_files(self) -> dict[str, bytes]:
        """All files that are edited, by path."""
        folders = ("content", "templates", "sources")
        below = {
            f"{folder}/{path}": content
            for folder in folders
            for path, content in files_below(self.root / folder).items()
        }
        return below | {path.name: path.read_bytes() for path in self.root.iterdir() if path.is_file()}

    def restore_files(self, saved: Mapping[str, bytes]) -> None:
        """Put back what was saved; what is the same isn't touched."""
        now = self.save_files()
        for path in now.keys() - saved.keys():
            (self.root / path).unlink()
        for path, content in saved.items():
            if now.get(path) != content:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(content)
        for folder in sorted((self.root / "content").rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def harm(self, how: str) -> None:
        """Do to the published site, or to the cache, what nobody should."""
        pages = sorted((self.root / "site").rglob("*.html"))
        store = self.root / CACHE_FOLDER / STORE_FILE
        self.harms += 1
        if how == "the cache is missing":
            shutil.rmtree(self.root / ".cache", ignore_errors=True)
        elif how == "the cache is damaged":
            _damage(store, self.harms)
        elif how.startswith("entries of the cache"):
            _change_entries(store, how, self.harms)
        elif how == "a page too many":
            pages[-1].with_name("more.html").write_text("more")
        elif how == "a page is missing":
            pages[self.harms % len(pages)].unlink()
        elif how == "a page is another":
            page = pages[self.harms % len(pages)]
            page.write_bytes(page.read_bytes().replace(b"e", b"E", 1))


def _damage(store: Path, number: int) -> None:
    """Change bytes of the store here and there."""
    if store.is_file():
        content = bytearray(store.read_bytes())
        for place in range(number * 997 % 4096, len(content), 4096 * (1 + number % 5)):
            content[place] ^= 1 + number % 255
        store.write_bytes(content)


def _change_entries(store: Path, how: str, number: int) -> None:
    if not store.is_file():
        return
    with closing(sqlite3.connect(store)) as connection, connection:
        if how.endswith("missing"):
            connection.execute("DELETE FROM entries WHERE abs(random()) % 3 = 0")
            return
        rows = connection.execute(
            "SELECT bucket, key, seal, value FROM entries ORDER BY bucket, key"
        ).fetchall()
        shift = 1 + number % max(len(rows) - 1, 1)
        for (bucket, key, *_), (_, _, code, value) in zip(rows, rows[shift:] + rows[:shift], strict=True):
            connection.execute(
                "UPDATE entries SET seal = ?, value = ? WHERE bucket = ? AND key = ?",
                (code, value, bucket, key),
            )


def set_back_times(file: Path, before: os.stat_result) -> None:
    """Give a file the times of modification that it had."""
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
