"""The rules for where content may lie and where a site may be published, checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.publishing.site_folder import SitePaths

_PUBLICATION_NAME = re.compile(r"\..+\.(?:spare|aside|lock)")
"""Names that a publication uses beside the folder of its site."""


LocateSetting = Callable[[str], Position]
"""Gives the position of a setting in mkdocs.yml by its key."""


@dataclass(frozen=True, slots=True)
class ProjectFolders:
    """The folders of a project as absolute paths with every link followed."""

    root: Path
    content: Path
    site: Path
    others: tuple[tuple[str, Path], ...] = ()
    """More folders that a build reads, each with what it's called in messages."""


def check_placement(folders: ProjectFolders, locate: LocateSetting) -> tuple[Diagnostic, ...]:
    """What is wrong with the places of the folders, at the settings that `locate` finds."""
    return (*_check_content_folder(folders, locate), *_check_site_folder(folders, locate))


def _check_content_folder(folders: ProjectFolders, locate: LocateSetting) -> Iterator[Diagnostic]:
    """The content must lie in a folder below the one of mkdocs.yml."""
    if not folders.content.is_relative_to(folders.root) or folders.content == folders.root:
        yield Diagnostic(
            locate("docs_dir"),
            Code.MKDOCS_SETTING,
            f"the content lies in “{folders.content}”, outside the folder of mkdocs.yml",
            "put the content into a folder beside mkdocs.yml, like content, and no link in its place",
        )


def _check_site_folder(folders: ProjectFolders, locate: LocateSetting) -> Iterator[Diagnostic]:
    """The site must have a folder of its own, away from everything that a build reads."""
    site, hint = folders.site, "name a folder of its own, like site, in which nothing else lies"
    read_folders = (("of mkdocs.yml", folders.root), ("of the content", folders.content), *folders.others)
    for name, folder in read_folders:
        if folder.is_relative_to(site):
            verb = "is" if folder == site else "holds"
            yield Diagnostic(
                locate("site_dir"),
                Code.MKDOCS_SETTING,
                f"the folder of the site, “{site}”, {verb} the folder {name}",
                hint,
            )
            return
    for name, folder in read_folders[1:]:
        if site.is_relative_to(folder):
            yield Diagnostic(
                locate("site_dir"),
                Code.MKDOCS_SETTING,
                f"the folder of the site, “{site}”, lies in the folder {name}",
                hint,
            )
            return
    inside = site.is_relative_to(folders.root)
    names = site.relative_to(folders.root).parts if inside else site.parts
    if reserved := next(_reserved_names(names, {".git", ".cache"} if inside else {".git"}), ""):
        message = f"the folder of the site, “{site}”, lies in “{reserved}”, which is not for sites"
        yield Diagnostic(locate("site_dir"), Code.MKDOCS_SETTING, message, hint)
    elif outer_site := next(
        (above for above in site.parents if above.name and SitePaths(above).lock.is_file()), None
    ):
        yield Diagnostic(
            locate("site_dir"),
            Code.MKDOCS_SETTING,
            f"the folder of the site, “{site}”, lies in “{outer_site}”, where another site is published",
            "name a folder outside that one",
        )


def _reserved_names(names: Iterable[str], known: Set[str]) -> Iterator[str]:
    """Those names that belong to git, to the cache or to another publication."""
    return (name for name in names if name in known or _PUBLICATION_NAME.fullmatch(name))
