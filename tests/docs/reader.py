"""Somebody who follows a page of docs/: every file written, every command run, every answer read.

A remark before a block says what it is for: `write: FILE`, `append: FILE`, `remove from: FILE`, `shows: FILE`
(these lines stand in it), `prints`, `ends with 1`, or `replace in FILE:` with the line that the block takes
the place of. What is printed where the page has "…" may be anything.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

_STEP = re.compile(
    r"<!-- (?P<told>.*?) ?-->|^```(?P<kind>\w+)\n(?P<block>.*?)^```$", re.DOTALL | re.MULTILINE
)
_OURS = "dossier-timeline "


@dataclass
class Reader:
    """Somebody who does what the page says, in a folder."""

    folder: Path
    command: Callable[..., Result]
    """Runs a command in the folder, as in tests/conftest.py."""
    said: str = ""
    commands: int = 0
    told: str = ""

    def follow(self, text: str) -> None:
        for step in _STEP.finditer(text):
            if step["told"] is not None:
                assert not self.told or self.told.startswith("replace"), f"nothing follows {self.told!r}"
                self._leave_out()
                self.told = step["told"].strip("\n")
            else:
                self.do(step["kind"], step["block"])
                self.told = ""

    def _leave_out(self) -> None:
        """A line that is to be replaced, with nothing in its place."""
        if self.told:
            self.replace("")

    def do(self, kind: str, block: str) -> None:
        what, _, path = self.told.partition(": ")
        if kind == "sh":
            self._leave_out() if self.told.startswith("replace") else None
            self.run(block, 1 if self.told == "ends with 1" else 0)
        elif what == "write":
            (self.folder / path).write_text(block, "utf-8")
        elif what == "append":
            with (self.folder / path).open("a", encoding="utf-8") as file:
                file.write(block)
        elif what in ("remove from", "shows"):
            text = (self.folder / path).read_text("utf-8")
            assert text.count(block) == 1, f"{block!r} stands {text.count(block)} times in {path}"
            if what == "remove from":
                (self.folder / path).write_text(text.replace(block, ""), "utf-8")
        elif what.startswith("replace in"):
            self.replace(block)
        else:
            assert self.told == "prints", f"what is this block for? {block}"
            for line in block.splitlines():
                wanted = ".*".join(map(re.escape, line.split("…")))
                assert re.search(wanted, self.said), f"{line!r} isn't in\n{self.said}"

    def replace(self, block: str) -> None:
        head, _, line = self.told.partition(":\n")
        path = self.folder / head.removeprefix("replace in ")
        text = path.read_text("utf-8")
        assert text.count(f"{line}\n") == 1, f"{line!r} stands {text.count(line)} times in {path}"
        path.write_text(text.replace(f"{line}\n", block), "utf-8")
        self.told = ""

    def run(self, block: str, exit_code: int) -> None:
        for line in block.replace("\\\n", " ").splitlines():
            self.run_line(line, exit_code)
            self.commands += 1

    def run_line(self, line: str, exit_code: int) -> None:
        assert line.startswith(_OURS), line
        done = self.command(*shlex.split(line.removeprefix(_OURS)), exit_code=exit_code)
        self.said = done.stdout + done.stderr
