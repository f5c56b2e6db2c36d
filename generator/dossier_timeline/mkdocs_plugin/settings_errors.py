"""What is wrong in the configuration file: MkDocs' own validation, in our words and at its place."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.codes import Code, Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.reporting import SourceLines, format_as_text
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.mkdocs_plugin.option_schema import OPTIONS, PLUGIN
from dossier_timeline.mkdocs_plugin.settings_file import SettingsFile, named_entries

_HINT = "docs/commands.md lists this project's settings, mkdocs.org/user-guide/configuration those of MkDocs"
_KINDS = {
    "str": "one text",
    "list": "a list",
    "dict": "a group of keys",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "NoneType": "nothing",
}
_TRANSLATIONS: tuple[tuple[str, str, str], ...] = (
    (r"^Plugin '(\S+)' option '(\S+)': Expected type: <class '(\w+)'> but received: <class '(\w+)'>",
     "the option “{2}” of the plugin “{1}” should be {3}, not {4}", ""),
    (r"^Plugin '(\S+)' option '(\S+)': Unrecognised", "the plugin “{1}” has no option “{2}”", ""),
    (r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>", "“{0}” should be {1}, not {2}", ""),
    (r"The \"(\S+)\" plugin is not installed", "there is no plugin “{1}” here",
     "is its name right, and is it installed?"),
    (r"Unrecognised theme name: '(.*?)'", "there is no theme “{1}” here",
     "write “name: null” with “custom_dir: templates”, or “name: dossier”"),
    (r"Required configuration not provided", "“{0}” is missing or empty",
     "write it, each setting on a line of its own"),
    (r"Expected a key-value mapping \(dict\) but received: <class '(\w+)'>",
     "“{0}” should be a group of keys, not {1}", ""),
    (r"The path '(.*?)' isn't an existing file", "“{0}” names a file that isn't there: “{1}”",
     "files are named as they are seen from mkdocs.yml"),
    (r"The path '(.*?)' isn't an existing directory", "“{0}” names a folder that isn't there: “{1}”",
     "folders are named as they are seen from mkdocs.yml"),
    (r"The URL isn't valid", "“{0}” is not an address", "write it whole, like https://example.org/"),
    (r"Failed to load extension '(\S+)'", "there is no Markdown extension “{1}” here",
     "is its name right, and is it installed?"),
    (r"'docs_dir' should not be the parent", "“{0}” can't be the folder in which mkdocs.yml stands",
     "content has a folder of its own, like content"),
    (r"(should not be within|must not be within)", "content and site can't lie one within the other",
     "docs_dir and site_dir are folders beside each other, like content and site"),
)  # fmt: skip
"""Error texts of MkDocs as patterns, our message and hint: {0} is the setting, {1} and so on the groups."""
_UNRECOGNISED = re.compile(rf"^(Plugin '{PLUGIN}' option '\S+': )?Unrecognised configuration name")
"""Warnings about names that are no settings, which `ineffective_settings.py` words better."""
_TAG = "nothing can be made of this value"
_TAG_HINT = "a word that begins with “!” is an order to MkDocs, like !ENV; if it is text, put it in quotes"


class UnusableSettings(click.ClickException):
    """The configuration file cannot be used; `problems` say why and where."""

    exit_code = 2

    def __init__(self, problems: tuple[Diagnostic, ...], root: Path) -> None:
        quotes = SourceLines(root)
        super().__init__("\n".join(format_as_text(problem, quotes) for problem in problems))
        self.problems = problems

    def show(self, file: Any = None) -> None:
        """Write the problems to standard error."""
        click.echo(self.message, file=file, err=file is None)


def load_mkdocs_config(file: Path) -> tuple[MkDocsConfig, tuple[Diagnostic, ...]]:
    """MkDocs' configuration, loaded and validated, and its warnings. Raises `UnusableSettings`."""
    written = SettingsFile.read(file, file.parent)
    mkdocs = MkDocsConfig(config_file_path=str(file))
    try:
        errors, warnings = _validate(mkdocs, written, file)
    except (Exception, SystemExit) as error:  # of the YAML loader, a hook or another plugin
        raise UnusableSettings(written.problems or _unloadable(written, error), file.parent) from error
    if problems := written.problems or errors:
        raise UnusableSettings(tuple(problems), file.parent)
    return mkdocs, tuple(warnings)


