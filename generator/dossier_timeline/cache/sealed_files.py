"""Sealed files: only this user's own builds can have written them, wherever they were in the meantime.

The cache lies below the project, where a restored cache, a shared folder or a pull request could put
anything. So each file carries a message authentication code (HMAC-SHA-256, RFC 2104) of its content, its
size and its path. The key is made once and lies outside of every project, in the user's own folder for such
things, readable by nobody else; it never leaves the machine. A file with a wrong code counts as missing: one
from a stranger, another machine, another project or another path, and one that is damaged or cut off. When
no key can be kept, a process trusts only its own files.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

from dossier_timeline.file_reading import read_beginning, read_plain_file
from dossier_timeline.file_writing import write_new_file

log = logging.getLogger("mkdocs.plugins.dossier_timeline.sealed_files")
"""A child of the logger that MkDocs shows."""

_KEY_SIZE = 32
_LENGTH_SIZE, _CODE_SIZE = 8, hashlib.sha256().digest_size
_HEADER_SIZE = _LENGTH_SIZE + 2 * _CODE_SIZE


def key_file() -> Path:
    """The path of this user's key."""
    return user_state_path("dossier-timeline", appauthor=False) / "key"


def seal(path: Path, body: bytes) -> bytes:
    """The content of a file that will lie at `path`: the size of `body`, two codes, and `body`."""
    size = len(body).to_bytes(_LENGTH_SIZE, "big")
    return b"".join(
        (size, _authentication_code(path, b"size", size), _authentication_code(path, b"body", body), body)
    )


def unseal(path: Path) -> bytes | None:
    """The body of the sealed file at `path`; `None` for any file that `seal` didn't make for that path.

    The size is verified before anything of that size is read.
    """
    try:
        header = read_beginning(path, _HEADER_SIZE)
        size, size_code, body_code = (
            header[:_LENGTH_SIZE],
            header[_LENGTH_SIZE : _LENGTH_SIZE + _CODE_SIZE],
            header[_LENGTH_SIZE + _CODE_SIZE :],
        )
        if not hmac.compare_digest(size_code, _authentication_code(path, b"size", size)):
            return None
        body = read_plain_file(path, _HEADER_SIZE + int.from_bytes(size, "big"))[_HEADER_SIZE:]
    except OSError:
        return None
    return body if hmac.compare_digest(body_code, _authentication_code(path, b"body", body)) else None


def _authentication_code(path: Path, purpose: bytes, content: bytes) -> bytes:
    """The code of some content for a purpose, as part of the file at `path`."""
    path_bytes = os.fsencode(os.path.abspath(path))  # noqa: PTH100 -- links are not followed
    code = hmac.new(_load_key(), digestmod="sha256")
    for part in (purpose, path_bytes):
        code.update(len(part).to_bytes(_LENGTH_SIZE, "big") + part)
    code.update(content)
    return code.digest()


def _load_key() -> bytes:
    return _load_or_make_key(key_file())


@cache
def _load_or_make_key(file: Path) -> bytes:
    """The key in a file, which is made if there is none; a key for this process alone if it can't be kept."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = _read_key(file)
        if key is None:
            _write_key(file)
            key = _read_key(file)
    except OSError as error:
        log.info("Nothing is remembered for the next build: %s can't be kept (%s)", file, error.strerror)
        key = None
    return key or secrets.token_bytes(_KEY_SIZE)


def _read_key(file: Path) -> bytes | None:
    """The key in a file that belongs to this user and that nobody else may read or write."""
    try:
        file_stat = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(file_stat.st_mode) or file_stat.st_size != _KEY_SIZE:
        return None
    if hasattr(os, "geteuid") and (file_stat.st_uid != os.geteuid() or file_stat.st_mode & 0o077):
        return None
    return read_plain_file(file, _KEY_SIZE)


def _write_key(file: Path) -> None:
    """Put a new key there; of two processes that do so at once, the second keeps the key of the first."""
    new_file = write_new_file(file, secrets.token_bytes(_KEY_SIZE))
    try:
        if os.path.lexists(file) and _read_key(file) is None:
            file.unlink()  # no key, or one that others could read
        with suppress(FileExistsError):
            os.link(new_file, file)
    finally:
        new_file.unlink(missing_ok=True)
