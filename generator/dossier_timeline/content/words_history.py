"""The history of words of YAML in git: whose translation is older than the words that it translates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier_timeline.content.git_command import run_git
from dossier_timeline.content.row_layout import ROWS_KEY, lay_out_rows
from dossier_timeline.content.text_decoding import decode_text
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.relations import Path as WordsPath
from dossier_timeline.model.source_positions import SETTINGS

_MAX_COMMITS = 300
"""The number of commits of the content that are examined."""
_MAX_BYTES = 12 * 1024 * 1024
"""How much of their files is read, the newest first."""
_TIMEOUT = 60

WordsOfFile = dict[tuple[str, WordsPath], tuple[str, str]]
"""By entry and path below it: the words in the language that is translated from, and their translation."""


def find_older_translations(
    root: Path,
    content: str,
    languages: tuple[str, str],
    is_other: Callable[[str, str], bool],
) -> dict[tuple[str, WordsPath], str]:
    """Words whose translation was last written when they said something else, with what they said then.

    `languages` are the one that is translated from, and the other; `is_other` tells whether two wordings
    differ. Empty where there is no git.
    """
    found: dict[tuple[str, WordsPath], str] = {}
    versions = _list_versions(root, content)
    budget = _MAX_BYTES
    for path, commits in versions.items():
        file = root / path
        if not file.is_file():
            continue
        now = read_words_of_file(path, read_plain_file(file, _MAX_BYTES, within=root), languages)
        open_words = dict(now)
        last = dict(now)
        for version in _read_versions(root, path, commits):
            if not open_words or budget < 0:
                break
            budget -= len(version)
            then = read_words_of_file(path, version, languages)
            for key in [*open_words]:
                if key not in then or then[key][1] != now[key][1]:
                    del open_words[key]
                else:
                    last[key] = then[key]
        found |= {key: words[0] for key, words in last.items() if is_other(words[0], now[key][0])}
    return found


def read_words_of_file(path: str, content: bytes, languages: tuple[str, str]) -> WordsOfFile:
    """The words of a file that are in both languages."""
    text, _ = decode_text(path, content)
    source, _ = load_yaml_text(path, text or "")
    if source is None:
        return {}
    start = SETTINGS if path.endswith("dossier.yml") else ""
    return dict(_walk_words(source.data, start, (), languages))


def _walk_words(
    value: Any, entry_id: str, path: WordsPath, languages: tuple[str, str]
) -> Iterator[tuple[tuple[str, WordsPath], tuple[str, str]]]:
    if isinstance(value, list):
        for index, item in enumerate(_expand_rows(value) if path == (ROWS_KEY,) else value):
            yield from _walk_words(item, entry_id, (*path, index), languages)
        return
    if not isinstance(value, Mapping):
        return
    own = value.get("id")
    if isinstance(own, str) and entry_id != SETTINGS:
        entry_id, path = own, ()
    both = [value.get(code) for code in languages]
    if entry_id and all(isinstance(one, str) for one in both):
        yield (entry_id, path), (str(both[0]).strip(), str(both[1]).strip())
    for key, item in value.items():
        yield from _walk_words(item, entry_id, (*path, key), languages)


def _expand_rows(items: list[Any]) -> Iterator[Any]:
    """The items of a list with a mapping in the place of each row."""
    layout = lay_out_rows(
        [[c if isinstance(c, str) else None for c in one] if isinstance(one, list) else None for one in items]
    )
    for index, columns in layout.columns_by_item.items():
        row = items[index]
        if columns is None:
            yield row
            continue
        values: dict[str, Any] = {}
        for column, cell in zip(columns, row, strict=False):
            if len(column) > 1:
                values.setdefault(column[0], {})[column[1]] = cell
            else:
                values[column[0]] = cell
        yield values


def _list_versions(root: Path, content: str) -> dict[str, list[str]]:
    """By file of YAML: the commits that changed it, the newest first."""
    output = run_git(
        root,
        "log",
        f"--max-count={_MAX_COMMITS}",
        "--format=%x00%H",
        "--name-only",
        "--relative",
        "--",
        content,
        timeout=_TIMEOUT,
    )
    found: dict[str, list[str]] = {}
    commit = ""
    for line in (output or b"").decode("utf-8", "replace").splitlines():
        if line.startswith("\0"):
            commit = line[1:]
        elif line.endswith(".yml"):
            found.setdefault(line, []).append(commit)
    return found


def _read_versions(root: Path, path: str, commits: list[str]) -> Iterator[bytes]:
    for commit in commits:
        content = run_git(root, "show", f"{commit}:./{path}", timeout=_TIMEOUT)
        if content is None:
            return
        yield content
