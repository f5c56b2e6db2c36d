"""Since which change a text is behind, where the project is kept in git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.content.text_decoding import decode_text, split_front_matter
from dossier_timeline.model.translation_status import body_digest

_MOST = 200
"""How many changes of one file are looked at."""
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Commit:
    """A change of a file: its short name in git, its day (ISO 8601) and what it says of itself."""

    short_hash: str
    day: str
    title: str

    def __str__(self) -> str:
        return f"{self.day}, “{self.title}” ({self.short_hash})"


def find_first_commit_after(root: Path, path: str, recorded: str) -> Commit | None:
    """The first change after the text at `path` had the digest `recorded`.

    `None` when git does not know: no git, no history, or a change that has not been committed.
    """
    first: Commit | None = None
    for change in _changes(root, path):
        body = _git(root, "show", f"{change.short_hash}:./{path}")
        if body is None:
            return None
        text, _ = decode_text(path, body)
        if text is not None and body_digest(split_front_matter(path, text)[0].body) == recorded:
            return first
        first = change
    return None


def _changes(root: Path, path: str) -> Iterator[Commit]:
    """The newest first."""
    told = _git(root, "log", f"--max-count={_MOST}", "--format=%h%x09%as%x09%s", "--", path)
    for line in (told or b"").decode("utf-8", "replace").splitlines():
        commit, day, title = line.split("\t", 2)
        yield Commit(commit, day, title)


def _git(root: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 -- git itself, with a path of the content and no shell
            ["git", "-C", str(root), *words],  # noqa: S607 -- whichever git the maintainer uses
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
