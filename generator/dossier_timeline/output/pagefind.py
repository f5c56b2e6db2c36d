"""The Pagefind service: the same pages in the same order give the same index.

The command line of Pagefind reads a folder in whatever order the file system has, and its index follows that
order. So this hands over one page after another to its service: messages in JSON, encoded in base64, each
ended by a comma, with one answer to each. Source: Pagefind's own wrapper, `pagefind/service/__init__.py` in
its Python package, which waits a tenth of a second for every answer.
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
_TIMEOUT = 300
_UNUSED_FILES = ("ui.", "ui-", "-ui", "highlight")
"""Parts of the names of Pagefind's own search boxes, which this site doesn't show."""


class PagefindError(Exception):
    """Pagefind isn't installed, or didn't do what it was asked to do."""


def pagefind_version() -> str:
    """The version of the installed Pagefind; "" without one."""
    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""


def has_word_segmentation() -> bool:
    """Whether the installed program is the extended one, which separates words that have no spaces."""
    try:
        return "extended" in _find_program().name
    except PagefindError:
        return False


def build_bundle(pages: Iterable[tuple[str, str]], excluded_selectors: tuple[str, ...]) -> dict[str, bytes]:
    """The index of pages, given as pairs of path and HTML: bytes by path within the index's folder.

    `excluded_selectors` are CSS selectors of what isn't indexed. Raises `PagefindError`.
    """
    with _PagefindService() as service:
        index = service.send("NewIndex", config={"exclude_selectors": list(excluded_selectors)})
        index_id = index["index_id"]
        for path, html in pages:
            service.send("AddFile", index_id=index_id, file_path=path, file_contents=html, url=None)
        answer = service.send("GetFiles", index_id=index_id)
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    wanted = {
        path: content for path, content in files.items() if not any(part in path for part in _UNUSED_FILES)
    }
    wanted[ENTRY_FILE] = _sort_languages(wanted[ENTRY_FILE])
    return dict(sorted(wanted.items()))


def _sort_languages(content: bytes) -> bytes:
    """The entry file with sorted languages: Pagefind writes them in the order of a hash map."""
    return json.dumps(json.loads(content), sort_keys=True, separators=(",", ":")).encode()


def _find_program() -> Path:
    """The path of Pagefind's program. Raises `PagefindError` when it isn't installed."""
    try:
        from pagefind.service import get_executable
    except ImportError as error:
        raise PagefindError("Pagefind isn't installed") from error
    program: Path | None = get_executable()
    if program is None or not program.is_file():
        raise PagefindError("Pagefind's program isn't installed")
    return program


def _make_environment() -> dict[str, str]:
    """The environment of this process without variables that would disturb Pagefind.

    They are those that change its settings, and those that aren't UTF-8, at which it ends.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PAGEFIND_") and _is_text(name) and _is_text(value)
    }


def _is_text(value: str) -> bool:
    """Whether a value of the environment can be encoded."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


class _PagefindService:
    """A running Pagefind, which answers one message at a time."""

    def __init__(self) -> None:
        self.message_count = 0

    def __enter__(self) -> _PagefindService:
        try:
            self.process = subprocess.Popen(  # noqa: S603 -- the program that the package brings
                [_find_program(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_make_environment(),
                # Settings of Pagefind that lie in the current folder are none of ours.
                cwd=Path(__file__).parent,
            )
        except OSError as error:
            raise PagefindError(f"Pagefind didn't start: {error}") from error
        self.timer = threading.Timer(_TIMEOUT, self.process.kill)
        self.timer.daemon = True
        try:
            self.timer.start()
        except RuntimeError as error:
            self.process.kill()
            self.process.communicate()
            raise PagefindError(f"Pagefind can't be watched: {error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.process.kill()
        self.process.communicate()

    def send(self, request_type: str, **values: Any) -> Mapping[str, Any]:
        """Send one message and return its answer. Raises `PagefindError`."""
        self.message_count += 1
        message = {"message_id": self.message_count, "payload": {"type": request_type, **values}}
        try:
            payload = self._send_and_receive(base64.b64encode(json.dumps(message).encode()) + b",")
        except (OSError, ValueError) as error:
            raise PagefindError(f"Pagefind stopped: {error}") from error
        if payload.get("type") == "Error":
            raise PagefindError(f"Pagefind says: {payload.get('message')}")
        return payload

    def _send_and_receive(self, message: bytes) -> Mapping[str, Any]:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None  # noqa: S101 -- both are pipes
        assert stdout is not None  # noqa: S101
        stdin.write(message)
        stdin.flush()
        answer = bytearray()
        while not answer.endswith(b","):
            chunk = stdout.read1(1 << 16)  # type: ignore[attr-defined]
            if not chunk:
                raise ValueError("it gave no answer")
            answer += chunk
        payload: Mapping[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        return payload
