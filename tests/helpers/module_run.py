"""A module that is run in a process of its own, as `python -m` does, but with the work of the tests' run.

A build in a process of its own compiles all templates and draws all cards, which is most of what it does.
Half of the rest is to import the generator: a process that has done so is forked for each run.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

FOLDER = "REMEMBERED_WORK"
"""The variable of the environment that names the folder of remembered work, in a run of the tests."""
MOST_SECONDS = 600
"""So long a module may run."""
_FORKED = ("mkdocs", "properdocs", "dossier_timeline")
_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
"""How names of variables begin that Python, or the library of C, reads when it starts."""


def module_command(module: str) -> list[str]:
    """The words by which a process runs a module."""
    if module in _FORKED and FOLDER in os.environ:
        return [sys.executable, __file__, module]
    return [sys.executable, "-m", module]


def run_module(folder: Path, module: str, *words: str, **environment: str) -> CompletedProcess[str]:
    """Run a module in a folder, and return what it said.

    With something in its environment that is read at a start, it's a new process.
    """
    whole = {**os.environ, **environment}
    is_new = any(name.startswith(_READ_AT_START) for name in environment)
    if module in _FORKED and FOLDER in os.environ and not is_new:
        return _run_forked(folder, [module, *words], whole)
    return subprocess.run(
        [*module_command(module), *words],
        cwd=folder,
        env=whole,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=MOST_SECONDS,
        check=False,
    )


@cache
def _start_forking(own_process: int) -> subprocess.Popen[str]:
    """The process that is forked, for all runs of a process of the tests; it ends with that process."""
    return subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def _run_forked(folder: Path, words: list[str], environment: dict[str, str]) -> CompletedProcess[str]:
    forking = _start_forking(os.getpid())
    assert forking.stdin is not None
    assert forking.stdout is not None
    with TemporaryDirectory() as heard:
        said = {name: str(Path(heard) / name) for name in ("stdout", "stderr")}
        asked = {"folder": str(folder), "words": words, "environment": environment, **said}
        forking.stdin.write(json.dumps(asked) + "\n")
        forking.stdin.flush()
        code = os.waitstatus_to_exitcode(int(forking.stdout.readline()))
        texts = {name: Path(path).read_text("utf-8") for name, path in said.items()}
    return CompletedProcess([sys.executable, "-m", *words], code, **texts)


def _serve_forks() -> None:
    """Import what all builders need, but not the plugin; fork a process for each line that asks for a run.

    The plugin is made for MkDocs or for ProperDocs, whichever imports it.
    """
    _find_tests()
    for module in ("dossier_timeline.build_run", "tests.helpers.remembered_work"):
        importlib.import_module(module)
    for line in sys.stdin:
        if child := os.fork():
            print(os.waitpid(child, 0)[1], flush=True)
        else:
            _take_over(json.loads(line))
            _run_remembering()
            return


def _take_over(asked: dict[str, Any]) -> None:
    """Be a process that was started in a folder with an environment and words, and that ends in time."""
    signal.alarm(MOST_SECONDS)
    for number, path in enumerate((os.devnull, asked["stdout"], asked["stderr"])):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    sys.argv = ["", *asked["words"]]


def _find_tests() -> None:
    sys.path[0] = str(Path(__file__).parents[2])


def _run_remembering() -> None:
    """Run the module that the words of the process name, with the work that the tests remember."""
    sys.path.append(sys.path[0])
    sys.path[0] = str(Path.cwd())
    from tests.helpers.remembered_work import remember_work

    module = sys.argv[1]
    del sys.argv[0]
    with remember_work(Path(os.environ[FOLDER])):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        _serve_forks()
    else:
        _find_tests()
        _run_remembering()
