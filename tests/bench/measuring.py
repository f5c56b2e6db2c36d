"""What a command costs: the time that passed, the time of processors, and memory, of all its processes."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_MOMENT = 0.1
"""Seconds between two looks at the memory of processes."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that passed until the command ended, and seconds of processors until its last process did."""

    passed: float
    processor: float


def measure_time(command: tuple[str, ...], folder: Path) -> Cost:
    """Return what a command costs. Raises `SystemExit` with its words when it fails.

    Processes that outlive it become our own children, so that their time counts, too.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = start(command, folder, told.fileno())
        _, status, used = os.wait4(process.pid, 0)
        passed = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        processor = used.ru_utime + used.ru_stime
        for orphan in list_session(process.pid):
            try:
                _, _, used = os.wait4(orphan, 0)
            except ChildProcessError:
                continue
            processor += used.ru_utime + used.ru_stime
        if process.returncode:
            told.seek(0)
            raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{told.read().decode()[-4000:]}")
    return Cost(passed, processor)


def measure_memory(command: tuple[str, ...], folder: Path) -> float:
    """Return the megabytes that a command's processes held together at the most.

    What they share is counted once (Linux's proportional set size). Looking takes time, so no time is
    measured in the same run.
    """
    process = start(command, folder, subprocess.DEVNULL)
    most, done = 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(_MOMENT):
            most = max(most, sum(_read_memory(one) for one in list_session(process.pid)))

    thread = threading.Thread(target=look)
    thread.start()
    status = process.wait()
    done.set()
    thread.join()
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return most


def start(command: tuple[str, ...], folder: Path, output: int) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True
    )


def list_session(session: int) -> list[int]:
    """Return the processes of a session."""
    return [pid for pid, fields in _list_processes() if int(fields[3]) == session]


def read_processor_time(session: int) -> float:
    """Return the seconds of processors that a session's processes have had, with those that have ended."""
    return (
        sum(
            sum(int(ticks) for ticks in fields[11:15])
            for _, fields in _list_processes()
            if int(fields[3]) == session
        )
        / _TICKS
    )


def _list_processes() -> Iterator[tuple[int, list[str]]]:
    """Each process with the fields of its status after its name, which may hold blanks."""
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                text = (place / "stat").read_text("utf-8", errors="replace")
            except (FileNotFoundError, ProcessLookupError):
                continue
            yield int(place.name), text.rpartition(")")[2].split()


def _read_memory(pid: int) -> float:
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text("utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
