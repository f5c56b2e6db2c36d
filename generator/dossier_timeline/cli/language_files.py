"""What a dossier has of a language beside its content: catalogues, word lists, published addresses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from dossier_timeline.cli.translation_project import find_own_templates
from dossier_timeline.config import ADDRESSES_PATH, Config
from dossier_timeline.content.git_command import run_git
from dossier_timeline.content.language_removal import mark_language_gone
from dossier_timeline.content.lexicon_files import NUMBERS_FILE, SEARCH_FILE
from dossier_timeline.content.published_addresses import dump_addresses, read_addresses
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.languages import catalogues, extraction

_GIT_TIMEOUT = 30
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of the files in an archive: the first that its format has."""


def begin_catalogue(config: Config, code: str) -> dict[str, bytes]:
    """The file of a new catalogue, where the interface doesn't come in a language."""
    packaged, own = config.paths.templates[-1], find_own_templates(config)
    folder = own / "locales"
    if catalogues.find_catalogue(packaged / "locales", code) or catalogues.find_catalogue(folder, code):
        return {}
    path = extraction.catalogue_path(folder, code)
    text, _ = extraction.update_catalogue(path, code, extraction.list_required_words(code, own, packaged))
    return {path.relative_to(config.paths.root).as_posix(): text.encode()}


def list_own_word_files(config: Config, code: str) -> list[str]:
    """The dossier's own files of words in which its pages speak a language, from its root.

    evidence.yml and keys.yml aren't among them: they read source texts and what maintainers write. Nor are
    those that come with the generator.
    """
    if find_own_templates(config) == config.paths.templates[-1]:
        return []
    folders = {find_own_templates(config) / "locales" / name for name in (code, code.replace("-", "_"))}
    names = ("LC_MESSAGES/messages.po", NUMBERS_FILE, SEARCH_FILE)
    files = (folder / name for folder in folders for name in names)
    return sorted(file.relative_to(config.paths.root).as_posix() for file in files if file.is_file())


def take_back_addresses(config: Config, code: str) -> tuple[dict[str, bytes], int]:
    """The list of published addresses with those of a language as gone, and how many they are."""
    published, _ = read_addresses(config.paths.root)
    after = mark_language_gone(published.addresses, code, config.addresses.mount)
    count = sum(one != old for one, old in zip(after, published.addresses, strict=True))
    return ({ADDRESSES_PATH: dump_addresses(after).encode()} if count else {}), count


def find_uncommitted(root: Path, paths: Sequence[str]) -> list[str]:
    """The files that git hasn't as they are now, of some that are there; all where it can't be asked."""
    tracked = run_git(root, "ls-files", "-z", "--", *paths, timeout=_GIT_TIMEOUT)
    changed = run_git(
        root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", *paths, timeout=_GIT_TIMEOUT
    )
    if tracked is None or changed is None:
        return list(paths)
    safe = set(tracked.decode("utf-8", "replace").split("\0")) - set(
        changed.decode("utf-8", "replace").split("\0")
    )
    return [path for path in paths if path not in safe]


def pack_files(root: Path, paths: Iterable[str]) -> bytes:
    """Files as they are now as a ZIP archive. Raises `ClickException` where one can't be read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            try:
                content = read_plain_file(root / path, LARGEST_LIST)
            except OSError as error:
                raise click.ClickException(f"{path} can't be read: {error.strerror}") from error
            archive.writestr(zipfile.ZipInfo(path, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
