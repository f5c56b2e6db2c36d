"""The same input gives the same bytes, whatever the folder, zone, locale, order or hash seed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.helpers.files import ROOT, files_below
from tests.helpers.sampling import sample

SHUFFLED = """
import os, random, runpy, sys
real = os.scandir
class Shuffled:
    def __init__(self, *a):
        with real(*a) as entries: self.entries = list(entries)
        random.Random(7).shuffle(self.entries)
    def __iter__(self): return iter(self.entries)
    def __next__(self):
        if not self.entries: raise StopIteration
        return self.entries.pop()
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def close(self): pass
os.scandir = lambda *a: Shuffled(*a)
listdir = os.listdir
def shuffled(*a):
    names = listdir(*a); random.Random(7).shuffle(names); return names
os.listdir = shuffled
sys.argv = ["mkdocs", "build", "-q"]
runpy.run_module("mkdocs", run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.parametrize("which", sample(["real", "good"]))
def test_the_same_bytes_everywhere(which: str, good: Path, tmp_path: Path, run: Run) -> None:
    source = good
    if which == "real":
        source = tmp_path / "real"
        source.mkdir()
        shutil.copy(ROOT / "mkdocs.yml", source)
        for folder in ("content", "templates"):
            shutil.copytree(ROOT / folder, source / folder)
    other = tmp_path / "a folder of another name" / "ünïcode"
    shutil.copytree(source, other)
    for file in other.rglob("*"):
        os.utime(file, (1, 1))
    first = run(source, "mkdocs", "build", "-q", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    assert first.returncode == 0, first.stderr
    script = tmp_path / "shuffled.py"
    script.write_text(SHUFFLED)
    second = run_script(script, other, PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C.UTF-8")
    assert second.returncode == 0, second.stderr
    one, two = files_below(source / "site"), files_below(other / "site")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []


def run_script(script: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
