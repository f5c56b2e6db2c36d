"""The command line in this process, in a copy of the small good site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import cli

Command = Callable[..., Result]


@pytest.fixture
def command(good: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in the folder `good`: `command("check", "--strict")`."""
    monkeypatch.chdir(good)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1642636800")
    monkeypatch.setattr("sys.argv", ["generator"])

    def run(*words: str, answers: str | None = None, exit_code: int = 0) -> Result:
        done = CliRunner().invoke(cli, list(words), input=answers)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == exit_code, done.output
        return done

    return run
