"""Seals: only this user's own builds can have written an entry of the cache, wherever it was in the meantime.

The cache lies below the project, where a restored cache, a shared folder or a pull request could put
anything. So each entry carries a message authentication code (HMAC-SHA-256, RFC 2104) of its value and its
place. The key is made once and lies outside of every project, in the user's own folder for such things,
readable by nobody else; it never leaves the machine. An entry with a wrong code counts as missing: one from a
stranger, another machine, another project or another place, and one that is damaged. When no key can be kept,
a process trusts only its own entries.
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.file_writing import write_new_file

log = logging.getLogger("mkdocs.plugins.dossier_timeline.seals")
"""A child of the logger that MkDocs shows."""

_KEY_SIZE = 32
_LENGTH_SIZE = 8

Place = tuple[str, ...]
"""Where an entry stands: the path of its file, and what finds it there."""


@cache
def key_file() -> Path:
    """The path of this user's key."""
    return user_state_path("dossier-timeline", appauthor=False) / "key"


def seal(place: Place, value: bytes) -> bytes:
    """The authentication code of a value that stands at a place."""
    parts = [os.fsencode(part) for part in place]
    lengths = b"".join(len(part).to_bytes(_LENGTH_SIZE, "big") for part in (*parts, value))
    return hmac.digest(
        _load_key(), b"".join((len(parts).to_bytes(1, "big"), lengths, *parts, value)), "sha256"
    )


def is_sealed(code: object, place: Place, value: bytes) -> bool:
    """Whether `seal` gave this code to this value at this place."""
    return isinstance(code, bytes) and hmac.compare_digest(code, seal(place, value))


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
