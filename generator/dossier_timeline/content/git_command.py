"""Asking git about the history of content."""

from __future__ import annotations

import subprocess
from pathlib import Path


def run_git(root: Path, *words: str, timeout: int) -> bytes | None:
    """What git prints in a folder; `None` where there is no git, or it fails, or takes too many seconds."""
    try:
        process = subprocess.run(  # noqa: S603 -- git itself, with a path of the content and no shell
            ["git", "-C", str(root), *words],  # noqa: S607 -- whichever git the maintainer uses
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return process.stdout if process.returncode == 0 else None
