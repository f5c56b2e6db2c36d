"""The access rights of a folder that takes another folder's place: both must be open to the same people."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def copy_access(folder: Path, model: Path) -> None:
    """Give a folder the owner, group, mode and extended attributes (including access lists) of `model`.

    Raises `OSError` when one of them can't be given.
    """
    model_stat, folder_stat = model.stat(), folder.stat()
    if hasattr(os, "chown") and (model_stat.st_uid, model_stat.st_gid) != (
        folder_stat.st_uid,
        folder_stat.st_gid,
    ):
        os.chown(folder, model_stat.st_uid, model_stat.st_gid)
        folder_stat = folder.stat()
    if stat.S_IMODE(model_stat.st_mode) != stat.S_IMODE(folder_stat.st_mode):
        folder.chmod(stat.S_IMODE(model_stat.st_mode))
    _copy_attributes(folder, model)
    if stat.S_IMODE(folder.stat().st_mode) != stat.S_IMODE(model_stat.st_mode):
        # The system silently drops the set-group-id bit for a group that the user doesn't belong to.
        raise PermissionError(1, "Its mode can't be given to another folder", str(model))


def _copy_attributes(folder: Path, model: Path) -> None:
    """Make the extended attributes of a folder the same as those of `model`."""
    wanted, present = _read_attributes(model), _read_attributes(folder)
    for name in present.keys() - wanted.keys():
        os.removexattr(folder, name, follow_symlinks=False)
    for name, value in wanted.items():
        if present.get(name) != value:
            os.setxattr(folder, name, value, follow_symlinks=False)


def _read_attributes(folder: Path) -> dict[str, bytes]:
    """The extended attributes of a folder by name; none when the file system has none."""
    attributes: dict[str, bytes] = {}
    with suppress(OSError, AttributeError):
        for name in os.listxattr(folder, follow_symlinks=False):
            with suppress(OSError):
                attributes[name] = os.getxattr(folder, name, follow_symlinks=False)
    return attributes
