"""Broken sites from a seed: each ends in problems with a place, or builds; see tests/content/fuzz.

A part of some hundreds here. `make fuzz` tries thousands and makes the pages of all that are right;
`make fuzz SEED=7` tries others.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.content.fuzz.__main__ import inputs
from tests.content.fuzz.inputs import Input
from tests.helpers.files import GOOD, entries_below, files_below
from tests.helpers.sampling import sample

pytestmark = pytest.mark.process

PARTS = 6


def tried(*words: str) -> None:
    """Run the fuzzer apart, because it bounds the memory of its process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.content.fuzz", *words],
        cwd=GOOD.parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("part", sample(range(PARTS)))
def test_hundreds_of_broken_sites(part: int) -> None:
    tried("--few", "--seed", "1", "--shard", f"{part}/{PARTS}", "--make", "12")


def test_there_are_thousands() -> None:
    whole = list(inputs(0))
    assert len(whole) >= 2000
    assert len({one.kind for one in whole}) >= 10
    assert len(list(inputs(0, few=True))) >= 300


def test_a_seed_gives_the_same_inputs_again(tmp_path: Path) -> None:
    first, second = list(inputs(3, few=True)), list(inputs(3, few=True))
    assert list(map(str, first)) == list(map(str, second))
    for number, (one, other) in enumerate(zip(first[::40], second[::40], strict=True)):
        folders = tmp_path / f"{number}a", tmp_path / f"{number}b"
        for folder, change in zip(folders, (one.change, other.change), strict=True):
            shutil.copytree(GOOD, folder)
            change(folder)
        assert entries_below(folders[0]) == entries_below(folders[1])


@cache
def _sample(seed: int, count: int) -> list[Input]:
    return random.Random(seed).sample(list(inputs(seed)), count)


@pytest.mark.parametrize("number", range(4))
def test_a_real_build(number: int, good: Path, run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """A real build of an input leaves the site as it was, or makes another; and says nothing unreadable."""
    one = _sample(5, 4)[number]
    (good / "site").mkdir()
    (good / "site/index.html").write_text("as it was")
    one.change(good)
    done = run(good, "mkdocs", "build", "-q", "-f", "mkdocs.yml")
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), said[-2000:]
    if "!!python" not in str(one):
        assert "Traceback" not in said, said[-2000:]
    if done.returncode:
        assert files_below(good / "site") == {"index.html": b"as it was"}
        assert said.strip()
