"""A module that is run in a process of its own, as `python -m` does, but with the work of the tests' run.

A build in a process of its own compiles all templates and draws all cards, which is most of what it does.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

FOLDER = "REMEMBERED_WORK"
"""The variable of the environment that names the folder of remembered work, in a run of the tests."""
_BUILDERS = ("mkdocs", "properdocs")


def module_command(module: str) -> list[str]:
    """The words by which a process runs a module."""
    if module in _BUILDERS and FOLDER in os.environ:
        return [sys.executable, __file__, module]
    return [sys.executable, "-m", module]


def _run_module(module: str) -> None:
    sys.path[0] = str(Path.cwd())
    sys.path.append(str(Path(__file__).parents[2]))
    from tests.helpers.remembered_work import remember_work

    del sys.argv[0]
    with remember_work(Path(os.environ[FOLDER])):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _run_module(sys.argv[1])
