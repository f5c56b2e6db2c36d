"""The generator that is running, as a wheel: the form in which a dossier keeps it.

The generator is in no package registry, so a dossier's repository carries it. In a checkout and where a wheel
was installed the files are the same, and so is what is made of them: the same files give the same bytes.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from dossier_timeline.config import packaged_templates

_PACKAGE = Path(__file__).parents[1]
_DISTRIBUTION = "dossier-timeline"
_WHEN = (2020, 2, 2, 0, 0, 0)
"""The time that hatchling gives the files of a wheel, where it's told none."""
_DESCRIPTION_FILES = ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE")


class NoWheelError(Exception):
    """The generator that is running can't be made a wheel of."""


@cache
def make_own_wheel() -> tuple[str, bytes]:
    """The file name and the content of a wheel of the generator that is running. Raises `NoWheelError`."""
    try:
        installed = distribution(_DISTRIBUTION)
    except PackageNotFoundError as error:
        raise NoWheelError(
            "the generator isn't installed here; “make site” in its folder does that"
        ) from error
    stem = f"{_DISTRIBUTION.replace('-', '_')}-{installed.version}"
    files = {
        **_files_below(_PACKAGE, "dossier_timeline"),
        **_files_below(packaged_templates(), "dossier_timeline/_templates"),
        **_description(installed, f"{stem}.dist-info"),
    }
    record = f"{stem}.dist-info/RECORD"
    return f"{stem}-py3-none-any.whl", _pack({**files, record: _record(files, record)})


def _files_below(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a folder of the package by their names in a wheel, without what running it leaves."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_left_over(path.relative_to(folder))
    }


def _is_left_over(path: Path) -> bool:
    """Whether a file isn't the package's own: compiled, or hidden."""
    return path.suffix == ".pyc" or any(part == "__pycache__" or part[0] == "." for part in path.parts)


def _description(installed: Distribution, folder: str) -> dict[str, bytes]:
    """What installers read of a package. Raises `NoWheelError`."""
    texts = {name: installed.read_text(name) for name in _DESCRIPTION_FILES}
    if not texts["METADATA"] or not texts["WHEEL"]:
        raise NoWheelError(
            "what is installed here of the generator isn't whole; “make site” in its folder mends that"
        )
    return {f"{folder}/{name}": text.encode() for name, text in texts.items() if text is not None}


def _record(files: Mapping[str, bytes], record: str) -> bytes:
    """The list of files in a wheel, with their hashes and sizes."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerows(_record_rows(files))
    writer.writerow((record, "", ""))
    return rows.getvalue().encode()


def _record_rows(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, int]]:
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        yield name, f"sha256={digest}", len(content)


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it's packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
