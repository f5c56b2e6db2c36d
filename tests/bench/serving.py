"""How long it takes from saving a change until the page with it can be fetched from the server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from tests.bench.edits import Edit, State
from tests.bench.generators import Generator, WorkingSite
from tests.bench.measuring import read_processor_time, start
from tests.bench.results import Measurement

_MOMENT = 0.01
"""Seconds between two looks at the page."""
_PATIENCE = 1800
"""Seconds after which a page isn't waited for any longer."""
_REST, _LONGEST_REST = 0.5, 10.0
"""Seconds in which a server must do little to be at rest, and the most that an editor lets pass."""
_LITTLE = 0.3
"""A server at rest uses less than this share of a processor: it looks for changes."""


def measure_serving(
    dossier: str,
    state: State,
    generators: Sequence[Generator[State]],
    edits: Sequence[Edit[State]],
    turns: int,
    folder: Path,
) -> Iterator[Measurement]:
    """Yield how long each edit takes to be seen, on each turn: the server is started once."""
    for number, generator in enumerate(generators):
        site = WorkingSite(generator, folder / str(number))
        site.write(state)
        port = _find_port()
        process = start(
            tuple(part.format(port=port) for part in generator.serve), site.folder, subprocess.DEVNULL
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/{edits[0].page}", "", process)
            for turn in range(1, turns + 1):
                for place, edit in enumerate(edits, start=turn * len(edits)):
                    state = edit.change(state, place)
                    changes = site.find_changes(state)
                    _let_rest(process.pid)
                    before, began = read_processor_time(process.pid), time.perf_counter()
                    site.apply(changes)
                    _wait_for(f"http://127.0.0.1:{port}/{edit.page}", edit.shown(place), process)
                    passed = time.perf_counter() - began
                    spent = read_processor_time(process.pid) - before
                    work = name_turn(edit.name, turn)
                    print(
                        f"{dossier}: {generator.name} serves {work} in {passed:.2f} s",
                        file=sys.stderr,
                        flush=True,
                    )
                    figures = {"passed": passed, "processor": spent}
                    yield Measurement("serve", dossier, generator.name, work, figures)
        finally:
            _stop(process)


def name_turn(work: str, turn: int) -> str:
    """Return the name of a kind of work with whether it's the first of its kind since the server began."""
    return f"{work}, {'the first time' if turn == 1 else 'later'}"


def _let_rest(session: int) -> None:
    """Wait until a server has done what is left after showing a page, but no longer than an editor would."""
    end = time.monotonic() + _LONGEST_REST
    while time.monotonic() < end:
        before = read_processor_time(session)
        time.sleep(_REST)
        if read_processor_time(session) - before < _LITTLE * _REST:
            return


def _find_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, words: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a page has the words. Raises `SystemExit` when the server ends or nothing comes."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the server ended before {address} was there")
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:
                if words.encode() in answer.read():
                    return
        except (OSError, HTTPException):
            pass
        time.sleep(_MOMENT)
    raise SystemExit(f"{address} doesn't show “{words}”")


def _stop(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
