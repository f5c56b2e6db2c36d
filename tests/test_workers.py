"""Work that another process does: the same result, and nothing lost when that process fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dossier_timeline import workers
from dossier_timeline.cache.store import CACHE_FOLDER

pytestmark = pytest.mark.process

_RENDERED = """
import hashlib, sys
from dossier_timeline.pipeline import build_site
from dossier_timeline import workers
from dossier_timeline.checks import texts
from dossier_timeline.content import reading
from dossier_timeline.output import page_rendering, render
from dossier_timeline.mkdocs_plugin.settings import load_config
page_rendering.MIN_FORKED = render.MIN_FORKED = 0
reading.MIN_FORKED_FILES = texts.MIN_FORKED_TEXTS = 0
processors = lambda: int(sys.argv[2])
workers.usable_processors = render.usable_processors = page_rendering.usable_processors = processors
files = build_site(load_config(sys.argv[1])).files
print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_the_result_comes_back() -> None:
    assert _in_a_process_of_its_own(
        "print(run_in_fork(lambda: {'a': b'1' * 300_000})() == {'a': b'1' * 300_000})"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("end", ["os._exit(0)", "os._exit(3)", "os.kill(os.getpid(), 9)", "1 / 0"])
def test_what_fails_there_is_done_here(end: str) -> None:
    work = f"here = os.getpid()\ndef work():\n    if os.getpid() != here:\n        {end}\n    return True\n"
    assert _in_a_process_of_its_own(f"{work}print(run_in_fork(work)())")


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workers.usable_processors() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_one_process_or_more_make_the_same_site(good: Path) -> None:
    made = set()
    for processors in ("1", "2"):
        made.add(_output(_RENDERED, str(good / "mkdocs.yml"), processors))
        shutil.rmtree(good / CACHE_FOLDER)
    assert len(made) == 1


def _in_a_process_of_its_own(code: str) -> bool:
    """Whether it says so: the process of the tests has threads."""
    return _output(f"import os\nfrom dossier_timeline.workers import run_in_fork\n{code}") == "True"


def _output(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ}
    ).stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_work_is_divided() -> None:
    code = """
from dossier_timeline import workers
workers.usable_processors = lambda: 3
print(sorted(sum(workers.parallel_map(list, range(50), min_items=10), [])) == list(range(50)))"""
    assert _in_a_process_of_its_own(code)


REFUSED_CALLS = ["os.pipe", "os.fork", "fcntl.fcntl", "os.sched_getaffinity"]
REFUSALS = ["EAGAIN", "EMFILE", "ENFILE", "ENOMEM", "EPERM", "ENOSYS"]


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("what", REFUSED_CALLS)
def test_what_the_system_refuses_is_done_here(what: str) -> None:
    code = f"""
import errno, fcntl
from dossier_timeline import workers

def right():
    before = os.listdir("/proc/self/fd")
    waits = workers.run_in_fork(lambda: "other")
    found = [run_in_fork(lambda: "work")(), waits()]
    run_in_fork(lambda: None).cancel()
    parts = workers.parallel_map(list, range(50), min_items=10)
    left = len(os.listdir("/proc/self/fd")) - len(before) + len(workers._own_pipe_ends)
    return found == ["work", "other"] and sorted(sum(parts, [])) == list(range(50)) and left == 0

def refused(*_):
    raise OSError(number, os.strerror(number))

{what} = refused
done = []
for number in map(errno.__getattribute__, {REFUSALS}):
    assert workers.usable_processors() >= 1
    done.append(right())
print(all(done) and len(done) == {len(REFUSALS)})"""
    assert _in_a_process_of_its_own(code)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize(
    "end, said",
    [
        ("os.kill(os.getpid(), 9)", "was ended by signal 9"),
        ("os._exit(0)", "ended without an answer"),
        ("os._exit(3)", "ended without an answer"),
        ("1 / 0", "failed (ZeroDivisionError: division by zero)"),
        ("return lambda: None", "ended without an answer"),
    ],
)
def test_the_log_says_why_work_is_done_again(end: str, said: str) -> None:
    code = f"""
import logging, os, sys
from dossier_timeline.workers import run_in_fork
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
here = os.getpid()
def work():
    if os.getpid() != here:
        {end}
run_in_fork(work)()"""
    assert _output(code) == f"INFO A second process {said}: its work is done again in this one"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("end", [9, 15, 1])
def test_no_fork_outlives_its_process(end: int) -> None:
    code = f"""
import os, sys, time
from dossier_timeline.workers import run_in_fork
first, second = run_in_fork(lambda: time.sleep(60)), run_in_fork(lambda: time.sleep(60))
print(first._child, second._child, flush=True)
time.sleep(0.2)
os.kill(os.getpid(), {end})"""
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert time.monotonic() - started < 50, "a fork held the output open"
    assert done.returncode == -end
    forks = [int(number) for number in done.stdout.split()]
    assert len(forks) == 2
    for _ in range(100):
        left = [fork for fork in forks if Path(f"/proc/{fork}").exists() and not _is_done(fork)]
        if not left:
            break
        time.sleep(0.1)
    assert left == []


def _is_done(process: int) -> bool:
    """Whether it only waits for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
