"""The history of a text in git: since which commit it's behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.content.git_command import run_git
from dossier_timeline.content.text_decoding import decode_text, split_front_matter
from dossier_timeline.model.text_digests import digest_body, is_same_text

_MAX_COMMITS = 200
"""The number of commits of one file that are examined."""
_TIMEOUT = 10


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its short hash, its day (ISO 8601) and its subject."""

    short_hash: str
    day: str
    title: str

    def __str__(self) -> str:
        return f"{self.day}, “{self.title}” ({self.short_hash})"


def find_first_commit_after(root: Path, path: str, recorded: str) -> Commit | None:
    """The first commit after the text at `path` had the digest `recorded`.

    `None` if git doesn't know: there is no git, no history, or the change isn't committed.
    """
    later_commit: Commit | None = None
    for commit, body in _walk_bodies(root, path):
        if is_same_text(recorded, digest_body(body)):
            return later_commit
        later_commit = commit
    return None


def find_body_at_digest(root: Path, path: str, recorded: str) -> str | None:
    """The body that the text at `path` had when its digest was `recorded`; `None` if git doesn't know."""
    return next(
        (body for _, body in _walk_bodies(root, path) if is_same_text(recorded, digest_body(body))), None
    )


def _walk_bodies(root: Path, path: str) -> Iterator[tuple[Commit, str]]:
    """The commits of a text with its body in each, the newest first."""
    for commit in _walk_commits(root, path):
        content = run_git(root, "show", f"{commit.short_hash}:./{path}", timeout=_TIMEOUT)
        if content is None:
            return
        text, _ = decode_text(path, content)
        if text is not None:
            yield commit, split_front_matter(path, text)[0].body


def _walk_commits(root: Path, path: str) -> Iterator[Commit]:
    """The commits of a file, the newest first."""
    output = run_git(
        root, "log", f"--max-count={_MAX_COMMITS}", "--format=%h%x09%as%x09%s", "--", path, timeout=_TIMEOUT
    )
    for line in (output or b"").decode("utf-8", "replace").splitlines():
        commit, day, title = line.split("\t", 2)
        yield Commit(commit, day, title)
