"""The Pagefind service: the same pages in the same order give the same index.

The command line of Pagefind reads a folder in whatever order the file system has, and its index follows that
order. So this hands over one page after another to its service: messages in JSON, encoded in base64, each
ended by a comma, with one answer to each, in the same order. No answer is waited for before the next message
is sent: a thread sends them while the answers are read, so neither pipe can fill up and block the other.
Source: Pagefind's own wrapper, `pagefind/service/__init__.py` in its Python package, which waits a tenth of
a second for every answer.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

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
        return "extended" in find_program().name
    except PagefindError:
        return False


def build_bundle(pages: Iterable[tuple[str, str]], excluded_selectors: tuple[str, ...]) -> dict[str, bytes]:
    """The index of pages, given as pairs of path and HTML: bytes by path within the index's folder.

    `excluded_selectors` are CSS selectors of what isn't indexed. Raises `PagefindError`.
    """
    with _PagefindService() as service:
        requests = _list_requests(pages, excluded_selectors)
        answer = service.exchange([_encode_message(number, request) for number, request in requests])
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    wanted = {
        path: content for path, content in files.items() if not any(part in path for part in _UNUSED_FILES)
    }
    return dict(sorted(wanted.items()))


def _list_requests(
    pages: Iterable[tuple[str, str]], excluded_selectors: tuple[str, ...]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number and content of each message: a new index (the first has the id 0), its pages, and its files."""
    yield 1, {"type": "NewIndex", "config": {"exclude_selectors": list(excluded_selectors)}}
    number = 1
    for number, (path, html) in enumerate(pages, 2):
        yield (
            number,
            {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": html, "url": None},
        )
    yield number + 1, {"type": "GetFiles", "index_id": 0}


def _encode_message(number: int, request: Mapping[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def find_program() -> Path:
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
    """A running Pagefind."""

    def __enter__(self) -> _PagefindService:
        try:
            self.process = subprocess.Popen(  # noqa: S603 -- the program that the package brings
                [find_program(), "--service"],
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
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.process.kill()
        self.process.communicate()

    def exchange(self, messages: Sequence[bytes]) -> Mapping[str, Any]:
        """Send all messages and return the last answer. Raises `PagefindError`.

        The service ends as soon as nobody can write to it any more, so the pipe stays open until the end.
        """
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None  # noqa: S101 -- both are pipes
        assert stdout is not None  # noqa: S101
        sender = threading.Thread(target=_send_messages, args=(messages, stdin), daemon=True)
        try:
            self.timer.start()
            sender.start()
        except RuntimeError as error:
            raise PagefindError(f"Pagefind can't be watched: {error}") from error
        try:
            return _read_last_answer(stdout, len(messages))
        except (OSError, ValueError) as error:
            raise PagefindError(f"Pagefind stopped: {error}") from error
        finally:
            self.process.kill()
            sender.join()


def _send_messages(messages: Sequence[bytes], pipe: IO[bytes]) -> None:
    """Send messages. When the service ends before it has read them, whoever reads the answers learns it."""
    with suppress(OSError):
        for message in messages:
            pipe.write(message)
        pipe.flush()


def _read_last_answer(pipe: IO[bytes], count: int) -> Mapping[str, Any]:
    """Read so many answers and return the last. Raises `ValueError` when there are fewer."""
    unread = bytearray()
    payload: Mapping[str, Any] = {}
    while count:
        chunk = pipe.read1(1 << 20)  # type: ignore[attr-defined]
        if not chunk:
            raise ValueError("it gave no answer")
        unread += chunk
        if b"," not in chunk:
            continue
        *answers, unread = unread.split(b",")
        for answer in answers:
            payload = json.loads(base64.b64decode(answer))["payload"]
            if payload.get("type") == "Error":
                raise PagefindError(f"Pagefind says: {payload.get('message')}")
        count -= len(answers)
    return payload
