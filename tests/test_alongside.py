"""Work that another process does: the same result, and nothing lost when that process fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import alongside

GOOD = Path(__file__).parent / "sites" / "good"
_RENDERED = """
import hashlib, sys
from generator.build import made
from generator import alongside
from generator.output import render
from generator.plugin import settings_of
render._MANY = 0
alongside.processors = render.processors = lambda: int(sys.argv[2])
files = made(settings_of(sys.argv[1])).files
print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_the_result_comes_back() -> None:
    assert _in_a_process_of_its_own("print(begun(lambda: {'a': b'1' * 300_000})() == {'a': b'1' * 300_000})")


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "1 / 0"])
def test_what_fails_there_is_done_here(end: str) -> None:
    work = f"here = os.getpid()\ndef work():\n    if os.getpid() != here:\n        {end}\n    return True\n"
    assert _in_a_process_of_its_own(f"{work}print(begun(work)())")


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alongside.threading, "active_count", lambda: 2)
    assert alongside.processors() == 1


def test_nothing_is_forked_beside_what_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", object())
    assert alongside.processors() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_one_process_or_more_make_the_same_site() -> None:
    made = {_output(_RENDERED, str(GOOD / "mkdocs.yml"), hands) for hands in ("1", "2")}
    assert len(made) == 1


def _in_a_process_of_its_own(code: str) -> bool:
    """Whether it says so: the process of the tests has threads."""
    return _output(f"import os\nfrom generator.alongside import begun\n{code}") == "True"


def _output(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ}
    ).stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("ready", ["None", "time.sleep(0.2)", "os._exit(3)"])
def test_a_question_is_answered_there_or_here(ready: str) -> None:
    code = f"""
import time
from generator.alongside import Standby
standby = Standby(lambda question: question * 2, lambda: {ready})
print(standby.ask(b"a" * 2_000_000)() == b"a" * 4_000_000)"""
    assert _in_a_process_of_its_own(code)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_who_waits_for_a_question_is_ended_without_one() -> None:
    code = """
import time
from generator.alongside import Standby
began = time.monotonic()
Standby(lambda question: question, lambda: time.sleep(60)).end()
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print(time.monotonic() - began < 30)"""
    assert _in_a_process_of_its_own(code)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_work_is_divided() -> None:
    code = """
from generator import alongside
alongside.processors = lambda: 3
print(sorted(sum(alongside.divided(list, range(50), least=10), [])) == list(range(50)))"""
    assert _in_a_process_of_its_own(code)
