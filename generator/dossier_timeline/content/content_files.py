"""The files of a content folder, and what each one is for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier_timeline.config import MOUNT_HINT
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.file_reading import is_within, not_plain_error
from dossier_timeline.model.base import ID_PATTERN

FileKind = Literal["settings", "register", "document", "summary", "page", "translations"]

REGISTER_NAMES = (
    "actors",
    "countries",
    "works",
    "terms",
    "themes",
    "units",
    "kinds",
    "differences",
    "corrections",
    "figures",
    "facts",
    "images",
    "downloads",
)
"""The registers. Each is a list of entries in a file of its own; a missing file is an empty list."""

SETTINGS_FILE = "dossier.yml"
DOCUMENT_FILE = "document.yml"
PUBLISHED_TEXT_FILE = "source.txt"
"""The source text of a document that publishes it, beside its document.yml."""
UNREAD_FILES = frozenset({"sources.json", "verification.json"})
"""Files of a content folder that other code reads."""

_README = "README.md"
"""A file that is for whoever opens the folder."""
_MOST_PAGES = 10
"""So many pages are named in a message."""
MEDIA_FOLDER_NAMES = ("images", "downloads")
"""The folders of images and of files to download."""

_UNREADABLE_FOLDER_HINT = "is it a folder, and may you open it?"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file to read. `name` is a register or the id of the folder; `path` is the path in messages."""

    kind: FileKind
    name: str
    language: str
    path: str
    file: Path


@dataclass(slots=True)
class _FolderWalk:
    """A walk through one content folder, with the files and the problems that it finds."""

    root: Path
    label: str
    files: list[ContentFile]
    problems: list[Diagnostic]

    def report(self, path: str, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(Position(path), code, message, hint))

    def readable_entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """The entries of a folder that may be read, sorted by name; a problem is reported for others."""
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except OSError:
            self.report(
                f"{self.label}/{folder}".rstrip("/"),
                Code.UNREADABLE,
                "this folder cannot be read",
                _UNREADABLE_FOLDER_HINT,
            )
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_symlink() and not is_within(entry.path, self.root):
                self.report(
                    self.path(folder, entry.name),
                    Code.OUTSIDE,
                    "this is a link to something outside the content folder",
                    "put the file itself here",
                )
                continue
            if not entry.is_dir() and not entry.is_file():
                path = self.path(folder, entry.name)
                self.problems.append(diagnose_unread_file(not_plain_error(entry.path), path))
                continue
            yield entry

    def path(self, folder: str, name: str) -> str:
        return "/".join(part for part in (self.label, folder, name) if part)

    def add(self, kind: FileKind, name: str, language: str, folder: str, dir_entry: os.DirEntry[str]) -> None:
        self.files.append(
            ContentFile(kind, name, language, self.path(folder, dir_entry.name), Path(dir_entry.path))
        )


def list_content_files(root: Path, label: str) -> tuple[list[ContentFile], list[Diagnostic]]:
    """Every file of the content folder `root` that is read, and a problem for each that isn't.

    `label` stands for the folder in the paths of problems.
    """
    walk = _FolderWalk(root.resolve(), label, [], [])
    files = {SETTINGS_FILE, *(f"{name}.yml" for name in REGISTER_NAMES)}
    for entry in walk.readable_entries(""):
        if entry.is_dir() and entry.name in ("documents", "pages"):
            _walk_folders(walk, entry.name)
        elif entry.is_dir() and entry.name in MEDIA_FOLDER_NAMES:
            continue  # `media/media_folders.py` lists them
        elif entry.is_file() and entry.name == SETTINGS_FILE:
            walk.add("settings", "", "", "", entry)
        elif entry.is_file() and entry.name == TRANSLATIONS_FILE:
            walk.add("translations", "", "", "", entry)
        elif entry.is_file() and entry.name in files:
            walk.add("register", entry.name.removesuffix(".yml"), "", "", entry)
        elif entry.name not in UNREAD_FILES:
            if pages := _list_foreign_pages(entry):
                _report_vanishing(
                    walk, entry.name, pages, {*files, "documents", "pages", *MEDIA_FOLDER_NAMES}
                )
            else:
                _report_unknown(walk, "", entry, {*files, "documents", "pages", *MEDIA_FOLDER_NAMES})
    return walk.files, walk.problems