def settings_problems(file: Path) -> tuple[Diagnostic, ...]:
    """Everything for which the configuration file cannot be used; empty when it can."""
    try:
        load_mkdocs_config(file)
    except UnusableSettings as error:
        return error.problems
    return ()


def unusable_file(file: Path, message: str) -> UnusableSettings:
    """The exception for a configuration file as a whole, with what MkDocs or a plugin says of it."""
    problem = _as_a_whole(SettingsFile.read(file, file.parent), message)
    return UnusableSettings((problem,), file.parent)


def _validate(
    mkdocs: MkDocsConfig, written: SettingsFile, file: Path
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Let MkDocs load and validate the file: the errors and the warnings."""
    stream = io.BytesIO(read_plain_file(file, MAX_CONTENT_BYTES))
    stream.name = str(file)  # by which MkDocs finds a file whose settings this one inherits
    mkdocs.load_file(stream)
    plugins = copy.deepcopy(mkdocs.get("plugins"))  # validating takes them apart
    failures, warnings = mkdocs.validate()
    errors = list(_option_errors(plugins, written))
    errors += [
        _translated(written, key, str(failure), Level.ERROR)
        for key, failure in failures
        if not (errors and key == "plugins")
    ]
    problems = [
        _translated(written, key, warning, Level.WARNING)
        for key, warning in warnings
        if not _UNRECOGNISED.match(warning)
    ]
    return errors, problems


def _option_errors(plugins: Any, written: SettingsFile) -> Iterator[Diagnostic]:
    """What is wrong with the values of this project's own options, given as MkDocs loads them."""
    given = next((options for _, name, options in named_entries(plugins) if name == PLUGIN), None)
    place, _ = written.plugin_options()
    if not isinstance(given, dict):
        return
    for option in OPTIONS:
        if option.name not in given:
            continue
        value = given[option.name]
        try:
            option.schema.validate(value)
        except ValidationError:
            schema = str if option.type is Path else option.type
            wanted, found = (_KINDS.get(name, name) for name in (schema.__name__, type(value).__name__))
            message = f"the option “{option.name}” of the plugin “{PLUGIN}” should be {wanted}, not {found}"
            yield Diagnostic(written.position(*place, option.name), Code.MKDOCS_SETTING, message, _HINT)


def _translated(written: SettingsFile, key: str, text: str, level: Level) -> Diagnostic:
    """What MkDocs says of a setting, in our words where they are known."""
    position = written.position(key)
    for pattern, message, hint in _TRANSLATIONS:
        if found := re.search(pattern, text, re.DOTALL):
            groups = [_KINDS.get(group, group) for group in found.groups()]
            return Diagnostic(
                position, Code.MKDOCS_SETTING, message.format(key, *groups), hint or _HINT, level
            )
    message = f"the setting “{key}” cannot be used" if level is Level.ERROR else f"about the setting “{key}”"
    return Diagnostic(
        position, Code.MKDOCS_SETTING, f"{message}; MkDocs says: “{_one_line(text)}”", _HINT, level
    )


def _unloadable(written: SettingsFile, error: BaseException) -> tuple[Diagnostic, ...]:
    """The problem for an exception that was raised while MkDocs loaded the file."""
    mark = getattr(error.__context__, "problem_mark", None)
    if mark is not None:
        position = Position(written.path, mark.line + 1, mark.column + 1)
        return (Diagnostic(position, Code.MKDOCS_SETTING, _TAG, _TAG_HINT),)
    return (_as_a_whole(written, str(error)),)


def _as_a_whole(written: SettingsFile, words: str) -> Diagnostic:
    quotation = f"; MkDocs says: “{_one_line(words)}”" if words.strip() else ""
    return Diagnostic(
        Position(written.path), Code.MKDOCS_SETTING, f"this file cannot be used{quotation}", _HINT
    )


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
