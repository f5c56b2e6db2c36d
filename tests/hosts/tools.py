"""The hosts' own programs, as `make hosts` fetches them, started on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.running import Server

_SECONDS = 180


@dataclass(frozen=True)
class Tools:
    """The folder that `make hosts` fetched the programs into."""

    folder: Path

    def path(self, name: str) -> str:
        """A program of npm's packages, or else of Python's."""
        found = [
            place
            for place in (self.folder / "node_modules/.bin", self.folder / "bin")
            if (place / name).exists()
        ]
        return str(found[0] / name)

    def environment(self, **more: str) -> dict[str, str]:
        """What a program is started with: the fetched Node first, nothing sent home, no account."""
        kept = {name: os.environ[name] for name in ("LANG", "PIP_CERT") if name in os.environ}
        return {
            **kept,
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "CI": "1",
            "WRANGLER_SEND_METRICS": "false",
            "NETLIFY_TELEMETRY_DISABLED": "1",
            **more,
        }

    def version(self, name: str) -> str:
        """What a program says of its own version."""
        words = [self.path(name), "--version"]
        done = subprocess.run(words, env=self.environment(), capture_output=True, text=True, check=True)
        return (done.stdout or done.stderr).strip().splitlines()[-1]

    def run(self, folder: Path, *words: str, **more: str) -> str:
        """What a program says that must end well."""
        done = subprocess.run(
            [self.path(words[0]), *words[1:]],
            cwd=folder, env=self.environment(**more), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout + done.stderr

    @contextmanager
    def running(
        self, folder: Path, port: int, words: Sequence[str], env: Mapping[str, str]
    ) -> Iterator[Server]:
        """A program that serves on a port of this machine, until the block ends."""
        log = folder / f"{words[0]}.log"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [self.path(words[0]), *words[1:]],
                cwd=folder, env=self.environment(**env), stdout=told, stderr=told, start_new_session=True,
            )  # fmt: skip
            try:
                _wait(port, process, log)
                server = Server(port, "/")
                yield server
                server.connection.close()
            finally:
                os.killpg(process.pid, 15)
                process.wait(_SECONDS)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"it did not start: {log.read_text('utf-8', 'replace')}")
