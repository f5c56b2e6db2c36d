"""docs/maintaining.md, followed to the letter: every file written, every command run, every answer read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click import Context

from tests.conftest import Command
from tests.docs.reader import Reader
from tests.helpers.files import ROOT, files_below

PAGE = ROOT / "docs" / "maintaining.md"


@pytest.mark.slow
def test_the_page_does_what_it_says(command: Command, good: Path) -> None:
    reader = Reader(good, command)
    reader.follow(PAGE.read_text("utf-8"))
    assert reader.commands > 20
    files = files_below(good / "content")
    assert "documents/bridge-plan/document.yml" in files
    letter = files["documents/2022-05-10-letter/document.yml"].decode()
    assert "\ndraft: true" not in letter


def test_the_commands_it_names_are_there() -> None:
    from dossier_timeline.__main__ import cli

    known = cli.list_commands(Context(cli))
    text = PAGE.read_text("utf-8") + (ROOT / "docs" / "commands.md").read_text("utf-8")
    named = set(re.findall(r"dossier-timeline (?:--sources \S+ )?([a-z]+)\b", text))
    assert len(named) > 6
    assert named <= set(known)


def test_every_command_is_in_the_list() -> None:
    from dossier_timeline.__main__ import cli

    listed = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in cli.list_commands(Context(cli)):
        assert re.search(rf"`(?:dossier-timeline )?{name}\b", listed), f"docs/commands.md lacks {name}"
