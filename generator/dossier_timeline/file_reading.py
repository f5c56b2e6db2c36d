"""Reading files that anybody may have put there.

Only plain files are opened: a device could fill the memory, and a pipe could block for ever. The caller says
how many bytes may be read at most, and a link that leads out of its folder isn't followed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal

KB, MB = 1 << 10, 1 << 20

LARGEST_LIST = 16 * MB
"""Bytes: of a list beside mkdocs.yml, or of a receipt."""
LARGEST_SOURCE = 64 * MB
"""Bytes: of a source text."""
LARGEST_CATALOGUE = 4 * MB
"""Bytes: of the words of a language."""
LARGEST_TEMPLATE = 1 * MB
"""Bytes: of a template."""
LARGEST_ASSET = 64 * MB
"""Bytes: of a picture, a stylesheet or a script."""

_CHUNK_SIZE = 1 * MB


Reason = Literal["no-plain-file", "outside-its-folder", "too-large"]


class FileRefusedError(OSError):
    """A file that isn't read, and why; `message` and `hint` say it to a maintainer."""

    def __init__(self, reason: Reason, message: str, hint: str, path: str) -> None:
        super().__init__(errno.EPERM, message, path)
        self.reason, self.message, self.hint = reason, message, hint


def read_plain_file(path: Path | str, max_bytes: int, *, within: Path | None = None) -> bytes:
    """The content of a plain file of at most `max_bytes` bytes that isn't outside the folder `within`.

    Raises `OSError` (`FileRefusedError` when the file itself is the reason).
    """
    content = read_beginning(path, max_bytes + 1, within=within)
    if len(content) > max_bytes:
        raise too_large_error(os.fspath(path), max_bytes)
    return content


def read_beginning(path: Path | str, max_bytes: int, *, within: Path | None = None) -> bytes:
    """The first `max_bytes` bytes of a plain file, or all of a shorter one. Raises `OSError`."""
    with _open_plain_file(os.fspath(path), within) as file:
        return _read_up_to(file, max_bytes)


def file_digest(path: Path | str, max_bytes: int, *, within: Path | None = None) -> str:
    """The SHA-256 of a plain file in hexadecimal; it's read chunk by chunk. Raises `OSError`."""
    path_text, digest, bytes_left = os.fspath(path), hashlib.sha256(), max_bytes
    with _open_plain_file(path_text, within) as file:
        while chunk := _read_up_to(file, min(_CHUNK_SIZE, bytes_left + 1)):
            digest.update(chunk)
            bytes_left -= len(chunk)
            if bytes_left < 0:
                raise too_large_error(path_text, max_bytes)
    return digest.hexdigest()


def is_within(path: Path | str, folder: Path | str) -> bool:
    """Whether a file lies in a folder after every link on the way has been followed."""
    try:
        return Path(path).resolve(strict=True).is_relative_to(Path(folder).resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def link_boundary(folder: Path) -> Path | None:
    """The folder itself if its links may not lead out of it; `None` if it's installed with the program."""
    return None if folder.is_relative_to(Path(__file__).parent) else folder


def not_plain_error(path: str) -> FileRefusedError:
    """The error for a device, a pipe, a socket or a folder."""
    message = "this is no plain file, but a device, a pipe or a folder"
    return FileRefusedError("no-plain-file", message, "put a plain file here", path)


def outside_folder_error(path: str) -> FileRefusedError:
    """The error for a link out of the folder."""
    message = "this is a link to something outside its folder"
    return FileRefusedError("outside-its-folder", message, "put the file itself here", path)


def too_large_error(path: str, max_bytes: int) -> FileRefusedError:
    """The error for a file of more than `max_bytes` bytes."""
    size = f"{max_bytes // MB} MB" if max_bytes >= MB else f"{max_bytes // KB} kB"
    return FileRefusedError("too-large", f"this file is larger than {size}", "make it smaller", path)


def _open_plain_file(path: str, within: Path | None) -> BinaryIO:
    if within is not None and os.path.lexists(path) and not is_within(path, within):
        raise outside_folder_error(path)
    # A device isn't even opened: opening alone has an effect on some of them.
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 -- a Path for each file takes as long as reading it
        raise not_plain_error(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise not_plain_error(path)
    return os.fdopen(handle, "rb")


def _read_up_to(file: BinaryIO, max_bytes: int) -> bytes:
    """At most `max_bytes` bytes, read chunk by chunk, so that a short file takes little memory."""
    chunks = []
    # A file without anything to read yet gives None.
    while max_bytes and (chunk := file.read(min(max_bytes, _CHUNK_SIZE)) or b""):
        chunks.append(chunk)
        max_bytes -= len(chunk)
    return b"".join(chunks)
