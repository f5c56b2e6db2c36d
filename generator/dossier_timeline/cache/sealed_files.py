"""Files that only this user's own builds can have written, wherever they were in the meantime.

What is remembered lies below the project, where a restored cache, a shared folder or a pull request could
put anything. So each file carries a message authentication code (HMAC-SHA-256, RFC 2104) of its content, of
its size and of the place where it belongs. The key is made once and lies outside of every project, in the
user's own folder for such things, readable by nobody else; it never leaves the machine. A file whose code
isn't right is as good as none: one of a stranger, of another machine, of another project, of another name,
one that is damaged or cut off. Where no key can be kept, a process knows only its own files.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

from dossier_timeline.file_reading import read_beginning, read_plain_file

log = logging.getLogger("mkdocs.plugins.generator.sealed")
"""Below the logger that MkDocs shows."""

_KEY = 32
_SIZE, _CODE = 8, hashlib.sha256().digest_size
_HEAD = _SIZE + 2 * _CODE


def key_file() -> Path:
    """Where the key of this user lies."""
    return user_state_path("dossier-timeline", appauthor=False) / "key"


def seal(place: Path, body: bytes) -> bytes:
    """The content of a file that is to lie at a place: its size, two codes, and what is kept in it."""
    size = len(body).to_bytes(_SIZE, "big")
    return b"".join((size, _code(place, b"size", size), _code(place, b"body", body), body))


def unseal(place: Path) -> bytes | None:
    """What is kept in the file at a place; `None` for any file that `seal` didn't make for it.

    The size is proven before anything of that size is read.
    """
    try:
        head = read_beginning(place, _HEAD)
        size, sized, code = head[:_SIZE], head[_SIZE : _SIZE + _CODE], head[_SIZE + _CODE :]
        if not hmac.compare_digest(sized, _code(place, b"size", size)):
            return None
        body = read_plain_file(place, _HEAD + int.from_bytes(size, "big"))[_HEAD:]
    except OSError:
        return None
    return body if hmac.compare_digest(code, _code(place, b"body", body)) else None


def _code(place: Path, what: bytes, content: bytes) -> bytes:
    where = os.fsencode(os.path.abspath(place))  # noqa: PTH100 -- links are not followed
    code = hmac.new(_key(), digestmod="sha256")
    for part in (what, where):
        code.update(len(part).to_bytes(_SIZE, "big") + part)
    code.update(content)
    return code.digest()


def _key() -> bytes:
    return _key_in(key_file())


@cache
def _key_in(file: Path) -> bytes:
    """The key of this user; it's made where there is none. One for this process where none can be kept."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = _read(file)
        if found is None:
            _write(file)
            found = _read(file)
    except OSError as error:
        log.info("Nothing is remembered for the next build: %s can't be kept (%s)", file, error.strerror)
        found = None
    return found or secrets.token_bytes(_KEY)


def _read(file: Path) -> bytes | None:
    """The key in a file that is this user's own and that nobody else may read or write."""
    try:
        state = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(state.st_mode) or state.st_size != _KEY:
        return None
    if hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o077):
        return None
    return read_plain_file(file, _KEY)


def _write(file: Path) -> None:
    """Put a new key there; of two processes that do it at once, the second keeps that of the first."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".key.")
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(secrets.token_bytes(_KEY))
        if os.path.lexists(file) and _read(file) is None:
            file.unlink()  # no key, or one that others could read
        with suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink(missing_ok=True)
