"""What many tests need: a copy of the small good site, and the real dossier's folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import GOOD

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The small good site, to change at will."""
    folder = tmp_path / "good"
    shutil.copytree(GOOD, folder)
    return folder


@pytest.fixture
def run() -> Run:
    """Run a module of Python in a folder: `run(folder, "mkdocs", "build")`."""

    def run_module(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run_module
