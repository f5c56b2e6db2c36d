"""A folder that takes another's place must be open to the same people."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def copy_access(folder: Path, model: Path) -> None:
    """Give a folder the owner, group, mode and extended attributes (access lists among them) of another.

    Raises `OSError` where one of them can't be given.
    """
    wanted, found = model.stat(), folder.stat()
    if hasattr(os, "chown") and (wanted.st_uid, wanted.st_gid) != (found.st_uid, found.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
        found = folder.stat()
    if stat.S_IMODE(wanted.st_mode) != stat.S_IMODE(found.st_mode):
        folder.chmod(stat.S_IMODE(wanted.st_mode))
    _copy_attributes(folder, model)
    if stat.S_IMODE(folder.stat().st_mode) != stat.S_IMODE(wanted.st_mode):
        # The system drops the bit of the group in silence for a group that one doesn't belong to.
        raise PermissionError(1, "Its mode can't be given to another folder", str(model))


def _copy_attributes(folder: Path, model: Path) -> None:
    wanted, found = _read_attributes(model), _read_attributes(folder)
    for name in found.keys() - wanted.keys():
        os.removexattr(folder, name, follow_symlinks=False)
    for name, value in wanted.items():
        if found.get(name) != value:
            os.setxattr(folder, name, value, follow_symlinks=False)


def _read_attributes(folder: Path) -> dict[str, bytes]:
    """The extended attributes of a folder; none where the file system has none."""
    found: dict[str, bytes] = {}
    with suppress(OSError, AttributeError):
        for name in os.listxattr(folder, follow_symlinks=False):
            with suppress(OSError):
                found[name] = os.getxattr(folder, name, follow_symlinks=False)
    return found
