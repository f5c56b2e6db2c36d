"""Time this generator beside Hugo and plain MkDocs on an invented dossier of any size.

    python -m tests.bench.speed [--documents 100 --documents 1000] [--runs 3] [--without mkdocs]

Each builds through its own command line in a new process, by turns, on this machine: cold (nothing of
an earlier build is there), with one summary edited, and with nothing changed. Printed are the medians
of the seconds that passed, of the seconds that processors worked, and of the most memory that a build
held, with the ratios to Hugo. Search and the release step are left out for all.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers import write_hugo, write_mkdocs
from tests.bench.synthetic import write_dossier

WORK = ("cold", "edit", "nothing")
_MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


@dataclass(frozen=True, slots=True)
class Maker:
    """A generator: how its site is written, how it builds, and what a cold build may not find."""

    name: str
    write: Callable[[Path, int], Path]
    command: list[str]
    left: tuple[str, ...]
    output: str


def makers() -> list[Maker]:
    """Those that are installed."""
    ours = (".cache", "site", ".site.spare", ".site.lock")
    found = [Maker("this generator", write_dossier, _MKDOCS, ours, "site")]
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if hugo:
        left = ("public", "resources", ".hugo_build.lock")
        found.append(Maker("hugo", write_hugo, [hugo, "--quiet"], left, "public"))
    found.append(Maker("mkdocs", write_mkdocs, _MKDOCS, ("site",), "site"))
    return found


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one build: seconds that passed, seconds of processor, megabytes of memory at the most."""

    wall: float
    cpu: float
    memory: float


def cost(maker: Maker, folder: Path) -> Cost:
    """What one build costs. Raises `SystemExit` when it fails."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = subprocess.Popen(maker.command, cwd=folder, env=environment, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            told.seek(0)
            raise SystemExit(f"{maker.name} failed:\n{told.read().decode()[-4000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(maker: Maker, folder: Path, edited: Path) -> dict[str, Cost]:
    """What each kind of work costs."""
    for name in maker.left:
        place = folder / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    cold = cost(maker, folder)
    text = edited.read_text("utf-8")
    edited.write_text(text.rstrip("\n") + "\n\nMore was written about the water.\n", "utf-8")
    found = {"cold": cold, "edit": cost(maker, folder), "nothing": cost(maker, folder)}
    edited.write_text(text, "utf-8")
    return found


def compare(documents: int, runs: int, without: list[str]) -> None:
    """Measure every generator at one size, and print a table."""
    chosen = [maker for maker in makers() if maker.name not in without]
    costs: dict[str, dict[str, list[Cost]]] = {maker.name: {work: [] for work in WORK} for maker in chosen}
    sizes: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        places = {maker.name: Path(name) / maker.name.replace(" ", "-") for maker in chosen}
        edited = {maker.name: maker.write(places[maker.name], documents) for maker in chosen}
        for _ in range(runs):
            for maker in chosen:
                for work, found in measure(maker, places[maker.name], edited[maker.name]).items():
                    costs[maker.name][work].append(found)
                    print(f"{maker.name}: {work} in {found.wall:.2f} s", file=sys.stderr, flush=True)
        for maker in chosen:
            pages = (places[maker.name] / maker.output).rglob("*.html")
            sizes[maker.name] = sum(page.stat().st_size for page in pages) / 1e6
    print(f"\n{documents} documents in each of 2 languages, medians of {runs} runs")
    print(f"{'':16}{'work':9}{'passed s':>9}{'cpu s':>8}{'memory MB':>11}{'HTML MB':>9}{'to Hugo':>9}")
    for maker in chosen:
        for work in WORK:
            wall, cpu, memory = (_median(costs[maker.name][work], what) for what in ("wall", "cpu", "memory"))
            ratio = f"{wall / _median(costs['hugo'][work], 'wall'):9.2f}" if "hugo" in costs else ""
            print(
                f"{maker.name:16}{work:9}{wall:9.2f}{cpu:8.2f}{memory:11.0f}{sizes[maker.name]:9.1f}{ratio}"
            )


def _median(costs: list[Cost], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in costs))


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, action="append", help="how many; may be given again")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without", action="append", default=[], help="leave out: hugo, mkdocs")
    wanted = parser.parse_args()
    for documents in wanted.documents or [20]:
        compare(documents, wanted.runs, wanted.without)


if __name__ == "__main__":
    main()
