"""A publication in a process of its own that is ended, or refused something, at any call it makes.

Python tells of each call that opens, makes, renames or removes a file before it's made (sys.addaudithook);
of the two that it doesn't tell of, this module does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing import exchange as exchanging
from dossier_timeline.publishing import lock as locking
from dossier_timeline.publishing import publication as publishing
from dossier_timeline.publishing.site_files import MANIFEST_PATH, SiteFiles, make_manifest

CALLS = frozenset((
    "open", "os.chmod", "os.chown", "os.link", "os.listdir", "os.listxattr", "os.mkdir", "os.remove",
    "os.rename", "os.rmdir", "os.scandir", "os.truncate", "os.utime", "exchange", "write",
))  # fmt: skip
DONE, REFUSED, KILLED = 0, 3, 9


def whole(files: Mapping[str, bytes]) -> SiteFiles:
    """A site with its manifest."""
    site = SiteFiles(files)
    site[MANIFEST_PATH] = make_manifest(site)
    return site


def published(files: Mapping[str, bytes], site: Path, at: int, end: Callable[[str], None]) -> tuple[int, str]:
    """Publish in a fork; `end` is called at the call of this number. How it ended, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            _count(at, end)
            publishing.publish(files, site)
            code = DONE
        except PublishError as error:
            os.write(writing, str(error).encode())
            code = REFUSED
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def kill(_: str) -> None:
    """End this process, as SIGKILL does: nothing of it is tidied up."""
    os._exit(KILLED)


def refuse(code: int) -> Callable[[str], None]:
    """Refuse a call, as the system does."""

    def refused(call: str) -> None:
        raise OSError(code, os.strerror(code), call)

    return refused


def _count(at: int, end: Callable[[str], None]) -> None:
    left, inside = [at], [False]

    def called(event: str, _: object = ()) -> None:
        if event in CALLS and not inside[0]:
            left[0] -= 1
            if left[0] == 0:
                inside[0] = True
                try:
                    end(event)
                finally:
                    inside[0] = False

    def telling(call: str, whole: Callable[..., object]) -> Callable[..., object]:
        def told(*given: object) -> object:
            called(call)
            return whole(*given)

        return told

    class _Os:
        def __getattr__(self, name: str) -> object:
            return telling("write", os.write) if name == "write" else getattr(os, name)

    setattr(locking, "os", _Os())  # noqa: B010
    exchanging_call = exchanging._load_renameat2()
    if exchanging_call is not None:
        exchanging._load_renameat2 = lambda: telling("exchange", exchanging_call)  # type: ignore[assignment]
    sys.addaudithook(called)
