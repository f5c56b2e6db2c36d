"""Files on their way: in a folder of the process that makes them, and of nobody when it's gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier_timeline.publishing.spool_folder import SpoolFolder

_WORKING = """
import sys, time
from pathlib import Path
from dossier_timeline.publishing.spool_folder import SpoolFolder
store = SpoolFolder(Path(sys.argv[1]))
store.store(b"content")
print("ready", flush=True)
time.sleep(60)
"""


def working(below: Path) -> subprocess.Popen[bytes]:
    """A process that has a folder with a file in it."""
    process = subprocess.Popen([sys.executable, "-c", _WORKING, below], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_the_folder_of_a_process_that_is_gone_goes_at_once(tmp_path: Path, end: signal.Signals) -> None:
    killed, at_work = working(tmp_path), working(tmp_path)
    killed.send_signal(end)
    killed.communicate()
    before = set(tmp_path.iterdir())
    assert len(before) == 2
    store = SpoolFolder(tmp_path)
    after = set(tmp_path.iterdir())
    assert len(before & after) == 1, "the folder of the process that still works stays"
    assert len(after) == 2
    at_work.kill()
    at_work.communicate()
    store.close()
    SpoolFolder(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("days", [0, 2])
def test_where_folders_cannot_be_locked_age_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    import fcntl

    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refused)
    left = tmp_path / "made-left"
    left.mkdir()
    then = time.time() - days * 86_400
    os.utime(left, (then, then))
    SpoolFolder(tmp_path).close()
    assert left.exists() == (days == 0)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside, below = tmp_path / "outside", tmp_path / "below"
    outside.mkdir()
    below.mkdir()
    (outside / "precious").write_bytes(b"precious")
    (below / "made-link").symlink_to(outside)
    (below / "made-file").write_bytes(b"no folder")
    SpoolFolder(below).close()
    assert (outside / "precious").read_bytes() == b"precious"
    assert {path.name for path in below.iterdir()} == {"made-link", "made-file"}


def test_what_cannot_be_put_there_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SpoolFolder(tmp_path)
    folder = next(tmp_path.iterdir())
    folder.rmdir()
    assert store.store(b"content") == b"content"
    store.close()
