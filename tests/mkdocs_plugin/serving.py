"""A real `serve` of MkDocs or ProperDocs, and how tests wait for it."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.module_run import module_command

DOORS = ("mkdocs", "properdocs")
PATIENCE = 300
"""Seconds until a test gives up; a rebuild takes one or two, on a busy machine many more."""


@dataclass(frozen=True)
class Served:
    """Where it is served, and what it said in the terminal."""

    root: str
    log: Path

    def wait_for_log(self, words: str, seconds: float = PATIENCE) -> str:
        """The log, as soon as it holds the words."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if words in (text := self.log.read_text("utf-8")):
                return text
            time.sleep(0.1)
        pytest.fail(f"“{words}” was not said; the log:\n{self.log.read_text('utf-8')[-2000:]}")


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serving(
    folder: Path, door: str, *flags: str, end: signal.Signals = signal.SIGTERM, below: str = "bridges"
) -> Iterator[Served]:
    """Serve a folder's site for as long as the block lasts; then it's ended by a signal.

    `below` is the path of its `site_url`.
    """
    port = free_port()
    path = folder.parent / "serve.log"
    words = [
        *module_command(door),
        "serve",
        "-f",
        "mkdocs.yml",
        "--dev-addr",
        f"127.0.0.1:{port}",
        *flags,
    ]
    with path.open("w") as log:
        process = subprocess.Popen(words, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield Served(f"http://127.0.0.1:{port}/{below}/", path)
        finally:
            process.send_signal(end)
            process.wait(PATIENCE)


def fetch(address: str) -> tuple[int, str]:
    """Status and text at an address; (0, "") while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def wait_for(address: str, words: str, seconds: float = PATIENCE) -> str:
    """The page at an address, as soon as it holds the words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = fetch(address)[1]
        if words in text:
            return text
        time.sleep(0.2)
    pytest.fail(f"“{words}” did not appear on {address}; the last page was: {text[:500]}")
