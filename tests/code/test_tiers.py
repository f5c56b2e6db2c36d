"""What `make quick` and `make test` run, and that a test which starts a process is marked as one."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests import conftest
from tests.helpers.files import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def needs(target: str) -> set[str]:
    """The targets that a target needs."""
    found = re.search(rf"^{target}:(.*?)(?:##.*)?$", MAKEFILE, re.MULTILINE)
    assert found, target
    return set(found[1].split()) - {"$(TEST)"}


def recipe(target: str) -> str:
    """The commands of a target."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[1]


def test_the_whole_runs_all_that_the_quick_tier_runs() -> None:
    assert needs("quick") == {"lint", "types", "units"}
    assert re.findall(r"^\t@\$\(MAKE\) .*--jobs=4 (.*)$", recipe("test"), re.MULTILINE) == ["lint types unit"]
    assert needs("unit") == {"browser", "servers"}
    assert '-m "not process and not exhaustive"' in recipe("units")
    assert '-m "not exhaustive"' in recipe("unit")
    assert recipe("fuzz").endswith("-m exhaustive\n"), "every test is run by one of them"


def test_the_folders_that_build_are_there() -> None:
    assert {name for name in conftest.BUILDING if not (ROOT / "tests" / name).is_dir()} == set()


@pytest.mark.process
def test_a_process_that_a_test_starts_is_noticed() -> None:
    assert conftest._started == set()
    subprocess.run([sys.executable, "-c", ""], check=True)
    assert "subprocess.Popen" in conftest._started


def test_the_hooks_before_a_commit_call_targets_of_the_makefile() -> None:
    hooks = re.findall(r"entry: make (\S+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {"lint", "types", "units"} <= set(hooks)
    assert all(re.search(rf"^{hook}:", MAKEFILE, re.MULTILINE) for hook in hooks)
