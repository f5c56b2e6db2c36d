"""Build the package twice, check it, and print what a release of it says.

    python -m tests.supply.release FOLDER

FOLDER has twine and check-wheel-contents. What was built lies in dist/, with its hashes. Ends with 1 when it
isn't fit to be released. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dossier_timeline import __version__
from dossier_timeline.hosting.own_wheel import make_own_wheel
from tests.helpers.files import ROOT

DIST = ROOT / "dist"
_HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+)(?P<rest>.*)$", re.MULTILINE)
_UNRELEASED = "not yet released"
_WANTED = (
    "Requires-Python: >=3.11",
    "License-Expression: MIT",
    "License-File: LICENSE",
    "Description-Content-Type: text/markdown",
)


def release_notes(changelog: str, version: str) -> tuple[str, str]:
    """What the changelog says beside a version, and below it. Raises `ValueError` if it isn't the newest."""
    headings = list(_HEADING.finditer(changelog))
    if not headings or headings[0]["version"] != version:
        newest = headings[0]["version"] if headings else "none"
        raise ValueError(f"the package is {version}, and the newest in CHANGELOG.md is {newest}")
    end = headings[1].start() if len(headings) > 1 else len(changelog)
    return headings[0]["rest"].strip(" ,"), changelog[headings[0].end() : end].strip()


def build(folder: Path, target: Path, mask: int) -> dict[str, bytes]:
    """Build sdist and wheel of what git has, in a folder of its own; the files by their names."""
    shutil.copytree(ROOT, folder, ignore=_not_in_git(), symlinks=True)
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    words = [sys.executable, "-m", "hatchling", "build", "-d", str(target)]
    subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True, umask=mask)
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def _not_in_git() -> shutil._IgnoreFunction:  # type: ignore[name-defined]
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = {
        ROOT / parent for name in listed.stdout.splitlines() for parent in (Path(name), *Path(name).parents)
    }
    return lambda folder, names: [name for name in names if Path(folder, name) not in kept]


def find_faults(built: dict[str, bytes], tools: Path) -> Iterator[str]:
    """Yield what makes the built package unfit."""
    names = {f"dossier_timeline-{__version__}.tar.gz", f"dossier_timeline-{__version__}-py3-none-any.whl"}
    if built.keys() != names:
        yield f"built was {sorted(built)}"
        return
    for words in (["twine", "check", "--strict"], ["check-wheel-contents"]):
        files = [str(DIST / name) for name in sorted(names) if words[0] == "twine" or name.endswith(".whl")]
        done = subprocess.run(
            [tools / words[0], *words[1:], *files], capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield f"{words[0]}: {done.stdout}{done.stderr}"
    yield from find_faults_of_wheel(built[f"dossier_timeline-{__version__}-py3-none-any.whl"])
    with tarfile.open(fileobj=io.BytesIO(built[f"dossier_timeline-{__version__}.tar.gz"])) as packed:
        tops = {Path(name).parts[1] for name in packed.getnames() if len(Path(name).parts) > 1}
    wanted = {
        "generator",
        "templates",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "PKG-INFO",
        "pyproject.toml",
        ".gitignore",
    }
    if tops != wanted:
        yield f"the sdist holds {sorted(tops ^ wanted)} otherwise"


def find_faults_of_wheel(wheel: bytes) -> Iterator[str]:
    """Yield what a wheel lacks, or has otherwise than the one that a dossier gets."""
    archive, own = (zipfile.ZipFile(io.BytesIO(content)) for content in (wheel, make_own_wheel()[1]))
    if "dossier_timeline/py.typed" not in archive.namelist():
        yield "no py.typed: nobody's type checker would look at its types"
    metadata = archive.read(f"dossier_timeline-{__version__}.dist-info/METADATA").decode()
    yield from (f"METADATA lacks “{line}”" for line in _WANTED if f"{line}\n" not in metadata)
    both = [
        {name: one.read(name) for name in one.namelist() if ".dist-info/" not in name}
        for one in (archive, own)
    ]
    if both[0] != both[1]:
        yield f"a dossier gets other files: {sorted(set(both[0].items()) ^ set(both[1].items()))[:3]}"


def main() -> int:
    """Build, check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path, help="the folder of twine and check-wheel-contents")
    tools = parser.parse_args().tools
    beside, notes = release_notes((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        built = build(work / "one", work / "built", 0o022)
        again = build(work / "another/place", work / "again", 0o077)
        with tarfile.open(work / "built" / f"dossier_timeline-{__version__}.tar.gz") as packed:
            packed.extractall(work / "unpacked", filter="data")
        source = next((work / "unpacked").iterdir())
        words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "from-sdist")]
        subprocess.run(words, cwd=source, check=True, capture_output=True)
        from_sdist = {path.name: path.read_bytes() for path in (work / "from-sdist").iterdir()}
    DIST.mkdir(exist_ok=True)
    for file, content in built.items():
        (DIST / file).write_bytes(content)
    faults = [*find_faults(built, tools)]
    faults += [f"{file} differs when built again" for file in built if again.get(file) != built[file]]
    faults += [
        f"{file} differs when built of the sdist"
        for file in from_sdist
        if from_sdist[file] != built.get(file)
    ]
    for file, content in built.items():
        print(f"dist/{file}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")
    print(f"\n# Dossier timeline {__version__}\n\n{notes}\n")
    if _UNRELEASED in beside:
        print(f"CHANGELOG.md says “{beside}”: put the day there before it is released.")
    print(*(f"FAULT: {fault}" for fault in faults), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
