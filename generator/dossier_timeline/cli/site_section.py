"""Moving a new dossier into the folder of a site that is there, as a section of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.file_reading import read_plain_file

SECTION_CONTENT = "dossier-content"
_SITE_FILES = ("mkdocs.yml", "mkdocs.yaml")
_ADDED_LINES = (".gitignore", ".gitattributes")
"""Files that the site may have: the dossier's lines are added to them."""
_LEFT_OUT = (*_SITE_FILES, "README.md", *_ADDED_LINES)


def find_site_file(root: Path) -> str:
    """The name of the settings of the site in a folder; "" where there is none."""
    return next((name for name in _SITE_FILES if (root / name).is_file()), "")


def require_site_without_dossier(root: Path) -> None:
    """Raise `ClickException` where a folder has no site, or has a dossier already."""
    if not find_site_file(root):
        raise click.ClickException(
            f"there is no mkdocs.yml in “{root.name}”; --mount is for a site that is there. "
            "Leave it out to begin a dossier in a folder of its own"
        )
    if (root / SECTION_CONTENT).exists():
        raise click.ClickException(f"“{SECTION_CONTENT}” is there already; remove or rename it")


def move_into_site(new_folder: Path, root: Path) -> tuple[str, ...]:
    """Move a new dossier beside the pages of a site; gives the paths of what was written.

    Raises `ClickException` where a file of the site would be written over; then nothing is.
    """
    places = {place: _place_in_site(place) for place in _list_files(new_folder)}
    taken = sorted(target for target in places.values() if (root / target).exists())
    if taken:
        raise click.ClickException(f"{taken[0]} is there already; move it away first")
    for place, target in places.items():
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(new_folder / place, root / target)
    changed = [name for name in _ADDED_LINES if _add_missing_lines(new_folder / name, root / name)]
    return (*places.values(), *changed)


def describe_mounting(mount: str) -> str:
    """What its maker writes into the settings of the site, and looks at then."""
    path = mount.strip("/")
    return (
        "A new dossier. Add this to mkdocs.yml, and its place in the menu to “nav” if there is one:\n\n"
        "plugins:\n"
        "  - search        # what is there stays; without “plugins” MkDocs has this one\n"
        "  - dossier:\n"
        f"      mount: {path}\n"
        f"      content: {SECTION_CONTENT}\n"
        "      sources: sources\n"
        "      release: !ENV [RELEASE, false]\n"
        "nav:\n"
        f"  - The dossier: {path}/\n\n"
        "Then “mkdocs serve” shows both. Its one document is an example and a draft."
    )


def _list_files(new_folder: Path) -> Iterator[str]:
    for file in sorted(new_folder.rglob("*")):
        place = file.relative_to(new_folder).as_posix()
        if file.is_file() and place not in _LEFT_OUT:
            yield place


def _place_in_site(place: str) -> str:
    folder, _, rest = place.partition("/")
    return f"{SECTION_CONTENT}/{rest}" if folder == "content" else place


def _add_missing_lines(new: Path, site_file: Path) -> bool:
    """Add the lines that a file of the site lacks at its end; whether it lacked any."""
    before = read_plain_file(site_file, MAX_CONTENT_BYTES) if site_file.is_file() else b""
    known = before.splitlines()
    wanted = read_plain_file(new, MAX_CONTENT_BYTES).splitlines()
    missing = [line for line in wanted if line not in known]
    if not missing:
        return False
    ends = b"" if not before or before.endswith(b"\n") else b"\n"
    site_file.write_bytes(before + ends + b"".join(line + b"\n" for line in missing))
    return True
