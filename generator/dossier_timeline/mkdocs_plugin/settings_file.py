"""The configuration file as it is written: the place of each key, for problems that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import YamlFile, load_yaml
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, path_in_project
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.mkdocs_plugin.option_schema import PLUGIN

SettingPath = tuple[str | int, ...]
"""The keys and numbers of list items that lead to a value."""

_MISSING = "run the command in the folder of mkdocs.yml, or name the file with “-f”"
_ALLOWED_HERE = frozenset({Code.UNSAFE_YAML, Code.DUPLICATE_KEY})
"""Codes of problems in content that are none in MkDocs' own file."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The configuration file: its path in positions, what it holds, and what hinders reading it."""

    path: str
    source: YamlFile | None
    problems: tuple[Diagnostic, ...] = ()

    @classmethod
    def read(cls, file: Path, root: Path) -> SettingsFile:
        """Read a configuration file. Its path is relative to `root`, where it lies below it."""
        path = path_in_project(file, root)
        try:
            content = read_beginning(file, MAX_CONTENT_BYTES + 1)
        except OSError:
            message = "this file is not there, or it can't be read"
            return cls(path, None, (Diagnostic(Position(path), Code.MISSING_FILE, message, _MISSING),))
        source, problems = load_yaml(path, content)
        return cls(path, source, tuple(one for one in problems if one.code not in _ALLOWED_HERE))

    @property
    def data(self) -> dict[Any, Any]:
        """The settings as they are written; empty where the file holds no mapping."""
        return self.source.data if self.source and isinstance(self.source.data, dict) else {}

    def position(self, *keys: str | int) -> Position:
        """Where a key or an item of a list stands; the nearest around it where it isn't written."""
        if self.source is None:
            return Position(self.path)
        return self.source.position(keys, key=isinstance(keys[-1], str)) or Position(self.path)

    def plugin_options(self) -> tuple[SettingPath, dict[Any, Any]]:
        """Where the options of this project's plugin stand, and the options as they are written."""
        plugins = self.data.get("plugins")
        for place, name, options in named_entries(plugins):
            if name == PLUGIN and isinstance(options, dict):
                inside = () if isinstance(plugins, dict) else (name,)
                return ("plugins", place, *inside), options
        return ("plugins",), {}


def named_entries(value: Any) -> Iterator[tuple[str | int, str, Any]]:
    """The entries of a list of plugins or extensions: key or number, name, and options.

    MkDocs takes a mapping, or a list of names, of which each may be a mapping to its options.
    """
    if isinstance(value, dict):
        yield from ((name, name, options) for name, options in value.items())
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if isinstance(one, str):
                yield place, one, None
            elif isinstance(one, dict):
                yield from ((place, name, options) for name, options in one.items())
