"""The plugin's options, made of their declarations in `config.py`: MkDocs' schema, values, documentation."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from mkdocs.config import config_options
from mkdocs.config.base import Config as MkDocsOptions

from dossier_timeline.config import PARTS, OptionDocs

PLUGIN = "dossier"
"""The name under which mkdocs.yml lists the plugin."""
COMMON_OPTIONS = ("enabled",)
"""Options that MkDocs gives every plugin."""

_OPENING = """\
# Options

The options of the plugin `dossier`, made from their declarations by `dossier-timeline options`. They stand in
`mkdocs.yml` below the plugin's name:

```yaml
plugins:
  - dossier:
      search: false
```

A folder is named relative to `mkdocs.yml`. An environment variable sets an option where `mkdocs.yml` says
so, as in `release: !ENV [RELEASE, false]`; the `mkdocs.yml` of this repository does for those below.

| option | what it may be | unless set | environment | meaning |
|---|---|---|---|---|
"""
_KINDS = {str: "text", bool: "`true` or `false`", int: "whole number", Path: "folder", tuple: "list of words"}


@dataclass(frozen=True, slots=True)
class Option:
    """One option: the part of `Config` that holds it, its name, type, default and documentation."""

    part: str
    name: str
    type: type
    default: Any
    docs: OptionDocs

    @property
    def schema(self) -> config_options.Type[Any]:
        """How MkDocs checks it. A folder is text there, and empty where none is named; a tuple is a list."""
        if self.type is Path:
            return config_options.Type(str, default="")
        if self.type is tuple:
            return config_options.Type(list, default=list(self.default))
        return config_options.Type(self.type, default=self.default)


def _declared() -> Iterator[Option]:
    for part, kind in PARTS.items():
        types = get_type_hints(kind)
        for field in dataclasses.fields(kind):
            if docs := field.metadata.get(OptionDocs):
                default = None if field.default is dataclasses.MISSING else field.default
                yield Option(part, field.name, _plain_type(types[field.name]), default, docs)


def _plain_type(hint: Any) -> type:
    """Return the type of an option without what it holds and without `None`."""
    if get_origin(hint) is tuple:
        return tuple
    plain: type = next((one for one in get_args(hint) if one is not type(None)), hint)
    return plain


OPTIONS: tuple[Option, ...] = tuple(_declared())
"""Every option of the plugin."""

DossierOptions: type[MkDocsOptions] = type(
    "DossierOptions", (MkDocsOptions,), {option.name: option.schema for option in OPTIONS}
)
"""The schema by which MkDocs checks the options."""


def option_values(options: Mapping[str, Any], root: Path) -> dict[str, dict[str, Any]]:
    """The values of the options that MkDocs has checked, by part of `Config` and name."""
    values: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
    for option in OPTIONS:
        value = options[option.name]
        if isinstance(value, str):
            value = value.strip()
        if option.type is Path:
            value = root / value if value else None
        if option.type is tuple:
            value = tuple(value)
        values[option.part][option.name] = value
    return values


def options_page() -> str:
    """The documentation of all options, as Markdown: docs/options.md."""
    return _OPENING + "".join(f"| {' | '.join(_row(option))} |\n" for option in OPTIONS)


def _row(option: Option) -> Iterator[str]:
    yield f"`{option.name}`"
    yield _KINDS[option.type]
    yield f"`{_write_default(option.default)}`" if option.default not in ("", None) else "nothing"
    yield f"`{option.docs.environment}`" if option.docs.environment else ""
    yield option.docs.meaning


def _write_default(default: object) -> str:
    """Return a default as YAML writes it."""
    return f"[{', '.join(default)}]" if isinstance(default, tuple) else str(default).lower()
