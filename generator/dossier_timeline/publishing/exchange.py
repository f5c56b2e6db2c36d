"""Two folders change places in one step, so that nobody ever sees half a site.

On Linux `renameat2` with `RENAME_EXCHANGE` (man 2 renameat2) does it. Where that isn't there, two
renames do, with an instant between them in which the folder isn't there; `restore` mends what a
build that was killed in that instant left behind.
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
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@cache
def _renameat2() -> ctypes._NamedFuncPointer | None:
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


def exchange_folders(live: Path, staging: Path, *, backup: Path) -> bool:
    """Let `one` and `other`, folders of one file system, change places.

    `aside` is a name that is free, for where it takes two renames. True when it was one step.
    """
    call = _renameat2()
    if call is not None:
        if call(_AT_FDCWD, os.fsencode(live), _AT_FDCWD, os.fsencode(staging), _RENAME_EXCHANGE) == 0:
            return True
        code = ctypes.get_errno()
        if code not in _NOT_HERE:
            raise OSError(code, os.strerror(code), str(live))
    live.rename(backup)
    try:
        staging.rename(live)
    except BaseException:
        backup.rename(live)
        raise
    with contextlib.suppress(OSError):  # the exchange is done: `restore` gives the old tree its name
        backup.rename(staging)
    return False


def finish_interrupted_exchange(live: Path, *, backup: Path, staging: Path) -> None:
    """Mend what was left by a process that ended between the renames of `exchange`."""
    if not backup.exists():
        return
    if live.exists():
        # The second rename was done: what lies aside is the old tree, and the spare's name is free.
        with contextlib.suppress(OSError):
            backup.rename(staging)
    else:
        backup.rename(live)
