"""The message of a command that is run without the libraries which this project needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

_OLDEST_PYTHON = (3, 11)


def stop_without_environment(missing: ModuleNotFoundError) -> NoReturn:
    """End the command with a message on how to run it. Raises errors about this project's own modules."""
    if (missing.name or "dossier_timeline").partition(".")[0] == "dossier_timeline":
        raise missing
    old = (
        ""
        if sys.version_info >= _OLDEST_PYTHON
        else f", and is Python {sys.version.split()[0]}, older than 3.11"
    )
    sys.stderr.write(f"Error: {sys.executable} lacks the library “{missing.name}”{old}. {_how_to_run()}\n")
    sys.exit(2)


def _how_to_run() -> str:
    root = Path(__file__).parents[2]
    activate = root / ".venv" / "bin" / "activate"
    if not (root / "Makefile").exists():
        return "Use the Python in which the generator was installed together with its libraries"
    commands = f"say “. {activate}” in this terminal, and use dossier-timeline"
    if activate.exists():
        return f"The generator has an environment of its own: {commands}"
    return f"Run “make site” in {root} once (without make: docs/commands.md); then {commands}"
