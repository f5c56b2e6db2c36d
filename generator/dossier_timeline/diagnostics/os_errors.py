"""What the operating system refuses, in one sentence that says what would mend it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.file_reading import FileRefusedError, Reason

_REMEDIES = {
    errno.EACCES: "give this user the right to read and write there",
    errno.EPERM: "give this user the right to read and write there",
    errno.EROFS: "nothing can be written on that file system: name a folder elsewhere as site_dir",
    errno.ENOSPC: "make room on that disk, and build again",
    errno.EDQUOT: "make room within this user's quota, and build again",
    errno.EMFILE: "let a process have more files open (ulimit -n 1024), and build again",
    errno.ENFILE: "end other programs that have many files open, and build again",
    errno.ENOMEM: "end other programs, or give this one more memory, and build again",
    errno.EAGAIN: "let this user have more processes, and build again",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "that symbolic link leads round in a circle: remove it",
    errno.ENOTDIR: "where a folder should be there is something else: move it away",
    errno.EXDEV: (
        "a folder of another file system, or of an earlier layer of an image, can't change places with one "
        "beside it: remove the site's folder before the build (in a Dockerfile, leave it out of what COPY "
        "takes), or name a folder elsewhere as site_dir"
    ),
    errno.EBUSY: "a mounted folder can't change places with another: name a folder inside it as site_dir",
    errno.EIO: "the disk doesn't answer as it should: look at it before anything else",
}


_CODES: Mapping[Reason, Code] = {
    "no-plain-file": Code.UNREADABLE,
    "outside-its-folder": Code.OUTSIDE,
    "too-large": Code.TOO_LARGE,
}


def diagnose_unread_file(error: OSError, path: str) -> Diagnostic:
    """The diagnostic for a file that couldn't be read; `path` is relative to the project's root."""
    if isinstance(error, FileRefusedError):
        return Diagnostic(Position(path), _CODES[error.reason], error.message, error.hint)
    hint = "is it a file, and may you open it?"
    return Diagnostic(Position(path), Code.UNREADABLE, "this file cannot be read", hint)


@contextmanager
def translate_os_errors(kind: type[Exception]) -> Iterator[None]:
    """Let what the system refuses end in a message, as an exception of this kind."""
    try:
        yield
    except OSError as error:
        raise kind(
            f"The system refused something: {describe_os_error(error)}. Nothing was published."
        ) from error
    except MemoryError as error:
        raise kind("There is not enough memory to build this site. Nothing was published.") from error


def describe_os_error(error: OSError) -> str:
    """What was refused, where, and what would mend it: one sentence without a full stop at the end."""
    reason = error.strerror or str(error) or type(error).__name__
    where = f" ({printable_name(error.filename)})" if error.filename else ""
    mended = _REMEDIES.get(error.errno or 0, "")
    return f"{reason}{where}" + (f"; {mended}" if mended else "")


def printable_name(name: object) -> str:
    """A file's name as it can be printed, whatever its bytes are."""
    text = os.fsdecode(name) if isinstance(name, (str, bytes)) else str(name)
    printable = text.encode("utf-8", "backslashreplace").decode()
    return "".join(sign if sign.isprintable() else "�" for sign in printable)
