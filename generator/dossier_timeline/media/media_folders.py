"""The two folders of a dossier with images and files to download, held against their registers."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from dossier_timeline.config import ProjectPaths
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.file_reading import is_within, outside_folder_error
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.media import MediaEntry
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.uses import EntryMentions, collect_uses

_RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MediaFolder:
    """One of the folders: its name, which is that of its register, and what a file is called."""

    name: str
    thing: str
    where_shown: str


IMAGE_FOLDER = MediaFolder(
    "images",
    "image",
    "in `images` of a document, event or person, or as [[{id}]] in a paragraph of its own",
)
DOWNLOAD_FOLDER = MediaFolder(
    "downloads", "download", "in `downloads` of a document, or as [[{id}]] in a text"
)


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The files of a folder by name, in the normal form of Unicode, and what is wrong with others."""

    files: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()
    misnamed: frozenset[str] = frozenset()
    """Names of files that can't have them on every system, in the same form; `problems` tells why."""


def list_folder(folder: MediaFolder, paths: ProjectPaths) -> FolderContents:
    """The files of a folder: their paths on disk by name."""
    root, files, problems = paths.content / folder.name, dict[str, str](), list[Diagnostic]()
    alike, misnamed = dict[str, str](), set[str]()
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return FolderContents({})
    for entry in entries:
        path = f"{paths.content_path}/{folder.name}/{entry.name}"
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_symlink() and not is_within(entry.path, paths.content):
            problems.append(diagnose_unread_file(outside_folder_error(entry.path), path))
        elif entry.is_dir():
            hint = f"put the files themselves into {paths.content_path}/{folder.name}"
            problems.append(Diagnostic(Position(path), Code.UNKNOWN_FILE, "this folder is not read", hint))
        elif fault := find_name_fault(entry.name, alike):
            problems.append(Diagnostic(Position(path), Code.UNUSABLE_FILE, fault, "give it another name"))
            misnamed.add(normalise_name(entry.name))
        else:
            alike[normalise_name(entry.name).casefold()] = entry.name
            files[normalise_name(entry.name)] = entry.path
    return FolderContents(files, tuple(problems), frozenset(misnamed))


def normalise_name(name: str) -> str:
    """The name of a file in the form in which YAML has it: some systems take accents apart."""
    return unicodedata.normalize("NFC", name)


def find_name_fault(name: str, alike: Mapping[str, str]) -> str:
    """Say why a file can't have its name on every system; "" where it can.

    `alike` has the names of other files by what is left of them where case and accents' forms don't count.
    """
    if not name.isprintable() or any("\ud800" <= sign <= "\udfff" for sign in name):
        return "the name of this file holds signs that can't be shown"
    if _RESERVED_NAME.match(name):
        return f"Windows keeps the name “{name.partition('.')[0]}” for a device, so no file can have it there"
    other = alike.get(normalise_name(name).casefold())
    return f"on many systems this file and “{other}” have the same name" if other else ""


def check_folder(
    folder: MediaFolder,
    contents: FolderContents,
    entries: Iterable[MediaEntry],
    *,
    used_ids: Set[str],
    positions: SourcePositions,
    content_path: str,
) -> Iterator[Diagnostic]:
    """Files that are missing, that nothing describes, and entries that nothing shows."""
    entries = tuple(entries)
    yield from contents.problems
    for entry in entries:
        name = normalise_name(entry.file)
        if name not in contents.files and name not in contents.misnamed:
            near = find_nearest_word(name, contents.files)
            hint = f"did you mean {near}?" if near else "put it there"
            message = f"there is no file {content_path}/{folder.name}/{entry.file}"
            yield Diagnostic(positions.of(entry.id, "file"), Code.NO_SUCH_FILE, message, hint)
        if entry.id not in used_ids:
            message = f"nothing shows the {folder.thing} “{entry.id}”"
            hint = f"name it {folder.where_shown.format(id=entry.id)}; or take it away, with its file"
            yield Diagnostic(positions.of(entry.id), Code.UNSHOWN_FILE, message, hint)
    described = {normalise_name(entry.file) for entry in entries}
    for name in contents.files:
        if name not in described:
            path = f"{content_path}/{folder.name}/{name}"
            message = f"{folder.name}.yml doesn't describe this file, so readers don't get it"
            hint = (
                f"describe it with `dossier-timeline new {folder.thing} ID --file “{name}”`, or take it away"
            )
            yield Diagnostic(Position(path), Code.UNDESCRIBED_FILE, message, hint)


def find_used_media(dossier: Dossier, mentions: EntryMentions) -> frozenset[str]:
    """The ids of images and downloads that anything names, in a field or in a text of any language."""
    own = {entry.id for entry in (*dossier.images, *dossier.downloads)}
    if not own:
        return frozenset()
    used = (collect_uses(dossier, code, mentions).keys() for code in dossier.languages)
    return frozenset(own.intersection(frozenset().union(*used)))
