"""The folders in which MkDocs works during a build, so that it empties nothing that is published.

A dossier that is the whole site needs nothing that MkDocs would make, so MkDocs gets empty folders of docs
and theme too. Where the dossier is a section of a site, MkDocs builds the rest of it into the scratch folder.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from dossier_timeline.file_reading import file_digest, read_plain_file
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.site_folder import other_entries_in

_LARGEST_FILE = sys.maxsize - 1


class ScratchFolders:
    """Scratch folders for MkDocs, and the folders that it was configured with."""

    def __init__(self) -> None:
        self._scratch: Path | None = None
        self._configured: tuple[str, str, list[str]] = ("", "", [])
        """The folders of docs and site, and those of the theme."""

    def assign(self, config: MkDocsConfig, *, is_section: bool) -> None:
        """Let MkDocs work in scratch folders: in one for the site alone, where the dossier is a section."""
        self._scratch = Path(tempfile.mkdtemp(prefix="dossier-"))
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        self._configured = (config.docs_dir, config.site_dir, list(config.theme.dirs))
        for name in ("docs", "site", "theme"):
            (self._scratch / name).mkdir()
        config.site_dir = str(self._scratch / "site")
        if not is_section:
            config.docs_dir = str(self._scratch / "docs")
            config.theme.dirs = [str(self._scratch / "theme")]
            config.theme.static_templates = set()

    def restore(self, config: MkDocsConfig) -> None:
        """Let MkDocs have the folders that it was configured with."""
        config.docs_dir, config.site_dir, config.theme.dirs = self._configured

    def remove(self) -> None:
        """Remove the scratch folders."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None


def read_files(folder: Path) -> Mapping[str, bytes]:
    """The content of the files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): read_plain_file(path, _LARGEST_FILE)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def index_files(folder: Path) -> SiteFiles:
    """The files below a folder, by path: there may be many and large ones, so they stay on disk."""
    files = SiteFiles()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stored = StoredFile(str(path), file_digest(path, _LARGEST_FILE), path.stat().st_size, is_new=True)
            files.add_stored(path.relative_to(folder).as_posix(), stored)
    return files


def copy_to_deploy(site: Path) -> Path:
    """A copy of the site without hidden entries of others, for a branch that is published as it is."""
    target = Path(tempfile.mkdtemp(prefix="dossier-deploy-"))
    # MkDocs deploys after its last hook, so this folder goes when the process does.
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    hidden = {site / path for path in other_entries_in(site) if path.startswith(".")}

    def left_out(folder: str, names: list[str]) -> set[str]:
        places = {name: Path(folder, name) for name in names}
        return {name for name, place in places.items() if place in hidden or place.is_symlink()}

    shutil.copytree(site, target, dirs_exist_ok=True, ignore=left_out)
    return target
