"""The exchange of two folders in one step, so that nobody ever sees half a site.

On Linux `renameat2` with `RENAME_EXCHANGE` (man 2 renameat2) does it. On systems without it two renames do,
and between them the folder doesn't exist for an instant; `finish_interrupted_exchange` repairs what a build
left that was killed in that instant.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@cache
def _load_renameat2() -> ctypes._NamedFuncPointer | None:
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


def exchange_folders(live: Path, staging: Path, *, backup: Path) -> bool:
    """Exchange the names of two folders of one file system.

    `backup` is an unused name, needed when it takes two renames. Returns whether it was one step. Raises
    `OSError`.
    """
    renameat2 = _load_renameat2()
    if renameat2 is not None:
        if renameat2(_AT_FDCWD, os.fsencode(live), _AT_FDCWD, os.fsencode(staging), _RENAME_EXCHANGE) == 0:
            return True
        error_number = ctypes.get_errno()
        if error_number not in _NO_EXCHANGE:
            raise OSError(error_number, os.strerror(error_number), str(live))
    live.rename(backup)
    try:
        staging.rename(live)
    except BaseException:
        backup.rename(live)
        raise
    with contextlib.suppress(OSError):  # the exchange is done: the next build gives the old tree its name
        backup.rename(staging)
    return False


def finish_interrupted_exchange(live: Path, *, backup: Path, staging: Path) -> None:
    """Repair what a process left that ended between the renames of `exchange_folders`. Raises `OSError`."""
    if not backup.exists():
        return
    if live.exists():
        # The second rename was done: the backup is the old tree, and the staging name is free.
        with contextlib.suppress(OSError):
            backup.rename(staging)
    else:
        backup.rename(live)
