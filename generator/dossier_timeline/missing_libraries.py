"""What a command says that is run without the libraries which this project needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

_LEAST = (3, 11)


def stop_without_environment(missing: ModuleNotFoundError) -> NoReturn:
    """End the command with a line on how it is run; raises what isn't about another project's library."""
    if (missing.name or "dossier_timeline").partition(".")[0] == "dossier_timeline":
        raise missing
    old = "" if sys.version_info >= _LEAST else f", and is Python {sys.version.split()[0]}, older than 3.11"
    sys.stderr.write(f"Error: {sys.executable} lacks the library “{missing.name}”{old}. {_way_out()}\n")
    sys.exit(2)


def _way_out() -> str:
    root = Path(__file__).parents[2]
    command = root / ".venv" / "bin" / "dossier-timeline"
    if not (root / "Makefile").exists():
        return "Use the Python in which the generator was installed together with its libraries"
    if command.exists():
        return f"The generator has an environment of its own: use {command}"
    return f"Run “make site” in {root} once (without make: docs/commands.md), and then use {command}"
