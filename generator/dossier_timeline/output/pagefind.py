"""Pagefind, asked page by page: the same pages in the same order give the same index.

Its command line reads a folder in whatever order the file system has, and its index follows that
order; so its service is spoken to directly: messages in JSON, in base64, each ended by a comma, one
answer to each. Source: Pagefind's own wrapper, `pagefind/service/__init__.py` in its Python package,
which waits a tenth of a second for every answer.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ENTRY_FILE = "pagefind-entry.json"
_SECONDS = 300
_NOT_USED = ("ui.", "ui-", "-ui", "highlight")
"""Pagefind's own search boxes, which this site doesn't show."""


class PagefindError(Exception):
    """Pagefind isn't there, or didn't do what it was asked."""


def pagefind_version() -> str:
    """The version of Pagefind that is installed; "" when there is none."""
    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""


def has_word_segmentation() -> bool:
    """Whether the program is the extended one, which knows words that have no spaces between them."""
    try:
        return "extended" in _program().name
    except PagefindError:
        return False


def build_bundle(pages: Iterable[tuple[str, str]], excluded_selectors: tuple[str, ...]) -> dict[str, bytes]:
    """The index of pages, given as path and HTML: bytes by path within its folder.

    `excluded` are selectors of what isn't indexed. Raises `PagefindError`.
    """
    with _Service() as service:
        made = service.ask("NewIndex", config={"exclude_selectors": list(excluded_selectors)})
        number = made["index_id"]
        for path, html in pages:
            service.ask("AddFile", index_id=number, file_path=path, file_contents=html, url=None)
        answer = service.ask("GetFiles", index_id=number)
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    wanted = {path: content for path, content in files.items() if not any(part in path for part in _NOT_USED)}
    wanted[ENTRY_FILE] = _in_order(wanted[ENTRY_FILE])
    return dict(sorted(wanted.items()))


def _in_order(entry: bytes) -> bytes:
    """The list of languages, sorted: Pagefind writes it in the order of a hash map."""
    return json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":")).encode()


def _program() -> Path:
    try:
        from pagefind.service import get_executable
    except ImportError as error:
        raise PagefindError("Pagefind isn't installed") from error
    found: Path | None = get_executable()
    if found is None or not found.is_file():
        raise PagefindError("Pagefind's program isn't installed")
    return found


def _environment() -> dict[str, str]:
    """Without what would change Pagefind's settings from outside, or is no UTF-8, at which it ends."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PAGEFIND_") and _is_text(name) and _is_text(value)
    }


def _is_text(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


class _Service:
    """One running Pagefind, which answers one message at a time."""

    def __init__(self) -> None:
        self.sent = 0

    def __enter__(self) -> _Service:
        try:
            self.process = subprocess.Popen(  # noqa: S603 -- the program that the package brings
                [_program(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                # Settings of Pagefind that lie in the current folder are none of ours.
                cwd=Path(__file__).parent,
            )
        except OSError as error:
            raise PagefindError(f"Pagefind didn't start: {error}") from error
        self.watch = threading.Timer(_SECONDS, self.process.kill)
        self.watch.daemon = True
        try:
            self.watch.start()
        except RuntimeError as error:
            self.process.kill()
            self.process.communicate()
            raise PagefindError(f"Pagefind can't be watched: {error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        self.watch.cancel()
        self.process.kill()
        self.process.communicate()

    def ask(self, kind: str, **values: Any) -> Mapping[str, Any]:
        """Send one message and wait for its answer."""
        self.sent += 1
        message = {"message_id": self.sent, "payload": {"type": kind, **values}}
        try:
            payload = self._exchange(base64.b64encode(json.dumps(message).encode()) + b",")
        except (OSError, ValueError) as error:
            raise PagefindError(f"Pagefind stopped: {error}") from error
        if payload.get("type") == "Error":
            raise PagefindError(f"Pagefind says: {payload.get('message')}")
        return payload

    def _exchange(self, message: bytes) -> Mapping[str, Any]:
        send, receive = self.process.stdin, self.process.stdout
        assert send is not None  # noqa: S101 -- both are pipes
        assert receive is not None  # noqa: S101
        send.write(message)
        send.flush()
        answer = bytearray()
        while not answer.endswith(b","):
            part = receive.read1(1 << 16)  # type: ignore[attr-defined]
            if not part:
                raise ValueError("it gave no answer")
            answer += part
        payload: Mapping[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        return payload
