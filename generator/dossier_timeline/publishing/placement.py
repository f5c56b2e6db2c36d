"""The rules for where content may lie and where a site may be published, checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.publishing.site_folder import SitePaths

_PUBLICATION_NAME = re.compile(r"\..+\.(?:spare|aside|lock)")
"""Names that a publication uses beside the folder of its site."""


@dataclass(frozen=True, slots=True)
class PlacementProblem:
    """A setting that names an unusable folder: its key, what is wrong, and what would be right."""

    key: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ProjectFolders:
    """The folders of a project as absolute paths with every link followed."""

    root: Path
    content: Path
    site: Path
    others: tuple[tuple[str, Path], ...] = ()
    """More folders that a build reads, each with what it's called in messages."""


def check_placement(folders: ProjectFolders) -> tuple[PlacementProblem, ...]:
    """What is wrong with the places of the folders."""
    return (*_check_content_folder(folders), *_check_site_folder(folders))


def _check_content_folder(folders: ProjectFolders) -> Iterator[PlacementProblem]:
    """The content must lie in a folder below the one of mkdocs.yml."""
    if not folders.content.is_relative_to(folders.root) or folders.content == folders.root:
        yield PlacementProblem(
            "docs_dir",
            f"the content lies in “{folders.content}”, outside the folder of mkdocs.yml",
            "put the content into a folder beside mkdocs.yml, like content, and no link in its place",
        )


def _check_site_folder(folders: ProjectFolders) -> Iterator[PlacementProblem]:
    """The site must have a folder of its own, away from everything that a build reads."""
    site, hint = folders.site, "name a folder of its own, like site, in which nothing else lies"
    read_folders = (("of mkdocs.yml", folders.root), ("of the content", folders.content), *folders.others)
    for name, folder in read_folders:
        if folder.is_relative_to(site):
            verb = "is" if folder == site else "holds"
            yield PlacementProblem(
                "site_dir", f"the folder of the site, “{site}”, {verb} the folder {name}", hint
            )
            return
    for name, folder in read_folders[1:]:
        if site.is_relative_to(folder):
            yield PlacementProblem(
                "site_dir", f"the folder of the site, “{site}”, lies in the folder {name}", hint
            )
            return
    inside = site.is_relative_to(folders.root)
    names = site.relative_to(folders.root).parts if inside else site.parts
    if reserved := next(_reserved_names(names, {".git", ".cache"} if inside else {".git"}), ""):
        message = f"the folder of the site, “{site}”, lies in “{reserved}”, which is not for sites"
        yield PlacementProblem("site_dir", message, hint)
    elif outer_site := next(
        (above for above in site.parents if above.name and SitePaths(above).lock.is_file()), None
    ):
        yield PlacementProblem(
            "site_dir",
            f"the folder of the site, “{site}”, lies in “{outer_site}”, where another site is published",
            "name a folder outside that one",
        )


def _reserved_names(names: Iterable[str], known: Set[str]) -> Iterator[str]:
    """Those names that belong to git, to the cache or to another publication."""
    return (name for name in names if name in known or _PUBLICATION_NAME.fullmatch(name))
