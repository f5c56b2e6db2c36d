"""See whether each lock file is whole on every system and Python that it is for, by asking the package index.

    python -m tests.supply.platforms

On each of them uv finds a wheel of every package that the lock installs there, by its hash. What it resolves
for that system alone with the oldest and the newest Python, held to the versions of the lock, is in the lock.
Nothing is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.files import ROOT

SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_RESOLVED = ("3.11", "3.14")
"""The oldest and the newest Python, for which it's resolved anew."""
LOCKS: dict[str, tuple[str, ...]] = {
    "locks/site.txt": ("--extra", "build"),
    "locks/sources.txt": ("--extra", "build", "--extra", "sources"),
    "generator/dossier_timeline/hosting/requirements.txt": (),
}
_PACKAGE = re.compile(r"^([a-z0-9-]+==[^\s;\\]+)", re.MULTILINE)


def find_gap(lock: str, extras: tuple[str, ...], system: str, python: str) -> str | None:
    """What a lock lacks on a system; `None` if it lacks nothing."""
    where = ["--python-platform", system, "--python-version", python, "--only-binary", ":all:"]
    install = [
        "install",
        "--dry-run",
        "--target",
        tempfile.gettempdir(),
        "--require-hashes",
        "--no-deps",
        "-r",
        lock,
        *where,
    ]
    installed = _uv(install)
    if installed.returncode:
        return installed.stderr.strip()
    if python not in _RESOLVED:
        return None
    resolved = _uv(
        ["compile", "-q", "--no-header", "--no-annotate", "-c", lock, *extras, *where, "pyproject.toml"]
    )
    if resolved.returncode:
        return resolved.stderr.strip()
    known = set(_PACKAGE.findall((ROOT / lock).read_text("utf-8")))
    missing = sorted(set(_PACKAGE.findall(resolved.stdout)) - known)
    return f"not in the lock: {', '.join(missing)}" if missing else None


def _uv(words: list[str]) -> subprocess.CompletedProcess[str]:
    uv = Path(sys.executable).with_name("uv")
    return subprocess.run([uv, "pip", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def main() -> int:
    """Look at every lock on every system, and tell what is lacking."""
    faults = 0
    for lock, extras in LOCKS.items():
        gaps = {
            f"{system}, Python {python}": gap
            for system in SYSTEMS
            for python in PYTHONS
            if (gap := find_gap(lock, extras, system, python)) is not None
        }
        print(
            f"{lock}: whole on {len(SYSTEMS) * len(PYTHONS) - len(gaps)} of {len(SYSTEMS) * len(PYTHONS)}",
            flush=True,
        )
        for where, gap in gaps.items():
            print(f"  {where}: {gap}", flush=True)
        faults += len(gaps)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