def _list_foreign_pages(dir_entry: os.DirEntry[str]) -> list[str]:
    """The paths of Markdown files that no part of a dossier is: the entry itself, or those below it."""
    if not dir_entry.is_dir():
        return [dir_entry.name] if dir_entry.name.endswith(".md") and dir_entry.name != _README else []
    found = []
    for folder, folders, names in os.walk(dir_entry.path):
        folders.sort()
        below = Path(folder).relative_to(Path(dir_entry.path).parent)
        found += [(below / name).as_posix() for name in sorted(names) if name.endswith(".md")]
        if len(found) > _MOST_PAGES:
            break
    return found


def _report_vanishing(walk: _FolderWalk, name: str, pages: list[str], known: set[str]) -> None:
    named = ", ".join(f"“{page}”" for page in pages[:_MOST_PAGES])
    more = " and more" if len(pages) > _MOST_PAGES else ""
    message = f"this is no part of a dossier, and would vanish from the site: {named}{more}"
    hint = f"a page of a dossier lies in “pages”, like pages/about/xx.md; to keep a site’s, {MOUNT_HINT}"
    suggestion = suggest_word(name, known)
    hint = suggestion if suggestion.startswith("did") else hint
    walk.report(walk.path("", name), Code.VANISHING_PAGE, message, hint)


def _walk_folders(walk: _FolderWalk, folder: str) -> None:
    for entry in walk.readable_entries(folder):
        subfolder = f"{folder}/{entry.name}"
        if not entry.is_dir():
            _report_unknown(walk, folder, entry, set(), f"each of the {folder} has a folder of its own here")
        elif not _ID.fullmatch(entry.name):
            hint = "use lower-case letters, digits and single hyphens"
            walk.report(walk.path(folder, entry.name), Code.BAD_ID, f"“{entry.name}” cannot be an id", hint)
        elif folder == "documents":
            _walk_document_folder(walk, entry.name, subfolder)
        else:
            _walk_texts(walk, "page", entry.name, subfolder)


def _walk_document_folder(walk: _FolderWalk, name: str, folder: str) -> None:
    count_before = len(walk.files)
    _walk_texts(walk, "summary", name, folder)
    if not any(files.kind == "document" for files in walk.files[count_before:]):
        message = f"the document has no file {DOCUMENT_FILE}"
        hint = "write it, or remove the folder; `dossier-timeline new document` makes both"
        walk.report(walk.path(folder, DOCUMENT_FILE), Code.MISSING_FILE, message, hint)


def _walk_texts(walk: _FolderWalk, kind: Literal["summary", "page"], name: str, folder: str) -> None:
    for entry in walk.readable_entries(folder):
        stem, _, suffix = entry.name.rpartition(".")
        if kind == "summary" and entry.name == DOCUMENT_FILE and entry.is_file():
            walk.add("document", name, "", folder, entry)
        elif suffix == "md" and _LANGUAGE.fullmatch(stem) and entry.is_file():
            walk.add(kind, name, stem, folder, entry)
        elif kind == "summary" and entry.name == PUBLISHED_TEXT_FILE and entry.is_file():
            continue  # `load_published_texts` reads it
        else:
            hint = "a text is called after its language, like xx.md"
            _report_unknown(walk, folder, entry, {DOCUMENT_FILE} if kind == "summary" else set(), hint)


def _report_unknown(
    walk: _FolderWalk, folder: str, dir_entry: os.DirEntry[str], known: set[str], hint: str = ""
) -> None:
    kind = "folder" if dir_entry.is_dir() else "file"
    suggestion = suggest_word(dir_entry.name, known)
    walk.report(
        walk.path(folder, dir_entry.name),
        Code.UNKNOWN_FILE,
        f"this {kind} is not read",
        suggestion if suggestion.startswith("did") else hint,
    )
